"""Generated packages are ordinary Python: a walk over every class, enum, method and function of four of them."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any, Final

import attrs
import pytest

from generated import sagemaker
from tests.workshop import Workshop

OTHERS: Final = {
    "dynamodb": ("PutItem", "Query", "DescribeTable"),  # recursive, a union, waiters, paginators
    "s3": ("PutObject", "GetObject", "HeadObject", "ListObjectsV2", "SelectObjectContent"),  # blobs, event streams
    "lambda": ("CreateFunction", "InvokeWithResponseStream", "GetFunction"),  # a package that is called lambda_
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The committed package and those of three other services."""
    workshop = Workshop(tmp_path_factory.mktemp("citizens"))
    for service, operations in OTHERS.items():
        assert workshop.run("new", service, *operations).code == 0
    outcome = workshop.run()
    assert outcome.code == 0, outcome
    yield {"sagemaker": sagemaker} | {name: workshop.load(name) for name in ("lambda_", "s3", "dynamodb")}
    workshop.forget()


@pytest.fixture(params=["sagemaker", "dynamodb", "s3", "lambda_"])
def package(request: pytest.FixtureRequest, packages: dict[str, Any]) -> Any:
    """One of them."""
    return packages[request.param]


def public(package: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a package exports, by name."""
    for name in dir(package):
        yield name, getattr(package, name)


def classes(package: ModuleType) -> list[type]:
    """The classes that a package exports."""
    return [value for _, value in public(package) if isinstance(value, type)]


def functions(package: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function that a package exports, that a class of it has, or that one of its modules defines."""
    home = package.__name__.partition(".")[0]
    modules = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    owners: list[Any] = [package, *classes(package), *(import_module(name) for name in modules if ".tests" not in name)]
    for owner in owners:
        for name in set(dir(owner)) - {"__attrs_init__"}:  # attrs' own, compiled before the class has a name
            found = inspect.getattr_static(owner, name, None) if isinstance(owner, type) else getattr(owner, name)
            found = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
            if isinstance(found, (FunctionType, MethodType)) and found.__module__.partition(".")[0] == home:
                yield f"{owner.__name__}.{name}", found


def test_annotations_of_every_class_resolve(package: ModuleType) -> None:
    found = classes(package)
    assert len(found) > 20
    for cls in found:
        assert typing.get_type_hints(cls) is not None
        inspect.get_annotations(cls, eval_str=True)
        if attrs.has(cls):
            attrs.resolve_types(cls)
            inspect.signature(cls, eval_str=True)
            assert not any(isinstance(field.type, str) for field in attrs.fields(cls))


def test_annotations_of_every_function_resolve(package: ModuleType) -> None:
    count = 0
    for name, function in functions(package):
        count += 1
        for resolve in (typing.get_type_hints, lambda f: inspect.signature(f, eval_str=True)):
            try:
                resolve(function)
            except (NameError, TypeError, AttributeError) as error:
                pytest.fail(f"{name}: {error!r}")
    assert count > 200


def test_an_answer_has_its_class(packages: dict[str, Any]) -> None:
    for name, client, method, output in (
        ("sagemaker", "SageMakerClient", "describe_endpoint", "DescribeEndpointOutput"),
        ("dynamodb", "AsyncDynamoDBClient", "put_item", "PutItemOutput"),
    ):
        hints = typing.get_type_hints(getattr(getattr(packages[name], client), method))
        assert hints["return"] is getattr(packages[name], output)
    dynamodb = packages["dynamodb"]
    (item, _), _ = map(typing.get_args, typing.get_args(typing.get_type_hints(dynamodb.AttributeValue)["l"]))
    assert item is dynamodb.AttributeValue


def test_importing_a_package_loads_neither_typing_nor_attrs() -> None:
    script = (
        "import sys; before = set(sys.modules); from generated import sagemaker; "
        "sagemaker.validate('CreateEndpoint', {'EndpointName': 'a', 'EndpointConfigName': 'b'}); "
        "print({'typing', 'attr', 'cattrs', 'inspect'} & (set(sys.modules) - before))"
    )
    root = Path(sagemaker.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(root)!r}); {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_every_enum_is_its_values(package: ModuleType) -> None:
    for cls in classes(package):
        if issubclass(cls, Enum):
            literal = getattr(package, f"{cls.__name__}Literal")
            assert typing.get_args(literal) == tuple(member.value for member in cls)
