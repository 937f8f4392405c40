"""What the generated package promises, on the committed SageMaker package and on tiny ones."""

from __future__ import annotations

import copy
import json
import math
import pickle
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

import attrs
import cattrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from tests.workshop import Workshop, structure

ROOT: Final = Path(__file__).parents[2]
ENDPOINT: Final = {"EndpointName": "e", "EndpointConfigName": "c"}
BAD: Final = {
    "EndpointName": "bad name!",
    "EndpointConfigName": "c",
    "DeploymentConfig": {
        "BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANERY", "WaitIntervalInSeconds": 99999}}
    },
}
VARIANT: Final = {
    "VariantName": "v",
    "ModelName": "m",
    "InstanceType": "ml.g5.2xlarge",
    "InitialInstanceCount": 1,
    "InitialVariantWeight": 0.0,
}
CONFIG: Final = {"EndpointConfigName": "c", "ProductionVariants": [VARIANT]}


def _found(
    data: object, operation: OperationName = "CreateEndpoint", **options: Any
) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(v.rule, v.path) for v in sagemaker.validate(operation, data, **options)]


class TestValidate:
    """The wire layer: everything that is wrong, in one run, whatever the data holds."""

    def test_the_example_of_the_readme(self) -> None:
        routing = ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration")
        found = sagemaker.validate("CreateEndpoint", BAD)
        assert {("pattern", ("EndpointName",)), ("enum", (*routing, "Type"))} < {(v.rule, v.path) for v in found}
        assert ("max-value", (*routing, "WaitIntervalInSeconds")) in [(v.rule, v.path) for v in found]
        [enum] = [v for v in found if v.rule == "enum"]
        assert "CANARY" in enum.message
        assert sagemaker.MODEL.botocore in enum.message
        assert all(v.operation == "CreateEndpoint" for v in found)

    @pytest.mark.parametrize("data", [None, 1, "x", [], (), object(), set(), b"", math.nan, [ENDPOINT], True])
    def test_what_is_no_request(self, data: object) -> None:
        assert _found(data) == [("type", ())]

    @pytest.mark.parametrize("value", [None, 1, True, 1.5, b"e", [], {}, object(), math.nan])
    def test_what_is_no_string(self, value: object) -> None:
        assert ("type", ("EndpointName",)) in _found({**ENDPOINT, "EndpointName": value})

    def test_none_is_not_absent(self) -> None:
        [violation] = sagemaker.validate("CreateEndpoint", {**ENDPOINT, "Tags": None})
        assert violation.rule == "type"
        assert "leave the member out" in violation.message

    @pytest.mark.parametrize("value", [True, False, 1.0, "1", None, math.nan])
    def test_what_is_no_integer(self, value: object) -> None:
        data = {**CONFIG, "ProductionVariants": [{**VARIANT, "InitialInstanceCount": value}]}
        place = ("ProductionVariants", 0, "InitialInstanceCount")
        assert ("type", place) in _found(data, "CreateEndpointConfig")

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, True, None, "0.5"])
    def test_what_is_no_number(self, value: object) -> None:
        data = {**CONFIG, "ProductionVariants": [{**VARIANT, "InitialVariantWeight": value}]}
        place = ("ProductionVariants", 0, "InitialVariantWeight")
        assert ("type", place) in _found(data, "CreateEndpointConfig")

    def test_keys_that_are_no_names(self) -> None:
        odd: dict[object, object] = {
            1: 1,
            None: 2,
            (1, 2): 3,
            math.nan: 4,
            "": 5,
            "endpointname": 6,
            "Endpoint Name": 7,
            b"EndpointName": 8,
        }
        found = sagemaker.validate("CreateEndpoint", cast("Any", ENDPOINT) | odd)
        assert [v.rule for v in found] == ["unknown-member"] * len(odd)
        assert all(str(v).isprintable() for v in found)
        assert any("did you mean EndpointName" in v.message for v in found)

    def test_length_counts_code_points(self) -> None:
        tag = {"Key": "\U0001d7d8" * 128, "Value": "\u00e9" * 256}
        assert _found({**ENDPOINT, "Tags": [tag]}) == []
        tag["Key"] += "x"
        assert _found({**ENDPOINT, "Tags": [tag]}) == [("max-length", ("Tags", 0, "Key"))]

    def test_a_pattern_matches_the_whole_string(self) -> None:
        for name in ("e\n", "\ne", "e\0", " e", "e ", "-e", "e-"):
            assert ("pattern", ("EndpointName",)) in _found({**ENDPOINT, "EndpointName": name}), name

    def test_an_unknown_operation(self) -> None:
        with pytest.raises(ValueError, match="CreateEndpoint"):
            sagemaker.validate("CreateEndpiont", {})  # type: ignore[arg-type] # the mistake
        for name in ("", "x" * 10_000, "create_endpoint", "\ud800"):
            with pytest.raises(ValueError, match="no operation"):
                sagemaker.validate(name, {})  # type: ignore[arg-type] # the mistake

    def test_data_is_not_changed(self) -> None:
        data = copy.deepcopy(BAD)
        sagemaker.validate("CreateEndpoint", data)
        assert data == BAD


