"""Python names of AWS names."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codegen.source import names

WIRE = st.from_regex(r"\A[A-Za-z_][A-Za-z0-9_]{0,20}\Z")


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("EndpointConfigName", "endpoint_config_name"),
        ("KMSKeyId", "kms_key_id"),
        ("MemorySizeInMB", "memory_size_in_mb"),
        ("S3Uri", "s3_uri"),
        ("from", "from_"),
        ("class", "class_"),
        ("None", "none"),
        ("str", "str_"),
        ("ToDict", "to_dict_"),
        ("__init__", "init__"),
        ("_private", "private"),
        ("_1", "member1"),
        ("___", "member"),
    ],
)
def test_members(wire: str, python: str) -> None:
    assert names.member(wire) == python


@pytest.mark.parametrize(
    ("wire", "python"),
    [("Tag", "Tag"), ("tag", "Tag"), ("_Tag", "Tag"), ("Any", "Any_"), ("ValueError", "ValueError_"), ("_9", "Shape9")],
)
def test_classes(wire: str, python: str) -> None:
    assert names.class_name(wire) == python


@pytest.mark.parametrize(
    ("service", "python"),
    [("sagemaker", "sagemaker"), ("bcm-dashboards", "bcm_dashboards"), ("lambda", "lambda_"), ("con", "con_")],
)
def test_packages(service: str, python: str) -> None:
    assert names.package(service) == python


@pytest.mark.parametrize(
    ("service_id", "stem"),
    [("SageMaker", "SageMaker"), ("Bedrock Runtime", "BedrockRuntime"), ("!", "Service"), ("9 to 5", "Service9To5")],
)
def test_client_prefixes(service_id: str, stem: str) -> None:
    assert names.client_prefix(service_id) == stem


def test_enum_members() -> None:
    values = ["ml.g5.2xlarge", "InService", "2XL", "None", "", "*", "a-b", "a_b", "A-B", "mro", "name", "value", "é"]
    assert list(names.enum_members(values).values()) == [
        "ML_G5_2XLARGE",
        "IN_SERVICE",
        "V2XL",
        "NONE",
        "EMPTY",
        "ASTERISK",
        "A_B",
        "a_b",
        "A_B_2",
        "MRO",
        "NAME",
        "VALUE",
        "LATIN_SMALL_LETTER_E_WITH_ACUTE",
    ]


@given(wire=WIRE)
@example(wire="ACLs")
@example(wire="VPCs")
def test_every_name_is_one_that_python_takes(wire: str) -> None:
    for name in (names.member(wire), names.operation(wire), names.class_name(wire), names.module(wire)):
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")


@given(values=st.lists(st.text(max_size=8), unique=True, max_size=30))
def test_every_enum_value_has_a_name_of_its_own(values: list[str]) -> None:
    found = names.enum_members(values)
    assert list(found) == values
    assert len(set(found.values())) == len(values)
    assert all(n.isidentifier() and n.isascii() and not n.startswith("_") for n in found.values())


def test_a_clash_names_both() -> None:
    with pytest.raises(names.NameClash, match="'EndPoint' and 'endPoint'"):
        names.unique([("EndPoint", "end_point"), ("endPoint", "end_point")], "shape X")
