"""Parts: a spec chooses what a package holds beside its checks, and what is left does its work."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain, combinations
from typing import Final

import attrs
import pydantic
import pytest
from hypothesis import strategies as st

from tests.workshop import Workshop, document, structure

MODEL: Final = document({"In": structure(M="E", N="In2"), "In2": structure(), "E": {"type": "string", "enum": ["a"]}})
CHOICES: Final = [
    parts
    for parts in chain.from_iterable(combinations(("shapes", "client", "schemas", "strategies"), n) for n in range(5))
    if "client" not in parts or "shapes" in parts
]


def make(workshop: Workshop, parts: tuple[str, ...] | None) -> list[str]:
    """Generates with these parts; returns the files, relative to the package."""
    chosen = "" if parts is None else f"parts: [{', '.join(parts)}]\n"
    workshop.write(MODEL, spec=f"service: tiny\noperations: all\n{chosen}")
    assert (outcome := workshop.run()).code == 0, outcome
    return [path.relative_to(workshop.out / "tiny").as_posix() for path in (workshop.out / "tiny").rglob("*.*")]


@pytest.mark.parametrize("parts", CHOICES, ids="-".join)
def test_every_choice_validates_and_imports(workshop: Workshop, parts: tuple[str, ...]) -> None:
    files = make(workshop, parts)
    package = workshop.load()
    assert [v.rule for v in package.validate("Do", {"M": "b"})] == ["enum"]
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert ("shapes/in_.py" in files, "enums/e.py" in files) == ("shapes" in parts,) * 2
    assert ("client.py" in files) == ("client" in parts)
    assert ("schemas/Do.json" in files) == ("schemas" in parts)
    assert ("strategies.py" in files) == ("strategies" in parts)
    assert not [path for path in files if path.startswith("tests")]
    code = (
        "import importlib, pathlib, sys; sys.path[0] = sys.argv[1]\n"
        "for path in sorted(pathlib.Path(sys.argv[1], sys.argv[2]).rglob('*.py')):\n"
        "    importlib.import_module('.'.join(path.relative_to(sys.argv[1]).with_suffix('').parts))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(workshop.root), workshop.out.name], check=True)


def test_by_default_there_is_everything_but_tests(workshop: Workshop) -> None:
    usual = make(workshop, None)
    assert usual == make(workshop, ("shapes", "client", "schemas", "strategies"))
    assert {"client.py", "strategies.py", "schemas/Do.json", "shapes/in_.py"} < set(usual)
    assert "tests/test_properties.py" in make(workshop, ("shapes", "strategies", "tests"))


@pytest.mark.parametrize(("parts", "word"), [("client", "needs shapes"), ("tests, shapes", "needs strategies")])
def test_parts_that_need_others(workshop: Workshop, parts: str, word: str) -> None:
    workshop.write(MODEL, spec=f"service: tiny\noperations: all\nparts: [{parts}]\n")
    workshop.run().refused("service.yaml:3:8", word)


def test_schemas_that_are_not_there(workshop: Workshop) -> None:
    make(workshop, ("shapes",))
    with pytest.raises(ValueError, match="generated without schemas"):
        workshop.load().schema("Do")


def test_classes_alone_are_citizens_too(workshop: Workshop) -> None:
    make(workshop, ("shapes",))
    kind = workshop.load().In
    assert attrs.fields(kind).m.metadata["wire"] == "M"
    assert pydantic.TypeAdapter(kind).validate_python({"M": "a"}) == kind(m="a")
    assert pydantic.TypeAdapter(kind).json_schema() == {"title": "In", "type": "object"}
    with pytest.raises(ValueError, match="was generated without strategies"):
        st.from_type(kind).validate()
