"""Lowers shapes to the typed layer: attrs classes and string enums, a module each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from attrs import define, evolve, field

from ..facts import Facts
from ..ir import EnumClass, Field, RequestFacts, StructureClass
from ..model import Member, Operation, Shape
from ..source import names
from ..source.module import Module
from ..source.quote import Code, docstring, frozen_set, quote
from . import docs
from .annotations import Annotations, in_order, is_anything
from .checks import Placement

_STRUCTURE: Final = ".._runtime.typed.structure"
_RESPONSES: Final = ".._runtime.typed.responses"
_Convert = Callable[[Shape, str, int], str]
_SECRET: Final = Code(" = field(repr=False)")
RuleIds = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Shape name → member name (or "" for the structure) → ids of the rules that read it."""


def lower_enums(facts: Facts) -> tuple[EnumClass, ...]:
    """The package's enums, sorted by shape name."""
    return tuple(
        EnumClass(
            shape=shape.name,
            name=names.class_name(shape.name),
            module=names.module(shape.name),
            doc=docstring(f"Values of ``{shape.name}`` of {facts.model.service_id}, {len(shape.enum)} of them."),
            members=tuple((name, quote(value)) for value, name in names.enum_members(shape.enum).items()),
        )
        for shape in facts.enums()
    )


def lower_structures(facts: Facts, placement: Placement, rules: RuleIds, *, prose: bool) -> tuple[StructureClass, ...]:
    """The package's structures, sorted by shape name."""
    users: dict[str, list[Operation]] = {}
    for operation in facts.model.operations.values():
        if operation.input is not None:
            users.setdefault(operation.input, []).append(operation)
    only = {shape: operations[0] for shape, operations in users.items() if len(operations) == 1}
    return tuple(
        _Writer(facts, shape, Module(f"shapes.{names.module(shape.name)}")).structure(
            placement, rules.get(shape.name, {}), only.get(shape.name), prose=prose
        )
        for shape in facts.structures()
    )


def call_facts(operation: Operation) -> Code:
    """First arguments of a call: the operation, its method on the wrapped client, its output class."""
    output = names.class_name(operation.output) if operation.output else ""
    return Code(", ".join(quote(x) for x in (operation.name, names.method(operation.name), output)))


def _mentions(owner: Shape, rules: Mapping[str, tuple[str, ...]]) -> Code:
    found = [(m.name, rules[m.name]) for m in owner.members if rules.get(m.name)]
    pairs = [f"{quote(member)}: ({', '.join(map(quote, ids))},)" for member, ids in found]
    return Code(f"{{{', '.join(pairs)}}}" if pairs else "")


