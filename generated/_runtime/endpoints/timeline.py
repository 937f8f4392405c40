"""A timeline: the record of what a deployment does, and how it shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .records import Phase, Record


class Timeline(Record):
    """What a deployment does over time; its attributes are those of `Record`."""

    __slots__ = ()

    @property
    def title(self) -> str:
        """What is deployed, and how."""
        from .words import title  # noqa: PLC0415 - the records are often all that is wanted

        return title(self)

    @property
    def summary(self) -> str:
        """The waits that are certain, and what the time limit leaves."""
        from .words import summary  # noqa: PLC0415

        return summary(self)

    @property
    def fleets(self) -> str:
        """Variants with instances before and after, and the most instances at once."""
        from .words import fleets  # noqa: PLC0415

        return fleets(self)

    def rows(self) -> Iterator[tuple[Phase, tuple[str, ...]]]:
        """Each phase with its cells for a table: waited, phase, old, new, share on new, what follows a failure."""
        from .words import rows  # noqa: PLC0415

        return rows(self)

    def lines(self, now: Phase | None = None) -> tuple[str, ...]:
        """A table for people; the phase that runs `now` is marked."""
        from .words import table  # noqa: PLC0415

        return table(self, now)

    def svg(self) -> str:
        """A picture."""
        from .picture import svg  # noqa: PLC0415

        return svg(self)

    def html(self, remarks: Iterable[str] = ()) -> str:
        """The picture, a table of the phases, the notes and `remarks`: a part of a page."""
        from .picture import html  # noqa: PLC0415

        return html(self, remarks)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return self.html()
