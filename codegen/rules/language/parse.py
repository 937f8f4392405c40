"""Parses the CEL subset in which rules are written (a Pratt parser) into `syntax` nodes.

It knows the grammar alone: which members exist and which types agree is the business of `check`. What CEL has and this
subset has not (null, maps, bytes, unsigned integers, comments) is refused by name, never ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from attrs import frozen

from .errors import RuleError
from .syntax import (
    Binary,
    Conditional,
    Has,
    Index,
    Invoke,
    ListLiteral,
    Literal,
    Logic,
    Macro,
    Name,
    Select,
    Span,
    Syntax,
    Unary,
)

longest_rule: Final = 8_000
deepest_nesting: Final = 40
longest_chain: Final = 100
macros: Final = ("all", "exists", "exists_one", "map", "filter")

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<double> [0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)? | [0-9]+[eE][+-]?[0-9]+ | \.[0-9]+(?:[eE][+-]?[0-9]+)? )
    | (?P<int>    0[xX][0-9a-fA-F]+ | [0-9]+ )
    | (?P<string> [rR]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*') )
    | (?P<name>   [A-Za-z_][A-Za-z0-9_]* )
    | (?P<symbol> && | \|\| | == | != | <= | >= | [-+*/%!<>?:.,()\[\]] )
    | (?P<end>    \Z )
    )""",
    re.VERBOSE,
)
# CEL keeps these words for itself and its host languages.
_RESERVED: Final = frozenset(
    {"as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop"}
    | {"package", "namespace", "return", "var", "void", "while"}
)
_UNSUPPORTED: Final = {
    "null": ("there is no null here", "an absent member is asked for with has()"),
    "dyn": ("there is no dyn() here", "compare values of one type"),
}
_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
# Binding power of the binary operators; && and || and ?: bind less and are parsed by functions of their own.
_POWER: Final = dict.fromkeys(_RELATIONS, 1) | {"+": 2, "-": 2, "*": 3, "/": 3, "%": 3}
_ESCAPES: Final = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\\": "\\", "'": "'", '"': '"', "`": "`", "?": "?",
}  # fmt: skip
_NUMERIC_ESCAPE: Final = re.compile(r"\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))")


@frozen
class _Token:
    kind: str
    text: str
    span: Span


def parse(text: str) -> Syntax:
    """The syntax tree of one expression.

    Raises:
        RuleError: with the column of the fault and what to write instead.
    """
    if len(text) > longest_rule:
        raise RuleError(f"the expression has {len(text)} characters", f"split it: at most {longest_rule} are allowed")
    parser = _Parser(_tokens(text))
    tree = parser.expression()
    parser.finish()
    return tree


def _tokens(text: str) -> tuple[_Token, ...]:
    found: list[_Token] = []
    position = 0
    while True:
        match = _TOKEN.match(text, position)
        if match is None:
            raise _bad_character(text, position)
        kind = str(match.lastgroup)
        span = Span(*match.span(kind))
        found.append(_Token(kind, match[kind], span))
        if kind == "end":
            return tuple(found)
        position = span.end
        _check_string(found, text[position : position + 1])
        if kind in ("int", "double") and re.match(r"[A-Za-z_0-9.]", text[position : position + 1]):
            fix = "integers are int: leave the u out" if text[position] in "uU" else "put an operator or a space here"
            raise RuleError(f"a number cannot be followed by {text[position]!r}", fix, column=position + 1)


def _check_string(tokens: list[_Token], following: str) -> None:
    """Refuses the strings of CEL that this subset lacks, whose beginning is a token of ours, by name."""
    last = tokens[-1]
    if following not in ("'", '"'):
        return
    if last.kind == "name" and last.text.lower() in ("b", "br", "rb"):
        raise RuleError.at(last.span, "there are no bytes literals here", "compare strings: leave the b out")
    if last.kind == "string" and last.text.lstrip("rR") == following * 2:
        raise RuleError.at(last.span, "there are no triple-quoted strings here", f"write one {following} on each side")


def _bad_character(text: str, position: int) -> RuleError:
    while text[position].isspace():
        position += 1
    char, column = text[position], position + 1
    if char in "'\"":
        return RuleError("this string does not end on its line", f"close it with {char}", column=column)
    hints = {"{": "there are no map or message literals here", "&": "write &&", "|": "write ||", "=": "write =="}
    return RuleError(f"{char!a} has no meaning here", hints.get(char, "remove it"), column=column)