MEMBERS: Final = tuple(
    Path(ROOT, "generated", "sagemaker", "schemas", "CreateEndpointConfig.json").read_text("utf-8").split('"')[1::2]
)
"""Every name and keyword of a schema: member names are among them."""


def _anything() -> st.SearchStrategy[Any]:
    """Whatever Python can hold: real member names and values among it, so that some of it gets deep into the checks."""
    names = st.sampled_from(MEMBERS)
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(min_value=10**4000, max_value=10**4400),
        st.floats(),
        st.text(st.characters(), max_size=20),
        st.binary(max_size=5),
        st.complex_numbers(),
        st.decimals(),
        st.datetimes(),
        st.sampled_from(["ml.g5.2xlarge", "Input", "CANARY", object(), int, ..., NotImplemented, range(3)]),
    )
    keys = st.one_of(names, names, st.text(max_size=5), st.none(), st.integers(), st.tuples(st.integers()), st.floats())
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(keys, inner, max_size=6),
            st.tuples(inner),
            st.sets(st.integers(), max_size=2),
        ),
        max_leaves=25,
    )


OPERATIONS: Final = sorted(sagemaker.operations())


@settings(max_examples=150)
@given(operation=st.sampled_from(OPERATIONS), data=_anything(), profile=st.sampled_from([None, "strict", "pedantic"]))
def test_validate_never_raises(operation: OperationName, data: object, profile: str | None) -> None:
    for violation in sagemaker.validate(operation, data, profile=profile):
        assert str(violation).isprintable()
        assert violation.severity in ("error", "warning")
        assert all(isinstance(part, (str, int)) for part in violation.path)
        assert hash(violation) is not None
        assert repr(violation)


@settings(max_examples=80)
@given(data=st.lists(_anything(), max_size=6))
def test_the_deepest_places_take_anything(data: list[object]) -> None:
    """Anything at all in place of any part of a rich, valid request."""
    request: Any = copy.deepcopy(
        {**CONFIG, "ProductionVariants": [VARIANT, VARIANT], "Tags": [{"Key": "k", "Value": "v"}]}
    )
    for number, value in enumerate(data):
        target = [request, request["ProductionVariants"], request["Tags"]][number % 3]
        key: Any = sorted(target)[number % len(target)] if isinstance(target, dict) else number % len(target)
        broken = copy.copy(target)
        broken[key] = value
        whole = {"ProductionVariants": broken} if target is request["ProductionVariants"] else {"Tags": broken}
        changed = broken if target is request else {**request, **whole}
        for violation in sagemaker.validate("CreateEndpointConfig", changed):
            assert str(violation)


