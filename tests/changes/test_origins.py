"""Where models come from: pins, releases by version, wheels, folders, files, commits; and what is none of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import botocore
import pytest
from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader

from codegen.model.data import installed
from tests.changes.kit import model, pinned, run
from tests.workshop import Outcome, Workshop, document, structure

GIT: Final = shutil.which("git") or "git"
TINY: Final = document({"In": structure(M="S"), "S": {"type": "string", "max": 5}})
LATER: Final = document({"In": structure(M="S", N="S"), "S": {"type": "string", "max": 4}})


def botocore_like(root: Path, models: Mapping[str, Any], version: str = "9.8.7") -> Path:
    """A folder such as botocore's own, with these models."""
    (root / "botocore").mkdir(parents=True)
    (root / "botocore" / "__init__.py").write_text(f"__version__ = '{version}'\nraise SystemExit('executed')\n")
    for service, body in models.items():
        folder = root / "botocore" / "data" / service / "2020-01-01"
        folder.mkdir(parents=True)
        (folder / "service-2.json").write_text(json.dumps({k: v for k, v in body.items() if k != "botoforge"}))
    return root


def wheel(folder: Path, models: Mapping[str, Any], version: str = "9.8.7") -> Path:
    """A wheel of a botocore of that version, as an index has it."""
    root = botocore_like(folder / f"source-{version}", models, version)
    info = f"botocore-{version}.dist-info"
    path = folder / f"botocore-{version}-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for file in sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(root).as_posix())
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: botocore\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def found(outcome: Outcome) -> bool:
    """Whether the two changes from `TINY` to `LATER` were told."""
    return outcome.code == 0 and "+ In.N: new member" in outcome.out and "S: max length 5 -> 4" in outcome.out


