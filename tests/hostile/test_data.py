"""Data whose own methods raise or lie: `validate` reports what it holds and never raises."""

from __future__ import annotations

from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName

GOOD = {"EndpointName": "shop", "EndpointConfigName": "c", "Tags": [{"Key": "a", "Value": "b"}]}
COUNTED = {
    "EndpointConfigName": "c",
    "ProductionVariants": [
        {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    ],
}


class RefusalError(RuntimeError):
    """What hostile methods raise."""


def refuse(*_: object, **__: object) -> Any:
    raise RefusalError


METHODS = {
    dict: (
        "__contains__",
        "__getitem__",
        "__len__",
        "__iter__",
        "get",
        "items",
        "keys",
        "values",
        "__eq__",
        "__repr__",
    ),
    list: ("__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__repr__"),
    str: (
        "__len__",
        "__eq__",
        "__str__",
        "__repr__",
        "__contains__",
        "startswith",
        "isidentifier",
        "__lt__",
        "casefold",
    ),
    int: ("__lt__", "__gt__", "__le__", "__ge__", "__eq__", "__repr__", "__str__", "__add__", "__mod__"),
    float: ("__lt__", "__gt__", "__eq__", "__repr__", "__mul__"),
}


def hostile(base: type, method: str) -> Callable[[Any], Any]:
    """A subclass with a method that raises; hashing still works, as keys of a dict have to."""
    body: dict[str, Any] = {method: refuse, "__hash__": getattr(base, "__hash__", None)}
    return type(f"Hostile{base.__name__}", (base,), body)


def everywhere(value: Any, base: type, make: Callable[[Any], Any]) -> Any:
    """A copy of data in which each value of a type is an instance of the hostile subclass."""
    if isinstance(value, dict):
        value = {key: everywhere(inner, base, make) for key, inner in value.items()}
    elif isinstance(value, list):
        value = [everywhere(inner, base, make) for inner in value]
    return make(value) if type(value) is base else value


def ids(violations: list[Any]) -> list[tuple[str, tuple[Any, ...]]]:
    return [(violation.rule, violation.path) for violation in violations]


@pytest.mark.parametrize(("base", "method"), [(base, method) for base, names in METHODS.items() for method in names])
@pytest.mark.parametrize("broken", [False, True])
def test_subclasses_whose_methods_raise(base: type, method: str, *, broken: bool) -> None:
    pairs: tuple[tuple[OperationName, Any], ...] = (("CreateEndpoint", GOOD), ("CreateEndpointConfig", COUNTED))
    for operation, good in pairs:
        data: dict[str, Any] = {**good, **({"EndpointConfigName": "!", "More": 1} if broken else {})}
        expected = ids(sagemaker.validate(operation, data))
        assert bool(expected) == broken
        found = sagemaker.validate(operation, everywhere(data, base, hostile(base, method)))
        assert ids(found) == expected
        assert all(str(violation) and repr(violation) for violation in found)
        release = [(operation, everywhere(data, base, hostile(base, method)))]
        assert [rule for rule, _ in ids(sagemaker.validate_release(release))] >= [rule for rule, _ in expected]


@pytest.mark.parametrize("make", [OrderedDict, lambda data: defaultdict(list, data)])
def test_subclasses_of_dict_that_behave(make: Callable[[dict[str, Any]], Any]) -> None:
    assert sagemaker.validate("CreateEndpoint", make(GOOD)) == []


@pytest.mark.parametrize("make", [MappingProxyType, ChainMap, UserDict, lambda data: UserList([data])])
def test_mappings_that_are_no_dict(make: Callable[[Any], Any]) -> None:
    """boto3 takes dicts alone, and so does `validate`: it says so and goes on."""
    assert ids(sagemaker.validate("CreateEndpoint", make(GOOD))) == [("type", ())]
    assert ids(sagemaker.validate("CreateEndpoint", {**GOOD, "Tags": make({})})) == [("type", ("Tags",))]


def test_a_class_that_lies_about_itself() -> None:
    liar = type("Liar", (), {"__class__": property(refuse)})()
    assert ids(sagemaker.validate("CreateEndpoint", {**GOOD, "Tags": liar})) == [("type", ("Tags",))]
    assert ids(sagemaker.validate("CreateEndpoint", liar)) == [("type", ())]


class Endless(list[Any]):
    """A list that holds itself, and cannot be walked by its own methods."""

    __iter__ = __len__ = __getitem__ = refuse


def test_what_holds_itself_and_raises_is_walked_once() -> None:
    endless = Endless()
    endless += [endless, endless, endless, {"Key": endless, "Value": endless}]
    found = sagemaker.validate("CreateEndpoint", {**GOOD, "Tags": endless})
    assert {v.path for v in found} == {("Tags", n) for n in range(3)} | {("Tags", 3, m) for m in ("Key", "Value")}
    assert {v.rule for v in found} == {"type"}
