"""The functions of the rule language, one record each: everything that checking, printing and solving know of one.

A new function is one record here, and a helper in `runtime/wire/rule_helpers.py` where Python has no such operation.
The tests ask for the rest: its line in specs/README.md and, for an extension, a second implementation for Google's CEL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from attrs import field, frozen

from ...runtime.wire import rule_helpers
from .errors import RuleError
from .kinds import BOOL, DOUBLE, INT, STRING, Kind, ListKind, MapKind, Scalar
from .regex import END, alternatives, groups, portable


@frozen
class Parameter:
    """What a function takes in one place.

    Attributes:
        wanted: the type in words, with its article.
        accepts: whether values of a type are taken.
        fix: what to write instead of another type.
        literal: where only a literal will do, what makes its text the one to use, or raises RuleError.
        elements: whether the elements of the list are read, not only their number.
    """

    wanted: str
    accepts: Callable[[Kind], bool]
    fix: str = "pass another value"
    literal: Callable[[str], str] | None = None
    elements: bool = False


@frozen
class Python:
    """A call in Python: `name(x, y)` of a builtin or helper, `x.name(y)` of a method, `y name x` of an operator."""

    form: Literal["builtin", "helper", "method", "operator"]
    name: str


@frozen(eq=False, repr=False, kw_only=True)
class Function:
    """One function. There is one object of each, compared by identity.

    Attributes:
        name: as rules write it.
        style: written as `name(x, y)` ("function"), `x.name(y)` ("method"), or either way ("both").
        usage: the call as documents and messages show it.
        meaning: what it returns, for specs/README.md.
        parameters: what it takes, the target of a method first.
        result: the type of its value, or how that follows from the type of the first argument.
        cost: how dear a call is; 1 is a comparison, 3 a loop. Cheap tests are made first.
        python: how the call is printed.
        schema: JSON Schema keywords for the first argument that say the same, given the literal texts of the others.
    """

    name: str
    style: Literal["function", "method", "both"]
    usage: str
    meaning: str
    parameters: tuple[Parameter, ...]
    result: Kind | Callable[[Kind], Kind]
    cost: int = 1
    python: Python
    schema: Callable[[Sequence[str]], Mapping[str, Any]] | None = None

    def __repr__(self) -> str:
        """Its name."""
        return self.name


@frozen(eq=False, repr=False, kw_only=True)
class Measure(Function):
    """A function whose value the solver bounds: the "size" of a string, list or map, or its "bytes"."""

    measure: Literal["size", "bytes"]


@frozen(eq=False, repr=False, kw_only=True)
class TextTest(Function):
    """A condition on a string that the solver can try: whether it passes with any of some literal options.

    Attributes:
        passes: the test itself.
        plural: what several options in place of one are called; None where the function takes no more than one.
    """

    passes: Callable[[str, tuple[str, ...]], bool]
    plural: str | None = None
    result: Kind = field(default=BOOL, init=False)


# --- parameters -------------------------------------------------------------------------------------------------------


def _is(wanted: Kind) -> Callable[[Kind], bool]:
    return lambda kind: kind == wanted


def _is_numbers(kind: Kind) -> bool:
    return isinstance(kind, ListKind) and kind.element in (INT, DOUBLE)


def _is_plain(kind: Kind) -> bool:
    return isinstance(kind, ListKind) and kind.element in (INT, DOUBLE, STRING, BOOL)


def _is_sized(kind: Kind) -> bool:
    return kind == STRING or isinstance(kind, (ListKind, MapKind))


def _one_group(pattern: str) -> str:
    text = portable(pattern)
    if groups(text) != 1:
        raise RuleError(f"the pattern of capture has {groups(text)} groups", "give it one (...)")
    return text


def _not_empty(separator: str) -> str:
    if not separator:
        raise RuleError("the separator of split is empty", "write the text between the parts")
    return separator


_TEXT: Final = Parameter("a string", _is(STRING))
_WHOLE: Final = Parameter("an int", _is(INT))
_PATTERN: Final = Parameter("a string", _is(STRING), literal=portable)
_CAPTURING: Final = Parameter("a string", _is(STRING), literal=_one_group)
_SEPARATOR: Final = Parameter("a string", _is(STRING), literal=_not_empty)
_SIZED: Final = Parameter("a string, a list or a map", _is_sized, "ask for the size of one of them")
_NUMBERS: Final = Parameter("a list of ints or of doubles", _is_numbers, "map the elements to numbers", elements=True)
_PLAIN: Final = Parameter(
    "a list of plain values", _is_plain, "map the elements to their keys: .map(x, x.Key)", elements=True
)


# --- functions --------------------------------------------------------------------------------------------------------


def _size_of(kind: Kind) -> Kind:
    return Scalar("int", minimum=kind.minimum if isinstance(kind, ListKind) else 0)


def _sum_of(kind: Kind) -> Kind:
    element = kind.element if isinstance(kind, ListKind) else kind
    nonnegative = isinstance(element, Scalar) and element.minimum is not None and element.minimum >= 0
    return Scalar(str(element), minimum=0 if nonnegative else None)


SIZE: Final = Measure(
    name="size",
    style="both",
    usage="size(x)",
    meaning="code points of a string, elements of a list, entries of a map",
    parameters=(_SIZED,),
    result=_size_of,
    python=Python("builtin", "len"),
    measure="size",
)
BYTES: Final = Measure(
    name="bytes",
    style="function",
    usage="size(bytes(text))",
    meaning="bytes of the text in UTF-8; bytes() stands nowhere else",
    parameters=(_TEXT,),
    result=Scalar("int", minimum=0),
    cost=2,
    python=Python("helper", "utf8_len"),
    measure="bytes",
)
STARTS_WITH: Final = TextTest(
    name="startsWith",
    style="method",
    usage="text.startsWith(prefix)",
    meaning="whether it does",
    parameters=(_TEXT, _TEXT),
    python=Python("method", "startswith"),
    schema=lambda texts: {"pattern": f"^{alternatives(texts)}"},
    passes=str.startswith,
    plural="prefixes",
)
ENDS_WITH: Final = TextTest(
    name="endsWith",
    style="method",
    usage="text.endsWith(suffix)",
    meaning="whether it does",
    parameters=(_TEXT, _TEXT),
    python=Python("method", "endswith"),
    schema=lambda texts: {"pattern": f"{alternatives(texts)}{END}"},
    passes=str.endswith,
    plural="suffixes",
)
CONTAINS: Final = TextTest(
    name="contains",
    style="method",
    usage="text.contains(part)",
    meaning="whether it does",
    parameters=(_TEXT, _TEXT),
    python=Python("operator", "in"),
    schema=lambda texts: {"pattern": alternatives(texts)},
    passes=lambda text, parts: any(part in text for part in parts),
)
MATCHES: Final = TextTest(
    name="matches",
    style="both",
    usage="text.matches(pattern)",
    meaning="whether the pattern, a literal of RE2, is found in the text",
    parameters=(_TEXT, _PATTERN),
    cost=2,
    python=Python("helper", "matches"),
    schema=lambda patterns: {"pattern": portable(patterns[0])},
    passes=lambda text, patterns: any(rule_helpers.matches(text, portable(pattern)) for pattern in patterns),
)
LOWER_ASCII: Final = Function(
    name="lowerAscii",
    style="method",
    usage="text.lowerAscii()",
    meaning="the text with A-Z in lower case",
    parameters=(_TEXT,),
    result=STRING,
    cost=2,
    python=Python("helper", "lower_ascii"),
)
SPLIT: Final = Function(
    name="split",
    style="method",
    usage="text.split(separator)",
    meaning="the list of parts between the separators, a literal; one part where there is none",
    parameters=(_TEXT, _SEPARATOR),
    result=ListKind(STRING, minimum=1),
    cost=2,
    python=Python("method", "split"),
)
SUM: Final = Function(
    name="sum",
    style="function",
    usage="sum(list)",
    meaning="the sum of ints or of doubles",
    parameters=(_NUMBERS,),
    result=_sum_of,
    python=Python("builtin", "sum"),
)
CEIL_DIV: Final = Function(
    name="ceilDiv",
    style="function",
    usage="ceilDiv(int, int)",
    meaning="the quotient rounded up",
    parameters=(_WHOLE, _WHOLE),
    result=INT,
    python=Python("helper", "ceil_div"),
)
UNIQUE: Final = Function(
    name="unique",
    style="function",
    usage="unique(list)",
    meaning="whether no two elements are equal",
    parameters=(_PLAIN,),
    result=BOOL,
    python=Python("helper", "all_distinct"),
    schema=lambda _: {"uniqueItems": True},
)
CAPTURE: Final = Function(
    name="capture",
    style="function",
    usage="capture(text, pattern)",
    meaning="what the pattern's only group holds; '' without a match",
    parameters=(_TEXT, _CAPTURING),
    result=STRING,
    cost=2,
    python=Python("helper", "capture"),
)
IS_JMESPATH: Final = TextTest(
    name="isJmespath",
    style="function",
    usage="isJmespath(text)",
    meaning="whether it is an expression of JMESPath",
    parameters=(_TEXT,),
    cost=4,
    python=Python("helper", "is_jmespath"),
    passes=lambda text, _: rule_helpers.is_jmespath(text),
)
FUNCTIONS: Final[Mapping[str, Function]] = {
    function.name: function
    for function in (
        SIZE, BYTES, STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES, LOWER_ASCII, SPLIT, SUM, CEIL_DIV, UNIQUE, CAPTURE,
        IS_JMESPATH,
    )
}  # fmt: skip
"""Every function by its name, in the order of specs/README.md: CEL's own, then extensions."""
