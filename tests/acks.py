"""Requests as objects of AWS's controllers (ACK), and what the exported policies say of one, by Google's CEL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from codegen import spec
from codegen.model import Shape
from generated.sagemaker import SageMakerOperationName as OperationName

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "generated" / "sagemaker" / "exports" / "kubernetes"
SPEC: Final = spec.read(ROOT / "specs" / "sagemaker")
MODEL: Final = SPEC.load_model()
DOOR: Final = SPEC.doors["kubernetes"]
KINDS: Final[dict[OperationName, str]] = {entry["operation"]: kind for kind, entry in DOOR["kinds"].items()}
_WRITTEN: Final = {wire: name for name, wire in DOOR["names"].items()}


def manifest(operation: OperationName, request: Any) -> dict[str, Any]:
    """A request as an object of its kind."""
    kind = KINDS[operation]
    root = MODEL.shapes[str(MODEL.operations[operation].input)]
    absent = frozenset(DOOR["kinds"][kind].get("absent", ()))
    return {
        "apiVersion": f"{DOOR['group']}/{DOOR['versions'][0]}",
        "kind": kind,
        "metadata": {"name": "it"},
        "spec": _renamed(root, request, (), absent),
    }


def lacks(operation: OperationName, request: Any) -> bool:
    """Whether the CRD drops something of a request."""
    absent = DOOR["kinds"][KINDS[operation]].get("absent", ())
    return any(_holds(request, path.split(".")) for path in absent)


def _holds(data: Any, path: list[str]) -> bool:
    if not path:
        return True
    if path[0] == "*":
        return isinstance(data, list) and any(_holds(item, path[1:]) for item in data)
    return isinstance(data, dict) and path[0] in data and _holds(data[path[0]], path[1:])


def _renamed(shape: Shape, data: Any, path: tuple[str, ...], absent: frozenset[str]) -> Any:
    if isinstance(data, list):
        inner = MODEL.shapes[str(shape.element)]
        return [_renamed(inner, item, (*path, "*"), absent) for item in data]
    if isinstance(data, dict) and shape.type == "map":
        return dict(data)
    if not isinstance(data, dict):
        return data
    made = {}
    for name, value in data.items():
        member = shape.member(name)
        if member is not None and ".".join((*path, name)) not in absent:
            written = _WRITTEN.get(name) or name[:1].lower() + name[1:]
            made[written] = _renamed(MODEL.shapes[member.shape], value, (*path, name), absent)
    return made


def documents(name: str) -> list[dict[str, Any]]:
    """The objects in one of the exported files."""
    return [found for found in yaml.safe_load_all((FOLDER / name).read_text("utf-8")) if found]


def environment(cel: Any) -> Any:
    """CEL with what the API server gives a policy, as far as ours use it; the functions written anew."""
    kind, overload = cel.Type, cel.Overload
    string = kind.STRING
    functions = {
        "find": overload("find", string, [string, string], True, _find),
        "substring": overload("substring", string, [string, kind.INT], True, lambda text, start: text[start:]),
        "lowerAscii": overload("lower_ascii", string, [string], True, _lower_ascii),
        "split": overload("split", kind.List(string), [string, string], True, lambda text, by: text.split(by)),
        "sum": overload("sum", kind.DYN, [kind.List(kind.DYN)], True, sum),
    }
    return cel.NewEnv(
        variables=dict.fromkeys(("object", "oldObject", "request"), kind.DYN),
        functions=[cel.FunctionDecl(name, [made]) for name, made in functions.items()],
    )


def _find(text: str, pattern: str) -> str:
    found = re.search(pattern.replace(r"\z", r"\Z"), text, re.ASCII)
    return found.group() if found else ""


def _lower_ascii(text: str) -> str:
    return "".join(chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in text)


class Policies:
    """The exported policies, compiled."""

    def __init__(self, cel: Any, policies: list[dict[str, Any]]) -> None:
        self._environment = environment(cel)
        self._by_resource: dict[str, list[tuple[str, str, Any]]] = {}
        self.conditions: dict[str, Any] = {}
        for policy in policies:
            told = policy["spec"]
            [rule] = told["matchConstraints"]["resourceRules"]
            self.conditions = {c["name"]: self._compiled(c["expression"]) for c in told["matchConditions"]}
            for one in told["validations"]:
                rule_id, _, message = one["message"].partition(": ")
                made = (rule_id, message, self._compiled(one["expression"]))
                self._by_resource.setdefault(rule["resources"][0], []).append(made)

    def _compiled(self, text: str) -> Any:
        return self._environment.compile(text)

    def asked(self, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The id and message of every validation that an object fails; an expression that fails to run fails, too."""
        activation = self._environment.Activation({"object": item, "oldObject": None, "request": None})
        for rule, message, compiled in self._by_resource[f"{item['kind'].lower()}s"]:
            value = compiled.eval(activation).value()
            if value is not True:
                yield rule, message if value is False else f"{value}"

    def matches(self, item: Mapping[str, Any], old: Mapping[str, Any] | None = None) -> bool:
        """Whether the policies are asked about an object."""
        request = {"operation": "CREATE" if old is None else "UPDATE"}
        activation = self._environment.Activation({"object": item, "oldObject": old, "request": request})
        return all(condition.eval(activation).value() is True for condition in self.conditions.values())
