"""Processes that are killed, stopped or orphaned in the middle of their work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from codegen.workers import WorkerError, in_order
from tests.hostile.kills import MODELS
from tests.workshop import Workshop, snapshot

ROOT: Final = Path(__file__).parents[2]
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for the children of a process")


def _square(number: int) -> int:
    return number * number


def _signal_once(task: tuple[int, str, int]) -> int:
    """Sends its own process a signal, the first time."""
    number, marker, name = task
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), name)
    return number


def _die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _complain(number: int) -> int:
    if number == 3:
        raise TimeoutError("of the work itself")
    return number


class TestInOrder:
    """Results come in order and once each."""

    @pytest.mark.parametrize("jobs", [1, 2, 9])
    def test_without_accidents(self, jobs: int) -> None:
        assert list(in_order(_square, range(30), jobs)) == [n * n for n in range(30)]
        assert list(in_order(_square, [], jobs)) == []

    @pytest.mark.parametrize("name", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
    def test_a_process_killed_or_stopped(self, tmp_path: Path, name: signal.Signals) -> None:
        tasks = [(number, str(tmp_path / "once"), int(name)) for number in range(20)]
        assert list(in_order(_signal_once, tasks, 2)) == list(range(20))
        assert (tmp_path / "once").exists()

    def test_work_that_kills_every_process(self) -> None:
        with pytest.raises(WorkerError, match="--jobs 1"):
            list(in_order(_die, range(4), 2))

    def test_what_the_work_raises(self) -> None:
        results = in_order(_complain, range(9), 2)
        assert [next(results), next(results), next(results)] == [0, 1, 2]
        with pytest.raises(TimeoutError, match="of the work"):
            next(results)

    @needs_proc
    def test_results_that_nobody_wants_any_more(self) -> None:
        results = in_order(_square, range(1000), 2)
        assert next(results) == 0
        assert _children(os.getpid())
        results.close()
        assert not _children(os.getpid())


@needs_proc
class TestCommands:
    """The generator and pre-flight with two processes, one of them killed or stopped."""

    @pytest.mark.parametrize("name", [signal.SIGKILL, signal.SIGSTOP])
    def test_the_generator(self, workshop: Workshop, name: signal.Signals) -> None:
        for service in ("tiny", "second", "third", "fourth"):
            model = MODELS["a"]
            workshop.write({**model, "botoforge": {**model["botoforge"], "service": service}}, service)
        assert workshop.run().code == 0
        expected = snapshot(workshop.out)
        other = workshop.root / "specs" / "elsewhere"
        command = ["codegen", "--specs", str(workshop.specs), "--out", str(other), "--jobs", "2"]
        done = _with_a_child_hit(command, name)
        assert done.returncode == 0, done.stderr
        assert snapshot(other) == expected

    @pytest.mark.parametrize("name", [signal.SIGKILL, signal.SIGSTOP])
    def test_preflight(self, tmp_path: Path, name: signal.Signals) -> None:
        for number in range(1000):
            text = f"EndpointName: e{number}\nEndpointConfigName: {'c' if number % 9 else 'c!'}\n"
            (tmp_path / f"{number}.create-endpoint.yaml").write_text(text, encoding="utf-8")
        command = ["generated", "preflight", "--format", "json", str(tmp_path)]
        alone = _run([*command, "--jobs", "1"])
        done = _with_a_child_hit([*command, "--jobs", "2"], name)
        assert (done.returncode, done.stderr) == (1, "")
        assert _without_time(done.stdout) == _without_time(alone.stdout)

    def test_children_of_a_killed_generator(self, workshop: Workshop) -> None:
        for service in ("tiny", "second", "third", "fourth"):
            model = MODELS["a"]
            workshop.write({**model, "botoforge": {**model["botoforge"], "service": service}}, service)
        run = _start(["codegen", "--specs", str(workshop.specs), "--out", str(workshop.out), "--jobs", "2"])
        children = _wait_for_children(run)
        run.kill()
        run.communicate(timeout=60)
        deadline = time.monotonic() + 20
        while any(Path(f"/proc/{child}").exists() for child in children):
            assert time.monotonic() < deadline, "orphans"
            os.sched_yield()


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", *command]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


def _with_a_child_hit(command: Sequence[str], name: signal.Signals) -> subprocess.CompletedProcess[str]:
    run = _start(command)
    os.kill(_wait_for_children(run)[0], name)
    out, err = run.communicate(timeout=60)
    return subprocess.CompletedProcess(command, run.returncode, out, err)


def _wait_for_children(run: subprocess.Popen[str]) -> list[int]:
    while not (children := _children(run.pid)):
        assert run.poll() is None, run.communicate()
        os.sched_yield()
    return children


def _children(pid: int) -> list[int]:
    """Child processes: forked copies only, not programs that they run."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text(encoding="utf-8").split()]
    return found


def _without_time(report: str) -> list[str]:
    return [line for line in report.splitlines() if '"seconds"' not in line]
