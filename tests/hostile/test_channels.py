"""Every way in and out of both commands, broken: one line, an honest exit code, never a traceback, never a hang."""

from __future__ import annotations

import copy
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import replace
from tests.hostile.test_workers import needs_proc
from tests.preflight_harness import PACKAGE, ROOT, SEARCHED, check, run
from tests.workshop import Workshop, document, structure

GOOD: Final = "StoreName: good\nKind: OPEN\n"
PARCEL: Final = ROOT / "tests" / "golden" / "specs" / "parcel"
SIMPLE: Final = document({"In": structure(M="E"), "E": {"type": "string", "enum": ["a"]}})
VALUES: Final[tuple[Any, ...]] = (
    *(None, [], {}, [[]], [{}], {"shape": []}, 1, -1, 1.5, True, "", "x", "\0", 10**400, ["a", 1]),
)
GONE: Final = object()
"""Stands for a key or an item that is not there."""
TABLE: Final = "[tool.botoforge.preflight]\n"


def _shell(script: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a script in which $PREFLIGHT and $GENERATE stand for the two commands."""
    env = {
        **os.environ,
        "PYTHONPATH": SEARCHED,
        "PREFLIGHT": f"{sys.executable} -m {PACKAGE} preflight",
        "GENERATE": f"{sys.executable} -m codegen",
        **environment,
    }
    script = script.replace("$PREFLIGHT", env["PREFLIGHT"]).replace("$GENERATE", env["GENERATE"])
    return subprocess.run(
        ["/bin/sh", "-c", script], cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=60
    )


def _one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1, done.stderr
    for word in ("error: ", *words):
        assert word in done.stderr.replace("botoforge: ", "error: "), done.stderr


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (tmp_path / "create-store.yaml").write_text(GOOD, encoding="utf-8")
    assert check(str(tmp_path / "create-store.yaml")).code == 0
    return tmp_path


class TestStreams:
    """Standard input and output that are closed or full."""

    def test_a_closed_input(self, good: Path) -> None:
        _one_line(_shell("$PREFLIGHT --operation CreateStore - <&-", good), "standard input is closed")

    def test_an_input_that_cannot_be_read(self, good: Path) -> None:
        done = _shell("$PREFLIGHT --operation CreateStore - 0>there", good)
        assert done.returncode == 1
        assert "[unreadable]" in done.stdout

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
    @pytest.mark.parametrize("command", ["$PREFLIGHT create-store.yaml", "$GENERATE list"])
    def test_a_full_output(self, good: Path, command: str) -> None:
        done = _shell(f"{command} > /dev/full", good)
        _one_line(done, "standard output", os.strerror(errno.ENOSPC))

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
    def test_a_full_report(self, good: Path) -> None:
        _one_line(_shell("$PREFLIGHT create-store.yaml -o json=/dev/full", good), "/dev/full", "No space left")

    @pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
    def test_closed_outputs(self, good: Path, closed: str) -> None:
        done = _shell(f"$PREFLIGHT create-store.yaml {closed}", good)
        assert (done.returncode, done.stderr) == (0, "")
        (good / "create-store.yaml").write_text("StoreName: good\nKind: OPEM\n", encoding="utf-8")
        assert _shell(f"$PREFLIGHT create-store.yaml {closed}", good).returncode == 1

    @pytest.mark.parametrize("command", [(PACKAGE, "preflight", "create-store.yaml"), ("codegen", "list")])
    @pytest.mark.parametrize("kind", ["OPEN", "OPEM"])
    def test_an_output_that_nobody_reads(self, good: Path, command: tuple[str, ...], kind: str) -> None:
        """Neither clean nor findings, since nobody was told; and no word of it, since whoever stopped reading knows."""
        (good / "create-store.yaml").write_text(f"StoreName: good\nKind: {kind}\n", encoding="utf-8")
        reader, writer = os.pipe()
        os.close(reader)
        env = {**os.environ, "PYTHONPATH": SEARCHED}
        words = [sys.executable, "-m", *command]
        done = subprocess.run(words, cwd=good, env=env, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
        os.close(writer)
        assert (done.returncode, done.stderr) == (2, b"")

    def test_an_error_of_our_own(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise AttributeError("first\nsecond")

        workshop.write(SIMPLE)
        monkeypatch.setattr("codegen.pipeline.generate", broken)
        outcome = workshop.run()
        assert outcome.code == 2
        assert outcome.err == (
            "botoforge: internal error, please report it (--debug shows more): AttributeError: first second\n"
        )
        assert "Traceback" in workshop.run("--debug").err
        monkeypatch.setattr("codegen.preflight.run.run", broken)
        result = run("preflight", str(workshop.specs / "tiny" / "service.yaml"))
        assert result.code == 2
        assert result.err.startswith("error: internal error")
        assert "Traceback" not in result.err


class TestFolders:
    """Working folders that are gone, links in circles."""

    def test_a_working_folder_that_was_removed(self, good: Path) -> None:
        script = "mkdir gone && cd gone && rmdir ../gone && {}"
        done = _shell(script.format(f"$PREFLIGHT {good}/create-store.yaml"), good)
        assert (done.returncode, done.stderr) == (0, "")
        _one_line(_shell(script.format("$PREFLIGHT create-store.yaml"), good), "no such file")
        _one_line(_shell(script.format("$GENERATE"), good))

    def test_links_in_circles(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        deep = tmp_path / "deep" / "er"
        deep.mkdir(parents=True)
        for place in (tmp_path, deep):
            (place / "create-store.yaml").write_text(GOOD, encoding="utf-8")
            for name in "abc":
                (place / name).symlink_to(tmp_path)
        monkeypatch.chdir(tmp_path)
        for pattern, count in (("**/*.yaml", 2), ("**", 2), ("**/**/*.yaml", 2), ("?*/er", 2)):
            assert json.loads(check(pattern).out)["summary"]["files"] == count, pattern
        assert check(f"{tmp_path}/**/*.yaml").code == 0
        assert run("preflight", "**/*.yml").err == "error: no file matches **/*.yml\n"

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("*.yaml", {"a.create-store.yaml"}),
            ("**/*.yaml", {"a.create-store.yaml", "x/b.create-store.yaml", "x/y/c.create-store.yaml"}),
            ("x/**/*.yaml", {"x/b.create-store.yaml", "x/y/c.create-store.yaml"}),
            ("x/*/c*", {"x/y/c.create-store.yaml"}),
            ("[xz]/b.create-store.yaml", {"x/b.create-store.yaml"}),
            ("./x/?.create-store.yaml", {"x/b.create-store.yaml"}),
            (".h/*.yaml", {".h/d.create-store.yaml"}),
        ],
    )
    def test_what_globs_match(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, names: set[str]
    ) -> None:
        for name in (
            "a.create-store.yaml",
            "x/b.create-store.yaml",
            "x/y/c.create-store.yaml",
            ".h/d.create-store.yaml",
        ):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("StoreName: bad name\nKind: OPEN\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert {os.path.normpath(found["file"]) for found in check(pattern).findings} == names


class TestConfiguration:
    """Configuration files of preflight."""

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            (f"{TABLE}ignore = {'[' * 5000}{']' * 5000}", "nested too deeply"),
            (f"{TABLE}ignore = {'[' * 5000}", "nested too deeply"),
            (f"{TABLE}x = {'9' * 5000}", "digits"),
            (f"{TABLE}ignore = [", "pyproject.toml"),
            (TABLE + "#" * 5_000_000, "larger than"),
        ],
    )
    def test_text(self, good: Path, text: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
        (good / "pyproject.toml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(good)
        for words in ((), ("--config", "pyproject.toml")):
            result = run("preflight", *words, "create-store.yaml")
            if word == "larger than" and not words:
                assert result.code == 0  # not the project's, as far as anyone can tell
            else:
                assert (result.code, result.err.count("\n")) == (2, 1), result
                assert word in result.err

    def test_pipes_devices_and_folders(self, good: Path) -> None:
        os.mkfifo(good / "pipe")
        for path in ("pipe", "/dev/zero", "/dev/stdin", ".", "absent", "a\0b"):
            result = run("preflight", "--config", path if path[0] in "/a" else str(good / path), str(good))
            assert (result.code, result.err.count("\n")) == (2, 1), result


class TestSpecs:
    """Spec files."""

    @pytest.mark.parametrize("name", ["service.yaml", "model.json", "rules.yaml"])
    @pytest.mark.parametrize("what", ["pipe", "device", "huge", "folder", "link to itself"])
    def test_files_that_are_none(self, workshop: Workshop, name: str, what: str) -> None:
        folder = workshop.write(SIMPLE, spec="service: tiny\noperations: all\nrules: [rules.yaml]\n")
        (folder / "rules.yaml").write_text("rules: []\n", encoding="utf-8")
        assert workshop.run("--check").code == 1
        place = folder / name
        place.unlink()
        if what == "huge":
            with place.open("wb") as file:
                file.truncate(300 * 2**20)
        else:
            _make(what)(place)
        message = workshop.run().refused(str(workshop.specs))
        assert len(message) < 400
        if what == "huge":
            assert "larger than" in message

    @pytest.mark.parametrize("id_", ["type", "required", "enum", "pattern", "union", "max-value", "max-depth"])
    def test_rule_ids_of_constraints(self, workshop: Workshop, id_: str) -> None:
        folder = _parcel(workshop)
        _edit_rule(folder, "id", id_)
        workshop.run().refused("rules.yaml:", id_)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            *((key, text) for key in ("message", "source") for text in (" ", "needs A. ", "a\nb", "a\n")),
            ("id", "canary "),
            ("id", ""),
            ("id", "x" * 5000),
            ("rule", " "),
            ("rule", "true || " * 3000 + "true"),
            ("fieldPath", " "),
            ("fieldPath", ".A" * 3000),
            ("message", "m" * 100_000),
            ("severity", "error "),
        ],
    )
    def test_rule_texts(self, workshop: Workshop, key: str, value: str) -> None:
        folder = _parcel(workshop)
        _edit_rule(folder, key, value)
        outcome = workshop.run()
        assert outcome.code == 0 or outcome.refused("rules.yaml:")

    def test_an_expression_that_is_too_long_says_so(self, workshop: Workshop) -> None:
        folder = _parcel(workshop)
        _edit_rule(folder, "rule", "true || " * 3000 + "true")
        assert len(workshop.run().refused("too long")) < 600

    @pytest.mark.parametrize("where", ["waiters", "pagination", "examples"])
    def test_waiters_paginators_and_examples_of_every_shape(self, workshop: Workshop, where: str) -> None:
        good: Any = {
            "waiters": {
                "Done": {
                    "operation": "Do",
                    "delay": 1,
                    "maxAttempts": 2,
                    "acceptors": [{"matcher": "path", "state": "success", "argument": "M", "expected": "a"}],
                }
            },
            "pagination": {
                "Do": {
                    "input_token": "M",
                    "output_token": "M",
                    "result_key": "M",
                    "more_results": "M",
                    "limit_key": "M",
                }
            },
            "examples": {"Do": [{"id": "x", "input": {"M": "a"}, "output": {"M": "a"}, "title": "t"}]},
        }[where]
        workshop.write({**SIMPLE, where: good})
        assert workshop.run().code == 0
        for path in _paths(good):
            for value in (*VALUES, *([GONE] if path else [])):
                model = {**SIMPLE, where: _with(good, path, value)}
                workshop.write(model)
                outcome = workshop.run("--check")
                assert outcome.code in (0, 1) or outcome.refused("botoforge"), (path, value)


class TestInterrupts:
    """Ctrl-C."""

    @needs_proc
    @pytest.mark.parametrize("command", ["-m codegen list", "-m generated preflight ."])
    def test_while_importing(self, command: str) -> None:
        seen = set()
        for _ in range(12):
            started = subprocess.Popen(
                [sys.executable, *command.split()],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            _wait_until_it_runs_our_code(started.pid)
            started.send_signal(signal.SIGINT)
            error = started.communicate(timeout=60)[1]
            assert "Traceback" not in error, error
            seen.add(started.returncode)
        assert seen <= {0, 1, 130}

    def test_while_the_formatter_takes_its_time(self, workshop: Workshop, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "never")
        formatter = tmp_path / "ruff"
        formatter.write_text(f"#!/bin/sh\nkill -INT $PPID\nexec cat {tmp_path / 'never'}\n", encoding="utf-8")
        formatter.chmod(0o755)
        workshop.write(SIMPLE)
        code = (
            "import sys, ruff.__main__ as ruff\n"
            f"ruff.find_ruff_bin = lambda: {str(formatter)!r}\n"
            "from codegen.cli import main\nsys.exit(main())"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "--specs", workshop.specs, "--out", workshop.out],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (130, "botoforge: interrupted; nothing was changed\n")

    @pytest.mark.parametrize(("moment", "word"), [("before", "nothing was changed"), ("after", "output is complete")])
    def test_around_the_exchange(
        self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, moment: str, word: str
    ) -> None:
        real = replace.whole

        def interrupted(tree: Path, out: Path) -> None:
            if moment == "after":
                real(tree, out)
            raise KeyboardInterrupt

        workshop.write(SIMPLE)
        with monkeypatch.context() as patch:
            patch.setattr("codegen.replace.whole", interrupted)
            outcome = workshop.run()
        assert (outcome.code, outcome.err) == (130, f"botoforge: interrupted; {outcome.err.partition('; ')[2]}")
        assert word in outcome.err
        assert workshop.out.exists() == (moment == "after")
        assert workshop.run().code == 0


def test_commands_for_ci_systems_do_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Azure Pipelines takes ##vso[ anywhere in a line, GitHub ##[ anywhere and :: at its start."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "::error file=x,line=1::text"
    folder.mkdir()
    values = ("##vso[task.setvariable variable=PATH]evil", "##[add-mask]e", "::warning::x", "##VSO[task.complete]")
    for number, value in enumerate(values):
        text = json.dumps({"StoreName": value, "Kind": value, value: value})
        (folder / f"{number}.create-store.json").write_text(text, encoding="utf-8")
    for words in (("::error file=x,line=1::text",), ("--color", "always", "."), ("--operation", "##[group]x", ".")):
        result = run("preflight", *words)
        for line in (result.out + result.err).splitlines():
            assert "##vso[" not in line.lower(), line
            assert "##[" not in line, line
            assert not line.lstrip().startswith("::"), line


def _make(what: str) -> Callable[[Path], object]:
    makers: dict[str, Callable[[Path], object]] = {
        "pipe": os.mkfifo,
        "device": lambda place: place.symlink_to("/dev/zero"),
        "folder": Path.mkdir,
        "link to itself": lambda place: place.symlink_to(place.name),
    }
    return makers[what]


def _parcel(workshop: Workshop) -> Path:
    folder = workshop.specs / "parcel"
    shutil.copytree(PARCEL, folder)
    assert "parcel" in workshop.run("--check").out
    return folder


def _edit_rule(folder: Path, key: str, value: str) -> None:
    import yaml  # noqa: PLC0415 - here alone

    path = folder / "rules.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["rules"][0][key] = value
    path.write_text(json.dumps(data), encoding="utf-8")


def _paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [here, *(path for key, inner in items for path in _paths(inner, (*here, key)))]


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = copy.deepcopy(value)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    if new is GONE:
        del inside[path[-1]]
    else:
        inside[path[-1]] = new
    return changed


def _wait_until_it_runs_our_code(pid: int) -> None:
    """Until the process has opened something of ours or loaded what we import: Python itself is up by then."""
    maps = Path(f"/proc/{pid}/maps")
    while Path(f"/proc/{pid}").exists():
        try:
            if "_struct" in (text := maps.read_text(encoding="utf-8")) or "lib-dynload" in text:
                return
        except OSError:
            return
        os.sched_yield()
