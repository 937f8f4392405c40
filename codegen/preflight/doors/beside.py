"""Files that a file names: those in its folder or below, which a run may read with it."""

from __future__ import annotations

import os


def beside(name: str, path: str) -> list[str]:
    """The path of a file that another one names, if it lies in that one's folder or below; none if it does not.

    Args:
        name: what is written.
        path: the file in which it is written.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 - pathlib is not loaded on this path
    whole = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118
    inside = os.path.realpath(whole).startswith(os.path.realpath(folder or os.curdir) + os.sep)
    return [whole] if inside and "://" not in name and os.path.isfile(whole) else []  # noqa: PTH113
