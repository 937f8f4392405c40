"""Brings rendered files to disk: all of them or none, and only those that differ. The only module that writes output.

Every generated package has a manifest with the SHA-256 of its files. What the manifest lists is ours: it is replaced
and removed, also after a formatter has rewritten it. Anything else in the output folder is its owner's: it stays, and a
file edited by hand is not overwritten.

A run holds a lock on the output folder and stages its changes. Committing links the unchanged files into a new tree and
exchanges the two trees (see `replace`), so at any moment there is the old output or the new one. In the tree there is a
cache, not to be committed: what each package was made from, and what was written then.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Self
from uuid import uuid4

from attrs import field, frozen, mutable

from . import layout, replace
from .lock import CACHE, LOCK, MARK, BusyError, Lock

MANIFEST: Final = "manifest.json"
_MANY: Final = 200


class PublishError(RuntimeError):
    """Output that cannot be brought to disk; the message names the file and the way out. Nothing was changed."""


@frozen
class Change:
    """One file in which the output folder differs from what the specs say."""

    path: str
    kind: Literal["new", "changed", "stale"]
    diff: str = field(default="", repr=False)
    """What is different, line by line, if it was asked for."""


@frozen
class _Listed:
    """A file that a manifest lists: SHA-256 of its bytes, and of what they mean whatever their layout."""

    digest: str
    meaning: str

    def is_it(self, path: str, data: bytes) -> bool:
        """Whether `data` is what was written, or what a formatter has made of it."""
        return self.digest == _sha256(data) or (bool(self.meaning) and self.meaning == layout.meaning(path, data))


@frozen
class _Made:
    """What a package was made from, and the SHA-256 of the manifest that was written then."""

    inputs: str
    manifest: str


@mutable
class Publication:
    """One run's output. `add` compares and stages, `commit` makes it so. A context manager: it locks and cleans up.

    Args:
        out: The output folder.
        force: Overwrite files that were edited by hand, and what stands in the way of others.
        dry: Compare only; takes no lock.
        diff: Note with each change what is different.
        on_wait: Called with who it is when another generator has to be waited for.
    """

    out: Path
    force: bool = False
    dry: bool = False
    diff: bool = False
    on_wait: Callable[[str], None] = lambda _: None
    changes: list[Change] = field(factory=list)
    edited: list[str] = field(factory=list)
    unchanged: int = 0
    paths: set[str] = field(factory=set)
    """The files of the packages so far, added or kept."""
    _made: dict[str, _Made] = field(factory=dict)
    _remembered: dict[str, _Made] = field(factory=dict)
    _claimed: dict[str, str] = field(factory=dict)
    _staged: Path | None = None
    _tree: int | None = None
    """Inode of the new tree, once it is complete."""
    _lock: Lock | None = None
    _refused: OSError | None = None
    """Why the folder cannot be locked: then it can be compared, but nothing can be changed."""

    def __attrs_post_init__(self) -> None:
        self.out = self.out.resolve()

    def __enter__(self) -> Self:
        if self.out.exists() and not self.out.is_dir():
            raise PublishError(f"{self.out}: is not a folder")
        if self.dry:
            return self
        try:
            with _explained(self.out, ""):
                self._begin()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _begin(self) -> None:
        replace.restore(self.out)
        lock = Lock(self.out)
        try:
            lock.acquire(self.on_wait)
        except BusyError as error:
            raise PublishError(str(error)) from error
        except OSError as error:
            self._refused = error
        else:
            self._lock = lock
            replace.recover(self.out)
        self._remembered = _remembered(self.out)

    def _end(self) -> None:
        if self._staged is not None:
            shutil.rmtree(self._staged, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()

    def add(self, owner: str, files: Mapping[str, str], inputs: str = "") -> None:
        """Compares the files of one package (or of the folder itself: owner "") with the disk, and stages what differs.

        Args:
            owner: The package.
            files: Text by path relative to the output folder.
            inputs: What the package was made from, for `kept`; "" if that is not to be remembered.

        Raises:
            PublishError: a path that leaves the output folder, or that two packages claim.
        """
        listed = _listed(self.out, owner)
        manifest = _manifest(owner, files, listed)
        files = {**files, _join(owner, MANIFEST): manifest}
        self.paths |= files.keys()
        for path, text in files.items():
            self._claim(path)
            data = text.encode("utf-8")
            current = _current(self.out, path)
            if current == data:
                self.unchanged += 1
                continue
            self._note_obstacle(path, current, listed)
            self._change(path, "new" if current is None else "changed", current or b"", data)
            self._stage(path, data)
        for path, file in listed.items():
            self._drop(path, file, files)
        if inputs:
            self._made[owner] = _Made(inputs, _sha256(manifest.encode("utf-8")))

    def kept(self, inputs: str) -> str | None:
        """The package that was made from these inputs, if every file is as it was written; it stays as it is."""
        for owner, made in self._remembered.items():
            if made.inputs == inputs and self._is_whole(owner, made.manifest):
                self._made[owner] = made
                return owner
        return None

    def _is_whole(self, owner: str, manifest: str) -> bool:
        found = _current(self.out, _join(owner, MANIFEST))
        if found is None or _sha256(found) != manifest:
            return False
        listed = _listed(self.out, owner)
        for path, file in listed.items():
            current = _current(self.out, path)
            if current is None or _sha256(current) != file.digest:
                return False
        self.unchanged += len(listed)
        self.paths |= listed.keys()
        return True

    def retire(self, packages: Iterable[str]) -> None:
        """Marks the files of packages that no spec asks for any more as stale."""
        for owner in packages:
            listed = _listed(self.out, owner)
            for path, file in listed.items():
                self._drop(path, file, {})
            if listed:
                self.changes.append(Change(_join(owner, MANIFEST), "stale"))

    def packages_on_disk(self) -> tuple[str, ...]:
        """Names of the packages that an earlier run generated here, sorted."""
        return tuple(sorted(p.parent.name for p in self.out.glob(f"*/{MANIFEST}") if _listed(self.out, p.parent.name)))

    def commit(self) -> None:
        """Makes the changes: all of them, or none.

        Raises:
            PublishError: a file edited by hand stands in the way, or the file system refuses.
        """
        if self.edited and not self.force:
            names = "\n".join(f"  {path}" for path in sorted(set(self.edited)))
            raise PublishError(f"edited by hand or not ours, so not overwritten (--force does):\n{names}")
        if not self.changes:
            self._remember()
            return
        if Path.cwd().is_relative_to(self.out):
            raise PublishError(f"{self.out}: the working directory lies inside the output folder; run from outside it")
        with _explained(self.out, "nothing was changed"):
            _flush([self._staging() / "files" / change.path for change in self.changes if change.kind != "stale"])
            stays = replace.stays(self.out)
            tree = self._build_tree(stays=stays)
        if self._lock is None or not self._lock.is_ours():
            raise PublishError(f"{self.out}: was removed or replaced meanwhile; nothing was changed, run again")
        self._tree = tree.stat().st_ino
        if stays:
            with _explained(self.out, "the next run finishes what this one began"):
                replace.entries(self._staging(), self.out, self._touched())
            self._remember()
        else:
            with _explained(self.out, "nothing was changed"):
                replace.whole(tree, self.out)

    def fate(self) -> str:
        """What became of the output so far, in words, for whoever was interrupted."""
        if self._tree is None:
            return "nothing was changed"
        if self.out.exists() and self.out.stat().st_ino == self._tree:
            return "the output is complete"
        if replace.is_unfinished(self.out):
            return "the next run finishes what this one began"
        moved = self._staged is not None and replace.stays(self.out) and not self._staged.exists()
        return "the output is complete" if moved else "nothing was changed"

    def _remember(self) -> None:
        """Stores what the packages were made from. Losing it costs time only."""
        if self._lock is not None and self._made != self._remembered:
            with contextlib.suppress(PublishError):
                write_file(self.out / CACHE / replace.INPUTS, self._cache())

    def _cache(self) -> str:
        made = {owner: {"inputs": m.inputs, "manifest": m.manifest} for owner, m in sorted(self._made.items())}
        return json.dumps(made, indent=1)

    def _touched(self) -> set[str]:
        """Names in the output folder below which something changes."""
        return {PurePosixPath(change.path).parts[0] for change in self.changes}

    def _build_tree(self, *, stays: bool) -> Path:
        """The new output folder (or what is new in one that stays), out of links to unchanged files and staged ones."""
        tree = self._staging() / "tree"
        tree.mkdir(parents=True)
        names = {p.name for p in self.out.iterdir()} - {CACHE}
        names &= self._touched() if stays else names
        gone = {change.path for change in self.changes} | set(self.edited)
        for name in sorted(names):
            _link(self.out, tree, name, gone)
        if not stays:
            shutil.copystat(self.out, tree)
            self._build_cache(tree / CACHE)
        for change in self.changes:
            if change.kind != "stale":
                target = tree / change.path
                target.parent.mkdir(parents=True, exist_ok=True)
                (self._staging() / "files" / change.path).replace(target)
        for change in self.changes:
            if change.kind == "stale":
                _prune_empty(tree / PurePosixPath(change.path).parent, tree)
        return tree

    def _build_cache(self, folder: Path) -> None:
        folder.mkdir()
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (folder / replace.INPUTS).write_text(self._cache(), encoding="utf-8")
        for name in (LOCK, MARK):
            # Never copied: closing a copy's source would give the lock away.
            with contextlib.suppress(OSError):
                os.link(self.out / CACHE / name, folder / name)

    def _staging(self) -> Path:
        if self._refused is not None:
            raise self._refused
        if self._staged is None:
            self._staged = replace.staging(self.out)
        return self._staged

    def _stage(self, path: str, data: bytes) -> None:
        if self.dry:
            return
        with _explained(self.out, "nothing was changed"):
            target = self._staging() / "files" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def _note_obstacle(self, path: str, current: bytes | None, listed: Mapping[str, _Listed]) -> None:
        """Notes what stands where a file belongs, if it is not ours: another file, a folder, a file as its folder."""
        pure = PurePosixPath(path)
        for parent in list(pure.parents)[-2::-1]:
            if os.path.lexists(self.out / parent) and not (self.out / parent).is_dir():
                self.edited.append(str(parent))
                return
        ours = pure.name == MANIFEST and current is not None
        ours = ours or (current is not None and path in listed and listed[path].is_it(path, current))
        if not ours and os.path.lexists(self.out / path):
            self.edited.append(path)

    def _drop(self, path: str, file: _Listed, files: Mapping[str, str]) -> None:
        if path in files:
            return
        current = _current(self.out, path)
        if current is None:
            return
        if not file.is_it(path, current):
            self.edited.append(path)
        self._change(path, "stale", current, b"")

    def _change(self, path: str, kind: Literal["new", "changed", "stale"], before: bytes, after: bytes) -> None:
        self.changes.append(Change(path, kind, _difference(path, before, after) if self.diff else ""))

    def _claim(self, path: str) -> None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not (self.out / path).is_relative_to(self.out):
            raise PublishError(f"{path}: would be written outside {self.out}")
        other = self._claimed.setdefault(path.casefold(), path)
        if other != path:
            raise PublishError(f"{other} and {path} are one file where case does not count")
        here = self.out
        for part in pure.parts[:-1]:
            here /= part
            if here.is_symlink():
                raise PublishError(f"{here}: is a symbolic link; output is only written into real folders")


def _difference(path: str, before: bytes, after: bytes) -> str:
    """A unified diff, which `patch` takes."""
    old, new = (data.decode("utf-8", "backslashreplace").splitlines(keepends=True) for data in (before, after))
    return "".join(difflib.unified_diff(old, new, path if before else "/dev/null", path if after else "/dev/null"))


@contextmanager
def _explained(out: Path, consequence: str) -> Iterator[None]:
    """Turns what the file system refuses into a `PublishError` that says what follows."""
    try:
        yield
    except OSError as error:
        what = f"{error.filename or out}: {error.strerror or error}"
        raise PublishError(f"{what}; {consequence}" if consequence else what) from error


def _remembered(out: Path) -> dict[str, _Made]:
    """What each package was made from, and what was written then; nothing from a cache that is not ours."""
    try:
        data = json.loads(_current(out, f"{CACHE}/{replace.INPUTS}") or b"{}")
        return {str(owner): _Made(str(made["inputs"]), str(made["manifest"])) for owner, made in data.items()}
    except (PublishError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return {}


def write_file(path: Path, text: str) -> None:
    """Replaces one file in one step.

    Raises:
        PublishError: the file system refuses; the old file is as it was.
    """
    staged = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(text.encode("utf-8"))
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise PublishError(f"{path}: {error.strerror or error}") from error


def _manifest(owner: str, files: Mapping[str, str], before: Mapping[str, _Listed]) -> str:
    inside = len(owner) + 1 if owner else 0
    hashes, meanings = {}, {}
    for path, data in sorted((path, text.encode("utf-8")) for path, text in files.items()):
        digest = hashes[path[inside:]] = _sha256(data)
        known = before.get(path)
        meaning = known.meaning if known is not None and known.digest == digest else layout.meaning(path, data)
        if meaning:
            meanings[path[inside:]] = meaning
    return json.dumps({"generator": "botoforge", "files": hashes, "meanings": meanings}, indent=1) + "\n"


def _listed(out: Path, owner: str) -> dict[str, _Listed]:
    """The files that the manifest of `owner` lists, by path; none without a manifest of ours."""
    try:
        data = json.loads(_current(out, _join(owner, MANIFEST)) or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("generator") != "botoforge" or not isinstance(data.get("files"), dict):
        return {}
    safe = {p: d for p, d in data["files"].items() if not PurePosixPath(p).is_absolute() and ".." not in p.split("/")}
    meanings = data.get("meanings")
    known = meanings if isinstance(meanings, dict) else {}
    return {_join(owner, path): _Listed(str(digest), str(known.get(path, ""))) for path, digest in safe.items()}


def _join(owner: str, path: str) -> str:
    return f"{owner}/{path}" if owner else path


def _current(out: Path, path: str) -> bytes | None:
    target = out / path
    try:
        return target.read_bytes() if target.is_file() and not target.is_symlink() else None
    except OSError as error:
        raise PublishError(f"{target}: {error.strerror or error}") from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _flush(files: Sequence[Path]) -> None:
    """Waits until the files are on the disk: few one by one, thousands in one go with whatever else is waiting."""
    if len(files) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _link(source: Path, target: Path, name: str, leave_out: set[str]) -> None:
    """Builds the entry `name` of `target` out of hard links to files of `source`; copies where there are no links."""
    if name in leave_out:
        return
    here, there = source / name, target / name
    if here.is_symlink() or not here.is_dir():
        _link_file(here, there)
        return
    there.mkdir()
    for entry in sorted(here.iterdir()):
        _link(source, target, f"{name}/{entry.name}", leave_out)
    shutil.copystat(here, there)


def _link_file(here: Path, there: Path) -> None:
    try:
        os.link(here, there, follow_symlinks=False)
    except OSError:
        shutil.copy2(here, there, follow_symlinks=False)


def _prune_empty(folder: Path, root: Path) -> None:
    """Removes a folder whose last file went stale, and its parents; caches of removed modules do not count."""
    while folder != root and folder.is_dir() and all(entry.name == "__pycache__" for entry in folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent
