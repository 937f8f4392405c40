"""botocore's data files: of the installed botocore, of a folder, or of a wheel that nobody has to install."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from attrs import field, frozen

from .parse import parse
from .shapes import Model, ModelError, Pin, nearest

_LIMIT: Final = 2**28
"""Bytes of one unpacked file; the largest that botocore ships has a tenth of it."""
_VERSION: Final = re.compile(r"""^__version__ = ['"]([0-9A-Za-z.+!-]{1,40})['"]\s*$""", re.MULTILINE)
_SERVICE: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_MODEL: Final = "service-2"
_BESIDE: Final = {"waiters-2": "waiters", "paginators-1": "pagination", "examples-1": "examples"}
"""Files beside a model, and what their facts stand under."""


@frozen
class BotocoreData:
    """The service models of one botocore release, opened one by one."""

    version: str
    _paths: frozenset[str] = field(repr=False)
    """Files as ``sagemaker/2017-07-24/service-2.json``."""
    _read: Callable[[str], bytes] = field(repr=False)

    def services(self) -> tuple[str, ...]:
        """Names of the services described, sorted."""
        names = (f"/{_MODEL}.json", f"/{_MODEL}.json.gz")
        found = {path.partition("/")[0] for path in self._paths if path.endswith(names)}
        return tuple(sorted(name for name in found if _SERVICE.fullmatch(name)))

    def load(self, service: str) -> Model:
        """The whole model of `service`, in its newest API version.

        Raises:
            ModelError: there is no such service, or its model is malformed.
        """
        folder = self._folder(service)
        text = self._text(f"{folder}/{_MODEL}")
        raw = self._merged(folder, _MODEL, text)
        for kind, key in _BESIDE.items():
            raw[key] = self._merged(folder, kind, self._text(f"{folder}/{kind}")).get(key, {})
        return parse(service, raw, Pin(self.version, hashlib.sha256(text).hexdigest()))

    def digest(self, service: str) -> str:
        """SHA-256 of what `load` reads: equal where two releases say the same of the service in the same words.

        Raises:
            ModelError: there is no such service, or a file of it cannot be unpacked.
        """
        folder = self._folder(service)
        whole = hashlib.sha256(folder.encode())
        for kind in (_MODEL, *_BESIDE):
            for path in (f"{folder}/{kind}", f"{folder}/{kind}.sdk-extras"):
                whole.update(hashlib.sha256(self._text(path)).digest())
        return whole.hexdigest()

    def _folder(self, service: str) -> str:
        known = service in self.services()
        versions = [p.rpartition("/")[0] for p in self._paths if p.startswith(f"{service}/") and f"/{_MODEL}.json" in p]
        if not known:
            raise ModelError(f"botocore {self.version} has no service {service!r}; {nearest(service, self.services())}")
        return max(versions)

    def _merged(self, folder: str, kind: str, text: bytes) -> dict[str, Any]:
        """One file's facts with those of the extras beside it, as botocore merges them."""
        facts = self._json(f"{folder}/{kind}", text)
        extras = f"{folder}/{kind}.sdk-extras"
        _merge(facts, self._json(extras, self._text(extras)).get("merge", {}))
        return facts

    def _json(self, path: str, text: bytes) -> dict[str, Any]:
        where = f"botocore {self.version}, {path}.json"
        try:
            data = json.loads(text or "{}")
        except (ValueError, RecursionError) as error:
            raise ModelError(f"{where}: not a JSON document ({error})") from error
        if not isinstance(data, dict):
            raise ModelError(f"{where}: expected an object")
        return data

    def _text(self, path: str) -> bytes:
        """The file of that path, packed or not; empty if there is none."""
        for name in (f"{path}.json", f"{path}.json.gz"):
            if name in self._paths:
                data = self._read(name)
                return _unpacked(data, name) if name.endswith(".gz") else data
        return b""


def installed() -> BotocoreData:
    """The data of the installed botocore."""
    import botocore  # noqa: PLC0415 - the other sources need none

    return in_folder(Path(botocore.__file__).parent / "data", str(botocore.__version__))


def in_folder(path: Path, version: str | None = None) -> BotocoreData:
    """The data below a folder: botocore's ``data``, the folder ``botocore`` itself, or the one that it stands in.

    Raises:
        ModelError: there is no model below it.
    """
    for root in (path, path / "data", path / "botocore" / "data"):
        paths = frozenset(found.relative_to(root).as_posix() for found in root.glob("*/*/*.json*"))
        if any(name.rpartition("/")[2].startswith(f"{_MODEL}.json") for name in paths):
            init = root.parent / "__init__.py"
            told = _told_version(init.read_bytes()) if version is None and init.is_file() else version
            return BotocoreData(told or str(path), paths, partial(_from_folder, root))
    raise ModelError(f"{path}: no botocore data: expected SERVICE/API-VERSION/{_MODEL}.json below it")


def _from_folder(root: Path, name: str) -> bytes:
    return (root / name).read_bytes()


def in_wheel(path: Path) -> BotocoreData:
    """The data inside a wheel of botocore, which is read without being installed.

    Raises:
        ModelError: the file is no wheel of botocore.
    """
    prefix = "botocore/data/"
    try:
        archive = ZipFile(path)
        names = frozenset(name.removeprefix(prefix) for name in archive.namelist() if name.startswith(prefix))
        version = _told_version(archive.read("botocore/__init__.py"))
    except (BadZipFile, KeyError) as error:
        raise ModelError(f"{path}: not a wheel of botocore ({error})") from error

    def read(name: str) -> bytes:
        try:
            with archive.open(prefix + name) as file:
                return _limited(file, name)
        except BadZipFile as error:
            raise ModelError(f"{path}: {name}: {error}") from error

    return BotocoreData(version or path.name, names, read)


def _told_version(text: bytes) -> str | None:
    found = _VERSION.search(text.decode("utf-8", "replace"))
    return found[1] if found else None


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return _limited(file, name)
    except (OSError, EOFError) as error:
        raise ModelError(f"{name}: not packed as gzip says ({error})") from error


def _limited(file: Any, name: str) -> bytes:
    data: bytes = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise ModelError(f"{name}: more than {_LIMIT} bytes")
    return data


def _merge(base: dict[str, Any], extra: Mapping[str, Any]) -> None:
    for key, value in extra.items():
        if isinstance(base.get(key), dict) and isinstance(value, Mapping):
            _merge(base[key], value)
        else:
            base[key] = value
