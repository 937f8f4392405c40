"""Publishing: all or nothing, only what differs, only what is ours, the same bytes everywhere."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import replace
from codegen.publish import Publication, PublishError
from tests.workshop import Workshop, document, files, snapshot, structure

OLD: Final = {"__init__.py": "old\n", "a.py": "a\n", "gone/x.py": "x\n", "same.py": "same\n", "sub/b.py": "b\n"}
NEW: Final = {"__init__.py": "new\n", "a.py": "a2\n", "same.py": "same\n", "sub/b.py": "b\n", "sub/new.py": "n\n"}
CALLS: Final = ("replace", "rename", "link", "fsync", "mkdir", "symlink")


def _publish(out: Path, contents: dict[str, str], *, force: bool = False) -> list[tuple[str, str]]:
    with Publication(out, force=force) as publication:
        publication.add("pkg", {f"pkg/{path}": text for path, text in contents.items()}, contents["__init__.py"])
        publication.add("", {"py.typed": ""})
        publication.commit()
        return [(change.kind, change.path) for change in publication.changes]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the output folder holds before and after."""
    found = {}
    for name, contents in (("old", OLD), ("new", NEW)):
        folder = tmp_path_factory.mktemp(name) / "out"
        _publish(folder, contents)
        found[name] = snapshot(folder)
    return found


class TestWhatIsWritten:
    """Only files that differ, and stale files go."""

    def test_changes_are_reported(self, out: Path) -> None:
        assert {kind for kind, _ in _publish(out, OLD)} == {"new"}
        assert _publish(out, OLD) == []
        changes = set(_publish(out, NEW))
        assert {("changed", "pkg/a.py"), ("new", "pkg/sub/new.py"), ("stale", "pkg/gone/x.py")} < changes
        assert not [path for _, path in changes if path.endswith(("same.py", "b.py", "py.typed"))]
        assert not (out / "pkg" / "gone").exists()

    def test_files_that_stay_are_not_touched(self, out: Path) -> None:
        _publish(out, OLD)
        os.utime(out / "pkg" / "same.py", ns=(1, 1))
        before = {name: path.stat() for name, path in files(out)}
        _publish(out, NEW)
        for name in ("pkg/same.py", "pkg/sub/b.py", "py.typed"):
            after = (out / name).stat()
            assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)

    def test_nothing_at_all_is_touched_without_changes(self, out: Path) -> None:
        _publish(out, OLD)
        before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for _, path in [("", out), *files(out)]}
        _publish(out, OLD)
        after = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for _, path in [("", out), *files(out)]}
        assert after == before

    def test_the_manifest_has_every_file_and_its_hash(self, out: Path) -> None:
        _publish(out, OLD)
        manifest = json.loads((out / "pkg" / "manifest.json").read_text(encoding="utf-8"))
        hashes = {f"pkg/{path}": digest for path, digest in manifest["files"].items()}
        found = snapshot(out / "pkg")
        del found["manifest.json"]
        assert hashes == {f"pkg/{path}": digest for path, digest in found.items()}

    def test_a_dry_run_writes_nothing(self, out: Path) -> None:
        with Publication(out, dry=True) as publication:
            publication.add("pkg", {"pkg/a.py": "a"})
            assert publication.changes
        assert list(out.parent.iterdir()) == []


class TestWhatOthersOwn:
    """Files that no manifest lists are never changed, those edited by hand only by force."""

    def test_files_of_users_survive(self, out: Path) -> None:
        _publish(out, OLD)
        mine = {"pkg/mine.py": "1", "pkg/gone/mine.txt": "2", "other/x.py": "3", "pkg/sub/.hidden": "4"}
        for path, text in mine.items():
            (out / path).parent.mkdir(exist_ok=True)
            (out / path).write_text(text, encoding="utf-8")
        (out / "pkg" / "link").symlink_to("mine.py")
        (out / "empty").mkdir()
        (out / "pkg" / "mine.py").chmod(0o600)
        _publish(out, NEW)
        assert {path: (out / path).read_text(encoding="utf-8") for path in mine} == mine
        assert (out / "pkg" / "link").readlink() == Path("mine.py")
        assert (out / "empty").is_dir()
        assert (out / "pkg" / "mine.py").stat().st_mode & 0o777 == 0o600
        assert not (out / "pkg" / "gone" / "x.py").exists()

    @pytest.mark.parametrize("path", ["pkg/a.py", "pkg/gone/x.py", "pkg/__init__.py"])
    def test_a_file_edited_by_hand_stops_everything(self, out: Path, path: str) -> None:
        _publish(out, OLD)
        (out / path).write_text("edited", encoding="utf-8")
        before = snapshot(out)
        with pytest.raises(PublishError, match=path) as caught:
            _publish(out, NEW)
        assert "--force" in str(caught.value)
        assert snapshot(out) == before
        assert [p.name for p in out.parent.iterdir()] == ["out"]
        _publish(out, NEW, force=True)
        assert _publish(out, NEW) == []

    def test_a_file_of_a_user_where_a_new_one_belongs(self, out: Path) -> None:
        _publish(out, OLD)
        (out / "pkg" / "sub" / "new.py").write_text("mine", encoding="utf-8")
        with pytest.raises(PublishError, match=r"pkg/sub/new\.py"):
            _publish(out, NEW)
        assert (out / "pkg" / "sub" / "new.py").read_text(encoding="utf-8") == "mine"

    def test_a_file_edited_back_by_hand_is_no_edit(self, out: Path) -> None:
        _publish(out, OLD)
        (out / "pkg" / "a.py").write_text(NEW["a.py"], encoding="utf-8")
        assert ("changed", "pkg/a.py") not in _publish(out, NEW)

    @pytest.mark.parametrize("path", ["../x.py", "/x.py", "pkg/../../x.py"])
    def test_never_outside(self, out: Path, path: str) -> None:
        with Publication(out) as publication, pytest.raises(PublishError, match="outside"):
            publication.add("pkg", {path: "x"})
        assert list(out.parent.iterdir()) == []

    def test_two_files_of_one_name_where_case_does_not_count(self, out: Path) -> None:
        with Publication(out) as publication, pytest.raises(PublishError, match=r"pkg/A\.py"):
            publication.add("pkg", {"pkg/a.py": "x", "pkg/A.py": "y"})


PYTHON: Final = """\
# Generated.
\"\"\"One line.

  And another.
\"\"\"

from a import b, c

N = {"it's": 1, 'a#b': (2)}  # why


def f(x: int, *, y: str = 'y') -> list[int]:
    return [i for i in range(x) if i and not y]
"""


class TestFormatters:
    """A file that a formatter has rewritten is ours; one that somebody has edited is not."""

    @pytest.mark.parametrize(
        "formatter",
        [
            ["ruff", "format", "--isolated", "--line-length=30", "--config", "format.quote-style='single'"],
            ["black", "-q", "-l", "20"],
            ["ruff", "format", "--isolated", "--config", "indent-width=2"],
        ],
    )
    def test_a_formatted_file_is_replaced_and_removed(self, out: Path, formatter: list[str]) -> None:
        contents = {"__init__.py": "", "m.py": PYTHON, "gone.py": PYTHON + "M = N\n"}
        _publish(out, contents)
        subprocess.run([sys.executable, "-m", *formatter, str(out)], check=True)
        assert (out / "pkg/m.py").read_text(encoding="utf-8") != PYTHON
        changes = _publish(out, {"__init__.py": "", "m.py": PYTHON.replace("i and", "i or")})
        assert {("changed", "pkg/m.py"), ("stale", "pkg/gone.py")} <= set(changes)

    def test_a_page_laid_out_anew(self, out: Path) -> None:
        text = "# A page\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```python\nx = {'a': 1}\n```\n"
        _publish(out, {"__init__.py": "", "a.md": text})
        (out / "pkg/a.md").write_text(text.replace("'", '"').replace("|--|--|", "| --- | --- |"), encoding="utf-8")
        assert ("changed", "pkg/a.md") in _publish(out, {"__init__.py": "", "a.md": "# Another\n"})
        (out / "pkg/a.md").write_text("# One other\n", encoding="utf-8")
        with pytest.raises(PublishError, match=r"a\.md"):
            _publish(out, {"__init__.py": "", "a.md": text})

    def test_a_document_laid_out_anew(self, out: Path) -> None:
        _publish(out, {"__init__.py": "", "a.json": '{\n  "a": [1, 2.0, "\\u00e9"]\n}\n'})
        (out / "pkg/a.json").write_text('{"a":[1,2.0,"é"]}', encoding="utf-8")
        assert ("changed", "pkg/a.json") in _publish(out, {"__init__.py": "", "a.json": '{"a": [2]}\n'})

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("# why", "# because"),
            ("(2)", "(3)"),
            ("'a#b'", "'a#c'"),
            ("\n\nN", "\n# mine\nN"),
            ("b, c", "c, b"),
            ("i and", "i or"),
            ("And another", "Or another"),
            ("return", "pass; return"),
            ("'y'", "b'y'"),
            ("N =", "N: int ="),
            ("def f", "def f(:"),
        ],
    )
    def test_an_edit_is_refused(self, out: Path, before: str, after: str) -> None:
        _publish(out, {"__init__.py": "", "m.py": PYTHON})
        assert before in PYTHON
        (out / "pkg/m.py").write_text(PYTHON.replace(before, after), encoding="utf-8")
        with pytest.raises(PublishError, match=r"m\.py"):
            _publish(out, {"__init__.py": "", "m.py": PYTHON})


