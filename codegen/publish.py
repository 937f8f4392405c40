"""Brings rendered files to disk: all of them or none, and only those that differ. The only module that writes output.

Every generated package has a manifest with the SHA-256 of its files. What the manifest lists is ours: it is replaced
and removed. Anything else in the output folder is its owner's: it stays, and a file edited by hand is not overwritten.

A run stages its changes beside the output folder. Committing links the unchanged files into a new tree and exchanges
the two trees in one step, so at any moment there is the old output or the new one.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Self

from attrs import field, frozen, mutable

MANIFEST: Final = "manifest.json"
CACHE: Final = ".botoforge-cache"
_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100
_MANY: Final = 200


class PublishError(RuntimeError):
    """Output that cannot be brought to disk; the message names the file and the way out. Nothing was changed."""


@frozen
class Change:
    """One file in which the output folder differs from what the specs say."""

    path: str
    kind: Literal["new", "changed", "stale"]


@mutable
class Publication:
    """One run's output. `add` compares and stages, `commit` makes it so. Use as a context manager: it cleans up."""

    out: Path
    force: bool = False
    dry: bool = False
    changes: list[Change] = field(factory=list)
    edited: list[str] = field(factory=list)
    unchanged: int = 0
    inputs: Mapping[str, str] = field(factory=dict)
    """What each package was made from, remembered once the run is committed."""
    paths: set[str] = field(factory=set)
    """The files of the packages so far, added or kept."""
    _claimed: dict[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.out = self.out.resolve()

    def __enter__(self) -> Self:
        if self.out.exists() and not self.out.is_dir():
            msg = f"{self.out}: is not a folder"
            raise PublishError(msg)
        if not self.dry:
            _recover(self.out)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    @property
    def _staging(self) -> Path:
        return self.out.parent / f".{self.out.name}.botoforge-{os.getpid()}"

    def add(self, owner: str, files: Mapping[str, str]) -> None:
        """Compares the files of one package (or of the folder itself: owner "") with the disk, and stages what differs.

        Raises:
            PublishError: a path that leaves the output folder, or that two packages claim.
        """
        files = {**files, _join(owner, MANIFEST): _manifest(owner, files)}
        self.paths |= files.keys()
        listed = _listed(self.out, owner)
        for path, text in files.items():
            self._claim(path)
            data = text.encode("utf-8")
            current = _current(self.out, path)
            if current == data:
                self.unchanged += 1
                continue
            mine = path.endswith(MANIFEST) or (current is not None and listed.get(path) == _sha256(current))
            if not mine and os.path.lexists(self.out / path):
                self.edited.append(path)
            self.changes.append(Change(path, "new" if current is None else "changed"))
            self._stage(path, data)
        for path, digest in listed.items():
            self._drop(path, digest, files)

    def keep(self, owner: str) -> int:
        """Leaves a package as it is; returns how many files it has, or -1 when they are not as its manifest says."""
        listed = _listed(self.out, owner)
        for path, digest in listed.items():
            current = _current(self.out, path)
            if current is None or _sha256(current) != digest:
                return -1
        self.unchanged += len(listed)
        self.paths |= listed.keys()
        return len(listed)

    def retire(self, packages: Iterable[str]) -> None:
        """Marks the files of packages that no spec asks for any more as stale."""
        for owner in packages:
            listed = _listed(self.out, owner)
            for path, digest in listed.items():
                self._drop(path, digest, {})
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
            names = "\n".join(f"  {path}" for path in sorted(self.edited))
            msg = f"edited by hand or not ours, so not overwritten (--force does):\n{names}"
            raise PublishError(msg)
        if not self.changes:
            return
        if Path.cwd().is_relative_to(self.out):
            msg = f"{self.out}: the working directory lies inside the output folder; run from outside it"
            raise PublishError(msg)
        try:
            _flush([self._staging / "files" / change.path for change in self.changes if change.kind != "stale"])
            tree = self._tree()
            _swap(tree, self.out)
        except OSError as error:
            msg = f"{error.filename or self.out}: {error.strerror or error}; nothing was changed"
            raise PublishError(msg) from error

    def _tree(self) -> Path:
        """The whole new output folder, built in the staging area out of links to unchanged files and staged ones."""
        tree = self._staging / "tree"
        gone = {change.path for change in self.changes}
        tree.mkdir(parents=True)
        if self.out.is_dir():
            _link(self.out, tree, gone)
        for change in self.changes:
            if change.kind != "stale":
                target = tree / change.path
                target.parent.mkdir(parents=True, exist_ok=True)
                (self._staging / "files" / change.path).replace(target)
        for change in self.changes:
            if change.kind == "stale":
                _prune_empty(tree / PurePosixPath(change.path).parent, tree)
        return tree

    def _stage(self, path: str, data: bytes) -> None:
        if self.dry:
            return
        target = self._staging / "files" / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            msg = f"{target}: {error.strerror or error}; nothing was changed"
            raise PublishError(msg) from error

    def _drop(self, path: str, digest: str, files: Mapping[str, str]) -> None:
        if path in files:
            return
        current = _current(self.out, path)
        if current is None:
            return
        if _sha256(current) != digest:
            self.edited.append(path)
        self.changes.append(Change(path, "stale"))

    def _claim(self, path: str) -> None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not (self.out / path).is_relative_to(self.out):
            msg = f"{path}: would be written outside {self.out}"
            raise PublishError(msg)
        other = self._claimed.setdefault(path.casefold(), path)
        if other != path:
            msg = f"{other} and {path} are one file where case does not count"
            raise PublishError(msg)
        here = self.out
        for part in pure.parts[:-1]:
            here /= part
            if here.is_symlink():
                msg = f"{here}: is a symbolic link; output is only written into real folders"
                raise PublishError(msg)


def fingerprints(out: Path) -> dict[str, str]:
    """What each package was last generated from (a cache; losing it costs time only)."""
    try:
        data = json.loads((out / CACHE / "inputs.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}


def remember(out: Path, inputs: Mapping[str, str]) -> None:
    """Stores what `fingerprints` returns next time. A folder that cannot be written to is no error."""
    folder = out / CACHE
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError, PublishError):
        folder.mkdir(exist_ok=True)
        write_file(folder / ".gitignore", "*\n")
        write_file(folder / "inputs.json", json.dumps(dict(sorted(inputs.items())), indent=1))


def write_file(path: Path, text: str) -> None:
    """Replaces one file in one step.

    Raises:
        PublishError: the file system refuses; the old file is as it was.
    """
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(text.encode("utf-8"))
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        msg = f"{path}: {error.strerror or error}"
        raise PublishError(msg) from error


def _manifest(owner: str, files: Mapping[str, str]) -> str:
    inside = len(owner) + 1 if owner else 0
    hashes = {path[inside:]: _sha256(text.encode("utf-8")) for path, text in sorted(files.items())}
    return json.dumps({"generator": "botoforge", "files": hashes}, indent=1) + "\n"


def _listed(out: Path, owner: str) -> dict[str, str]:
    """SHA-256 by path of the files that the manifest of `owner` lists; empty without a manifest of ours."""
    try:
        data = json.loads((out / owner / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or data.get("generator") != "botoforge" or not isinstance(data.get("files"), dict):
        return {}
    safe = {p: d for p, d in data["files"].items() if not PurePosixPath(p).is_absolute() and ".." not in p.split("/")}
    return {_join(owner, path): str(digest) for path, digest in safe.items()}


def _join(owner: str, path: str) -> str:
    return f"{owner}/{path}" if owner else path


def _current(out: Path, path: str) -> bytes | None:
    target = out / path
    try:
        return target.read_bytes() if target.is_file() and not target.is_symlink() else None
    except OSError as error:
        msg = f"{target}: {error.strerror or error}"
        raise PublishError(msg) from error


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


def _link(source: Path, target: Path, leave_out: set[str]) -> None:
    """Builds `target` out of hard links to the files of `source`; copies where links are not to be had."""
    for folder, folders, files in os.walk(source):
        here = Path(folder)
        there = target / here.relative_to(source)
        there.mkdir(exist_ok=True)
        shutil.copystat(here, there)
        for name in [f for f in folders if (here / f).is_symlink()]:
            (there / name).symlink_to((here / name).readlink())
        for name in files:
            if (here / name).relative_to(source).as_posix() in leave_out:
                continue
            try:
                os.link(here / name, there / name, follow_symlinks=False)
            except OSError:
                shutil.copy2(here / name, there / name, follow_symlinks=False)


def _prune_empty(folder: Path, root: Path) -> None:
    """Removes a folder whose last file went stale, and its parents; caches of removed modules do not count."""
    while folder != root and folder.is_dir() and all(entry.name == "__pycache__" for entry in folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent


def _swap(tree: Path, out: Path) -> None:
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        tree.rename(out)
    elif not _exchange(tree, out):
        # No atomic exchange here: between these two renames a crash leaves the backup, which the next run restores.
        backup = _backup(out)
        out.rename(backup)
        try:
            tree.rename(out)
        except OSError:
            backup.rename(out)
            raise
        shutil.rmtree(backup, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _backup(out: Path) -> Path:
    return out.parent / f".{out.name}.botoforge-backup"


def _recover(out: Path) -> None:
    """Cleans up after a run that was killed: restores a backup, removes staging areas of processes that are gone."""
    if not out.parent.is_dir():
        return
    backup = _backup(out)
    if backup.is_dir():
        if out.exists():
            shutil.rmtree(backup, ignore_errors=True)
        else:
            backup.rename(out)
    for stale in out.parent.glob(f".{out.name}.botoforge-*"):
        pid = stale.name.rpartition("-")[2]
        if pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(stale, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
