"""Finds where data holds something that no object can be built from: loaded once building has failed.

Requests are checked by their constraints, with a message each. Responses are open and ignored constraints are not
checked, so all that is known of a failure is that building raised; which part of the data is at fault is found by
building with one part at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..wire.violations import MAX_DEPTH, REDACTED, HiddenKey, Report, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..wire.violations import Path


_NO_MEMBER: Final = "a key that no model has"


def unbuildable(build: Callable[[Any], object], data: object, subject: str, model: str) -> ValidationError:
    """The error for `data` from which `build` could not build a `subject`: a violation for every part at fault."""

    def fits(part: object) -> bool:
        try:
            build(part)
        except Exception:  # noqa: BLE001 - whatever building raises, the part does not fit
            return False
        return True

    report = Report(None, model)
    for path, value in _places(fits, data, ()):
        if len(path) > MAX_DEPTH:
            report.too_deep(path)
        else:
            # The value may be sensitive, and what is sensitive is not known here: its type says enough.
            report.add("type", path, f"expected what {model} has here, found {type(value).__name__}", REDACTED)
    return ValidationError(report.violations, subject)


def _places(fits: Callable[[Any], bool], data: object, path: Path) -> Iterator[tuple[Path, object]]:
    """The smallest parts that do not fit, each on its own, with their paths."""
    inside = False
    for step, part in _parts(data) if len(path) <= MAX_DEPTH else ():

        def fits_alone(value: object, step: object = step) -> bool:
            return fits({step: value} if isinstance(data, dict) else [value])

        if not fits_alone(part):
            inside = True
            yield from _places(fits_alone, part, (*path, _shown(fits, data, step, part)))
    if not inside:
        yield path, data


def _shown(fits: Callable[[Any], bool], data: object, step: object, part: object) -> str | int:
    """A step of a path. A key of a map may be sensitive; it is one if the part fits no better under another key."""
    if not isinstance(data, dict):
        return step if isinstance(step, int) else str(step)
    return str(step) if fits({_NO_MEMBER: part}) else HiddenKey(step)


def _parts(data: object) -> Iterable[tuple[object, object]]:
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()
