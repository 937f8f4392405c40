"""A law of every door: a value that becomes unknown takes findings away or leaves them, it never brings one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import generated
from generated.__main__ import SERVICES
from tests.preflight_harness import check

PLANTED: Final = Path(__file__).parents[1] / "golden" / "preflight" / "planted"
PACKAGE: Final[dict[str, Any]] = {"package": generated.__name__, "services": SERVICES}


class Form(NamedTuple):
    """A planted file of a door, and how its form writes that a value is not known."""

    file: str
    below: str
    """The key under which requests begin."""
    unknown: Any
    suffix: str = ""
    """What ends the key of a value that is not known."""


FORMS: Final = {
    "request files": Form("release.yaml", "", "${SOME}"),
    "CloudFormation": Form("template.yaml", "Properties", {"Ref": "Registry"}),
    "Step Functions in JSONPath": Form("machine.asl.yaml", "Parameters", "$.SOME", ".$"),
    "Step Functions in JSONata": Form("machine.template.yaml", "Arguments", "{% $SOME %}"),
    "ACK": Form("ack.yaml", "spec", "${SOME}"),
}


class _Loader(yaml.SafeLoader):
    """Reads the short forms of a template's functions as the long ones."""


def _function(loader: yaml.SafeLoader, tag: str, node: yaml.ScalarNode) -> dict[str, Any]:
    value = loader.construct_scalar(node)
    return {"Ref": value} if tag == "Ref" else {f"Fn::{tag}": value.split(".") if tag == "GetAtt" else value}


_Loader.add_multi_constructor("!", _function)


def _documents(name: str) -> list[Any]:
    return list(yaml.load_all((PLANTED / name).read_text(encoding="utf-8"), _Loader))


def _literals(data: Any, below: str, *, inside: bool) -> Iterator[tuple[Any, Any]]:
    """Every place of a literal inside of requests: what holds it, and its key."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        if isinstance(value, (dict, list)):
            yield from _literals(value, below, inside=inside or key == below)
        elif inside and isinstance(data, dict):
            yield data, key


def _found(folder: Path, documents: list[Any]) -> set[tuple[str, str, str]]:
    path = folder / "planted.yaml"
    path.write_text(yaml.safe_dump_all(documents, sort_keys=False), encoding="utf-8")
    return {(one["rule"], str(one["resource"]), str(one["operation"])) for one in check(str(path), **PACKAGE).findings}


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_unknown_values_only_take_findings_away(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = FORMS[name]
    folder = tmp_path_factory.mktemp("law")
    documents = json.loads(json.dumps(_documents(form.file)))
    before = _found(folder, documents)
    assert len({rule for rule, _, _ in before}) == 12
    places = list(_literals(documents, form.below, inside=not form.below))
    hidden = data.draw(st.sets(st.integers(0, len(places) - 1), min_size=1, max_size=12))
    for number in sorted(hidden):
        holder, key = places[number]
        unknown = json.loads(json.dumps(form.unknown).replace("SOME", f"SOME{number}"))
        pairs = [(f"{k}{form.suffix}", unknown) if k == key else (k, v) for k, v in holder.items()]
        holder.clear()
        holder.update(pairs)
    assert _found(folder, documents) <= before
