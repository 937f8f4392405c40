"""Numbers that are none, or too large for what holds them: in models, in specs, in data."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from tests.workshop import Workshop, document, structure

NO_BOUNDS: Final = {
    "NaN": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-Infinity",
    "overflowing float": "1e999",
    "int beyond floats": "1" + "0" * 400,
    "int beyond Python's digits": "1" * 5000,
    "bool": "true",
    "text": '"5"',
    "list": "[]",
    "object": "{}",
}
COUNTED: Final = ("string", "list", "map", "blob")
PARTS: Final = {"list": {"member": {"shape": "T"}}, "map": {"key": {"shape": "T"}, "value": {"shape": "T"}}}


def _model(kind: str, **bounds: str) -> str:
    shape = {"type": kind} | PARTS.get(kind, {}) | {key: f"@{value}@" for key, value in bounds.items()}
    text = json.dumps(document({"In": structure(M="Bounded"), "Bounded": shape, "T": {"type": "string"}}))
    for value in bounds.values():
        text = text.replace(json.dumps(f"@{value}@"), value)
    return text


@pytest.mark.parametrize("bound", NO_BOUNDS.values(), ids=NO_BOUNDS)
@pytest.mark.parametrize("key", ["min", "max"])
def test_a_bound_that_is_no_number(workshop: Workshop, key: str, bound: str) -> None:
    for kind in ("string", "integer", "double"):
        workshop.write(_model(kind, **{key: bound}))
        message = workshop.run().refused("tiny")
        assert "Bounded" in message or "model.json" in message
        assert not workshop.out.exists()


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("bound", ["-1", "0.5"])
@pytest.mark.parametrize("key", ["min", "max"])
def test_a_count_is_a_natural_number(workshop: Workshop, kind: str, key: str, bound: str) -> None:
    workshop.write(_model(kind, **{key: bound}))
    workshop.run().refused("shape Bounded", key, bound)


@pytest.mark.parametrize("kind", ["string", "integer", "long", "float", "double", "list"])
def test_a_minimum_above_the_maximum(workshop: Workshop, kind: str) -> None:
    workshop.write(_model(kind, min="2", max="1"))
    workshop.run().refused("shape Bounded", "min 2", "max 1")


def test_bounds_far_out(workshop: Workshop) -> None:
    kinds = {"I": "integer", "L": "long", "D": "double"}
    shapes: dict[str, Any] = {n: {"type": kind, "min": -(10**30), "max": 10**30} for n, kind in kinds.items()}
    package = workshop.generate({"In": structure(**{n: n for n in kinds}), **shapes})
    assert package.validate("Do", dict.fromkeys(kinds, 10**30)) == []
    found = package.validate("Do", dict.fromkeys(kinds, 10**400))
    assert [v.rule for v in found] == ["max-value"] * 3
    found = package.validate("Do", dict.fromkeys(kinds, -(10**5000)))
    assert [v.rule for v in found] == ["min-value"] * 3
    assert all(len(str(v)) < 500 for v in found)


NUMBERS: Final = ["integer", "long", "float", "double"]
STRANGE: Final[tuple[Any, ...]] = (
    *(math.nan, math.inf, -math.inf, True, False, None, "1", b"1", Decimal(1), Fraction(1, 2), 1j, [], {}, object()),
)


@pytest.mark.parametrize("kind", NUMBERS)
def test_what_is_no_number_in_data(workshop: Workshop, kind: str) -> None:
    package = workshop.generate(
        {"In": structure(M="N", L="Ns"), "N": {"type": kind}, "Ns": {"type": "list", "member": {"shape": "N"}}}
    )
    decimal = kind in ("float", "double")  # as DynamoDB's users write numbers
    for value in STRANGE:
        if decimal and isinstance(value, Decimal):
            assert package.validate("Do", {"M": value, "L": [value]}) == []
            continue
        found = package.validate("Do", {"M": value, "L": [value]})
        assert [(v.rule, v.path) for v in found] == [("type", ("M",)), ("type", ("L", 0))], value
    for value in (0, -0, 1, 2**31 - 1, -(2**31)):
        assert package.validate("Do", {"M": value}) == []
        assert package.In.from_dict({"M": value}).to_dict() == {"M": value}
    for value in (2**63, -(2**63) - 1, 10**400):
        rules = [v.rule for v in package.validate("Do", {"M": value})]
        assert rules == ([] if kind in ("float", "double") else ["max-value" if value > 0 else "min-value"])


def test_numbers_in_specs(workshop: Workshop) -> None:
    workshop.write(document({"In": structure()}))
    for text in (".nan", ".inf", "1" * 5000, "0x" + "f" * 5000, "1:30", "true", "2020-13-45", "0o9"):
        spec = workshop.specs / "tiny" / "service.yaml"
        spec.write_text(f"service: tiny\noperations: all\nwaiters: [{text}]\n", encoding="utf-8")
        workshop.run().refused("service.yaml")


def test_numbers_as_timestamps(workshop: Workshop) -> None:
    package = workshop.generate({"In": structure(M="W"), "Out": structure(M="W"), "W": {"type": "timestamp"}})
    bad: tuple[object, ...] = (
        math.nan,
        math.inf,
        10**30,
        -(10**30),
        -63_000_000_000,
        True,
        "nan",
        "inf",
        "-63000000000",
        "1e300",
    )
    bad += ("1 Jan 99999999999999999999 00:00:00 GMT", "Mon, 01 Jan 2020 00:00:00 +9999999999999999", "\ud800")
    for value in bad:
        assert [v.rule for v in package.validate("Do", {"M": value})] == ["type"], value
        assert package.Out.from_response({"M": value}).m is not None
    for value in (
        0,
        0.0,
        -1,
        1.5,
        253_402_300_799,
        "0",
        "2020-01-01",
        "2020-01-01T00:00:00Z",
        "Wed, 01 Jan 2020 00:00:00 GMT",
    ):
        assert package.validate("Do", {"M": value}) == [], value
        assert package.Out.from_response({"M": value}).m.tzinfo is not None
