"""Names that emitted modules hold themselves, given to what specs and models name: variables, tables, shapes.

Whatever is called like a builtin, a helper, a parameter, a constant or an import generates and runs right, or is
refused in one line.
"""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codegen.rules import RuleErrors
from codegen.source import names
from codegen.source.module import Module
from codegen.source.names import NameClash
from tests.rules_kit import compile_one
from tests.workshop import bench, document, structure

GENERATED: Final = Path(__file__).parents[2] / "generated" / "sagemaker"
SPEC: Final = """service: tiny
operations: all
rules: [rules.yaml]
tables: [tables.yaml]
identifiers: {Do: Name, Use: Name}
"""
SHAPES: Final = {
    "In": structure(("Name",), Name="Name", Items="Items", Mode="Mode"),
    "Use": structure(("Name",), Name="Name", Items="Items"),
    "Items": {"type": "list", "member": {"shape": "Item"}},
    "Item": structure(("Key",), Key="Key", Others="Keys", Count="Count"),
    "Keys": {"type": "list", "member": {"shape": "Key"}},
    "Name": {"type": "string", "pattern": "[a-z]+"},
    "Key": {"type": "string", "pattern": "[a-z]+", "max": 20},
    "Mode": {"type": "string", "enum": ["on", "off"]},
    "Count": {"type": "integer", "min": 0},
}
OPERATIONS: Final = {name: {"name": name, "input": {"shape": shape}} for name, shape in (("Do", "In"), ("Use", "Use"))}