class TestKinds:
    """Every kind of place, on the same two models."""

    def test_wheels(self, tmp_path: Path) -> None:
        ends = ("--from", str(wheel(tmp_path, {"tiny": TINY}, "9.8.6")), "--to", str(wheel(tmp_path, {"tiny": LATER})))
        outcome = run("changes", "tiny", *ends)
        assert found(outcome)
        assert "tiny: botocore 9.8.6 -> botocore 9.8.7" in outcome.out

    @pytest.mark.parametrize("inside", ["", "botocore", "botocore/data"])
    def test_folders(self, tmp_path: Path, inside: str) -> None:
        old = botocore_like(tmp_path / "old", {"tiny": TINY}) / inside
        new = botocore_like(tmp_path / "new", {"tiny": LATER}) / inside
        assert found(run("changes", "tiny", "--from", str(old), "--to", str(new)))

    def test_a_pin_and_files(self, workshop: Workshop, tmp_path: Path) -> None:
        workshop.write(TINY)
        later = tmp_path / "later.json"
        later.write_text(json.dumps(LATER))
        assert found(workshop.run("changes", "--to", str(later)))
        assert found(workshop.run("changes", "tiny", "--to", str(later)))

    def test_a_commit(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        workshop.write(TINY)

        def git(*words: str) -> None:
            subprocess.run([GIT, "-C", str(workshop.root), *words], check=True, capture_output=True)

        git("init", "-q")
        git("add", ".")
        git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "pin")
        workshop.write(LATER)
        monkeypatch.chdir(tmp_path)
        assert found(workshop.run("changes", "--from", "git:HEAD", "--to", "pin"))
        workshop.run("changes", "--from", "git:nowhere", "--to", "pin").refused("nowhere")
        workshop.run("changes", "--from", "git:--output=x", "--to", "pin").refused("not a revision")
        assert list(tmp_path.iterdir()) == []

    def test_a_version_is_downloaded_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for version, body in (("9.8.6", TINY), ("9.8.7", LATER)):
            wheel(tmp_path, {"tiny": body}, version)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
        script = ["python", "-m", "codegen", "changes", "tiny", "--from", "9.8.6", "--to", "9.8.7"]
        for times in range(2):
            done = subprocess.run(
                [sys.executable, *script[1:]],
                cwd=Path(__file__).parents[2],
                capture_output=True,
                text=True,
                check=False,
            )
            assert found(Outcome(done.returncode, done.stdout, done.stderr)), done
            assert bool(done.stderr) == (times == 0)
            shutil.rmtree(tmp_path / "source-9.8.6", ignore_errors=True)
            (tmp_path / "botocore-9.8.6-py3-none-any.whl").unlink(missing_ok=True)

    def test_a_version_that_nobody_has(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        done = subprocess.run(
            [sys.executable, "-m", "codegen", "changes", "tiny", "--from", "0.0.1", "--to", "installed"],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PIP_NO_INDEX": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].startswith("botoforge: botocore 0.0.1: pip did not get it")
        assert list((tmp_path / "cache").rglob("*.whl")) == []


class TestWhatIsCompared:
    """A pinned model holds only what a spec asks for."""

    def test_of_a_release_only_what_the_pin_has(self) -> None:
        outcome = run("changes", "sagemaker", "--from", str(pinned("1.23.0")), "--to", "installed")
        assert outcome.code == 0
        assert "operation" not in {line.split()[1] for line in outcome.out.splitlines() if line.startswith("    + ")}
        assert "ListEndpoints" not in outcome.out
        assert "+ CreateEndpointConfigInput.ExecutionRoleArn" in outcome.out

    def test_an_operation_of_the_spec_that_came_later(self, workshop: Workshop, tmp_path: Path) -> None:
        operations = {
            "Do": {"name": "Do", "input": {"shape": "In"}},
            "More": {"name": "More"},
            "Else": {"name": "Else"},
        }
        workshop.write(TINY, spec="service: tiny\noperations: [Do, More]\n")
        new = botocore_like(tmp_path, {"tiny": {**TINY, "operations": operations}})
        outcome = workshop.run("changes", "--to", str(new))
        assert "+ operation More: new" in outcome.out
        assert "Else" not in outcome.out

    def test_an_operation_that_is_gone(self, workshop: Workshop, tmp_path: Path) -> None:
        workshop.write(TINY)
        new = botocore_like(tmp_path, {"tiny": {**TINY, "operations": {}}})
        assert "- operation Do: removed" in workshop.run("changes", "--to", str(new)).out

    def test_services_that_came_and_went(self, tmp_path: Path) -> None:
        old = botocore_like(tmp_path / "old", {"tiny": TINY, "gone": TINY})
        new = botocore_like(tmp_path / "new", {"tiny": TINY, "fresh": TINY})
        outcome = run("changes", "--all", "--from", str(old), "--to", str(new))
        assert outcome.code == 0
        assert "- service gone: removed, 1 operation" in outcome.out
        assert "+ service fresh: new, 1 operation" in outcome.out
        assert outcome.out.endswith("3 services compared, 2 changed\n")

    def test_equal_files_are_no_change_whatever_they_hold(self, tmp_path: Path) -> None:
        broken = {**TINY, "shapes": {"In": {"type": "nonsense"}}}
        old = botocore_like(tmp_path / "old", {"tiny": TINY, "wrong": broken})
        new = wheel(tmp_path, {"tiny": LATER, "wrong": broken})
        outcome = run("changes", "--all", "--from", str(old), "--to", str(new))
        assert found(outcome)
        assert outcome.out.endswith("2 services compared, 1 changed\n")

    def test_one_unreadable_model_hides_no_other(self, tmp_path: Path) -> None:
        broken = {**TINY, "shapes": {"In": {"type": "nonsense"}}}
        old = botocore_like(tmp_path / "old", {"tiny": TINY, "wrong": TINY})
        new = botocore_like(tmp_path / "new", {"tiny": LATER, "wrong": broken})
        outcome = run("changes", "--all", "--from", str(old), "--to", str(new))
        assert outcome.code == 2
        assert "+ In.N: new member" in outcome.out
        assert outcome.err.startswith("botoforge: not compared: service 'wrong', shape In: type 'nonsense'")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "nowhere.json"), "neither a file nor a folder"),
        (("--from", "{folder}"), "no botocore data"),
        (("--from", "{text}"), "not a JSON document"),
        (("--from", "{wheel}"), "not a wheel of botocore"),
        (("nothing",), "the pin has no service 'nothing'"),
        (("--from", "installed", "nothing"), "has no service 'nothing'"),
        (("--all",), "--all compares two botocores"),
        (("--from", "installed", "--all", "sts"), "name services, or give --all"),
        (("--output", "pdf=x"), "--output takes FORMAT=PATH"),
        (("--output", "json="), "--output takes FORMAT=PATH"),
        (("--from", "installed", "--format", "html", "sts", "iam"), "--output html=FOLDER"),
        (("--rules", "--format", "html"), "told as json, markdown, text"),
        (("--to", "{later}", "--affects", "nowhere"), "nowhere"),
        (("--affects", "nowhere"), "only one side has tiny"),
    ],
)
def test_what_cannot_be_compared(workshop: Workshop, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    workshop.write(TINY)
    (tmp_path / "x.json").write_text("{")
    (tmp_path / "x.whl").write_text("no archive")
    (tmp_path / "later.json").write_text(json.dumps(LATER))
    places = {
        "later": tmp_path / "later.json",
        "folder": tmp_path,
        "text": tmp_path / "x.json",
        "wheel": tmp_path / "x.whl",
    }
    workshop.run("changes", *(word.format(**places) for word in words)).refused(told)


def test_data_is_read_as_botocore_reads_it() -> None:
    """The extras beside a model, and the newest of its versions, for every service that has either."""
    data = Path(botocore.__file__).parent / "data"
    loader = Loader(extra_search_paths=[str(data)], include_default_search_paths=False)
    assert list(installed().services()) == sorted(loader.list_available_services("service-2"))
    special = {path.parents[1].name for path in data.rglob("*.sdk-extras.json*")} | {"cloudfront", "sagemaker"}
    for service in sorted(special & {*installed().services()}):
        version = loader.determine_latest_version(service, "service-2")
        raw = dict(loader.load_service_model(service, "service-2", version))
        for kind, key in (("waiters-2", "waiters"), ("paginators-1", "pagination"), ("examples-1", "examples")):
            try:
                raw[key] = loader.load_service_model(service, kind, version).get(key, {})
            except DataNotFoundError:
                raw[key] = {}
        assert installed().load(service).raw == raw


def test_the_releases_are_what_they_say() -> None:
    assert [model(release).pin.botocore for release in ("1.20.12", "1.23.0")] == ["1.20.12", "1.23.0"]