class _Disk:
    """Makes the n-th call of the functions that write fail."""

    def __init__(self, patch: pytest.MonkeyPatch, fail_at: int) -> None:
        self.calls = 0
        self.fail_at = fail_at
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(getattr(os, name)))

    def _wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == self.fail_at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])
            return function(*arguments, **options)

        return call


WAYS: Final = ("exchange", "two renames", "entries")
"""How the new output takes the place of the old: as the system and the place of the folder allow."""


def only_by(way: str) -> None:
    """Takes the faster ways of replacing the output away, for the rest of this process."""
    if way == "two renames":
        replace._exchange = _cannot
    if way == "entries":
        replace.stays = _always


def _cannot(one: Path, other: Path) -> bool:
    return one == other


def _always(out: Path) -> bool:
    return out.is_absolute()


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("_exchange", "stays"):
        monkeypatch.setattr(replace, name, getattr(replace, name))
    only_by(request.param)
    return str(request.param)


@pytest.mark.parametrize("first", [True, False], ids=["first run", "later run"])
def test_a_disk_that_fails_at_any_call(
    out: Path, states: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch, way: str, *, first: bool
) -> None:
    before = {} if first else states["old"]
    failures = 0
    for fail_at in range(1, 200):
        shutil.rmtree(out, ignore_errors=True)
        if not first:
            _publish(out, OLD)
        with monkeypatch.context() as patch:
            disk = _Disk(patch, fail_at)
            try:
                _publish(out, NEW)
                failed = False
            except PublishError as error:
                failed = True
                assert "No space left" in str(error)  # noqa: PT017 - what is asserted comes after
        if way == "entries":
            with Publication(out):
                pass  # finishes what had begun
        after = snapshot(out) if out.exists() else {}
        assert (
            after in (before, states["new"])
            if failed and way == "entries"
            else after == (before if failed else states["new"])
        )
        assert [p.name for p in out.parent.iterdir() if p != out] == []
        failures += failed
        if disk.calls < fail_at:
            break
    assert failures > 10
    assert after == states["new"]