class _Parser:
    """Recursive descent over the tokens; one method per level of the grammar."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    # -- tokens

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _at(self, *texts: str) -> bool:
        return self._token.kind in ("symbol", "name") and self._token.text in texts

    def _expect(self, text: str, why: str) -> _Token:
        if not self._at(text):
            raise RuleError.at(
                self._token.span, f"expected {text!r} {why}, found {self._found()}", f"put {text!r} here"
            )
        return self._take()

    def _found(self) -> str:
        return "the end" if self._token.kind == "end" else repr(self._token.text)

    def finish(self) -> None:
        """Checks that nothing is left over."""
        if self._token.kind != "end":
            fix = "join the parts with && or ||, or remove the rest"
            raise RuleError.at(self._token.span, f"unexpected {self._found()} after the expression", fix)

    # -- grammar

    def expression(self) -> Syntax:
        """`a ? b : c`, or anything that binds tighter."""
        self._depth += 1
        if self._depth > deepest_nesting:
            fix = "split the rule or name its parts with tables"
            raise RuleError.at(self._token.span, f"nested deeper than {deepest_nesting} levels", fix)
        test = self._logic("||", lambda: self._logic("&&", self._operators))
        if self._at("?"):
            self._take()
            then = self.expression()
            self._expect(":", "between the two values of '?'")
            otherwise = self.expression()
            test = Conditional(
                test=test, then=then, otherwise=otherwise, span=Span(test.span.start, otherwise.span.end)
            )
        self._depth -= 1
        return test

    def _logic(self, operator: str, operand: Callable[[], Syntax]) -> Syntax:
        items = [operand()]
        while self._at(operator):
            self._take()
            items.append(operand())
            self._check_chain(len(items))
        if len(items) == 1:
            return items[0]
        span = Span(items[0].span.start, items[-1].span.end)
        flat = [part for item in items for part in _parts(item, operator)]
        return Logic(operator=operator, items=tuple(flat), span=span)

    def _operators(self, power: int = 0) -> Syntax:
        left = self._unary()
        count = 0
        while _POWER.get(self._token.text, 0) > power:
            operator = self._take().text
            right = self._operators(_POWER[operator])
            left = Binary(operator=operator, left=left, right=right, span=Span(left.span.start, right.span.end))
            count += 1
            self._check_chain(count)
        return left

    def _unary(self) -> Syntax:
        signs: list[_Token] = []
        while self._at("!", "-"):
            signs.append(self._take())
            self._check_chain(len(signs))
        value = self._postfix()
        for sign in reversed(signs):
            span = Span(sign.span.start, value.span.end)
            number = value.value if isinstance(value, Literal) and sign.text == "-" else None
            if isinstance(number, (int, float)) and not isinstance(number, bool):
                value = Literal(value=-number, span=span)
            else:
                value = Unary(operator=sign.text, operand=value, span=span)
        _check_range(value)
        return value

    def _postfix(self) -> Syntax:
        value = self._primary()
        count = 0
        while self._at(".", "["):
            value = self._member(value) if self._take().text == "." else self._index(value)
            count += 1
            self._check_chain(count)
        return value

    def _member(self, target: Syntax) -> Syntax:
        if self._token.kind != "name":
            raise RuleError.at(
                self._token.span,
                f"expected a member name after '.', found {self._found()}",
                "write the wire name of a member",
            )
        name = self._take()
        if not self._at("("):
            return Select(operand=target, member=name.text, span=Span(target.span.start, name.span.end))
        if name.text in macros:
            return self._macro(target, name)
        arguments, end = self._arguments()
        span = Span(target.span.start, end)
        return Invoke(function=name.text, target=target, arguments=arguments, span=span)

    def _index(self, target: Syntax) -> Syntax:
        index = self.expression()
        end = self._expect("]", "after the index").span.end
        return Index(operand=target, index=index, span=Span(target.span.start, end))

    def _macro(self, target: Syntax, name: _Token) -> Syntax:
        arguments, end = self._arguments()
        allowed = (2, 3) if name.text == "map" else (2,)
        if len(arguments) not in allowed:
            wanted = "(x, value) or (x, condition, value)" if name.text == "map" else "(x, condition)"
            raise RuleError.at(name.span, f"{name.text} has {len(arguments)} arguments", f"write .{name.text}{wanted}")
        variable = arguments[0]
        if not isinstance(variable, Name):
            raise RuleError.at(
                variable.span, f"the first argument of {name.text} names a variable", "write a plain name"
            )
        return Macro(
            kind=name.text,
            target=target,
            variable=variable.name,
            where=arguments[1] if len(arguments) == 3 else None,
            body=arguments[-1],
            span=Span(target.span.start, end),
        )

    def _arguments(self) -> tuple[tuple[Syntax, ...], int]:
        self._expect("(", "before the arguments")
        items: list[Syntax] = []
        while not self._at(")"):
            items.append(self.expression())
            if not self._at(","):
                break
            self._take()
        return tuple(items), self._expect(")", "after the arguments").span.end

    def _primary(self) -> Syntax:
        token = self._token
        if token.kind in ("int", "double", "string"):
            self._take()
            return Literal(value=_literal(token), span=token.span)
        if token.kind == "name":
            return self._named()
        if self._at("("):
            self._take()
            inner = self.expression()
            self._expect(")", "to close the parenthesis")
            return inner
        if self._at("["):
            return self._list()
        raise RuleError.at(token.span, f"expected a value, found {self._found()}", "write a literal, a name or a call")

    def _list(self) -> Syntax:
        start = self._take().span.start
        items: list[Syntax] = []
        while not self._at("]"):
            items.append(self.expression())
            if not self._at(","):
                break
            self._take()
        return ListLiteral(items=tuple(items), span=Span(start, self._expect("]", "to close the list").span.end))

    def _named(self) -> Syntax:
        token = self._take()
        if token.text in ("true", "false"):
            return Literal(value=token.text == "true", span=token.span)
        if token.text in _UNSUPPORTED:
            raise RuleError.at(token.span, *_UNSUPPORTED[token.text])
        if token.text in _RESERVED:
            raise RuleError.at(token.span, f"{token.text!r} is a reserved word of CEL", "use another name")
        if not self._at("("):
            return Name(name=token.text, span=token.span)
        arguments, end = self._arguments()
        span = Span(token.span.start, end)
        if token.text == "has":
            return _has(arguments, span)
        return Invoke(function=token.text, target=None, arguments=arguments, span=span)

    def _check_chain(self, count: int) -> None:
        if count > longest_chain:
            raise RuleError.at(
                self._token.span,
                f"more than {longest_chain} operators in one chain",
                "use a list with 'in', or a table",
            )


def _parts(item: Syntax, operator: str) -> tuple[Syntax, ...]:
    return item.items if isinstance(item, Logic) and item.operator == operator else (item,)


def _has(arguments: tuple[Syntax, ...], span: Span) -> Has:
    if len(arguments) != 1 or not isinstance(arguments[0], Select):
        raise RuleError("has() takes one member selection", "write has(self.Member)", column=span.column)
    return Has(operand=arguments[0], span=span)


def _literal(token: _Token) -> int | float | str:
    if token.kind == "int":
        return int(token.text, 16 if token.text[:2] in ("0x", "0X") else 10)
    if token.kind == "double":
        return _double(token)
    if token.text[0] in "rR":
        return token.text[2:-1]
    return _unescape(token)


def _double(token: _Token) -> float:
    value = float(token.text)
    if value in (float("inf"), float("-inf")):
        raise RuleError.at(token.span, f"{token.text} is beyond a double", "write a smaller number")
    return value


def _check_range(node: Syntax) -> None:
    if isinstance(node, Literal) and type(node.value) is int and not -(2**63) <= node.value < 2**63:
        raise RuleError.at(node.span, f"{node.value} is beyond a 64-bit int", "write a smaller number")


def _unescape(token: _Token) -> str:
    body = token.text[1:-1]
    parts: list[str] = []
    position = 0
    while position < len(body):
        if body[position] != "\\":
            parts.append(body[position])
            position += 1
            continue
        char, length = _escape(body, position, token.span.start + 2)
        parts.append(char)
        position += length
    return "".join(parts)


def _escape(body: str, position: int, first_column: int) -> tuple[str, int]:
    """The character that the escape at `position` stands for, and the escape's length."""
    if body[position + 1] in _ESCAPES:
        return _ESCAPES[body[position + 1]], 2
    match = _NUMERIC_ESCAPE.match(body, position)
    if match is None:
        raise RuleError(
            f"\\{body[position + 1]} is no escape of CEL",
            "double the backslash, or write the string as r'...'",
            column=first_column + position,
        )
    code = int(match[match.lastindex or 0], 8 if match.lastindex == 4 else 16)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        raise RuleError(f"U+{code:04X} is no character", "write another", column=first_column + position)
    return chr(code), len(match[0])
