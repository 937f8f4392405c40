"""Checking again while files change: a process of its own, real changes, and the end by Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

import pytest

from tests.preflight_harness import PACKAGE, SEARCHED, run

FAULTY = "StoreName: a b\n"
GOOD = "StoreName: a-b\n"


@contextmanager
def _watching(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", PACKAGE, "preflight", "--watch", *words]
    environment = {**os.environ, "PYTHONPATH": SEARCHED}
    # A group of its own: what a terminal's Ctrl-C reaches.
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        late = Timer(60, process.kill)
        late.start()
        try:
            yield process
        finally:
            late.cancel()
            process.kill()


def _until(said: str, stream: IO[str] | None) -> str:
    """The next line that says something."""
    assert stream is not None
    return next(line for line in stream if said in line)


def test_a_change_is_checked_until_ctrl_c(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    path = tmp_path / "create-store.yaml"
    path.write_text(FAULTY)
    with _watching(tmp_path, ".", "-o", "json=out.json") as process:
        _until("[pattern]", process.stdout)
        path.write_text(GOOD)
        _until("1 file, 1 request: 0 errors", process.stdout)
        (tmp_path / "pyproject.toml").write_text("[tool.botoforge.preflight]\nexclud = []\n")
        assert "exclud is not known; did you mean exclude" in _until("error:", process.stderr)
        (tmp_path / "pyproject.toml").unlink()
        path.with_name("more.create-store.yaml").write_text(FAULTY)
        _until("more.create-store.yaml:1:12: error", process.stdout)
        _until("2 files, 2 requests: 1 error", process.stdout)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    # The report that it wrote itself was no change: nothing more was checked.
    assert (process.returncode, out, err.splitlines()[-1]) == (130, "", "interrupted")
    assert len(json.loads((tmp_path / "out.json").read_text())["findings"]) == 1


def test_without_watchfiles_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("preflight", "--watch", str(tmp_path))
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: --watch needs watchfiles: pip install 'botoforge[watch]'\n"


@pytest.mark.parametrize("words", [("-",), ("--show-files", "."), ("--write-baseline", "b.json", ".")])
def test_it_does_not_go_with_what_is_done_once(words: tuple[str, ...]) -> None:
    result = run("preflight", "--watch", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --watch ")


def test_wrong_use_ends_it_at_once(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    result = run("preflight", "--watch", str(tmp_path / "nowhere"))
    assert (result.code, "no such file or folder" in result.err) == (2, True)