class TestTypedLayer:
    """attrs classes: they cannot hold a wrong request, and lose nothing of a right one."""

    def test_classes_are_frozen_slotted_and_keyword_only(self) -> None:
        request = sagemaker.CreateEndpointInput(endpoint_name="e", endpoint_config_name="c")
        assert attrs.has(sagemaker.CreateEndpointInput)
        assert all(a.kw_only for a in attrs.fields(sagemaker.CreateEndpointInput) if a.init)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            request.endpoint_name = "x"  # type: ignore[misc] # that it is refused is the point
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            del request.endpoint_name
        assert not hasattr(request, "__dict__")
        with pytest.raises(TypeError):
            sagemaker.CreateEndpointInput("e", "c")  # type: ignore[call-arg] # as above

    def test_everything_wrong_is_in_the_error(self) -> None:
        with pytest.raises(sagemaker.ValidationError) as caught:
            sagemaker.CreateEndpointInput.from_dict(BAD)
        assert isinstance(caught.value, ValueError)
        wanted = [(v.rule, v.path) for v in sagemaker.validate("CreateEndpoint", BAD)]
        assert [(v.rule, v.path) for v in caught.value.violations] == wanted
        assert all(v.message in str(caught.value) for v in caught.value.violations if v.severity == "error")

    def test_the_constructor_checks_what_from_dict_checks(self) -> None:
        with pytest.raises(sagemaker.ValidationError) as caught:
            sagemaker.CreateEndpointInput(endpoint_name="bad name!", endpoint_config_name="")
        assert {v.path for v in caught.value.violations} == {("EndpointName",), ("EndpointConfigName",)}
        tag = sagemaker.Tag(key="k", value="")
        assert sagemaker.CreateEndpointInput(endpoint_name="e", endpoint_config_name="c", tags=[tag]).tags == (tag,)

    def test_a_list_that_contains_itself(self, workshop: Workshop) -> None:
        shapes = {"In": structure(Inner="Ins"), "Ins": {"type": "list", "member": {"shape": "In"}}}
        package = workshop.generate(shapes)
        loop: list[Any] = []
        loop.append({"Inner": loop})
        with pytest.raises(package.ValidationError) as caught:
            package.In(inner=loop)
        assert [v.rule for v in caught.value.violations] == ["max-depth"]

    def test_falsy_values_survive(self, workshop: Workshop) -> None:
        kinds = {"I": "integer", "F": "double", "B": "boolean", "S": "string", "Y": "blob"}
        shapes: dict[str, Any] = {name: {"type": kind} for name, kind in kinds.items()}
        shapes["L"] = {"type": "list", "member": {"shape": "S"}}
        shapes["M"] = {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}}
        shapes["N"] = structure()
        shapes["In"] = structure(**{name: name for name in shapes})
        package = workshop.generate({**shapes, "Out": shapes["In"]})
        data = {"I": 0, "F": 0.0, "B": False, "S": "", "Y": b"", "L": [], "M": {}, "N": {}}
        assert package.validate("Do", data) == []
        for built in (package.In.from_dict(data), package.Out.from_response(data)):
            dumped = built.to_dict()
            assert dumped == data
            assert [type(v) for v in dumped.values()] == [type(v) for v in data.values()]
        assert package.In.from_dict({}).to_dict() == {}

    def test_unset_is_none_and_not_dumped(self) -> None:
        request = sagemaker.CreateEndpointInput.from_dict(ENDPOINT)
        assert request.tags is None
        assert request.to_dict() == ENDPOINT

    def test_enums_by_member_or_string(self) -> None:
        kind = sagemaker.ProductionVariantInstanceType
        by_member = sagemaker.ProductionVariant(
            variant_name="v", model_name="m", instance_type=kind.ML_G5_2XLARGE, initial_instance_count=1
        )
        by_text = sagemaker.ProductionVariant(
            variant_name="v", model_name="m", instance_type="ml.g5.2xlarge", initial_instance_count=1
        )
        assert by_member == by_text
        assert by_text.instance_type is kind.ML_G5_2XLARGE
        assert type(by_member.to_dict()["InstanceType"]) is str
        assert len(kind) == 277
        assert str(kind.ML_G5_2XLARGE) == "ml.g5.2xlarge"
        with pytest.raises(sagemaker.ValidationError, match=r"ml\.g5\.2xlarge"):
            sagemaker.ProductionVariant(variant_name="v", instance_type="ml.g5.2xlarg")  # type: ignore[arg-type] # a typo

    def test_values_can_be_compared_hashed_copied_and_pickled(self) -> None:
        request = sagemaker.CreateEndpointConfigInput.from_dict(CONFIG)
        for other in (
            sagemaker.CreateEndpointConfigInput.from_dict(copy.deepcopy(CONFIG)),
            pickle.loads(pickle.dumps(request)),
            copy.deepcopy(request),
            attrs.evolve(request),
        ):
            assert other == request
            assert hash(other) == hash(request)
        assert attrs.evolve(request, endpoint_config_name="d") != request
        with pytest.raises(sagemaker.ValidationError):
            attrs.evolve(request, endpoint_config_name="not a name")
        assert request != CONFIG

    def test_what_is_built_is_independent_of_the_data(self) -> None:
        data = copy.deepcopy(CONFIG)
        request = sagemaker.CreateEndpointConfigInput.from_dict(data)
        data["ProductionVariants"].clear()  # type: ignore[attr-defined] # a list
        assert request.to_dict() == CONFIG
        request.to_dict()["ProductionVariants"].clear()
        assert request.to_dict() == CONFIG


