"""Terraform's own language: the resources of a ``.tf`` file, with what its folder says of the values in them.

The other files of a folder give locals, defaults of variables (as ``.tfvars`` do) and the resources that are named;
nothing beyond the folder is read. Needs tree-sitter, which comes with an extra.
"""

from __future__ import annotations

import os
import re
from array import array
from functools import lru_cache

from ...reading import load
from ...reading.nodes import MAPPING, MAX_DEPTH, SCALAR, SEQUENCE, Lines, Node, Problem, Unreadable
from . import resources
from .comments import silence
from .modules import Expression, Module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from tree_sitter import Node as Syntax

    from .reading import Reading, Source

_MOST_LETTERS = 128 * 1024
"""Longest text that is read: what is not well-formed takes a parser that repairs it much longer than what is."""
_MOST_FILES = 200
"""Files of a folder beyond which it is no module that anybody wrote."""
_UNKNOWN = Expression((None,))
_ESCAPE = re.compile(r"\\(?:([nrt\"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|([$%])\4\{")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_NUMBER = re.compile(r"\d+(\.\d+)?([eE][+-]?\d+)?")


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - it reads text
    """Whether a text names the type of a resource that a package knows."""
    return any(kind in source.text for kind in resources.kinds(source))


def read(root: Node | None, source: Source, reading: Reading) -> None:  # noqa: ARG001 - it reads text
    """Adds the requests of all resources."""
    reading.comments = False
    kinds = frozenset(resources.kinds(source))
    try:
        own = _File(source.text, kinds)
    except ImportError:
        said = "is Terraform, which takes an extra to read: pip install 'botoforge[terraform]'"
        reading.problems.append(Problem("unreadable", said))
        return
    except Unreadable as stop:
        reading.problems.append(stop.problem)
        return
    reading.problems += own.problems
    reading.hidden += [(value.start, value.end) for _, value, secret in own.variables if secret]
    if _overrides(source.name):
        reading.reason = "overrides what other files of its folder say"
        return
    module = Module(source)
    own.declare(module, "", here=True)
    for name, file in _beside(source.path, kinds) if own.resources else ():
        file.declare(module, f" in {name}", here=False)
        if _overrides(name):
            _override(own, file)
    labels = module.add(own.resources, source, reading)
    _silence(own, labels, source, reading)


