"""Which files belong to one release: those of one stage, as folders and file names tell it, unless somebody says more.

Two stages of a service have the same names in different accounts or regions: they are two releases. A template is a
stack of its own. What stands beside or above the folders of stages, and names none, is part of each of them.
"""

from __future__ import annotations

from .globs import first_match, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_STAGES = frozenset(
    [
        "dev",
        "develop",
        "development",
        "devel",
        "staging",
        "stage",
        "stg",
        "preprod",
        "prod",
        "production",
        "prd",
        "nonprod",
        "qa",
        "uat",
        "sit",
        "sandbox",
        "sbx",
        "acceptance",
        "integration",
        "dr",
        "hotfix",
    ]
)
_STAGES_AT_AN_END = frozenset(
    (
        "test",
        "tst",
        "testing",
        "live",
        "int",
        "demo",
        "alpha",
        "beta",
        "gamma",
        "perf",
        "ci",
        "pr",
        "acc",
        "main",
        "canary",
    )
)
"""Words that occur in other names too, so that they count at either end of a name only."""
_SIDES = frozenset(("north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"))


class Release:
    """The release that a file is part of. Compares by its key.

    Attributes:
        key: what the files of a release have in common.
        scope: the folder that tells the stage, as parts; of files that tell none, their folder.
        folder: where the file is.
        shared: whether the file belongs to the releases of stages below its folder too.
    """

    __slots__ = ("folder", "key", "scope", "shared")

    def __init__(self, key: tuple[str, ...], scope: tuple[str, ...], folder: tuple[str, ...], *, shared: bool) -> None:
        self.key: Final = key
        self.scope: Final = scope
        self.folder: Final = folder
        self.shared: Final = shared

    def within(self, group: str) -> Release:
        """The release of a group of requests that stands apart from the rest of its file; this one for no group."""
        if not group:
            return self
        return Release(("group", *self.folder, *self.key, group), self.folder, self.folder, shared=False)


def release_of(path: str, *, apart: bool, grouping: str, releases: tuple[str, ...] = (), root: str = "") -> Release:
    """The release that a file is part of.

    Args:
        path: the file.
        apart: whether it is a release of its own by its form, such as a CloudFormation template.
        grouping: one of `switches.GROUPINGS`, what tells releases apart that are not configured.
        releases: globs of folders or files; what is below one that matches is one release.
        root: the folder that these globs count from.
    """
    whole = tuple(parts(path))
    folder = whole[:-1]
    if releases:
        import os

        inside = parts(os.path.relpath(path, root or os.curdir))
        found = first_match(inside, releases)
        if found is not None:
            return Release(("release", *found), folder, folder, shared=False)
    if grouping == "run":
        return Release((), (), folder, shared=False)
    if grouping == "file" or (apart and grouping == "stage"):
        return Release(("file", *whole), folder, folder, shared=False)
    if grouping == "folder":
        return Release(("folder", *folder), folder, folder, shared=False)
    last = max((number for number, part in enumerate(folder, 1) if stages(part)), default=0)
    scope, named = folder[:last], stages(whole[-1] if whole else "")
    if named:
        return Release(("stage", *folder, "", *named), folder, folder, shared=False)
    return Release(("stage", *scope), scope, folder, shared=True)


def stages(name: str) -> tuple[str, ...]:
    """The stages, regions and accounts in a name of a folder or file, such as ``fraud-prod`` or ``dev.us-east-1``."""
    found: list[str] = []
    for part in name.lower().replace("_", "-").split("."):
        words = part.split("-")
        for number, word in enumerate(words):
            at_an_end = number in {0, len(words) - 1}
            is_account = len(word) == 12 and word.isdecimal()
            if word in _STAGES or is_account or (at_an_end and word in _STAGES_AT_AN_END):
                found.append(word)
            elif word in _SIDES and _is_region(words, number):
                found.append("-".join(words[number - 1 : number + 2]))
    return tuple(found)


def _is_region(words: list[str], at: int) -> bool:
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    return (len(before) == 2 or before in {"gov", "iso", "isob"}) and len(after) == 1 and after.isdecimal()