class TestResponses:
    """Open: what the pinned model does not know, or misses, is kept."""

    RESPONSE: Final = {
        "EndpointName": "e",
        "EndpointStatus": "Levitating",
        "ProductionVariants": [{"VariantName": "v", "CurrentWeight": 0.0, "NewInProduction": {"a": [1]}}],
        "SomethingNew": {"x": None},
        "ResponseMetadata": {"HTTPStatusCode": 200},
    }

    def test_unknown_values_and_members_pass_through(self) -> None:
        response = sagemaker.DescribeEndpointOutput.from_response(self.RESPONSE)
        assert response.endpoint_status == "Levitating"
        assert response.endpoint_arn is None
        assert response.unknown_members["SomethingNew"] == {"x": None}
        assert response.production_variants is not None
        assert response.production_variants[0].unknown_members == {"NewInProduction": {"a": [1]}}
        dumped = response.to_dict()
        assert {k: v for k, v in self.RESPONSE.items() if k != "ResponseMetadata"}.items() <= dumped.items()

    def test_known_values_are_members(self) -> None:
        response = sagemaker.DescribeEndpointOutput.from_response({**self.RESPONSE, "EndpointStatus": "InService"})
        assert response.endpoint_status is sagemaker.EndpointStatus.IN_SERVICE

    def test_an_unknown_instance_type(self) -> None:
        variants = [{"VariantName": "v", "InstanceType": "ml.q9.mega"}]
        response = sagemaker.DescribeEndpointConfigOutput.from_response({"ProductionVariants": variants})
        assert response.production_variants is not None
        assert response.production_variants[0].instance_type == "ml.q9.mega"

    def test_times_are_aware(self) -> None:
        for value in (0, 0.5, "1970-01-01T00:00:00Z", datetime(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)):  # noqa: DTZ001 - is the case
            time = sagemaker.DescribeEndpointOutput.from_response({"CreationTime": value}).creation_time
            assert time is not None
            assert time.tzinfo is not None
            assert time.year == 1970
        odd: Any = sagemaker.DescribeEndpointOutput.from_response({"CreationTime": "yesterday"}).creation_time
        assert odd == "yesterday"

    def test_any_mapping_will_do(self) -> None:
        response = sagemaker.DescribeEndpointOutput.from_response(MappingProxyType(self.RESPONSE))
        assert response == sagemaker.DescribeEndpointOutput.from_response(self.RESPONSE)
        assert response.response_metadata == {"HTTPStatusCode": 200}

    def test_an_empty_answer(self) -> None:
        assert sagemaker.DescribeEndpointOutput.from_response({}).to_dict() == {}

    def test_every_answer_has_a_hash(self) -> None:
        one, other = (sagemaker.DescribeEndpointOutput.from_response(copy.deepcopy(self.RESPONSE)) for _ in range(2))
        assert len({one, other, sagemaker.DescribeEndpointOutput.from_response({})}) == 2
        assert hash(one.unknown_members) == hash(other.unknown_members)

    def test_a_set_where_a_string_belongs_has_a_hash(self) -> None:
        one, other = (sagemaker.DescribeEndpointOutput.from_response({"EndpointName": {1, "a"}}) for _ in range(2))
        assert hash(one) == hash(other)

    @pytest.mark.parametrize(
        ("data", "paths"),
        [
            ("no object", [()]),
            ({"ProductionVariants": 5}, [("ProductionVariants",)]),
            ({"EndpointName": "e", "ProductionVariants": [{}, "v"]}, [("ProductionVariants", 1)]),
            (
                {"ProductionVariants": [{"RoutingConfig": []}], "DataCaptureConfig": 1},
                [("ProductionVariants", 0, "RoutingConfig"), ("DataCaptureConfig",)],
            ),
        ],
    )
    def test_what_no_object_can_be_built_from(self, data: Any, paths: list[object]) -> None:
        with pytest.raises(sagemaker.ValidationError) as caught:
            sagemaker.DescribeEndpointOutput.from_response(data)
        assert [v.path for v in caught.value.violations] == paths
        assert {v.rule for v in caught.value.violations} == {"type"}

    def test_ignoring_types_makes_no_room_for_them(self) -> None:
        data: dict[str, Any] = {**CONFIG, "Tags": {"Key": "k"}}
        with pytest.raises(sagemaker.ValidationError) as caught:
            sagemaker.CreateEndpointConfigInput.from_dict(data, ignore={"type"})
        assert [(v.rule, v.path) for v in caught.value.violations] == [("type", ("Tags", "Key"))]


