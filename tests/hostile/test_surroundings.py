"""What happens around a generator: outputs replaced behind its back, kills, others at the same work, odd places."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Final

import attrs
import pytest

from codegen import lock, replace, resources
from tests.hostile.kills import MODELS, kill_at_random
from tests.workshop import Workshop, snapshot

ROOT: Final = Path(__file__).parents[2]
MOUNTS: Final = ("unshare", "-m", "sh", "-c")


def _command(workshop: Workshop, specs: Path) -> list[str]:
    return [sys.executable, "-m", "codegen", "--specs", str(specs), "--out", str(workshop.out), "--jobs", "1"]


def _may_unshare() -> bool:
    try:
        command = ["unshare", "-mpf", "--mount-proc", "true"]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


needs_namespaces = pytest.mark.skipif(not _may_unshare(), reason="may not make namespaces")


@pytest.fixture
def whole(workshop: Workshop) -> dict[str, dict[str, str]]:
    """The output of each model."""
    found = {}
    for name, model in MODELS.items():
        workshop.write(model)
        assert workshop.run().code == 0
        found[name] = snapshot(workshop.out)
        assert workshop.run("--check").code == 0
    shutil.rmtree(workshop.out)
    return found


class TestUpToDate:
    """What is called up to date is."""

    @pytest.mark.parametrize("touch", ["all", "package"])
    def test_output_of_other_inputs_put_back(
        self, workshop: Workshop, whole: dict[str, dict[str, str]], touch: str
    ) -> None:
        """A spec edited, generated, and the output checked out again: the cache still knows the inputs."""
        workshop.write(MODELS["b"])
        assert workshop.run().code == 0
        committed = workshop.root / "specs" / "committed"
        shutil.copytree(workshop.out, committed, ignore=shutil.ignore_patterns(".botoforge-cache"))
        workshop.write(MODELS["a"])
        assert workshop.run().code == 0
        for entry in committed.iterdir():
            place = workshop.out / entry.name
            if touch == "all" or entry.name == "tiny":
                shutil.rmtree(place) if place.is_dir() else place.unlink()
                shutil.copytree(entry, place) if entry.is_dir() else shutil.copy2(entry, place)
        outcome = workshop.run()
        assert outcome.code == 0, outcome
        assert snapshot(workshop.out) == whole["a"]
        assert workshop.run("--check").code == 0

    @pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"tiny": 1}', '{"tiny": {"inputs": []}}', "[" * 100_000])
    def test_a_cache_that_lies(self, workshop: Workshop, whole: dict[str, dict[str, str]], text: str) -> None:
        workshop.write(MODELS["a"])
        assert workshop.run().code == 0
        (workshop.out / ".botoforge-cache" / "inputs.json").write_text(text, encoding="utf-8")
        assert workshop.run().code == 0
        assert snapshot(workshop.out) == whole["a"]

    def test_a_file_removed_and_a_file_edited(self, workshop: Workshop, whole: dict[str, dict[str, str]]) -> None:
        workshop.write(MODELS["a"])
        assert workshop.run().code == 0
        (workshop.out / "tiny" / "index.py").unlink()
        assert workshop.run().code == 0
        (workshop.out / "tiny" / "index.py").write_text("mine", encoding="utf-8")
        assert workshop.run().code == 2
        assert workshop.run("--force").code == 0
        assert snapshot(workshop.out) == whole["a"]


def test_killed_at_random_moments() -> None:
    """A sample; `python -m tests.hostile.kills` is the long run."""
    found = kill_at_random(seconds=30, seed=os.getpid(), signals=(signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    assert found["killed"] > 10, found


class TestTwoAtOnce:
    """Two generators on one folder: one waits, or fails with one line; the result is one of the two."""

    @pytest.mark.parametrize("prefix", [(), pytest.param(("unshare", "-pf", "--mount-proc"), marks=needs_namespaces)])
    def test_of_different_specs(
        self, workshop: Workshop, whole: dict[str, dict[str, str]], prefix: tuple[str, ...]
    ) -> None:
        specs = []
        for name, model in MODELS.items():
            workshop.write(model)
            specs.append(workshop.root / f"specs/of_{name}")
            shutil.copytree(workshop.specs / "tiny", specs[-1] / "tiny")
        for _ in range(3):
            runs = [
                subprocess.Popen(
                    [*prefix, *_command(workshop, each)],
                    cwd=ROOT,
                    stderr=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    text=True,
                )
                for each in specs
            ]
            errors = [run.communicate(timeout=60)[1] for run in runs]
            assert [run.returncode for run in runs] == [0, 0], errors
            assert all(e == "" or ("waiting for " in e and e.count("\n") == 1) for e in errors), errors
            assert snapshot(workshop.out) in whole.values()
            assert workshop.litter() == []

    def test_one_waits_and_says_for_whom(self, workshop: Workshop, whole: dict[str, dict[str, str]]) -> None:
        workshop.write(MODELS["a"])
        holder = lock.Lock(workshop.out)
        holder.acquire(lambda _: None)
        run = subprocess.Popen(
            _command(workshop, workshop.specs), cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        assert run.stderr is not None
        assert f"waiting for process {os.getpid()} on " in run.stderr.readline()
        holder.release()
        assert run.communicate(timeout=60)[1] == ""
        assert run.returncode == 0
        assert snapshot(workshop.out) == whole["a"]

    def test_without_locks_one_fails(
        self, workshop: Workshop, whole: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_locks(*_: object, **__: object) -> bool:
            raise OSError(errno.ENOLCK, "no locks available")

        monkeypatch.setattr(lock, "_lock", no_locks)
        monkeypatch.setattr(replace, "_exchange", lambda *_: False)
        workshop.write(MODELS["a"])
        holder = lock.Lock(workshop.out)
        holder.acquire(lambda _: None)
        workshop.run().refused(f"process {os.getpid()} on ", "remove", "busy")
        workshop.run("--check")
        holder.release()
        assert not workshop.out.exists()
        for name in "ab":
            workshop.write(MODELS[name])
            assert workshop.run().code == 0
            assert snapshot(workshop.out) == whole[name]
        assert {p.name for p in (workshop.out / ".botoforge-cache").iterdir()} <= {".gitignore", "inputs.json", "lock"}

    def test_the_folder_is_replaced_meanwhile(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        workshop.write(MODELS["a"])
        real = replace.stays

        def removed(out: Path) -> bool:
            shutil.rmtree(out)
            out.mkdir()
            return real(out)

        with monkeypatch.context() as patch:
            patch.setattr(replace, "stays", removed)
            workshop.run().refused("run again")
        assert workshop.run().code == 0
        assert workshop.litter() == []


class TestPlaces:
    """Output folders that cannot be renamed."""

    @needs_namespaces
    @pytest.mark.parametrize("mount", ["mount -t tmpfs none $OUT", "mount --bind $OUT $OUT"])
    def test_a_mount_point(self, workshop: Workshop, whole: dict[str, dict[str, str]], mount: str) -> None:
        other = workshop.root / "specs" / "of_b"
        workshop.write(MODELS["b"])
        shutil.copytree(workshop.specs / "tiny", other / "tiny")
        workshop.write(MODELS["a"])
        workshop.out.mkdir()
        first, second = (" ".join(_command(workshop, specs)) for specs in (workshop.specs, other))
        kept = workshop.root / "specs" / "kept"
        script = f"set -e; {mount}; touch $OUT/mine; {first}; {second}; {second}; cp -r $OUT {kept}"
        done = subprocess.run(
            [*MOUNTS, script], cwd=ROOT, env={**os.environ, "OUT": str(workshop.out)}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        (kept / "mine").unlink()
        assert snapshot(kept) == whole["b"]
        assert b"all up to date" in done.stdout.splitlines()[-1]
        assert not [p for p in kept.rglob("*") if "journal" in p.name or "staging" in p.name]

    @needs_namespaces
    def test_a_file_system_that_may_only_be_read(self, workshop: Workshop) -> None:
        """What is up to date is told so; what is not is one line."""
        other = workshop.root / "specs" / "of_b"
        workshop.write(MODELS["b"])
        shutil.copytree(workshop.specs / "tiny", other / "tiny")
        workshop.write(MODELS["a"])
        place = workshop.root / "place"
        place.mkdir()
        inside = attrs.evolve(workshop, out_name=f"place/{workshop.out_name}")
        first, second = (" ".join(_command(inside, specs)) for specs in (workshop.specs, other))
        script = f"set -e; mount -t tmpfs none {place}; {first}; mount -o remount,ro {place}; {first}; {second}"
        done = subprocess.run([*MOUNTS, script], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2, done.stderr
        assert "1 unchanged; files: all up to date" in done.stdout.splitlines()[-1]
        assert done.stderr.count("\n") == 1
        assert "Read-only file system; nothing was changed" in done.stderr


def test_what_a_killed_run_left_in_memory_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what runs that are alive have there is not, in this process or another."""
    monkeypatch.setattr(resources, "_MEMORY", str(tmp_path))
    monkeypatch.setattr(resources, "_ROOMY", 0)
    begin = (
        "import sys; from codegen import resources\n"
        "resources._MEMORY, resources._ROOMY = sys.argv[1], 0\n"
        "with resources.scratch() as folder:\n"
        "    (folder / 'file').touch(); print(folder, flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", begin, str(tmp_path)]
    start = partial(subprocess.Popen[str], command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with start() as killed, start() as alive:
        left, used = (Path(process.stdout.readline().strip()) for process in (killed, alive) if process.stdout)
        killed.kill()
        killed.wait()
        assert left.is_dir()
        with resources.scratch() as first, resources.scratch() as second:
            assert set(tmp_path.iterdir()) == {used, first, second}
        alive.communicate("")
    assert list(tmp_path.iterdir()) == []