CRASHES: Final = """
import json, os, signal, sys
from pathlib import Path
from tests.unit.test_publish import CALLS, NEW, _publish, only_by

out, fail_at = Path(sys.argv[1]), int(sys.argv[2])
only_by(sys.argv[3])

def crash(function):
    def call(*arguments, **options):
        crash.calls += 1
        if crash.calls == fail_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return call

crash.calls = 0
for name in (*CALLS, "unlink", "rmdir"):
    setattr(os, name, crash(getattr(os, name)))
_publish(out, NEW)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes")
@pytest.mark.parametrize("way", WAYS)
def test_a_process_killed_at_any_call(tmp_path: Path, states: dict[str, dict[str, str]], way: str) -> None:
    """One process forks a child for each call; each child is killed there; the next run finds a whole package."""
    script = tmp_path / "crashes.py"
    script.write_text(CRASHES, encoding="utf-8")
    seen = set()
    driver = (
        "import os, sys, runpy\n"
        "import codegen.publish, tests.unit.test_publish\n"
        "from pathlib import Path\n"
        "from tests.unit.test_publish import OLD, _publish\n"
        "for n in range(1, 120):\n"
        "    folder = Path(sys.argv[1]) / str(n)\n"
        "    folder.mkdir()\n"
        "    _publish(folder / 'out', OLD)\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        f"        sys.argv = ['', str(folder / 'out'), str(n), {way!r}]\n"
        f"        runpy.run_path({str(script)!r})\n"
        "        os._exit(0)\n"
        "    if os.waitpid(child, 0)[1] == 0:\n"
        "        break\n"
        "else:\n"
        "    sys.exit('more calls than were looked at')\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", driver, str(tmp_path)], check=True, cwd=root, env={**os.environ})
    folders = [p for p in tmp_path.iterdir() if p.is_dir()]
    assert len(folders) > 20
    for folder in folders:
        out = folder / "out"
        if way == "exchange":
            assert snapshot(out) in states.values()
        with Publication(out) as publication:
            kept = [inputs for inputs in ("old\n", "new\n") if publication.kept(inputs)]
        found = snapshot(out)
        assert found in states.values()
        name = "new" if found == states["new"] else "old"
        assert kept == [f"{name}\n"] or (way == "entries" and kept == [])  # there the cache is written last
        seen.add(name)
        assert [p.name for p in folder.iterdir()] == ["out"]
        assert {p.name for p in (out / ".botoforge-cache").iterdir()} <= {".gitignore", "inputs.json", "lock"}
    assert seen == {"old", "new"}


def test_a_folder_that_may_not_be_written(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(out))

    _publish(out, OLD)
    before = snapshot(out)
    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(PublishError, match="Permission denied"):
        _publish(out, NEW)
    assert snapshot(out) == before


# --- the whole output ----------------------------------------------------------------------------------------------

MODEL: Final = document(
    {
        "In": structure(["Name"], Name="Name", Mode="Mode", Tree="Tree", Tags="Tags"),
        "Out": structure(Tree="Tree"),
        "Name": {"type": "string", "pattern": "[\\p{L}]+", "max": 9},
        "Mode": {"type": "string", "enum": ["on", "off", "\u00e9t\u00e9"]},
        "Tree": structure(Next="Tree", Mode="Mode"),
        "Tags": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Mode"}},
    }
)


def _environments() -> Iterator[dict[str, str]]:
    yield {"PYTHONHASHSEED": "0", "LC_ALL": "C", "LANG": "C"}
    yield {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo", "COLUMNS": "20"}
    yield {"PYTHONHASHSEED": "424242", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def test_the_same_bytes_whatever_the_surroundings(workshop: Workshop) -> None:
    workshop.write(MODEL)
    root = str(Path(__file__).parents[2])
    found = []
    for number, surroundings in enumerate(_environments()):
        out = workshop.root / "specs" / f"{number}" / ("deep/" * number) / f"out{number}"
        out.parent.mkdir(parents=True)
        command = [sys.executable, "-m", "codegen", "--specs", str(workshop.specs), "--out", str(out)]
        cwd = [root, str(workshop.specs), str(out.parent)][number]
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": root, **surroundings}
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found.append(snapshot(out))
    assert found[0] == found[1] == found[2]


def test_a_run_changes_nothing_a_second_time(workshop: Workshop) -> None:
    workshop.write(MODEL)
    assert workshop.run().code == 0
    before = {name: path.stat() for name, path in files(workshop.out)}
    outcome = workshop.run()
    assert outcome.code == 0
    assert "all up to date" in outcome.out
    after = {name: path.stat() for name, path in files(workshop.out)}
    assert {n: (s.st_ino, s.st_mtime_ns) for n, s in after.items()} == {
        n: (s.st_ino, s.st_mtime_ns) for n, s in before.items()
    }
    assert workshop.litter() == []
