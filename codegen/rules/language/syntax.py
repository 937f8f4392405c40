"""The syntax tree of a rule: CEL as written, macros kept as nodes, each node with its span in the source.

Nothing here knows the model; `check` gives names their meaning.
"""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Span:
    """Half-open range of offsets (code points) into the rule's text."""

    start: int
    end: int

    @property
    def column(self) -> int:
        """1-based column of the first character."""
        return self.start + 1


@frozen(kw_only=True)
class Syntax:
    """A node. Spans do not take part in comparison: two nodes are equal when they mean the same."""

    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Literal(Syntax):
    """An int, double, string or bool."""

    value: int | float | str | bool


@frozen(kw_only=True)
class ListLiteral(Syntax):
    """`[a, b]`."""

    items: tuple[Syntax, ...]


@frozen(kw_only=True)
class Name(Syntax):
    """A bare identifier."""

    name: str


@frozen(kw_only=True)
class Select(Syntax):
    """`operand.member`."""

    operand: Syntax
    member: str


@frozen(kw_only=True)
class Index(Syntax):
    """`operand[index]`."""

    operand: Syntax
    index: Syntax


@frozen(kw_only=True)
class Invoke(Syntax):
    """`function(arguments)`, or `target.function(arguments)`."""

    function: str
    target: Syntax | None
    arguments: tuple[Syntax, ...]


@frozen(kw_only=True)
class Has(Syntax):
    """`has(a.b.c)`."""

    operand: Select


@frozen(kw_only=True)
class Macro(Syntax):
    """`target.kind(variable, body)`; only the three-argument map has `where`."""

    kind: str
    target: Syntax
    variable: str
    where: Syntax | None
    body: Syntax


@frozen(kw_only=True)
class Unary(Syntax):
    """`!operand` or `-operand`."""

    operator: str
    operand: Syntax


@frozen(kw_only=True)
class Binary(Syntax):
    """A comparison, `in`, or arithmetic."""

    operator: str
    left: Syntax
    right: Syntax


@frozen(kw_only=True)
class Logic(Syntax):
    """`a && b && ...` or `a || b || ...`, flat."""

    operator: str
    items: tuple[Syntax, ...]


@frozen(kw_only=True)
class Conditional(Syntax):
    """`test ? then : otherwise`."""

    test: Syntax
    then: Syntax
    otherwise: Syntax
