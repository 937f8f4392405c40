"""Files of other forms made to break their doors: a finding or nothing, never a traceback, a hang or much memory."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any, Final

import pytest

from tests.preflight_harness import process

SECONDS: Final = 10
MEMORY: Final = 500 * 1024 * 1024
STORE: Final = {
    "Type": "Task",
    "Resource": "arn:aws:states:::aws-sdk:shop:createStore",
    "Parameters": {"StoreName": "a", "Kind": "OPEM"},
}


def _machine(state: dict[str, Any]) -> dict[str, Any]:
    return {"StartAt": "A", "States": {"A": state}}


def _nested(levels: int) -> bytes:
    head = b'{"StartAt":"A","States":{"A":{"Type":"Map","ItemProcessor":' * levels
    return head + json.dumps(_machine(STORE)).encode() + b"}}}" * levels


def _task(**parameters: Any) -> bytes:
    return json.dumps(_machine({**STORE, "Parameters": {"StoreName": "a", "Kind": "OPEM", **parameters}})).encode()


def _template(definition: str, key: str = "DefinitionString") -> bytes:
    properties = {key: definition}
    return json.dumps(
        {"Resources": {"M": {"Type": "AWS::Serverless::StateMachine", "Properties": properties}}}
    ).encode()


def _object(kind: str, spec: Any) -> str:
    return json.dumps({"apiVersion": "shop.services.k8s.aws/v1alpha1", "kind": kind, "spec": spec})


ALIASES: Final = (
    "apiVersion: shop.services.k8s.aws/v1alpha1\nkind: Store\nspec:\n  a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"  a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
)
HOSTILE: Final[dict[str, tuple[str, bytes, set[str]]]] = {
    "maps in maps": ("m.asl.json", _nested(30), {"enum"}),
    "too many maps in maps": ("m.asl.json", _nested(3_000), {"too-deep"}),
    "a machine that is cut off": ("m.asl.json", _task()[:-9], {"syntax"}),
    "a machine that runs itself": ("m.asl.yaml", b"&a\nStartAt: A\nStates:\n  A: {Type: Map, Iterator: *a}\n", set()),
    "a machine of aliases": ("m.asl.yaml", b"StartAt: A\nStates: &s {A: {Type: Map, Iterator: {States: *s}}}\n", set()),
    "states of other types": (
        "m.asl.json",
        b'{"StartAt":"A","States":{"A":{"Type":"Task"},"B":1,"C":[],"D":null}}',
        set(),
    ),
    "fields of other types": (
        "m.asl.json",
        json.dumps(
            _machine({"Type": "Task", "Resource": {"a": 1}, "Parameters": 3, "Branches": {"a": 1}, "Iterator": []})
        ).encode(),
        set(),
    ),
    "60,000 states": (
        "m.asl.json",
        json.dumps(
            {"StartAt": "A", "States": {f"S{n}": {"Type": "Pass", "Next": "A"} for n in range(60_000)}}
        ).encode(),
        set(),
    ),
    "an expression of a million parts": (
        "m.asl.json",
        _task(**{"Size.$": "States.Format('" + "{}" * 300_000 + "')"}),
        {"enum"},
    ),
    "an expression of quotes": ("m.asl.json", _task(**{"Size.$": "States.Format('" + "\\'" * 300_000}), {"enum"}),
    "a chain of a million operands": (
        "m.asl.json",
        json.dumps(
            _machine({**STORE, "QueryLanguage": "JSONata", "Arguments": {"StoreName": "{% " + "$a&" * 300_000 + " %}"}})
        ).encode(),
        set(),
    ),
    "variables without an end": ("m.asl.json", _task(StoreName="${" * 500_000), {"enum", "pattern", "max-length"}),
    "placeholders without quotes": ("m.asl.json", b'{"StartAt": ${' + b"a${" * 300_000, set()),
    "binary": ("m.asl", b"StartAt\0" * 100_000, set()),
    "a definition that is too long": (
        "t.json",
        _template(json.dumps(_machine(STORE)) + " " * 2_000_000),
        {"too-large"},
    ),
    "a definition that is too deep": ("t.json", _template('{"StartAt":' * 5_000), {"too-deep", "syntax"}),
    "a definition of variables": ("t.json", _template('{"StartAt": "' + "${A}" * 100_000 + '"}'), set()),
    "a definition of escapes": ("t.json", _template('{"StartAt": "' + "\\u0041" * 100_000 + '", "States": {}}'), set()),
    "a definition in itself": ("t.json", _template("t.json", "DefinitionUri"), set()),
    "a definition elsewhere": ("t.json", _template("/etc/passwd", "DefinitionUri"), set()),
    "an object that is too deep": ("o.json", _object("Store", 1).encode()[:-2] + b"[" * 5_000, {"too-deep"}),
    "objects of aliases": ("o.yaml", ALIASES.encode(), {"too-large"}),
    "an object of another type": ("o.json", _object("Store", [1]).encode(), {"type"}),
    "lists in lists": (
        "o.json",
        b'{"kind":"List","items":[' * 50 + _object("Store", {}).encode() + b"]}" * 50,
        {"required"},
    ),
    "10,000 objects": (
        "o.yaml",
        b"---\n".join(_object("Store", {"storeName": f"a{n}"}).encode() + b"\n" for n in range(10_000)),
        set(),
    ),
    "annotations of other types": (
        "o.yaml",
        b"apiVersion: shop.services.k8s.aws/v1alpha1\nkind: Store\nmetadata: {name: [1], annotations: [2]}\nspec: {}\n",
        {"required"},
    ),
}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_no_more_than_a_finding(tmp_path: Path, name: str) -> None:
    file, content, expected = HOSTILE[name]
    (tmp_path / file).write_bytes(content)
    (tmp_path / "good.create-store.json").write_text('{"StoreName": "a", "Kind": "OPEM"}')
    report = tmp_path / "out.txt"
    words = ("preflight", str(tmp_path), "--output", f"json={report}")
    done = process(*words, timeout=SECONDS, preexec_fn=_limits)
    assert (done.returncode, done.stderr) == (1, b"")
    found = [(Path(one["file"]).name, one["rule"]) for one in json.loads(report.read_text())["findings"]]
    assert ("good.create-store.json", "enum") in found
    rules = {rule for where, rule in found if where == file}
    assert rules <= expected
    assert bool(rules) == bool(expected)
