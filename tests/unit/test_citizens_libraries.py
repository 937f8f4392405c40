"""Objects of a generated package inside other people's classes: cattrs, pydantic, FastAPI, msgspec, orjson, attrs."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from operator import methodcaller
from typing import Annotated, Any

import attrs
import cattrs
import fastapi
import jsonschema
import msgspec
import orjson
import pydantic
import pytest
from cattrs.strategies import configure_tagged_union

from generated import sagemaker
from tests.workshop import Workshop, refer, structure

TAG = {"Key": "a", "Value": "b"}
IMAGE = {"Image": "i"}


@attrs.frozen
class Job:
    """An application's class that holds ours."""

    name: str
    tag: sagemaker.Tag
    tags: list[sagemaker.Tag]
    maybe: sagemaker.Tag | None = None
    either: sagemaker.Tag | sagemaker.ContainerDefinition | None = None


@dataclass
class Plan:
    """An application's dataclass."""

    tag: sagemaker.Tag
    status: sagemaker.EndpointStatus


# --- cattrs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("converter", [cattrs.global_converter, cattrs.Converter()], ids=("global", "plain"))
def test_plain_cattrs_takes_objects_as_leaves(converter: cattrs.Converter) -> None:
    wire: dict[str, Any] = {"name": "n", "tag": TAG, "tags": [TAG, TAG], "maybe": TAG, "either": IMAGE}
    job = converter.structure(wire, Job)
    assert job == Job("n", sagemaker.Tag(key="a", value="b"), [job.tag] * 2, job.tag, job.either)
    assert job.either == sagemaker.ContainerDefinition(image="i")
    assert converter.unstructure(job) == wire
    assert converter.structure(wire | {"either": TAG}, Job).either == job.tag
    assert converter.structure({"name": "n", "tag": TAG, "tags": []}, Job).either is None
    plan = converter.structure({"tag": TAG, "status": "InService"}, Plan)
    assert plan == Plan(job.tag, sagemaker.EndpointStatus.IN_SERVICE)
    assert converter.unstructure(plan) == {"tag": TAG, "status": "InService"}
    assert converter.unstructure(job.tag) == TAG
    assert converter.structure(TAG, sagemaker.Tag) == job.tag


def test_cattrs_reports_our_violations() -> None:
    with pytest.raises(sagemaker.ValidationError, match="did you mean Value"):
        cattrs.structure({"Key": "a", "Valu": "b"}, sagemaker.Tag)


def test_tagged_unions() -> None:
    converter = cattrs.Converter()
    union: Any = sagemaker.Tag | sagemaker.ContainerDefinition
    configure_tagged_union(union, converter)
    for value in (sagemaker.Tag(key="a", value="b"), sagemaker.ContainerDefinition(image="i")):
        wire = converter.unstructure(value, unstructure_as=union)
        assert wire == value.to_dict() | {"_type": type(value).__name__}
        assert converter.structure(wire, union) == value


def test_a_union_of_classes_with_the_same_members_is_the_one_that_is_valid(workshop: Workshop) -> None:
    shapes = {
        "In": structure(A="Short", B="Long"),
        "Short": {"type": "structure", "members": refer({"X": "Digit"}), "required": ["X"]},
        "Long": {"type": "structure", "members": refer({"X": "Text"}), "required": ["X"]},
        "Digit": {"type": "string", "pattern": "[0-9]"},
        "Text": {"type": "string"},
    }
    tiny = workshop.generate(shapes)
    either = tiny.Short | tiny.Long
    assert cattrs.structure({"X": "a"}, either) == tiny.Long(x="a")
    assert cattrs.structure({"X": "1"}, either) == tiny.Short(x="1")


