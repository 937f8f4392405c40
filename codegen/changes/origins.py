"""Where the two models come from: a pin, botocore as installed or released, a wheel, a folder, a commit.

Nothing of a botocore that is only looked at is imported or executed. A release is downloaded by pip, once, and only
where it was asked for by its version.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from ..model import Model, load_pinned, load_text
from ..model.data import BotocoreData, in_folder, in_wheel, installed
from ..spec import MODEL_FILE, Spec

_VERSION: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,6}){1,3}")
_GIT: Final = "git:"
_STDERR: Final = 2
KINDS: Final = (
    "pin, installed, a version of botocore, a wheel, a folder of botocore's data, a model.json, or git:REV of the pin"
)


class ChangesError(ValueError):
    """Something that cannot be compared or checked as asked; the message says what it is and what would do."""


@frozen
class Origin:
    """One side of a comparison."""

    name: str
    """As people know it, such as ``botocore 1.34.0``."""
    services: tuple[str, ...]
    pinned: bool
    """Whether its models hold only the operations that a spec asks for."""
    _load: Callable[[str], Model]
    _digest: Callable[[str], str] | None = None

    def same(self, other: Origin, service: str) -> bool:
        """Whether both sides have the same files of `service`, which tells it sooner than comparing what they say."""
        if self._digest is None or other._digest is None or service not in {*self.services} & {*other.services}:
            return False
        return self._digest(service) == other._digest(service)

    def model(self, service: str) -> Model | None:
        """The model of `service`, None if this side does not have it.

        Raises:
            ModelError: the model is malformed.
        """
        return self._load(service) if service in self.services else None

    def label(self, model: Model | None) -> str:
        """The side's name with the release that a pinned model is of."""
        return f"{self.name} (botocore {model.pin.botocore})" if self.pinned and model is not None else self.name


def origin(text: str, specs: Iterable[Spec]) -> Origin:
    """What `text` stands for; see `KINDS`.

    Raises:
        ChangesError, ModelError: it stands for nothing that can be read.
    """
    pins = {spec.service: spec for spec in specs}
    if text == "pin":
        held = sorted(service for service, spec in pins.items() if spec.model_path.exists())
        return Origin("the pin", tuple(held), True, lambda service: load_pinned(pins[service].model_path))
    if text == "installed":
        return _release(installed())
    if text.startswith(_GIT):
        return _revision(text.removeprefix(_GIT), pins)
    if _VERSION.fullmatch(text):
        return _release(in_wheel(download(text)))
    path = Path(text)
    if path.is_dir():
        return _release(in_folder(path))
    if path.suffix == ".whl" and path.is_file():
        return _release(in_wheel(path))
    if path.is_file():
        model = load_pinned(path)
        return Origin(str(path), (model.service,), True, lambda _: model)
    raise ChangesError(f"{text!r} is neither a file nor a folder; expected {KINDS}")


def _release(data: BotocoreData) -> Origin:
    return Origin(f"botocore {data.version}", data.services(), False, data.load, data.digest)


# --- a commit -------------------------------------------------------------------------------------------------


def _revision(revision: str, pins: dict[str, Spec]) -> Origin:
    def load(service: str) -> Model:
        folder = pins[service].folder
        return load_text(_git(folder, "show", f"{revision}:./{MODEL_FILE}"), f"{_GIT}{revision}:{folder / MODEL_FILE}")

    if revision.startswith("-") or not revision:
        raise ChangesError(f"{_GIT}{revision}: not a revision")
    held = [s for s, spec in pins.items() if _git(spec.folder, "ls-tree", "--name-only", revision, MODEL_FILE)]
    return Origin(f"{_GIT}{revision}", tuple(sorted(held)), True, load)


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607 - no shell
    except FileNotFoundError as error:
        raise ChangesError("git is not installed, which git:REV needs") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise ChangesError(f"git {' '.join(words)} in {folder}: {told[0]}")
    return done.stdout.decode("utf-8", "replace")


# --- a release ------------------------------------------------------------------------------------------------


def cache_folder() -> Path:
    """Where downloads and packages made for a comparison are kept; everything in it can be made anew."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "botoforge"


def download(version: str) -> Path:
    """The wheel of a botocore release, from the cache or from where pip gets packages; pip shows its progress.

    Raises:
        ChangesError: pip does not get it.
    """
    folder = cache_folder() / "botocore"
    kept = sorted(folder.glob(f"botocore-{version}-*.whl"))
    if kept:
        return kept[0]
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".download-", dir=folder) as made:
        words = ["download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--dest", made]
        command = [sys.executable, "-m", "pip", *words, f"botocore=={version}"]
        # Its progress belongs to the people who wait, not to the report on standard output.
        done = subprocess.run(command, stdout=_STDERR, check=False)  # noqa: S603 - fixed words and a checked version
        wheels = sorted(Path(made).glob("botocore-*.whl"))
        if done.returncode or not wheels:
            raise ChangesError(
                f"botocore {version}: pip did not get it, see above; a wheel or a folder needs no network"
            )
        return wheels[0].replace(folder / wheels[0].name)
