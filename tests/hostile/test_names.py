"""Names that want to be code, keywords, or each other: refused by name, or turned into names that work."""

from __future__ import annotations

import keyword
from contextlib import nullcontext
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshop import Workshop, bench, document, refer, structure

TEXT: Final = {"Text": {"type": "string"}}

NOT_NAMES: Final = {
    "code": "x=1;import os",
    "call": "__import__('os').system('id')",
    "newline": "Na\nme",
    "trailing newline": "Name\n",
    "carriage return": "Na\rme",
    "form feed": "Na\fme",
    "line separator": "Na\u2028me",
    "paragraph separator": "Na\u2029me",
    "nul": "Na\0me",
    "bidi override": "Na\u202eme",
    "bidi isolate": "Na\u2066me",
    "quote": 'Na"me',
    "backslash": "Na\\me",
    "braces": "{{ name }}",
    "comment": "Name # comment",
    "path": "../../etc/passwd",
    "absolute path": "/etc/passwd",
    "dot": "Na.me",
    "dash": "Na-me",
    "space": "Na me",
    "digit first": "1Name",
    "empty": "",
    "letter of another script": "N\u0430me",
    "ligature": "\ufb01eld",
    "surrogate": "Na\ud800me",
    "too long": "N" * 256,
}


@pytest.mark.parametrize("name", NOT_NAMES.values(), ids=NOT_NAMES)
class TestWhatIsNoName:
    """Only ASCII identifiers name anything."""

    def test_as_member(self, workshop: Workshop, name: str) -> None:
        shapes = {"In": {"type": "structure", "members": refer({"Fine": "Text", name: "Text"})}, **TEXT}
        message = workshop.refuse(shapes, "shape In", "member")
        assert message.isprintable() or message[:-1].isprintable()

    def test_as_shape(self, workshop: Workshop, name: str) -> None:
        workshop.refuse({"In": structure(Fine=name), name: {"type": "string"}}, "shape", ascii(name))

    def test_as_operation(self, workshop: Workshop, name: str) -> None:
        operations = {name: {"name": name, "input": {"shape": "In"}}}
        workshop.refuse({"In": structure()}, "operation", ascii(name), operations=operations)

    def test_as_service_of_a_spec(self, workshop: Workshop, name: str) -> None:
        folder = workshop.write(document({"In": structure()}))
        (folder / "service.yaml").write_text(f"service: {_yaml(name)}\noperations: all\n", encoding="utf-8")
        workshop.run().refused("service.yaml:1:")
        assert not workshop.out.exists()

    def test_as_package_of_a_spec(self, workshop: Workshop, name: str) -> None:
        folder = workshop.write(document({"In": structure()}))
        text = f"service: tiny\npackage: {_yaml(name.lower())}\noperations: all\n"
        (folder / "service.yaml").write_text(text, encoding="utf-8")
        workshop.run().refused("service.yaml:2:")
        assert not workshop.out.exists()


def _yaml(text: str) -> str:
    """`text` in YAML's double quotes."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


@pytest.mark.parametrize("package", ["import", "class", "con", "nul", "com1", "index", "manifest", "none"])
def test_a_package_that_python_or_a_file_system_keeps_for_itself(workshop: Workshop, package: str) -> None:
    folder = workshop.write(document({"In": structure()}))
    (folder / "service.yaml").write_text(f"service: tiny\noperations: all\npackage: {package}\n", encoding="utf-8")
    outcome = workshop.run()
    if package == "none":  # only None is a keyword
        assert outcome.code == 0
        assert workshop.load("none").operations()
    else:
        outcome.refused("service.yaml:3:", package)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Everything that a generated module, class or method has a use for: builtins, imports, helpers, keywords, dunders.
AWKWARD: Final = (
    *keyword.kwlist,
    *(w for w in keyword.softkwlist if w != "_"),
    *_words("""
    attrs re list dict str int float bool bytes tuple set frozenset object type super property len
    Structure Literal ValidationError Violation field frozen Mapping Sequence Any FrozenDict
    StrEnum TypeAlias TYPE_CHECKING Timestamp Blob datetime Enum Final Self Service Model Rule
    Report Path Pattern Check Document Events Stream Protocol MODEL annotations
    self cls data path out value get put item key known index start deprecated enum_member
    to_dict from_dict from_response unknown_members violations_in validate operations rules
    _fill _init _build _values _service _checks _raise_errors lazy_exports converter register
    mro name names values keys items copy pop update title count evolve
    __init__ __class__ __slots__ __dict__ __doc__ __module__ __attrs_attrs__ __eq__ __hash__
    __getattr__ __import__ __name__ _ __ ___ _1 __1 con nul aux prn com1 lpt9 shared conftest tests
    Exception ValueError BaseException NotImplemented Ellipsis