class TestSecrets:
    """Sensitive members are never shown: not in repr, not in violations."""

    SECRET: Final = "hunter2-hunter2"

    def test_in_repr_messages_and_values(self, workshop: Workshop) -> None:
        secret = {"sensitive": True}
        shapes: dict[str, Any] = {
            "Password": {"type": "string", "pattern": "[a-z]+", "max": 5} | secret,
            "Kind": {"type": "string", "enum": ["a"]} | secret,
            "Number": {"type": "integer", "max": 5} | secret,
            "Float": {"type": "double"} | secret,
            "Flag": {"type": "boolean"} | secret,
            "Time": {"type": "timestamp"} | secret,
            "Bytes": {"type": "blob", "max": 2} | secret,
            "Text": {"type": "string", "max": 3},
            "Texts": {"type": "list", "member": {"shape": "Text"}, "max": 1} | secret,
            "Map": {"type": "map", "key": {"shape": "Plain"}, "value": {"shape": "Text"}} | secret,
            "Vault": structure(Inner="Inner", Inners="Inners", Text="Text") | secret,
            "Inner": structure(Text="Text", Deep="Deep"),
            "Deep": structure(Text="Text"),
            "Inners": {"type": "list", "member": {"shape": "Inner"}},
            "Plain": {"type": "string"},
            "Anything": {"type": "structure", "members": {}, "document": True} | secret,
            "Passwords": {"type": "list", "member": {"shape": "Password"}, "max": 1},
            "Lists": {"type": "map", "key": {"shape": "Plain"}, "value": {"shape": "Passwords"}, "max": 1},
            "Named": {"type": "map", "key": {"shape": "Password"}, "value": {"shape": "Plain"}},
            "Either": structure(Password="Password", Plain="Plain") | {"union": True},
        }
        names = ["Password", "Kind", "Number", "Float", "Flag", "Time", "Bytes", "Texts", "Map", "Vault", "Anything"]
        names += ["Passwords", "Lists", "Named", "Either"]
        shapes["In"] = structure(**{n: n for n in names})
        package = workshop.generate({**shapes, "Out": shapes["In"]})
        deep = {"Text": self.SECRET}
        inner = {"Text": self.SECRET, "Deep": deep}
        data = {
            **dict.fromkeys(["Password", "Kind", "Number", "Float", "Flag"], self.SECRET),
            "Time": f"not {self.SECRET}",
            "Bytes": self.SECRET.encode(),
            "Texts": [self.SECRET, self.SECRET],
            "Map": {self.SECRET: self.SECRET},
            "Passwords": [self.SECRET, self.SECRET],
            "Lists": {"a": [self.SECRET], "b": [self.SECRET]},
            "Named": {self.SECRET: 1},
            "Either": {"Password": self.SECRET, "Plain": ""},
            "Vault": {"Inner": inner, "Inners": [inner], "Text": self.SECRET, "Unknown": self.SECRET},
            "Anything": {"a": [self.SECRET, {self.SECRET}]},
        }
        found = package.validate("Do", data)
        assert {v.path[0] for v in found} == set(data)
        for violation in found:
            assert "hunter2" not in str(violation) + repr(violation) + violation.message + repr(violation.value)
            assert "hunter2" not in repr(pickle.loads(pickle.dumps(violation)))
        assert ("Named", self.SECRET) in [v.path for v in found]
        assert "hunter2" not in str(package.ValidationError(found))
        response = package.Out.from_response(data)
        assert "hunter2" not in repr(response)
        assert "hunter2" not in repr(response.vault)
        assert "hunter2" not in repr(response.vault.inner)
        assert "hunter2" not in repr(response.vault.inner.deep)
        assert response.to_dict()["Vault"]["Unknown"] == self.SECRET


