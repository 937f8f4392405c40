"""A timeline: the record of what a deployment does, and how it shows itself."""

from __future__ import annotations

from collections.abc import Iterable

from .records import Phase, Record


class Timeline(Record):
    """What a deployment does over time; its attributes are those of `Record`."""

    __slots__ = ()

    @property
    def title(self) -> str:
        """What is deployed, and how."""
        from .words import title  # noqa: PLC0415 - the records are often all that is wanted

        return title(self)

    def lines(self, now: Phase | None = None, bar: int = 0) -> tuple[str, ...]:
        """A table for people; the phase that runs `now` is marked, and traffic is drawn with `bar` characters."""
        from .words import table  # noqa: PLC0415

        return table(self, now, bar)

    def svg(self) -> str:
        """A picture."""
        from .picture import svg  # noqa: PLC0415

        return svg(self)

    def html(self, remarks: Iterable[str] = ()) -> str:
        """The picture, a table of the phases, the notes and `remarks`: a part of a page."""
        from .picture import html  # noqa: PLC0415

        return html(self, remarks)

    _repr_svg_ = svg
    _repr_html_ = html