@define
class _Writer:
    """Writes the module of one structure."""

    facts: Facts
    owner: Shape
    module: Module
    late: set[str] = field(factory=set)
    """Structures inside this one whose modules cannot be imported up front."""

    @property
    def _annotations(self) -> Annotations:
        return Annotations(self.facts, self.owner.name, self.module, lazily=False)

    def structure(
        self, placement: Placement, rules: Mapping[str, tuple[str, ...]], request: Operation | None, *, prose: bool
    ) -> StructureClass:
        """The structure as a class; `request` is the operation whose request it is, and no other's."""
        owner, name, module = self.owner, names.class_name(self.owner.name), self.module
        module.define(name, "_MEMBERS")
        module.requires("attrs", "frozen")
        module.requires(".", "_service")
        module.requires(_STRUCTURE, "thaw", "unknown_members")
        module.requires("typing", "Any")
        module.requires("collections.abc", "Mapping")
        base = module.uses(_RESPONSES, "Response") if owner.name in self.facts.answers else None
        fields = tuple(
            self._field(member, docs.member_doc(member, self.facts, rules.get(member.name, ()), prose=prose))
            for member in owner.members
        )
        parameters = self._annotations.parameters()
        if any(parameter.deprecated for parameter in parameters):
            module.requires(_STRUCTURE, "deprecated")
        secret = owner.name in self.facts.secret
        if secret or any(f.attribute for f in fields):
            module.requires("attrs", "field")
        check = placement.functions.get(owner.name)
        return StructureClass(
            shape=owner.name,
            quoted_shape=quote(owner.name),
            wire_names=Code(f"{{{', '.join(f'{f.quoted_name}: {f.wire}' for f in fields)}}}"),
            rules=_mentions(owner, rules),
            name=name,
            quoted_name=quote(name),
            module=names.module(owner.name),
            doc=docstring(docs.structure_doc(owner, self.facts, rules, prose=prose)),
            fields=fields,
            members=parameters,
            parameters=in_order(parameters),
            known=frozen_set(m.name for m in owner.members),
            check=Code(module.uses(f".checks.{check[0]}", check[1])) if check else None,
            unknown=_SECRET if secret else Code(""),
            base=base or module.uses(_STRUCTURE, "Structure"),
            request=self._request(request) if request else None,
            lazy_imports=tuple(
                module.statement(f".shapes.{names.module(s)}", names.class_name(s)) for s in sorted(self.late)
            ),
            imports=module.imports,
            typing_imports=module.typing_imports,
        )

    def _request(self, operation: Operation) -> RequestFacts:
        if operation.output:
            answer = Annotations(self.facts, self.owner.name, self.module).shape_class(operation.output)
        else:
            answer = self.module.uses(_RESPONSES, "EmptyResponse", "_EmptyResponse")
        return RequestFacts(Code(f"({call_facts(operation)})"), answer)

    def _field(self, member: Member, doc: str) -> Field:
        shape, name, owner = self.facts.shape(member.shape), names.member(member.name), self.owner.name
        shape = evolve(shape, document=True) if member.json_value else shape
        plain = self._is_plain(shape)
        sensitive = self.facts.shows_secrets(shape) or owner in self.facts.secret
        return Field(
            wire=quote(member.name),
            name=name,
            quoted_name=quote(name),
            annotation=Code(self._annotations.attribute(member)),
            attribute=_SECRET if sensitive else Code(""),
            doc=docstring(doc),
            scalar=plain,
            fill=Code("value" if plain else f"None if value is None else {self._fill(shape, 'value')}"),
            dump=Code(f"self.{name}" if plain else self._dump(shape, f"self.{name}")),
        )

    def _is_plain(self, shape: Shape) -> bool:
        """Whether the wire value is the attribute's value as it stands."""
        if shape.type == "timestamp":
            return self.owner.name in self.facts.inputs
        if shape.document:
            return False
        if shape.type == "blob" and not shape.streaming:
            return self.owner.name not in self.facts.inputs  # a caller's bytearray may change
        return is_anything(shape) or not (shape.enum or shape.type in ("structure", "list", "map"))

    def _fill(self, shape: Shape, var: str, depth: int = 0) -> str:
        """The expression that makes an attribute's value of the wire value in `var`."""
        if self._is_plain(shape):
            return var
        if shape.document or shape.type == "blob":
            return f"{self.module.uses(_STRUCTURE, 'freeze')}({var})"
        if shape.enum:
            cls = self.module.uses(f".enums.{names.module(shape.name)}", names.class_name(shape.name))
            return f"{self.module.uses(_STRUCTURE, 'enum_member')}({cls}, {var})"
        match shape.type:
            case "structure":
                return f"{self._class(shape.name)}._build({var}, valid)"
            case "list":
                items = self._items(shape, var, depth, self._fill)
                return f"tuple([{items}])" if items else f"tuple({var})"
            case "map":
                pairs = self._pairs(shape, var, depth, self._fill)
                return f"{self.module.uses(_STRUCTURE, 'FrozenDict')}({f'{{{pairs}}}' if pairs else var})"
            case _:
                return f"{self.module.uses('.._runtime.wire.values', 'to_datetime')}({var})"

    def _dump(self, shape: Shape, var: str, depth: int = 0) -> str:
        """The expression that makes the wire value of the attribute's value in `var`."""
        if shape.document:
            return f"{self.module.uses(_STRUCTURE, 'thaw')}({var})"
        if shape.enum:
            answered = self.owner.name in self.facts.outputs
            return f"{self.module.uses(_STRUCTURE, 'enum_text') if answered else 'str'}({var})"
        match shape.type:
            case "structure" if not is_anything(shape):
                return f"{var}.to_dict()"
            case "list":
                items = self._items(shape, var, depth, self._dump)
                return f"[{items}]" if items else f"list({var})"
            case "map":
                pairs = self._pairs(shape, var, depth, self._dump)
                return f"{{{pairs}}}" if pairs else f"dict({var})"
            case _:
                return var

    def _items(self, shape: Shape, var: str, depth: int, convert: _Convert) -> str:
        """The inside of a comprehension over a list; nothing where its elements are plain."""
        element, item = self.facts.shape(shape.element or ""), f"item{depth or ''}"
        some = f"None if {item} is None else " if shape.sparse else ""
        return "" if self._is_plain(element) else f"{some}{convert(element, item, depth + 1)} for {item} in {var}"

    def _pairs(self, shape: Shape, var: str, depth: int, convert: _Convert) -> str:
        """The inside of a comprehension over a map; nothing where its keys and values are plain."""
        key, value = (self.facts.shape(part or "") for part in (shape.key, shape.value))
        if self._is_plain(key) and self._is_plain(value):
            return ""
        name, item = f"key{depth or ''}", f"item{depth or ''}"
        some = f"None if {item} is None else " if shape.sparse and not self._is_plain(value) else ""
        pair = f"{convert(key, name, depth + 1)}: {some}{convert(value, item, depth + 1)}"
        return f"{pair} for {name}, {item} in {var}.items()"

    def _class(self, shape: str) -> str:
        """The class of a structure inside a method, imported there if its module cannot be up front."""
        late = self.facts.lazy(self.owner.name, shape)
        if late and shape != self.owner.name:
            self.late.add(shape)
        return self.module.uses(f".shapes.{names.module(shape)}", names.class_name(shape), inside=late)