"""),
)


def _apart(names: tuple[str, ...]) -> list[list[str]]:
    """The names in groups in which no two differ by case or underscores alone: those are refused, elsewhere."""
    groups: list[dict[str, str]] = []
    for name in names:
        folded = name.casefold().replace("_", "")
        group = next((g for g in groups if folded not in g), None)
        if group is None:
            groups.append(group := {})
        group[folded] = name
    return [list(g.values()) for g in groups]


class TestAwkwardNames:
    """Names that Python or the generated code has a use for."""

    @pytest.mark.parametrize(
        "flags", [{}, {"sensitive": True}, {"deprecated": True}], ids=["", "sensitive", "deprecated"]
    )
    def test_as_members(self, workshop: Workshop, flags: dict[str, bool]) -> None:
        groups = _apart(AWKWARD)
        shapes: dict[str, Any] = {f"Group{n}": structure(**dict.fromkeys(g, "Leaf")) for n, g in enumerate(groups)}
        shapes["In"] = structure(**{f"G{n}": f"Group{n}" for n in range(len(groups))})
        package = workshop.generate({**shapes, "Out": shapes["In"], "Leaf": {"type": "string", **flags}})
        for number, group in enumerate(groups):
            data = {name: f"text of {name}" for name in group}
            cls: Any = getattr(package, f"Group{number}")
            assert package.validate("Do", {f"G{number}": data}) == []
            fields = [f.name for f in attrs.fields(cls) if f.name != "unknown_members"]
            assert len(fields) == len(group)
            with pytest.warns(DeprecationWarning, match="deprecated") if "deprecated" in flags else nullcontext():
                built = cls(**dict(zip(fields, data.values(), strict=True)))
                assert attrs.evolve(built) == built
            assert built.to_dict() == data
            assert cls.from_dict(data) == built == cls.from_response(data)
            assert [getattr(built, f) for f in fields] == list(data.values())
            assert hash(built) == hash(cls.from_dict(data))
            assert repr(built).count("text of") == (0 if flags.get("sensitive") else len(group))

    @pytest.mark.parametrize("group", _apart(AWKWARD), ids=len)
    def test_as_structures_and_operations(self, workshop: Workshop, group: list[str]) -> None:
        shapes: dict[str, Any] = {name: structure(Next="Text", List="Texts") for name in group}
        shapes["Texts"] = {"type": "list", "member": {"shape": "Text"}}
        operations = {n: {"name": n, "input": {"shape": n}, "output": {"shape": n}} for n in group}
        package = workshop.generate({**shapes, **TEXT}, operations=operations)
        workshop.load_all()
        for name, operation in package.operations().items():
            cls: Any = getattr(package, operation.input)
            assert hasattr(cls, "__attrs_attrs__"), name
            data = {"Next": "a", "List": ["b"]}
            assert package.validate(name, data) == []
            assert cls.from_dict(data).to_dict() == data
            assert [v.rule for v in package.validate(name, {"Next": 1})] == ["type"]

    @pytest.mark.parametrize("group", _apart(AWKWARD), ids=len)
    def test_as_enums(self, workshop: Workshop, group: list[str]) -> None:
        shapes: dict[str, Any] = {name: {"type": "string", "enum": ["a", "b"]} for name in group}
        shapes["Ask"] = structure(**{f"M{n}": name for n, name in enumerate(group)})
        package = workshop.generate(shapes, operations={"Do": {"name": "Do", "input": {"shape": "Ask"}}})
        workshop.load_all()
        data = {f"M{n}": "b" for n in range(len(group))}
        built = package.Ask.from_dict(data)
        assert built.to_dict() == data
        assert len({type(getattr(built, f"m{n}")) for n in range(len(group))}) == len(group)
        bad = [v.rule for v in package.validate("Do", dict.fromkeys(data, "c"))]
        assert bad == ["enum"] * len(group)

    def test_as_enum_values(self, workshop: Workshop) -> None:
        values = [*AWKWARD, *NOT_NAMES.values(), "a", "A", "a ", "a  ", "a!", "-", "--", "\u00e9", "1", "1.0", "V1"]
        package = workshop.generate(
            {"In": structure(M="E"), "Out": structure(M="E"), "E": {"type": "string", "enum": values}}
        )
        members = list(package.E)
        assert [m.value for m in members] == list(dict.fromkeys(values))
        for member in members:
            assert str(member) == member.value
            assert getattr(package.E, member.name) is member
            assert package.In(m=member.value).m is member
            assert package.validate("Do", {"M": member.value}) == []
            assert member.name.isidentifier()
            assert member.name.isascii()


class TestNamesThatWouldBeOne:
    """Never a lost field: both names are in the message."""

    def test_members_that_differ_in_case(self, workshop: Workshop) -> None:
        workshop.refuse(
            {"In": structure(EndPoint="Text", endPoint="Text"), **TEXT}, "shape In", "'EndPoint'", "'endPoint'"
        )

    def test_members_that_differ_in_underscores(self, workshop: Workshop) -> None:
        workshop.refuse({"In": structure(_Name="Text", Name="Text"), **TEXT}, "shape In", "'_Name'", "'Name'")

    def test_members_that_a_keyword_makes_one(self, workshop: Workshop) -> None:
        shapes = {"In": {"type": "structure", "members": refer({"From": "Text", "from_": "Text"})}, **TEXT}
        workshop.refuse(shapes, "shape In", "'From'", "'from_'")

    def test_members_that_normalisation_makes_one(self, workshop: Workshop) -> None:
        shapes = {"In": {"type": "structure", "members": refer({"field": "Text", "\ufb01eld": "Text"})}, **TEXT}
        workshop.refuse(shapes, "shape In", "field", "same name to Python")

    def test_structures_that_differ_in_case(self, workshop: Workshop) -> None:
        shapes = {"In": structure(A="Node", B="NODE"), "Node": structure(), "NODE": structure()}
        workshop.refuse(shapes, "'Node'", "'NODE'")

    def test_a_structure_and_an_enum(self, workshop: Workshop) -> None:
        shapes = {"In": structure(A="Node", B="NODE"), "Node": structure(), "NODE": {"type": "string", "enum": ["a"]}}
        workshop.refuse(shapes, "'Node'", "'NODE'")

    def test_structures_that_leading_underscores_tell_apart(self, workshop: Workshop) -> None:
        workshop.refuse(
            {"In": structure(A="Node", B="_Node"), "Node": structure(), "_Node": structure()}, "'Node'", "'_Node'"
        )

    def test_the_literal_of_an_enum_and_a_structure(self, workshop: Workshop) -> None:
        shapes = {
            "In": structure(A="Mode", B="ModeLiteral"),
            "Mode": {"type": "string", "enum": ["a"]},
            "ModeLiteral": structure(),
        }
        workshop.refuse(shapes, "Mode", "ModeLiteral")

    def test_operations(self, workshop: Workshop) -> None:
        operations = {name: {"name": name, "input": {"shape": "In"}} for name in ("DoIt", "doIt")}
        workshop.refuse({"In": structure()}, "operation", "'DoIt'", "'doIt'", operations=operations)

    def test_operations_that_differ_in_case(self, workshop: Workshop) -> None:
        operations = {name: {"name": name, "input": {"shape": "In"}} for name in ("Doit", "DoIt")}
        workshop.refuse({"In": structure()}, "Doit", "DoIt", operations=operations)

    def test_packages(self, workshop: Workshop) -> None:
        workshop.write(document({"In": structure()}))
        other = workshop.write(document({"In": structure()}), "other")
        (other / "service.yaml").write_text("service: tiny\noperations: all\n", encoding="utf-8")
        workshop.run().refused("other", "tiny")
        assert not workshop.out.exists()


NAMES: Final = st.from_regex(r"\A[A-Za-z_][A-Za-z0-9_]{0,12}\Z")


@settings(max_examples=6)
@given(names=st.sets(NAMES, min_size=1, max_size=12))
def test_any_names_generate_a_package_that_works_or_a_clash_that_names_two(names: set[str]) -> None:
    members = dict.fromkeys(sorted(names), "Leaf")
    with bench() as workshop:
        workshop.write(document({"In": structure(**members), "Leaf": {"type": "string"}}))
        outcome = workshop.run()
        if outcome.code:
            message = outcome.refused("shape In")
            assert sum(repr(name) in message for name in names) == 2
        else:
            data = {name: name for name in members}
            assert workshop.load().In.from_dict(data).to_dict() == data