def test_cattrs_that_comes_later_learns_too() -> None:
    script = (
        "from generated import sagemaker; tag = sagemaker.Tag(key='a', value='b')\n"
        "import sys; assert 'cattrs' not in sys.modules\n"
        "import cattrs; print(cattrs.unstructure([tag]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"{[TAG]}\n"


# --- msgspec, orjson, attrs ------------------------------------------------------------------------------------------


def test_encoders_write_wire_data() -> None:
    data = {"tag": sagemaker.Tag(key="a", value="b")}
    to_dict = methodcaller("to_dict")
    assert json.loads(orjson.dumps(data, default=to_dict)) == {"tag": TAG}
    assert json.loads(msgspec.json.encode(data, enc_hook=to_dict)) == {"tag": TAG}
    assert json.loads(json.dumps(data, default=to_dict)) == {"tag": TAG}


def test_attrs_knows_its_classes() -> None:
    tag = sagemaker.Tag(key="a", value="b")
    assert attrs.has(sagemaker.Tag)
    assert [field.name for field in attrs.fields(sagemaker.Tag)] == ["key", "value", "unknown_members"]
    assert attrs.asdict(tag) == {"key": "a", "value": "b", "unknown_members": {}}
    assert attrs.evolve(tag, key="z").to_dict() == {"Key": "z", "Value": "b"}


def test_attributes_carry_the_facts_of_their_members() -> None:
    fields = attrs.fields(sagemaker.ProductionVariant)
    assert dict(fields.initial_instance_count.metadata) == {
        "wire": "InitialInstanceCount",
        "required": False,
        "kind": "integer",
        "minimum": 1,
        "maximum": 2**31 - 1,
        "rules": fields.initial_instance_count.metadata["rules"],
    }
    assert "managed-scaling-initial-in-range" in fields.initial_instance_count.metadata["rules"]
    assert fields.variant_name.metadata["required"]
    assert fields.instance_type.metadata["enum"] == tuple(sagemaker.ProductionVariantInstanceType)
    assert attrs.fields(sagemaker.Tag).key.metadata["pattern"] == r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"
    assert not fields.unknown_members.metadata
    assert {field.metadata["wire"] for field in fields if field.metadata} == sagemaker.schema("CreateEndpointConfig")[
        "$defs"
    ]["ProductionVariant"]["properties"].keys()


def test_a_message_shows_the_pattern_as_it_is_documented() -> None:
    tag = {"Key": "a?", "Value": "b"}
    (found,) = sagemaker.Tag.violations_in(tag)
    assert found.message == r"'a?' does not match ([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"


# --- pydantic and FastAPI --------------------------------------------------------------------------------------------


class Model(pydantic.BaseModel):
    """An application's model."""

    name: str
    tags: list[sagemaker.Tag]
    request: sagemaker.CreateEndpointInput | None = None


def test_pydantic_validates_and_dumps_wire_data() -> None:
    data = {"name": "n", "tags": [TAG], "request": {"EndpointName": "a", "EndpointConfigName": "b"}}
    model = Model.model_validate(data)
    assert model.tags == [sagemaker.Tag(key="a", value="b")]
    assert model.model_dump() == data
    assert json.loads(model.model_dump_json()) == data
    assert Model(name="n", tags=model.tags).tags == model.tags


def test_pydantic_reports_violations_where_they_are() -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        Model.model_validate({"name": 1, "tags": [{"Key": ""}], "request": {"EndpointName": "a{0}!"}})
    found = [(error["type"], error["loc"]) for error in caught.value.errors()]
    assert found == [
        ("string_type", ("name",)),
        ("min_length", ("tags", 0, "Key")),
        ("required", ("tags", 0, "Value")),
        ("pattern", ("request", "EndpointName")),
        ("required", ("request", "EndpointConfigName")),
    ]
    assert "'a{0}!' does not match" in str(caught.value)


def test_pydantic_shows_our_schema() -> None:
    schema = Model.model_json_schema()
    tag = schema["properties"]["tags"]["items"]
    assert tag["required"] == ["Key", "Value"]
    assert tag["properties"]["Key"]["maxLength"] == 128
    request = sagemaker.schema("CreateEndpoint")
    embedded = pydantic.TypeAdapter(sagemaker.CreateEndpointInput).json_schema()
    for data in (
        {"EndpointName": "a", "EndpointConfigName": "b"},
        {"EndpointName": "a!", "EndpointConfigName": "b"},
        {"EndpointName": "a", "EndpointConfigName": "b", "Tags": [{"Key": "x"}]},
    ):
        verdicts = [jsonschema.Draft202012Validator(s).is_valid(data) for s in (request, embedded)]
        assert verdicts[0] == verdicts[1] == (sagemaker.validate("CreateEndpoint", data) == [])
    assert pydantic.TypeAdapter(sagemaker.DescribeEndpointOutput).json_schema()["type"] == "object"


def test_a_recursive_structure_has_a_schema(workshop: Workshop) -> None:
    shapes = {
        "In": structure(Tree="Tree"),
        "Tree": structure(Left="Tree", Value="Text"),
        "Text": {"type": "string", "max": 3},
    }
    tiny = workshop.generate(shapes)
    schema = pydantic.TypeAdapter(tiny.Tree).json_schema()
    assert schema["properties"]["Value"]["maxLength"] == 3
    assert schema["properties"]["Left"] == {"type": "object"}


def answered(app: Any, path: str, body: object) -> tuple[int, Any]:
    """Status and JSON of what an ASGI application answers to a POST, without a server."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], json.loads(b"".join(message.get("body", b"") for message in sent))


def test_fastapi_takes_and_returns_objects() -> None:
    app = fastapi.FastAPI()

    @app.post("/")
    def post(request: Annotated[sagemaker.CreateEndpointInput, fastapi.Body()]) -> sagemaker.CreateEndpointInput:
        return request

    data = {"EndpointName": "a", "EndpointConfigName": "b"}
    assert answered(app, "/", data) == (200, data)
    status, found = answered(app, "/", {"EndpointName": "a!"})
    assert status == 422
    assert [(error["type"], error["loc"]) for error in found["detail"]] == [
        ("pattern", ["body", "EndpointName"]),
        ("required", ["body", "EndpointConfigName"]),
    ]
    assert "EndpointName" in json.dumps(app.openapi())