class TestConverter:
    """cattrs: the hooks are from_dict and to_dict."""

    def test_structures(self) -> None:
        converter = sagemaker.converter()
        request = converter.structure(CONFIG, sagemaker.CreateEndpointConfigInput)
        assert request == sagemaker.CreateEndpointConfigInput.from_dict(CONFIG)
        assert converter.unstructure(request) == CONFIG
        assert converter.structure(request, sagemaker.CreateEndpointConfigInput) is request
        with pytest.raises(sagemaker.ValidationError) as caught:
            converter.structure(BAD, sagemaker.CreateEndpointInput)
        assert len(caught.value.violations) >= 3
        with pytest.raises(sagemaker.ValidationError):
            converter.structure(5, sagemaker.CreateEndpointInput)

    def test_responses(self) -> None:
        response = sagemaker.converter().structure(TestResponses.RESPONSE, sagemaker.DescribeEndpointOutput)
        assert response.endpoint_status == "Levitating"

    def test_enums(self) -> None:
        converter, kind = sagemaker.converter(), sagemaker.ProductionVariantInstanceType
        assert converter.structure("ml.g5.2xlarge", kind) is kind.ML_G5_2XLARGE
        assert converter.structure(kind.ML_G5_2XLARGE, kind) is kind.ML_G5_2XLARGE
        assert type(converter.unstructure(kind.ML_G5_2XLARGE)) is str
        assert converter.structure("x", _Other) is _Other.X
        assert converter.unstructure(_Other.X) == "x"
        with pytest.raises(ValueError, match="not a valid _Other"):
            converter.structure("y", _Other)
        for wrong in ("ml.g5.2xlarg", 5, None, ["ml.g5.2xlarge"]):
            with pytest.raises(sagemaker.ValidationError) as caught:
                converter.structure(wrong, kind)
            assert caught.value.violations[0].rule in ("enum", "type")

    def test_in_classes_of_the_user(self) -> None:
        mine = sagemaker.register(cattrs.Converter())
        plan = {"name": "p", "requests": [ENDPOINT], "kind": "CANARY", "extra": None}
        built = mine.structure(plan, _Plan)
        assert built.requests[0].endpoint_name == "e"
        assert built.kind is sagemaker.TrafficRoutingConfigType.CANARY
        assert mine.unstructure(built) == plan
        with pytest.raises(cattrs.ClassValidationError):
            mine.structure({**plan, "requests": [BAD]}, _Plan)

    def test_only_the_classes_of_the_package(self, workshop: Workshop) -> None:
        shapes = {"In": structure(M="E"), "E": {"type": "string", "enum": ["a"]}}
        package = workshop.generate(shapes)
        assert package.converter().structure({"M": "a"}, package.In).to_dict() == {"M": "a"}
        with pytest.raises(ValueError, match="no TrafficRoutingConfigType; did you mean CANARY"):
            package.converter().structure("CANERY", sagemaker.TrafficRoutingConfigType)
        both = sagemaker.register(package.converter())
        assert both.structure("a", package.E) is package.E.A
        assert both.structure("CANARY", sagemaker.TrafficRoutingConfigType) == "CANARY"


class _Other(StrEnum):
    X = "x"


@attrs.frozen
class _Plan:
    name: str
    requests: list[sagemaker.CreateEndpointInput]
    kind: sagemaker.TrafficRoutingConfigType
    extra: sagemaker.Tag | None = None