class _File:
    """What one file declares.

    Attributes:
        locals: local values, or in a ``.tfvars`` those of variables.
        variables: variables, each with its default and whether that is a secret.
        resources: those that a package knows: type, name, body.
        problems: what is wrong with the text.
    """

    def __init__(self, text: str, kinds: frozenset[str]) -> None:
        import tree_sitter
        import tree_sitter_hcl

        if len(text) > _MOST_LETTERS:
            raise Unreadable(Problem("too-large", f"longer than {_MOST_LETTERS // 1024} KiB of Terraform"))
        self._bytes: Final = text.encode("utf-8", "surrogatepass")
        self._places: Final = None if text.isascii() else _places(text)
        self.locals: Final[list[tuple[str, Node]]] = []
        self.variables: Final[list[tuple[str, Node, bool]]] = []
        self.resources: Final[list[tuple[str, Node, Node]]] = []
        self.problems: Final[list[Problem]] = []
        root = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language())).parse(self._bytes).root_node
        if root.has_error:
            self.problems.append(Problem("syntax", "is no Terraform that can be read", *self._span(_broken(root))))
        for block in (child for top in root.named_children for child in _below(top)):
            if block.has_error:
                continue
            if block.type == "attribute":
                self.locals.append((self._text(block.named_children[0]), self._value(block.named_children[-1], 0)))
            elif block.type == "block":
                self._block(block, kinds)

    def declare(self, module: Module, origin: str, *, here: bool) -> None:
        """Tells a module what the file declares; `origin` says in which other file that is."""
        is_values = origin.endswith(".tfvars")
        for name, value in self.locals:
            if is_values:
                module.offer(name, value, f"{name}{origin}", here=here)
            else:
                module.declare_local(name, value, here=here)
        for name, value, secret in self.variables:
            if secret:
                module.conceal(name)
            else:
                module.offer(name, value, f"the default of {name}{origin}", here=here)
        for kind, name_node, body in self.resources:
            module.declare_resource(kind, name_node.text, body)

    def _block(self, block: Syntax, kinds: frozenset[str]) -> None:
        words = [self._label(child) for child in block.named_children if child.type in {"identifier", "string_lit"}]
        body = next((child for child in block.named_children if child.type == "body"), None)
        said = [word.text for word in words]
        if body is None:
            return
        if said == ["locals"]:
            self.locals.extend((key.text, value) for key, value in self._body(body, 0).value)
        elif said[0] == "variable" and len(said) == 2:
            variable = self._body(body, 0)
            default, sensitive = variable.get("default"), variable.get("sensitive")
            if default is not None:
                self.variables.append((said[1], default, sensitive is not None and sensitive.value is not False))
        elif said[0] == "resource" and len(said) == 3 and said[1] in kinds:
            start, end = words[1].start, words[2].end
            self.resources.append((said[1], Node(SCALAR, said[2], start, end, said[2]), self._body(body, 0)))

    def _body(self, node: Syntax, depth: int) -> Node:
        """The attributes and blocks of a body; those that are made in a loop are unknown."""
        self._deep(node, depth)
        made = Node(MAPPING, [], *self._span(node.parent or node))
        pairs: dict[str, tuple[Node, Node]] = {}
        for child in node.named_children:
            if child.type == "attribute":
                key = self._label(child.named_children[0])
                pairs[key.text] = key, self._value(child.named_children[-1], depth + 1)
            elif child.type == "block":
                key = self._label(child.named_children[0])
                body = next((part for part in child.named_children if part.type == "body"), None)
                if key.text == "dynamic":
                    key = self._label(child.named_children[1])
                    pairs[key.text] = key, Node(SCALAR, _UNKNOWN, key.start, key.end)
                    continue
                whole = Node(MAPPING, [], *self._span(child)) if body is None else self._body(body, depth + 1)
                listed = pairs.setdefault(key.text, (key, Node(SEQUENCE, [], whole.start, whole.end)))[1]
                if listed.kind == SEQUENCE:
                    listed.value.append(whole)
        made.value = list(pairs.values())
        return made

    def _value(self, node: Syntax, depth: int) -> Node:
        """The value of an expression."""
        self._deep(node, depth)
        while node.type in {"expression", "literal_value", "template_expr", "collection_value"}:
            parts = _known(node)
            if len(parts) != 1:
                return self._scalar(node, Expression((self._steps(parts),)))
            node = parts[0]
        if node.type in {"string_lit", "quoted_template"}:
            return self._string(node, depth)
        if node.type == "tuple":
            items = [self._value(item, depth + 1) for item in node.named_children if item.type == "expression"]
            return Node(SEQUENCE, items, *self._span(node))
        if node.type == "object":
            return self._object(node, depth)
        if node.type == "conditional":
            branches = tuple(self._value(branch, depth + 1) for branch in _known(node)[1:])
            return self._scalar(node, Expression((), branches))
        return self._scalar(node, self._literal(self._text(node)))

    def _literal(self, text: str) -> Any:
        """What a word or a number means; unknown for whatever is neither."""
        number = text.removeprefix("-").lstrip()
        if len(number) < 30 and _NUMBER.fullmatch(number):
            value = float(number) if set(number) & set(".eE") else int(number)
            return -value if text.startswith("-") else value
        return {"true": True, "false": False, "null": None}.get(text, _UNKNOWN)

    def _object(self, node: Syntax, depth: int) -> Node:
        from ..unknowns import OPEN

        made = Node(MAPPING, [], *self._span(node))
        for item in node.named_children:
            if item.type == "object_elem":
                written, value = _known(item)[:2]
                text = self._text(written)
                key = Node(SCALAR, text, *self._span(written), text) if text.isidentifier() else self._label(written)
                if isinstance(key.value, str) and not text.startswith("("):
                    made.value.append((key, self._value(value, depth + 1)))
                else:
                    made.tag = OPEN
        return made

    def _steps(self, parts: list[Syntax]) -> tuple[str, ...] | None:
        """The steps of a reference, None for any other expression."""
        kinds = [part.type for part in parts]
        if kinds[0] != "variable_expr" or not set(kinds[1:]) <= {"get_attr", "index"}:
            return None
        return tuple(re.sub(r"\s+", "", self._text(part)).removeprefix(".") for part in parts)

    def _string(self, node: Syntax, depth: int) -> Node:
        """A text, or what its parts are."""
        parts: list[Any] = []
        at = node.children[0].end_byte
        for child in (*_known(node), node.children[-1]):
            if child.type in {"template_interpolation", "quoted_template_end"}:
                parts.append(_unescaped(self._bytes[at : child.start_byte].decode("utf-8", "replace")))
                at = child.end_byte
            elif child.type == "template_directive":
                return self._scalar(node, _UNKNOWN)
            if child.type == "template_interpolation":
                inner = next((part for part in _known(child) if part.type == "expression"), None)
                if inner is None or b"~" in (child.children[0].text or b"") + (child.children[-1].text or b""):
                    return self._scalar(node, _UNKNOWN)
                parts.append(self._value(inner, depth + 1))
        if len(parts) == 3 and not parts[0] and not parts[2]:
            found: Node = parts[1]
            return found
        known = [part for part in (self._part(part) for part in parts) if part != ""]
        if all(isinstance(part, str) and type(part) is str for part in known):
            return self._scalar(node, "".join(known))
        return self._scalar(node, Expression(tuple(known)))

    def _part(self, part: str | Node) -> Any:
        """One part of a text, as `Expression` has them."""
        value = part.value if isinstance(part, Node) else part
        if isinstance(value, Expression):
            return value.parts[0] if len(value.parts) == 1 and isinstance(value.parts[0], tuple) else None
        return str(value) if type(value) in {str, int} else None

    def _label(self, node: Syntax) -> Node:
        """A name, in quotes or not."""
        text = self._text(node)
        found = self._value(node, MAX_DEPTH) if text.startswith('"') else self._scalar(node, text)
        return Node(SCALAR, found.value, found.start, found.end, str(found.value))

    def _scalar(self, node: Syntax, value: Any) -> Node:
        text = value if isinstance(value, str) else self._text(node)
        return Node(SCALAR, value, *self._span(node), text)

    def _text(self, node: Syntax) -> str:
        return self._bytes[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def _span(self, node: Syntax) -> tuple[int, int]:
        if self._places is None:
            return node.start_byte, node.end_byte
        return self._places[node.start_byte], self._places[node.end_byte]

    def _deep(self, node: Syntax, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Unreadable(Problem("too-deep", f"nested more than {MAX_DEPTH} levels deep", *self._span(node)))


def _places(text: str) -> array[int]:
    """The offset in a text of each of its bytes, and that of its end."""
    found = array("L")
    for number, letter in enumerate(text):
        found.extend((number,) * (1 if letter < "\x80" else len(letter.encode("utf-8", "surrogatepass"))))
    found.append(len(text))
    return found


def _below(top: Syntax) -> list[Syntax]:
    return top.named_children if top.type == "body" else [top]


def _known(node: Syntax) -> list[Syntax]:
    """What a node consists of, without comments."""
    return [child for child in node.named_children if child.type != "comment"]


def _broken(node: Syntax) -> Syntax:
    """The first place that cannot be read."""
    while not (node.is_error or node.is_missing):
        below = next((child for child in node.children if child.has_error or child.is_missing), None)
        if below is None:
            break
        node = below
    return node


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[4]:
            return f"{match[4]}{{"
        if match[1]:
            return _LETTERS.get(match[1], match[1])
        number = int(match[2] or match[3], 16)
        return chr(number) if number < 0x110000 else "\ufffd"

    return _ESCAPE.sub(one, text)


def _overrides(name: str) -> bool:
    return name == "override.tf" or name.endswith("_override.tf")


def _override(own: _File, other: _File) -> None:
    """Makes unknown what another file says instead."""
    for kind, name, body in other.resources:
        for own_kind, own_name, own_body in own.resources:
            if (kind, name.text) == (own_kind, own_name.text):
                kept = [pair for pair in own_body.value if body.get(pair[0].text) is None]
                replaced = ((key, Node(SCALAR, _UNKNOWN, own_name.start, own_name.end)) for key, _ in body.value)
                own_body.value = [*kept, *replaced]


def _beside(path: str, kinds: frozenset[str]) -> Iterator[tuple[str, _File]]:
    """The other files of a file's folder that belong to its module."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or os.curdir) as entries:
            found = sorted(
                entry.path for entry in entries if entry.name.endswith((".tf", ".tfvars")) and _is_file(entry)
            )
    except OSError:
        return
    left = 2 * _MOST_LETTERS
    for other in found if name and len(found) <= _MOST_FILES else ():
        if os.path.basename(other) != name:  # noqa: PTH119
            status = os.stat(other)  # noqa: PTH116
            left -= status.st_size
            file = _parsed(other, (status.st_mtime_ns, status.st_size), kinds) if left >= 0 else None
            if file is not None:
                yield os.path.basename(other), file  # noqa: PTH119


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


@lru_cache(maxsize=_MOST_FILES)
def _parsed(path: str, version: tuple[int, int], kinds: frozenset[str]) -> _File | None:  # noqa: ARG001 - of the cache
    try:
        return _File(load.read_text(path)[0], kinds)
    except Unreadable:
        return None


def _silence(own: _File, labels: dict[str, str], source: Source, reading: Reading) -> None:
    """The suppressions in comments; one at the first line of a resource speaks for all of it."""
    lines = Lines(source.text)
    headers = {lines.position(name.start)[0]: labels.get(f"{kind}.{name.text}", "") for kind, name, _ in own.resources}
    silence(source.text, lambda at: at, reading, lambda line: headers.get(line, ""))
