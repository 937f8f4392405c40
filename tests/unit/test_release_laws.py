"""Releases: requests of one name never hide one another, and the order of requests decides positions alone."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName

Request = tuple[OperationName, dict[str, Any]]
NAMES: Final = ("a", "b")
ROLE: Final = "arn:aws:iam::123456789012:role/hosting"


def model(name: str, mode: str = "SingleModel", region: str = "eu-west-1") -> Request:
    image = f"123456789012.dkr.ecr.{region}.amazonaws.com/scorer:1"
    url = "s3://models/scorer/" if mode == "MultiModel" else "s3://models/scorer.tar.gz"
    container = {"Image": image, "Mode": mode, "ModelDataUrl": url}
    return "CreateModel", {"ModelName": name, "ExecutionRoleArn": ROLE, "PrimaryContainer": container}


def configuration(name: str, models: tuple[str, ...], count: Any, **members: Any) -> Request:
    variants = [
        {"VariantName": f"v{n}", "ModelName": m, "InstanceType": "ml.m5.large", "InitialInstanceCount": count}
        for n, m in enumerate(models)
    ]
    return "CreateEndpointConfig", {"EndpointConfigName": name, "ProductionVariants": variants, **members}


def canary(operation: OperationName, endpoint: str, name: str, size: int) -> Request:
    routing = {
        "Type": "CANARY",
        "WaitIntervalInSeconds": 60,
        "CanarySize": {"Type": "INSTANCE_COUNT", "Value": size},
    }
    policy = {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": routing, "TerminationWaitInSeconds": 60}}
    alarms = {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "errors"}]}}
    return operation, {"EndpointName": endpoint, "EndpointConfigName": name, "DeploymentConfig": {**policy, **alarms}}


def verdict(release: list[Request]) -> dict[str, set[str]]:
    """The rules that are broken, with the worst of what each is."""
    found: dict[str, set[str]] = {}
    for violation in sagemaker.validate_release(release, profile="pedantic"):
        found.setdefault(violation.rule, set()).add(violation.severity)
    return {rule: {"error"} if "error" in severities else severities for rule, severities in found.items()}


name: Final = st.sampled_from(NAMES)
models: Final = st.builds(
    model, name, st.sampled_from(["SingleModel", "MultiModel"]), st.sampled_from(["eu-west-1", "us-east-1"])
)
configurations: Final = st.builds(
    configuration, name, st.lists(name, min_size=1, max_size=2).map(tuple), st.sampled_from([1, 2, 4, "4"])
)
endpoints: Final = st.builds(canary, st.just("CreateEndpoint"), name, name, st.integers(1, 2))
updates: Final = st.builds(canary, st.just("UpdateEndpoint"), name, name, st.integers(1, 2))


@settings(max_examples=300)
@given(st.lists(st.one_of(models, configurations, endpoints), max_size=7), st.lists(updates, max_size=3), st.randoms())
def test_permuting_a_release_changes_nothing_but_positions(
    others: list[Request], chain: list[Request], random: Any
) -> None:
    """The updates of an endpoint are a chain and keep their order; everything else may stand anywhere."""
    expected = verdict([*others, *chain])
    shuffled: list[Request | None] = [*others, *[None] * len(chain)]
    random.shuffle(shuffled)
    left = iter(chain)
    assert verdict([next(left) if request is None else request for request in shuffled]) == expected


@settings(max_examples=100)
@given(st.lists(updates, max_size=4), st.lists(configurations, max_size=3))
def test_an_update_is_compared_with_what_the_endpoint_runs_by_then(chain: list[Request], others: list[Request]) -> None:
    """The last update of a chain is judged as it would be after a creation with the configuration before it."""
    if len(chain) < 2:
        return
    renamed = [(operation, {**data, "EndpointName": "e"}) for operation, data in chain]
    created: Request = (
        "CreateEndpoint",
        {"EndpointName": "e", "EndpointConfigName": renamed[-2][1]["EndpointConfigName"]},
    )

    def of_the_last(release: list[Request]) -> set[str]:
        return {v.rule for v in sagemaker.validate_release(release) if v.path[0] == len(release) - 1}

    assert of_the_last([*others, *renamed]) == of_the_last([*others, created, renamed[-1]])


def test_the_second_configuration_of_a_name_is_seen_whichever_comes_first() -> None:
    many, few = configuration("a", ("m",), 4), configuration("a", ("m",), 2)
    update = canary("UpdateEndpoint", "e", "a", 2)
    for release in ([many, few, update], [few, many, update], [update, many, few]):
        assert "canary-count-max" in verdict(release)


def test_the_first_request_of_a_name_is_seen_though_the_second_cannot_be_read() -> None:
    good, broken = configuration("a", ("m",), 2), configuration("a", ("m",), "4")
    for release in ([good, broken], [broken, good]):
        assert "canary-count-max" in verdict([*release, canary("UpdateEndpoint", "e", "a", 2)])


def test_an_earlier_request_that_cannot_be_read_raises_nothing() -> None:
    broken: Request = ("UpdateEndpoint", {"EndpointName": "e", "EndpointConfigName": ["a"]})
    assert set(verdict([configuration("a", ("m",), 4), broken, canary("UpdateEndpoint", "e", "a", 2)])) == {"type"}


def test_many_requests_of_many_names_take_no_more_than_their_number() -> None:
    release = [model(n, mode) for n in ("a", "b", "c", "d", "e", "f", "g") for mode in ("SingleModel", "MultiModel")]
    release += [configuration(f"c{n}", ("a", "b", "c", "d", "e", "f", "g"), 1) for n in range(20)]
    assert verdict(release) == verdict(release[::-1])
