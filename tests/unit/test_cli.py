"""The command line: exit codes, what it prints, `--check`, `update`, `new`, `list`."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from codegen import front, package_cli
from codegen.cli import COMMANDS, main
from tests.workshop import Workshop, document, snapshot, structure

MODEL: Final = document({"In": structure(M="E"), "E": {"type": "string", "enum": ["a"]}})
OTHER: Final = document({"In": structure(M="F"), "F": {"type": "string", "enum": ["a", "b"]}})
ROOT: Final = Path(__file__).parents[2]


class TestGenerate:
    """The default command."""

    def test_a_summary_says_what_happened(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        first = workshop.run()
        assert first.code == 0
        last = first.out.splitlines()[-1]
        assert last.startswith("generated 1 package (1 operations, 1 structures, 1 enums)")
        assert last.endswith(" s")
        second = workshop.run()
        assert "all up to date" in second.out
        workshop.write(OTHER)
        third = workshop.run()
        assert " changed  tiny/checks/do.py" in third.out
        assert "   stale  tiny/enums/e.py" in third.out
        assert "     new  tiny/enums/f.py" in third.out

    def test_a_package_without_a_spec_goes(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        workshop.write({**MODEL, "botoforge": {**MODEL["botoforge"], "service": "other"}}, "other")
        assert workshop.run().code == 0
        for path in (workshop.specs / "other").iterdir():
            path.unlink()
        assert workshop.run().code == 0
        assert not (workshop.out / "other").exists()
        assert workshop.load().validate("Do", {"M": "a"}) == []

    def test_several_processes_make_the_same_bytes(self, workshop: Workshop) -> None:
        for service in ("tiny", "other", "third"):
            workshop.write({**MODEL, "botoforge": {**MODEL["botoforge"], "service": service}}, service)
        assert workshop.run().code == 0
        before = snapshot(workshop.out)
        other = workshop.root / "specs" / "elsewhere"
        assert workshop.run("--out", str(other), "--jobs", "3").code == 0
        assert snapshot(other) == before

    def test_one_bad_spec_stops_all(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        assert workshop.run().code == 0
        before = snapshot(workshop.out)
        workshop.write(OTHER)
        workshop.write("{", "broken")
        workshop.run().refused("broken")
        assert snapshot(workshop.out) == before
        assert workshop.litter() == []

    def test_a_full_disk_is_one_message(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        workshop.write(MODEL)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        workshop.run().refused("No space left")
        assert not workshop.out.exists()
        assert workshop.litter() == []


class TestCheck:
    """`--check` writes nothing and lists every difference."""

    def test_before_anything_is_generated(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        outcome = workshop.run("--check")
        assert outcome.code == 1
        assert "tiny/__init__.py" in outcome.out
        assert sorted(p.name for p in workshop.root.iterdir()) == ["specs"]

    def test_up_to_date(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        workshop.run()
        before = {p: p.stat().st_mtime_ns for p in workshop.root.rglob("*")}
        outcome = workshop.run("--check")
        assert outcome.code == 0
        assert outcome.out.startswith("checked 1 package")
        assert {p: p.stat().st_mtime_ns for p in workshop.root.rglob("*")} == before

    def test_missing_changed_and_stale(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        workshop.run()
        (workshop.out / "tiny" / "__init__.py").write_text("mine", encoding="utf-8")
        (workshop.out / "tiny" / "shapes" / "in_.py").unlink()
        workshop.write(OTHER)
        before = snapshot(workshop.out)
        outcome = workshop.run("--check")
        assert outcome.code == 1
        lines = {tuple(line.split()) for line in outcome.out.splitlines()[:-1]}
        assert {("changed", "tiny/__init__.py"), ("stale", "tiny/enums/e.py")} <= lines
        assert {("missing", "tiny/shapes/in_.py"), ("missing", "tiny/enums/f.py")} <= lines
        assert snapshot(workshop.out) == before

    def test_every_difference_is_listed(self, workshop: Workshop) -> None:
        names = [f"S{n}" for n in range(40)]
        shapes = {name: structure() for name in names} | {"In": structure(**{n: n for n in names})}
        workshop.write(document(shapes))
        outcome = workshop.run("--check")
        assert all(f"tiny/shapes/{name.lower()}.py" in outcome.out for name in names)


class TestUpdateNewAndList:
    """The commands that read the installed botocore."""

    def test_new_then_generate(self, workshop: Workshop) -> None:
        outcome = workshop.run("new", "sts", "GetCallerIdentity", "GetSessionToken")
        assert outcome.code == 0
        assert "2 operations" in outcome.out
        text = (workshop.specs / "sts" / "service.yaml").read_text(encoding="utf-8")
        assert text == "service: sts\noperations:\n  - GetCallerIdentity\n  - GetSessionToken\n"
        assert '"documentation": "' not in (workshop.specs / "sts" / "model.json").read_text(encoding="utf-8")
        assert workshop.run().code == 0
        package = workshop.load("sts")
        assert set(package.operations()) == {"GetCallerIdentity", "GetSessionToken"}
        assert [v.rule for v in package.validate("GetSessionToken", {"DurationSeconds": 1})] == ["min-value"]
        before = snapshot(workshop.specs)
        workshop.run("new", "sts", "--all").refused("exists already")
        assert snapshot(workshop.specs) == before

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (("new", "stss", "--all"), "did you mean sts"),
            (("new", "sts", "GetCallerIdentiti"), "did you mean GetCallerIdentity"),
            (("new", "sts"), "--all"),
            (("new", "sts", "GetCallerIdentity", "--all"), "--all"),
            (("list", "stss"), "did you mean sts"),
            (("update", "nothing"), "no spec for 'nothing'"),
        ],
    )
    def test_what_does_not_exist(self, workshop: Workshop, arguments: tuple[str, ...], word: str) -> None:
        workshop.write(MODEL)
        workshop.run(*arguments).refused(word)
        assert [p.name for p in workshop.specs.iterdir()] == ["tiny"]

    def test_update_says_what_changed_and_only_pins(self, workshop: Workshop) -> None:
        assert workshop.run("new", "sts", "GetSessionToken").code == 0
        path = workshop.specs / "sts" / "model.json"
        pinned = path.read_text(encoding="utf-8")
        model = json.loads(pinned)
        model["botoforge"]["botocore"] = "1.0.0"
        shape = model["shapes"]["GetSessionTokenRequest"]
        del shape["members"]["TokenCode"]
        shape["members"]["Retired"] = {"shape": "tokenCodeType"}
        model["shapes"]["durationSecondsType"]["max"] = 5000
        path.write_text(json.dumps(model), encoding="utf-8")
        stale = path.read_text(encoding="utf-8")
        assert workshop.run("update", "--check").code == 1
        assert path.read_text(encoding="utf-8") == stale
        outcome = workshop.run("update", "sts")
        assert outcome.code == 0
        assert "(botocore 1.0.0) -> " in outcome.out
        assert "+ GetSessionTokenRequest.TokenCode" in outcome.out
        assert "- GetSessionTokenRequest.Retired" in outcome.out
        assert "durationSecondsType: max value 5000 -> " in outcome.out
        assert path.read_text(encoding="utf-8") == pinned
        again = workshop.run("update", "--check")
        assert again.code == 0
        assert "no change of the API" in again.out
        assert not workshop.out.exists()

    def test_update_of_a_service_that_botocore_lacks(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        before = snapshot(workshop.specs)
        workshop.run("update").refused("no service 'tiny'")
        assert snapshot(workshop.specs) == before

    def test_list(self, workshop: Workshop) -> None:
        services = workshop.run("list")
        assert services.code == 0
        assert {"sagemaker", "sts", "s3"} <= set(services.out.split())
        assert "GetCallerIdentity" in workshop.run("list", "sts").out.splitlines()


class TestOutput:
    """How much is said: `--diff`, `--quiet`, `--verbose`."""

    def test_a_diff_shows_every_difference_and_writes_nothing(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        workshop.run()
        workshop.write(OTHER)
        before = snapshot(workshop.out)
        shown = workshop.run("--diff")
        assert shown.code == 1
        assert "--- tiny/enums/e.py\n+++ /dev/null\n" in shown.out
        assert '+    B = "b"\n' in shown.out
        assert snapshot(workshop.out) == before
        assert workshop.run("--quiet").code == 0
        assert workshop.run("--diff", "-q").out == ""

    def test_quiet(self, workshop: Workshop) -> None:
        workshop.write(MODEL)
        outcome = workshop.run("-q")
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
        assert workshop.run("--check", "-q").code == 0
        (workshop.out / "tiny/index.py").unlink()
        outcome = workshop.run("--check", "-q")
        assert (outcome.code, outcome.out, outcome.err) == (1, "", "")

    def test_the_next_step(self, workshop: Workshop) -> None:
        outcome = workshop.run("new", "sts", "GetCallerIdentity")
        assert f"next: botoforge generate --specs {workshop.specs}" in outcome.out

    def test_an_operation_that_is_not_pinned_yet(self, workshop: Workshop) -> None:
        assert workshop.run("new", "sts", "GetCallerIdentity").code == 0
        path = workshop.specs / "sts/service.yaml"
        written = path.read_text(encoding="utf-8")
        path.write_text(written + "  - GetSessionToken\n", encoding="utf-8")
        workshop.run().refused("'GetSessionToken'", "botoforge update")
        assert workshop.run("update").code == 0
        assert workshop.run().code == 0
        path.write_text(written + "  - GetSesionToken\n", encoding="utf-8")
        workshop.run().refused("did you mean GetSessionToken")


class TestFrontDoor:
    """One program for every command."""

    def test_help_names_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert front.main(["--help"]) == 0
        told = capsys.readouterr().out
        assert all(f"\n  {name}" in told for name in (*front.GENERATING, *front.ASKING))
        assert f"\n{front.COMPLETION} " in told
        assert set(front.GENERATING) == set(COMMANDS)

    @pytest.mark.parametrize("command", [*front.GENERATING, *front.ASKING])
    def test_completion_offers_the_options_of_each_command(
        self, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert front.main(["completion", "words", command, "--"]) == 0
        offered = capsys.readouterr().out.split()
        with contextlib.suppress(SystemExit):  # argparse ends the process after its help
            front.main([command, "--help"])
        told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", capsys.readouterr().out))
        assert "--help" in offered
        assert set(offered) <= told

    def test_completion_of_values_and_names(self, capsys: pytest.CaptureFixture[str]) -> None:
        for typed, words in {
            ("expor",): ["export"],
            ("changes", "--format", "ht"): ["html"],
            ("changes", "--format=ht"): ["--format=html"],
            ("changes", "--format", "=", "ht"): ["html"],  # as bash has it
            ("export", ""): ["kubernetes", "rego"],
            ("new", "sts", "GetCallerIdentity", "GetCaller"): [],
            ("new", "stss", "Get"): [],
            ("skeleton", "DescribeEndpointC"): ["DescribeEndpointConfig"],
            ("nonsense", "--"): [],
        }.items():
            assert front.main(["completion", "words", *typed]) == 0
            assert capsys.readouterr().out.split() == words, typed
        assert front.main(["completion", "tcsh"]) == 2
        assert "bash, fish, zsh" in capsys.readouterr().err

    def test_a_misspelt_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert front.main(["prefligt", "x"]) == 2
        assert "did you mean preflight?" in capsys.readouterr().err

    def test_the_packages_commands(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert package_cli.main(["--version"], package="generated", services=("sagemaker",)) == 0
        assert capsys.readouterr().out.startswith("botoforge ")
        assert front.main(["explain", "canary-percent-max"]) == 0
        assert "canary" in capsys.readouterr().out

    def test_without_specs_it_says_what_there_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for words in ([], ["--check"], ["update"]):
            assert front.main(words) == 2
            assert "specs" in capsys.readouterr().err
        assert front.main(["changes", "sagemaker", "--affects", "."]) == 2
        assert "--specs bundled" in capsys.readouterr().err
        assert front.main(["--specs", "bundled", "--out", "aws", "-q"]) == 0
        assert [path.name for path in tmp_path.iterdir()] == ["aws"]


class TestUsage:
    """Wrong usage is exit code 2, help is 0."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--nope"],
            ["nope"],
            ["--jobs", "0"],
            ["--jobs", "x"],
            ["list", "a", "b"],
            ["--check", "--force"],
            ["-q", "-v"],
            ["--check", "update"],
            ["list", "--force"],
            ["check", "--force"],
        ],
    )
    def test_wrong(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2
        assert "usage: botoforge" in capsys.readouterr().err

    @pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["new", "--help"]])
    def test_asking(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 0
        assert "botoforge" in capsys.readouterr().out

    def test_a_reader_that_goes_away(self) -> None:
        command = f"{sys.executable} -m codegen list | true"
        done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe
        assert "Traceback" not in done.stderr
