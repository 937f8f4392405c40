"""What a terminal shows while something takes long."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from tests.workshop import Workshop, document, structure

ROOT: Final = Path(__file__).parents[2]
SLOW: Final = """\
import sys
from pathlib import Path
from codegen import cli, pipeline

build, gate = pipeline.build, Path(sys.argv.pop(1))

def slow(folder):
    while folder.name == "middle" and not gate.exists():
        pass  # as busy as real work
    return build(folder)

pipeline.build = slow
sys.exit(cli.main())
"""
FRAMES: Final = 12


def test_a_long_step_is_named_and_moves_every_second(workshop: Workshop) -> None:
    for name in ("first", "middle", "rest"):
        workshop.write(document({"In": structure()}), name, f"service: tiny\npackage: {name}\noperations: all\n")
    assert workshop.run().code == 0
    for name in ("first", "middle"):
        with (workshop.specs / name / "service.yaml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
    gate = workshop.root / "gate"
    master, slave = pty.openpty()
    paths = ["--specs", str(workshop.specs), "--out", str(workshop.out), "--jobs", "1"]
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(gate), *paths],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    try:
        frames, began = list[str](), 0.0
        while len(frames) < FRAMES:
            assert select.select([master], [], [], 30)[0], frames
            drawn = re.findall(r"\S+ generating middle\b.*", os.read(master, 4096).decode())
            began = began or (time.monotonic() if drawn else 0.0)
            frames += drawn
        lasted = time.monotonic() - began
    finally:
        gate.touch()
    assert b"generated 2 packages" in running.communicate(timeout=60)[0]
    assert running.returncode == 0
    os.close(master)
    assert lasted < FRAMES, "at least once a second"
    assert len({frame.split()[0] for frame in frames}) > 1, "it moves"
    assert all("2/3" in frame for frame in frames), frames
