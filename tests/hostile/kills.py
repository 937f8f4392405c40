"""Kills generators at random moments: `python -m tests.hostile.kills --seconds 600` prints what it saw.

After each kill the output is the old one or the new one, never a mix, and the next run ends with the right one.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any, Final

from codegen.cli import main
from tests.workshop import SERVICE, Workshop, bench, document, snapshot, structure

MODELS: Final = {
    name: document({"In": structure(M=f"E{name}"), f"E{name}": {"type": "string", "enum": [name, "z"]}})
    for name in "ab"
}


def kill_at_random(seconds: float, seed: int, signals: tuple[signal.Signals, ...] = (signal.SIGKILL,)) -> Counter[str]:
    """Switches a package between two models, kills each run somewhere, and looks; returns what was found how often.

    Raises:
        AssertionError: output that is neither, litter, or a next run that does not end right.
    """
    draw = random.Random(seed)  # noqa: S311 - moments, not secrets
    found: Counter[str] = Counter()
    with bench() as workshop:
        whole, usual = _both(workshop)
        current = "b"
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            wanted = "a" if current == "b" else "b"
            workshop.write(MODELS[wanted])
            jobs = draw.choice("12")
            child = _start(workshop, jobs)
            time.sleep(draw.uniform(0, 1.1 * usual))  # the moment of the kill, not a wait for something
            os.killpg(child, draw.choice(signals))
            _, status = os.waitpid(child, 0)
            after = snapshot(workshop.out)
            assert after in whole.values(), "a mix"
            current = next(name for name, files in whole.items() if files == after)
            found["new" if current == wanted else "old"] += 1
            found["killed" if os.WIFSIGNALED(status) else "ended before"] += 1
            target = draw.choice("ab")
            workshop.write(MODELS[target])
            assert _run(workshop, jobs) == 0
            assert snapshot(workshop.out) == whole[target], "a repair that is none"
            assert workshop.litter() == []
            current = target
    return found


def _both(workshop: Workshop) -> tuple[dict[str, dict[str, str]], float]:
    """The whole output by model, and how many seconds a run takes, once everything is loaded."""
    whole: dict[str, dict[str, str]] = {}
    seconds = 0.0
    workshop.write({**MODELS["a"], "botoforge": {**MODELS["a"]["botoforge"], "service": "second"}}, "second")
    for name in "aba":
        workshop.write(MODELS[name])
        started = time.monotonic()
        assert _run(workshop, "1") == 0
        seconds = time.monotonic() - started
        whole[name] = snapshot(workshop.out)
    workshop.write(MODELS["b"])
    assert _run(workshop, "1") == 0
    return whole, seconds


def _start(workshop: Workshop, jobs: str) -> int:
    """A generator in a process of its own, in a group of its own; returns its id."""
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            os._exit(_run(workshop, jobs))
        finally:
            os._exit(99)  # interrupted outside of the run: never back into what was forked
    with suppress(PermissionError, ProcessLookupError):  # it was faster
        os.setpgid(child, child)
    return child


def _run(workshop: Workshop, jobs: str) -> int:
    command = ["--specs", str(workshop.specs), "--out", str(workshop.out), "--jobs", jobs]
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return main(command)


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    return parser.parse_args()


if __name__ == "__main__":
    options = _arguments()
    print(f"seed {options.seed}, service {SERVICE}:", dict(kill_at_random(options.seconds, options.seed)))
