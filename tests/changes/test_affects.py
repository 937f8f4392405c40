"""What a change does to files, and to the rules and tables of a spec."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.changes.kit import pinned, run
from tests.changes.test_origins import botocore_like
from tests.changes.test_reports import validated
from tests.workshop import Outcome, Workshop, document, structure

SHAPES: Final = {
    "In": structure(Name="Name", Size="Size", Old="Name"),
    "Name": {"type": "string", "max": 10},
    "Size": {"type": "string", "enum": ["x1.small", "x1.large", "y2.small"]},
}
SPEC: Final = "service: tiny\noperations: all\nrules: [rules.yaml]\ntables: [tables.yaml]\n"
TABLES: Final = "tables:\n  fast: {asOf: '2026-01-01', source: here, values: [x1]}\n"
RULES: Final = """\
rules:
  - id: fast-needs-name
    shape: In
    rule: "!has(self.Size) || has(self.Name) || !tables.fast.exists(f, self.Size.startsWith(f + '.'))"
    message: a fast size needs a Name
    severity: error
    source: here
  - id: old-is-not-name
    shape: In
    rule: "!has(self.Old) || !has(self.Name) || self.Old != self.Name"
    message: Old repeats Name
    severity: warning
    source: here
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


class Bench:
    """A spec with rules, a later model, and files to check."""

    def __init__(self, workshop: Workshop, folder: Path) -> None:
        self.workshop = workshop
        self.files = folder / "files"
        self.files.mkdir()
        self.later = folder / "later.json"
        spec = workshop.write(document(SHAPES), spec=SPEC)
        (spec / "rules.yaml").write_text(RULES)
        (spec / "tables.yaml").write_text(TABLES)

    def changed(self, shapes: dict[str, Any], **parts: Any) -> None:
        """Writes the later model."""
        self.later.write_text(json.dumps(document({**SHAPES, **shapes}, **parts)))

    def file(self, name: str, **request: Any) -> str:
        """Writes a request file; returns its path."""
        path = self.files / name
        path.write_text(json.dumps(request))
        return str(path)

    def run(self, *words: str) -> Outcome:
        """Compares the pin with the later model."""
        return self.workshop.run("changes", "--to", str(self.later), *words)

    def affects(self, *words: str) -> dict[str, Any]:
        """What the change does to all files, as JSON says it."""
        outcome = self.run("--format", "json", "--affects", str(self.files), *words)
        found: dict[str, Any] = validated(outcome.out)["affects"]
        assert outcome.code == int(found["breaks"])
        return found


@pytest.fixture
def bench(workshop: Workshop, tmp_path: Path) -> Bench:
    """The bench of one test."""
    return Bench(workshop, tmp_path)