IMPORTS: Final = """
import json, sys
steps = {}
def note(step):
    steps[step] = sorted({n.partition(".")[0] for n in sys.modules} | {n for n in sys.modules if "generated" in n})
from generated import sagemaker
note("import")
sagemaker.validate("CreateEndpoint", {"EndpointName": "e", "EndpointConfigName": "c"})
note("validate")
sagemaker.validate("CreateEndpointConfig", {"ProductionVariants": [{"InstanceType": "x", "Foo": 1}]}, ignore=["type"])
note("violations")
sagemaker.Tag
note("tag")
sagemaker.converter()
note("converter")
print(json.dumps(steps))
"""


def test_imports_are_cheap_and_lazy() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True)
    steps = {step: set(names) for step, names in json.loads(done.stdout).items()}
    heavy = {"attr", "attrs", "cattrs", "botocore", "boto3", "typing_extensions", "jinja2", "codegen", "hypothesis"}
    for step in ("import", "validate", "violations"):
        assert not steps[step] & heavy, step
    assert not {"re", "enum", "dataclasses", "inspect", "typing"} & steps["import"] - _always_loaded()
    assert not any("create_endpoint_config" in name for name in steps["validate"])
    shapes = [name for name in steps["tag"] if ".shapes." in name]
    assert shapes == ["generated.sagemaker.shapes.tag"]
    assert not {"cattrs", "botocore"} & steps["tag"]
    assert not [name for name in steps["converter"] - steps["tag"] if ".shapes." in name or ".enums." in name]
    assert "botocore" not in steps["converter"]


def _always_loaded() -> set[str]:
    """What the interpreter of this environment loads before any line of ours."""
    code = "import sys; print(*{n.partition('.')[0] for n in sys.modules}, 'json', 're', 'enum')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_name_is_there() -> None:
    names = dir(sagemaker)
    for name in names:
        assert getattr(sagemaker, name) is not None
    assert {"validate", "validate_release", "rules", "operations", "converter", "register", "MODEL"} <= set(names)
    assert {"ValidationError", "Violation", "Tag", "ProductionVariantInstanceTypeLiteral"} <= set(names)
    with pytest.raises(AttributeError, match="Nothing"):
        sagemaker.Nothing  # type: ignore[attr-defined] # noqa: B018 - as above


def test_operations_have_their_facts() -> None:
    operation = sagemaker.operations()["CreateEndpointConfig"]
    assert operation.method == "create_endpoint_config"
    assert (operation.input, operation.output) == ("CreateEndpointConfigInput", "CreateEndpointConfigOutput")
    assert operation.url.startswith("https://docs.aws.amazon.com/")
    assert sagemaker.MODEL.service == "sagemaker"


def test_schemas_are_read_from_the_package() -> None:
    written = Path(sagemaker.__file__).parent / "schemas" / "CreateEndpoint.json"
    assert sagemaker.schema("CreateEndpoint") == json.loads(written.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="did you mean CreateEndpoint"):
        sagemaker.schema("CreateEndpiont")  # type: ignore[arg-type] # the mistake


def test_an_operation_without_a_request_has_no_schema(workshop: Workshop) -> None:
    package = workshop.generate({}, operations={"Do": {"name": "Do"}})
    with pytest.raises(ValueError, match="Do takes no request"):
        package.schema("Do")


def test_a_package_works_from_an_archive(workshop: Workshop) -> None:
    workshop.generate({"In": structure(M="T"), "T": {"type": "string"}})
    archive = shutil.make_archive(str(workshop.root / "packed"), "zip", workshop.root, workshop.out_name)
    asked = "tiny.validate('Do', {'M': 1})[0].rule, tiny.schema('Do')['type']"
    code = f"from {workshop.out_name} import tiny; print({asked})"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": archive}, capture_output=True, text=True, check=False, cwd="/"
    )
    assert (done.stdout, done.stderr) == ("type object\n", "")


def test_docstrings_state_facts() -> None:
    doc = sagemaker.ProductionVariant.__doc__ or ""
    for fact in ("``InitialInstanceCount``", "at least 1", "277 values", "required", "pattern", "https://"):
        assert fact in doc