@cache
def held() -> tuple[str, ...]:
    """Every name in the modules of a generated package, and what Python has itself."""
    found = {*dir(builtins), *keyword.kwlist, *keyword.softkwlist, "_", "__", "_1", "I", "i2", "Self", "item_"}
    for file in sorted(GENERATED.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.alias(name=name, asname=other):
                    found |= {name.rpartition(".")[2], other or name}
    return tuple(sorted(name for name in found if re.fullmatch(r"[A-Za-z_]\w*", name)))


FORMS: Final = {
    ".Items[*].Key": (
        "!has(self.Items) || self.Items.all({0}, !({0}.Key in tables.{2})"
        " || has({0}.Others) && {0}.Others.exists({1}, {1} == {0}.Key) && size(bytes({0}.Key)) < 9)"
    ),
    ".Mode": "!has(self.Items) || sum(self.Items.filter({0}, {0}.Key in tables.{2}).map({1}, size({1}.Key))) == 0",
    ".Name": (
        "!(self.Name in release.Use) || !has(release.Use[self.Name].Items)"
        " || release.Use[self.Name].Items.all({0}, !has({0}.Others) || {0}.Others.all({1}, !({1} in tables.{2})))"
    ),
}
"""A condition by the place at which it reports: over two variables and a table, broken by a key of the table."""


def word(number: int) -> str:
    """A key that no other number has."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


@cache
def refusal(variable: str) -> str:
    """Why no rule may have a variable of that name; nothing if one may."""
    try:
        compile_one(f"!has(self.Words) || self.Words.all({variable}, {variable} != 'a')")
    except RuleErrors as error:
        return str(error)
    return ""


def test_few_names_are_refused_as_variables_and_the_reason_names_them() -> None:
    wrong = {name: refusal(name) for name in held() if refusal(name)}
    roots = {"self", "release", "earlier", "region", "tables"}
    assert {"self", "release", "earlier"} <= wrong.keys()
    assert all("reserved word of CEL" in wrong[name] for name in wrong.keys() - roots)
    assert all(repr(name) in reason and "\n" not in reason for name, reason in wrong.items())


@settings(max_examples=3, deadline=None)
@given(
    variables=st.lists(
        st.sampled_from(held()).filter(lambda name: not refusal(name)), min_size=16, max_size=16, unique=True
    ),
    tables=st.lists(st.sampled_from(held()), min_size=16, max_size=16, unique=True),
    forms=st.lists(st.sampled_from(sorted(FORMS)), min_size=16, max_size=16),
)
@example(
    variables=["str", "requests", "list", "dict", "isinstance", "check_use", "readable", "i", "data", "total", "clean",
               "value_at", "all_distinct", "enumerate", "Pattern", "severity"],
    tables=["namePattern", "key_pattern", "modeValues", "REDACTED", "Pattern", "path", "TYPE_CHECKING", "Report", "any",
            "_1", "Path", "readable", "MODE_VALUES", "sum", "keyPattern", "out"],
    forms=[".Items[*].Key", ".Name", ".Mode", ".Items[*].Key"] * 4,
)  # fmt: skip
def test_variables_and_tables_of_rules(variables: list[str], tables: list[str], forms: list[str]) -> None:
    rules = [
        {"id": f"rule-{n}", "shape": "In", "rule": FORMS[form].format(variables[n], variables[n - 1], tables[n]),
         "message": "no", "severity": "error", "source": "a test", "fieldPath": form}
        for n, form in enumerate(forms)
    ]  # fmt: skip
    dated = {name: {"asOf": "2026-01-01", "source": "a test", "values": [word(n)]} for n, name in enumerate(tables)}
    items = [{"Key": word(n), "Others": [word(n + 100), word(n)]} for n in range(len(rules))]
    with bench() as work:
        folder = work.write(document(SHAPES, OPERATIONS), spec=SPEC)
        (folder / "rules.yaml").write_text(json.dumps({"rules": rules}), encoding="utf-8")
        (folder / "tables.yaml").write_text(json.dumps({"tables": dated}), encoding="utf-8")
        outcome = work.run()
        assert outcome.code == 0, outcome
        package = work.load()
        work.load_all()
        undefined(work.out)
        found = package.validate("Do", {"Name": "x", "Items": [{"Key": item["Key"]} for item in items]})
        assert {v.rule for v in found} == {f"rule-{n}" for n, form in enumerate(forms) if form != ".Name"}
        found = package.validate("Do", {"Name": "x", "Items": items})
        assert {v.rule for v in found} == {f"rule-{n}" for n, form in enumerate(forms) if form == ".Mode"}
        requests = [("Use", {"Name": "x", "Items": items}), ("Do", {"Name": "x"})]
        found = package.validate_release(requests)
        assert {v.rule for v in found} == {f"rule-{n}" for n, form in enumerate(forms) if form == ".Name"}


def undefined(folder: Path) -> None:
    """Asserts that no module below the folder uses a name that it lacks, or gives one name to two things."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--quiet", "--select", "F8", str(folder)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


KINDS: Final[dict[str, dict[str, Any]]] = {
    "structure": structure(A="Text"),
    "error": structure(A="Text") | {"exception": True},
    "enum": {"type": "string", "enum": ["x", "y"]},
    "pattern": {"type": "string", "pattern": "[a-z]"},
}


@settings(max_examples=3, deadline=None)
@given(
    shapes=st.dictionaries(st.sampled_from(held()), st.sampled_from(sorted(KINDS)), min_size=30, max_size=50),
    members=st.lists(st.sampled_from(held()), unique_by=names.member, max_size=60),
)
@example(
    shapes=dict.fromkeys(
        [
            "Response",
            "Structure",
            "EmptyResponse",
            "FrozenDict",
            "Any",
            "Mapping",
            "Progress",
            "Iterable",
            "ClientError",
            "Callable",
            "Enum",
            "Path",
            "Pattern",
            "Report",
            "Base",
            "Readable",
            "Paginator",
            "Waiter",
        ],
        "structure",
    ),
    members=["answer", "pages", "validate", "ignore", "self", "data", "put", "get", "value", "Data", "UnknownMembers"],
)
def test_shapes_and_members(shapes: dict[str, str], members: list[str]) -> None:
    named = {name: KINDS[kind] for name, kind in shapes.items() if name not in ("In", "Out", "Text", "Holder")}
    places = {f"M{n}": name for n, name in enumerate(named)}
    model = {
        "In": structure(**places, Holder="Holder"),
        "Out": structure(**places),
        "Holder": structure(**dict.fromkeys(members, "Text")),
        "Text": {"type": "string"},
        **named,
    }
    do = {"name": "Do", "input": {"shape": "In"}, "output": {"shape": "Out"}}
    operations = {
        "Do": {**do, "errors": [{"shape": name} for name, facts in named.items() if "exception" in facts]},
        "Hold": {"name": "Hold", "input": {"shape": "Holder"}},
    }
    with bench() as work:
        work.write(document(model, operations))
        outcome = work.run()
        if outcome.code:
            assert any(words in outcome.refused() for words in ("would both be", "differ only in case")), outcome.err
            return
        package = work.load()
        work.load_all()
        undefined(work.out)
        wire = {place: {"A": "x"} if "members" in named[name] else "x" for place, name in places.items()}
        request = {**wire, "Holder": dict.fromkeys(members, "x")}
        assert package.validate("Do", request) == []
        assert package.In.from_dict(request).to_dict() == request
        answer = package.Out.from_response(wire)
        assert answer.to_dict() == wire
        assert answer.response_metadata is not None
        structures = {place: name for place, name in places.items() if "members" in named[name]}
        assert {p: type(getattr(answer, p.lower())).__name__ for p in structures} == {
            place: names.class_name(name) for place, name in structures.items()
        }


@given(
    asked=st.lists(
        st.tuples(st.sampled_from(("import", "typing", "constant", "local")), st.sampled_from(held()), st.booleans())
    )
)
def test_no_two_things_of_a_module_have_one_name(asked: list[tuple[str, str, bool]]) -> None:
    module = Module("checks.some")
    module.define("check_it", "Response")
    scopes = [module.scope("data", "path"), module.scope("data")]
    meaning: dict[str, object] = {"check_it": "defined", "Response": "defined"}
    variables: set[str] = {"data", "path"}
    for kind, wanted, which in asked:
        if kind == "local":
            variables.add(scopes[which].local(wanted))
            continue
        key: object = (wanted, which)
        if kind == "constant":
            key = f"({which},)"
            name = module.constant(wanted, key)
        else:
            name = module.uses(f".other{which}", wanted, typing=kind == "typing")
        assert meaning.setdefault(name, key) == key
    assert variables.isdisjoint(meaning)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in {*variables, *meaning})
    assert {*variables, *meaning}.isdisjoint(dir(builtins))


def test_a_name_that_a_template_needs_is_not_given_away() -> None:
    module = Module("client")
    module.define("Any")
    with pytest.raises(NameClash, match="module client: it needs the name 'Any' for itself"):
        module.requires("typing", "Any")
    with pytest.raises(NameClash, match="module client: 'Any' would stand for two things"):
        module.define("Any")