class TestFiles:
    """Findings that come and go."""

    def test_what_appears_and_what_goes(self, bench: Bench) -> None:
        bench.changed(
            {"Size": {**SHAPES["Size"], "enum": ["x1.large", "y2.small"]}, "Name": {"type": "string", "max": 20}}
        )
        path = bench.file("do.json", Name="twelve chars", Size="x1.small")
        found = bench.affects()
        assert [(f["file"], f["rule"], f["path"]) for f in found["appeared"]] == [(path, "enum", "Size")]
        assert [(f["file"], f["rule"], f["path"]) for f in found["gone"]] == [(path, "max-length", "Name")]
        outcome = bench.run("--affects", path)
        assert outcome.code == 1
        assert f"{path}:1:" in outcome.out

    def test_what_was_wrong_and_stays_so_is_no_news(self, bench: Bench) -> None:
        bench.changed({"Size": {**SHAPES["Size"], "enum": ["x1.large"]}})
        bench.file("do.json", Size="nonsense", Nothing=1)
        found = bench.affects()
        assert (found["files"], found["appeared"], found["gone"]) == (1, [], [])

    def test_deprecated_members_in_use(self, bench: Bench) -> None:
        later = structure(Name="Name", Size="Size", Old="Name")
        later["members"]["Old"]["deprecated"] = True
        bench.changed({"In": later})
        path = bench.file("do.json", Old="x")
        bench.file("a.do.json", Name="x")
        found = bench.affects()
        assert found["deprecated"] == [{"file": path, "line": 1, "column": 2, "what": "Do Old", "newly": True}]
        assert not found["breaks"]
        assert f"{path}:1:2: Do Old is now deprecated" in bench.run("--affects", path).out

    def test_what_was_deprecated_before_is_no_news(self, bench: Bench) -> None:
        shape = structure(Name="Name", Size="Size", Old="Name")
        shape["members"]["Old"]["deprecated"] = True
        bench.workshop.write(document({**SHAPES, "In": shape}), spec=SPEC)
        bench.changed({"In": shape})
        bench.file("do.json", Old="x")
        assert [use["newly"] for use in bench.affects()["deprecated"]] == [False]

    def test_requests_that_only_the_new_model_knows_break_nothing(self, bench: Bench) -> None:
        operations = {name: {"name": name, "input": {"shape": "In"}} for name in ("Do", "Fresh")}
        bench.changed({}, operations=operations)
        bench.file("do.json", Name="x")
        bench.file("fresh.json", Nonsense=1)
        found = bench.affects()
        assert (found["files"], found["appeared"], found["breaks"]) == (1, [], False)

    def test_an_operation_that_is_gone_or_deprecated(self, bench: Bench) -> None:
        path = bench.file("do.json", Name="x")
        bench.changed({}, operations={"Do": {"name": "Do", "input": {"shape": "In"}, "deprecated": True}})
        assert [use["what"] for use in bench.affects()["deprecated"]] == ["operation Do"]
        bench.changed({}, operations={"Other": {"name": "Other", "input": {"shape": "In"}}})
        found = bench.affects()
        assert [(f["file"], f["rule"]) for f in found["appeared"]] == [(path, "unknown-operation")]

    def test_a_rule_that_only_one_model_carries(self, bench: Bench) -> None:
        bench.changed({"In": structure(Name="Name", Old="Name")})
        bench.file("do.json", Name="x", Old="x")
        bench.file("a.do.json", Size="x1.small")
        found = bench.affects()
        assert [f["rule"] for f in found["appeared"]] == ["unknown-member"]
        assert [f["rule"] for f in found["gone"]] == ["fast-needs-name"]

    def test_nothing_to_check_is_not_clean(self, bench: Bench) -> None:
        bench.changed({})
        bench.file("readme.json", Hello=1)
        bench.run("--affects", str(bench.files)).refused("no request of tiny")

    def test_a_service_of_one_side(self, bench: Bench, tmp_path: Path) -> None:
        bench.changed({})
        new = botocore_like(tmp_path / "new", {"other": document({})})
        path = bench.file("do.json", Name="x")
        bench.workshop.run("changes", "--to", str(new), "--affects", path).refused("only one side has tiny")

    def test_a_service_without_a_spec(self, bench: Bench, tmp_path: Path) -> None:
        old = botocore_like(tmp_path / "old", {"other": document(SHAPES)}, "9.8.6")
        new = botocore_like(tmp_path / "new", {"other": document({**SHAPES, "Name": {"type": "string", "max": 3}})})
        path = bench.file("do.json", Name="four")
        outcome = bench.workshop.run("changes", "other", "--from", str(old), "--to", str(new), "--affects", path)
        assert outcome.code == 1
        assert "[max-length]" in outcome.out

    def test_nothing_of_the_repository_runs(self, bench: Bench) -> None:
        bench.changed({"Size": {**SHAPES["Size"], "enum": ["x1.large"]}})
        bench.file("do.json", Size="x1.small")
        trap = "import pathlib; pathlib.Path(__file__).with_name('trapped').touch()\n"
        for name in ("attrs", "yaml", "generated", "tiny", "codegen", "conftest", "sitecustomize"):
            (bench.files / f"{name}.py").write_text(trap)
        command = Path(sys.executable).with_name("botoforge")
        words = ("changes", "--specs", bench.workshop.specs, "--to", bench.later, "--affects", ".")
        done = subprocess.run([command, *words], cwd=bench.files, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done
        assert "[enum]" in done.stdout
        assert {p.suffix for p in bench.files.iterdir()} == {".py", ".json"}

    def test_packages_are_made_once(self, bench: Bench, tmp_path: Path) -> None:
        bench.changed({})
        bench.file("do.json", Name="x")
        bench.affects()
        made = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.py")}
        assert made
        bench.affects()
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.py")} == made


class TestRules:
    """Rules and tables of the spec."""

    def rules(self, bench: Bench) -> list[tuple[str, str]]:
        """What is told, by kind and name."""
        outcome = bench.run("--format", "json", "--rules")
        found = validated(outcome.out)["rules"]
        assert outcome.code == int(any(impact["kind"] == "broken" for impact in found))
        return [(impact["kind"], impact["name"]) for impact in found]

    def test_a_member_is_gone(self, bench: Bench) -> None:
        bench.changed({"In": structure(Name="Name", Size="Size")})
        assert self.rules(bench) == [("broken", "old-is-not-name"), ("touched", "old-is-not-name")]
        outcome = bench.run("--rules")
        assert outcome.code == 1
        assert "old-is-not-name: In has no member 'Old'" in outcome.out

    def test_a_table_lacks_a_new_family(self, bench: Bench) -> None:
        bench.changed({"Size": {**SHAPES["Size"], "enum": ["x1.small", "x1.large", "y2.small", "z3.small"]}})
        assert self.rules(bench) == [("table", "fast"), ("touched", "fast-needs-name")]
        outcome = bench.run("--rules")
        assert outcome.code == 0
        assert "fast: as of 2026-01-01, does not know z3; read by fast-needs-name" in outcome.out

    def test_a_new_size_of_a_known_family_asks_nothing_of_the_table(self, bench: Bench) -> None:
        bench.changed({"Size": {**SHAPES["Size"], "enum": [*SHAPES["Size"]["enum"], "y2.large"]}})
        assert self.rules(bench) == [("touched", "fast-needs-name")]

    def test_a_rule_that_neither_model_carries_was_broken_before(self, bench: Bench, tmp_path: Path) -> None:
        bench.changed({"In": structure(Name="Name", Size="Size")})
        older = tmp_path / "older.json"
        older.write_text(bench.later.read_text())
        assert "broken" not in bench.run("--from", str(older), "--rules", "--format", "json").out

    def test_a_new_value_of_a_family_that_the_table_has(self, bench: Bench) -> None:
        bench.workshop.write(document({**SHAPES, "Size": {"type": "string", "enum": ["y2.small"]}}), spec=SPEC)
        bench.changed({"Size": {"type": "string", "enum": ["y2.small", "x1.small"]}})
        assert self.rules(bench) == [("touched", "fast-needs-name")]

    def test_what_says_the_same_touches_nothing(self, bench: Bench) -> None:
        bench.changed({"Name": {"type": "string", "min": 0, "max": 10}})
        assert self.rules(bench) == []
        assert "tiny: no rule or table is touched" in bench.run("--rules", "--format", "markdown").out


def test_a_linear_deployment_before_and_after_the_release_that_brought_it(tmp_path: Path) -> None:
    path = tmp_path / "update-endpoint.yaml"
    path.write_text("""\
EndpointName: fraud
EndpointConfigName: fraud-2
RetainDeploymentConfig: true
DeploymentConfig:
  BlueGreenUpdatePolicy:
    TrafficRoutingConfiguration:
      Type: LINEAR
      WaitIntervalInSeconds: 300
      LinearStepSize: {Type: INSTANCE_COUNT, Value: 1}
""")
    ends = ("--from", str(pinned("1.22.12")), "--to", str(pinned("1.23.0")))
    outcome = run("changes", "sagemaker", *ends, "--format", "json", "--affects", str(path))
    assert outcome.code == 0, outcome
    found = validated(outcome.out)["affects"]
    assert {(f["rule"], f["line"]) for f in found["gone"]} == {
        ("unknown-member", 3),
        ("enum", 7),
        ("unknown-member", 9),
    }
    assert found["appeared"] == []
    back = ("--from", str(pinned("1.23.0")), "--to", str(pinned("1.22.12")))
    assert run("changes", "sagemaker", *back, "--affects", str(path)).code == 1
