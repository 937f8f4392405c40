"""Statements as values: what stands one below the other, what opens a level, what is an alternative to what."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from .quote import indent

Lines = tuple[str, ...]


@frozen
class Line:
    """A simple statement, or a comment: what follows stands on its level."""

    text: str

    def before(self, rest: Lines) -> Lines:
        """The statement and what follows it."""
        return (self.text, *rest)


@frozen
class Opening:
    """The head of a compound statement, without its colon: what follows stands below it."""

    text: str

    def before(self, rest: Lines) -> Lines:
        """The statement with that body."""
        return (f"{self.text}:", *indent(rest))


def nested(statements: Iterable[Line | Opening], body: Iterable[str]) -> Lines:
    """`body` after all the statements, below those that open a level."""
    lines = tuple(body)
    for statement in reversed(tuple(statements)):
        lines = statement.before(lines)
    return lines


@frozen
class Branch:
    """A test and what is done where it holds."""

    test: str
    body: Lines


def chain(branches: Iterable[Branch], otherwise: Iterable[str] = ()) -> Lines:
    """The branches as one if statement: the first whose test holds is taken."""
    lines: list[str] = []
    for branch in branches:
        lines += [f"{'elif' if lines else 'if'} {branch.test}:", *indent(branch.body)]
    rest = indent(otherwise)
    return (*lines, "else:", *rest) if rest else tuple(lines)
