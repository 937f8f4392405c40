"""Deployments against a scripted endpoint: every outcome is told apart, and nothing is called that should not be."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError

from generated import sagemaker
from tests.e2e.explorer import explore, long, short
from tests.e2e.scripted import (
    MISSING,
    Dropped,
    FakeClock,
    Moment,
    Refusal,
    Script,
    boto_client,
    config,
    endpoint,
    model,
    pending,
    playing,
)

BEFORE = endpoint("InService")
DONE = endpoint("InService", "new", LastModifiedTime=1700000900.0)
BACK = endpoint("InService", "old", LastModifiedTime=1700000900.0, FailureReason="Alarm errors-high went off.")
READS = {"DescribeEndpoint", "DescribeEndpointConfig", "DescribeModel"}


def canary(timeout: int = 1200, size: int = 25) -> sagemaker.DeploymentConfig:
    """A canary of a quarter of the capacity, guarded by two alarms."""
    return sagemaker.DeploymentConfig(
        blue_green_update_policy=sagemaker.BlueGreenUpdatePolicy(
            traffic_routing_configuration=sagemaker.TrafficRoutingConfig(
                type="CANARY",
                wait_interval_in_seconds=300,
                canary_size=sagemaker.CapacitySize(type="CAPACITY_PERCENT", value=size),
            ),
            maximum_execution_timeout_in_seconds=timeout,
        ),
        auto_rollback_configuration=sagemaker.AutoRollbackConfig(
            alarms=[sagemaker.Alarm(alarm_name="errors-high"), sagemaker.Alarm(alarm_name="slow")]
        ),
    )


class Bench:
    """A typed client of a scripted server, its clock, and the polls that were shown."""

    def __init__(self, address: str, script: Script, retries: Mapping[str, Any] | None = None) -> None:
        self.script = script
        self.clock = FakeClock()
        self.shown: list[Any] = []
        self.client = sagemaker.SageMakerClient(boto_client(address, retries), clock=self.clock)

    def deploy(self, **options: Any) -> Any:
        arguments: dict[str, Any] = {"deployment_config": canary()} | options
        return sagemaker.deploy(
            self.client,
            endpoint_name="shop",
            endpoint_config_name=arguments.pop("endpoint_config_name", "new"),
            on_progress=self.shown.append,
            **arguments,
        )


@contextmanager
def bench(*timeline: Moment, retries: Mapping[str, Any] | None = None, **script: Any) -> Iterator[Bench]:
    played = Script(list(timeline), **script)
    with playing(played) as address:
        yield Bench(address, played, retries)


def test_canary_success() -> None:
    steps = [pending("Updating", stage) for stage in ("Creating", "ActivatingTraffic", "Baking")]
    with bench(BEFORE, BEFORE, *steps, DONE) as at:
        outcome = at.deploy()
    assert isinstance(outcome, sagemaker.Deployed)
    assert not outcome.created
    assert outcome.endpoint.endpoint_config_name == "new"
    assert outcome.endpoint.endpoint_status is sagemaker.EndpointStatus.IN_SERVICE
    assert outcome.elapsed == at.clock.time == 120.0
    assert [p.state for p in at.shown] == ["waiting"] * 4 + ["success"]
    assert {p.timeline for p in at.shown} == {outcome.plan.timeline()}
    assert at.script.operations().count("UpdateEndpoint") == 1
    assert at.script.asked("UpdateEndpoint")[0] == outcome.plan.request


def test_creation_success() -> None:
    with bench(MISSING, MISSING, endpoint("Creating", "new"), endpoint("InService", "new")) as at:
        outcome = at.deploy(tags=[sagemaker.Tag(key="team", value="fraud")])
    assert outcome.created
    assert at.script.operations().count("CreateEndpoint") == 1
    assert at.script.asked("CreateEndpoint")[0]["Tags"] == [{"Key": "team", "Value": "fraud"}]
    assert "UpdateEndpoint" not in at.script.operations()


def test_alarm_rollback_is_no_success() -> None:
    timeline = [BEFORE, pending("Updating", "Baking"), endpoint("RollingBack"), BACK]
    with bench(*timeline) as at, pytest.raises(sagemaker.RolledBack) as caught:
        at.deploy()
    assert caught.value.alarms == ("errors-high", "slow")
    assert caught.value.reason == "Alarm errors-high went off."
    assert caught.value.endpoint.endpoint_config_name == "old"
    assert "errors-high" in str(caught.value)
    assert at.shown[-1].state == "failure"


def test_silent_rollback_is_no_success() -> None:
    """The endpoint is in service again before a poll could see it going back."""
    with bench(BEFORE, pending("Updating", "Creating"), BACK) as at, pytest.raises(sagemaker.RolledBack) as caught:
        at.deploy()
    assert "serves old again, not new" in str(caught.value)


def test_rollback_that_no_poll_saw_begin() -> None:
    """Nothing but the time of the last change tells that there was an update at all."""
    with bench(BEFORE, BACK) as at, pytest.raises(sagemaker.RolledBack):
        at.deploy()


def test_answers_from_before_the_update_decide_nothing() -> None:
    with bench(BEFORE, BEFORE, BEFORE, BEFORE, DONE) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)


def test_rollback_that_failed() -> None:
    timeline = [BEFORE, pending("Updating", "Baking"), endpoint("RollingBack"), endpoint("UpdateRollbackFailed")]
    with bench(*timeline) as at, pytest.raises(sagemaker.RollbackFailed):
        at.deploy()


def test_update_heals_a_rollback_that_failed() -> None:
    broken = endpoint("UpdateRollbackFailed")
    with bench(broken, broken, pending("Updating", "Creating"), DONE) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)


def test_creation_failure() -> None:
    reason = "The primary container did not pass the ping health check."
    failed = endpoint("Failed", "new", FailureReason=reason)
    with bench(MISSING, endpoint("Creating", "new"), failed) as at, pytest.raises(sagemaker.DeploymentFailed) as caught:
        at.deploy()
    assert caught.value.reason == reason
    assert reason in str(caught.value)
    assert caught.value.elapsed == 30.0


def test_timeout() -> None:
    with bench(BEFORE, pending("Updating", "Baking")) as at, pytest.raises(sagemaker.DeploymentTimeout) as caught:
        at.deploy()
    assert caught.value.elapsed == at.clock.time == 2400.0, "twice the deployment's own timeout"
    assert "it is Updating" in str(caught.value)
    assert at.shown[-1].state == "timeout"


def test_timeout_while_rolling_back_is_a_rollback() -> None:
    with bench(BEFORE, endpoint("RollingBack")) as at, pytest.raises(sagemaker.RolledBack) as caught:
        at.deploy(timeout=60)
    assert "still RollingBack" in str(caught.value)


def test_throttling_during_the_wait() -> None:
    throttled = Refusal("ThrottlingException", "Rate exceeded")
    with bench(BEFORE, pending("Updating", "Creating"), throttled, throttled, DONE) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)
    errors = [p.error for p in at.shown if p.error is not None]
    assert [e.code for e in errors] == ["ThrottlingException"] * 2
    assert at.clock.slept == [30.0] * 3


def test_unknown_status_is_waited_through() -> None:
    with bench(BEFORE, pending("Updating", "Creating"), endpoint("Rebalancing", "new"), DONE) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)
    assert at.shown[1].response.endpoint_status == "Rebalancing"


def test_dropped_connection_during_the_wait() -> None:
    with bench(BEFORE, pending("Updating", "Creating"), Dropped(), DONE) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)
    assert isinstance(at.shown[1].error, ConnectionClosedError)


def test_dropped_connection_after_the_update_arrived() -> None:
    with bench(BEFORE, pending("Updating", "Creating"), DONE, changes={"UpdateEndpoint": Dropped()}) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)
    assert at.script.operations().count("UpdateEndpoint") == 1, "the endpoint is asked, the call is not made again"


def test_dropped_connection_before_the_update_arrived() -> None:
    with bench(BEFORE, BEFORE, changes={"UpdateEndpoint": Dropped()}) as at, pytest.raises(ConnectionClosedError):
        at.deploy()
    assert at.script.operations().count("UpdateEndpoint") == 1


RETRIES = [{"total_max_attempts": 1}, {}, {"mode": "standard"}]


@pytest.mark.parametrize("retries", RETRIES, ids=["none", "default", "standard"])
@pytest.mark.parametrize("operation", ["CreateEndpoint", "UpdateEndpoint"])
def test_a_lost_answer_under_botocores_own_retries(operation: str, retries: Mapping[str, Any]) -> None:
    """Botocore repeats the call by itself and is refused: the endpoint is asked whether the first one arrived."""
    creating = operation == "CreateEndpoint"
    text = "Cannot create already existing endpoint." if creating else "Cannot update in-progress endpoint."
    created: tuple[Moment, ...] = (MISSING, endpoint("Creating", "new"))
    updated: tuple[Moment, ...] = (BEFORE, pending("Updating", "Baking"))
    steps = created if creating else updated
    answers = {operation: [Dropped(), Refusal("ValidationException", text)]}
    with bench(*steps, DONE, retries=retries, changes=answers) as at:
        outcome = at.deploy()
    assert isinstance(outcome, sagemaker.Deployed)
    assert outcome.created == creating
    assert at.script.operations().count(operation) == (1 if retries.get("total_max_attempts") == 1 else 2)


def test_a_refusal_after_retries_that_never_arrived() -> None:
    refusal = Refusal("ValidationException", "Cannot update in-progress endpoint.")
    with (
        bench(BEFORE, retries={}, changes={"UpdateEndpoint": [Dropped(), refusal]}) as at,
        pytest.raises(sagemaker.SageMakerError, match="in-progress"),
    ):
        at.deploy()
    assert at.clock.time < 300


def test_somebody_elses_configuration_goes_into_service_after_a_creation() -> None:
    timeline: list[Moment] = [MISSING, MISSING, endpoint("Creating", "new"), endpoint("InService", "theirs")]
    with bench(*timeline) as at, pytest.raises(sagemaker.DeploymentSuperseded, match="serves theirs"):
        at.deploy()


class TestExplorer:
    """The laws of the README beside the code, over timelines; `python -m tests.e2e.explorer` plays more."""

    def test_every_short_timeline_and_some_long_ones(self) -> None:
        outcomes, broken = explore(itertools.chain(short(), itertools.islice(long(1), 10_000)))
        assert broken == []
        assert outcomes.total() > 70_000
        assert len(outcomes) == 8, "every way to end was met"

    @pytest.mark.parametrize(
        ("name", "fault"),
        [
            ("_is_stale", lambda *_: False),
            ("_is_ours", lambda *_: True),
            ("_went_back", lambda *_: False),
            ("_unsettled", lambda _: None),
            ("_touched", lambda *_: True),
        ],
    )
    def test_a_fault_that_was_put_in_is_found(self, monkeypatch: pytest.MonkeyPatch, name: str, fault: Any) -> None:
        monkeypatch.setattr(f"generated._runtime.endpoints.deploy._Watch.{name}", fault)
        _, broken = explore(itertools.islice(short(), 0, None, 17))
        assert broken

    def test_refusals_that_were_believed_are_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("generated._runtime.endpoints.deploy._may_have_arrived", lambda _: False)
        assert explore(itertools.islice(short(), 0, None, 17))[1]


def test_refused_update() -> None:
    refusal = Refusal("ResourceLimitExceeded", "8 instances")
    with (
        bench(BEFORE, changes={"UpdateEndpoint": refusal}) as at,
        pytest.raises(sagemaker.ResourceLimitExceeded, match="8 instances"),
    ):
        at.deploy()


def test_somebody_else_deployed() -> None:
    other = endpoint("InService", "other", LastModifiedTime=1700000900.0)
    with bench(BEFORE, pending("Updating", "Baking"), other) as at, pytest.raises(sagemaker.DeploymentSuperseded):
        at.deploy()


def test_deleted_meanwhile() -> None:
    with bench(BEFORE, pending("Updating", "Baking"), MISSING) as at, pytest.raises(sagemaker.DeploymentFailed) as e:
        at.deploy()
    assert "it is gone" in str(e.value)


def test_new_deployment_of_the_same_configuration() -> None:
    again = endpoint("InService", "old", LastModifiedTime=1700000900.0)
    with bench(BEFORE, BEFORE, endpoint("Updating"), again) as at:
        assert isinstance(at.deploy(endpoint_config_name="old"), sagemaker.Deployed)


@pytest.mark.parametrize("status", ["Creating", "Updating", "RollingBack", "Failed", "Deleting", "SomethingNew"])
def test_endpoint_that_takes_no_update(status: str) -> None:
    with bench(endpoint(status)) as at, pytest.raises(sagemaker.EndpointNotReady, match=status):
        at.deploy()
    assert set(at.script.operations()) <= READS


def test_no_permission_to_poll_ends_the_wait() -> None:
    with (
        bench(BEFORE, Refusal("AccessDeniedException", "no", 403)) as at,
        pytest.raises(sagemaker.SageMakerError, match="AccessDenied"),
    ):
        at.deploy()


# --- checks before anything changes ----------------------------------------------------------------------------------


def rules(error: sagemaker.ValidationError) -> set[str]:
    return {violation.rule for violation in error.violations if violation.severity == "error"}


def test_dry_run_changes_nothing() -> None:
    with bench(BEFORE) as at:
        plan = at.deploy(dry_run=True)
    assert isinstance(plan, sagemaker.DeploymentPlan)
    assert plan.operation == "UpdateEndpoint"
    assert plan.request["EndpointConfigName"] == "new"
    assert set(at.script.operations()) <= READS
    timeline = plan.timeline()
    assert (timeline.old_config, timeline.config, timeline.waits, timeline.timeout) == ("old", "new", 300, 1200)
    assert timeline.alarms == ("errors-high", "slow")
    assert plan._repr_svg_() == timeline.svg()
    assert timeline.svg() in plan._repr_html_()


def test_retained_settings_are_planned_as_the_endpoint_has_them() -> None:
    live = endpoint("InService", "old", LastDeploymentConfig=canary().to_dict())
    with bench(live) as at:
        plan = at.deploy(dry_run=True, deployment_config=None, retain_deployment_config=True)
    assert plan.timeline().strategy == "CANARY"


def test_invalid_request_never_leaves() -> None:
    with bench(BEFORE) as at, pytest.raises(sagemaker.ValidationError):
        at.client.update_endpoint(endpoint_name="shop", endpoint_config_name="-no-name-")
    assert at.script.requests == []


def test_rule_across_requests_uses_the_live_instance_count() -> None:
    """Two instances are configured, seven run: a canary of three fits what is live, and not the configuration."""
    counted = sagemaker.CapacitySize(type="INSTANCE_COUNT", value=3)
    routing = sagemaker.TrafficRoutingConfig(type="CANARY", wait_interval_in_seconds=300, canary_size=counted)
    policy = sagemaker.BlueGreenUpdatePolicy(traffic_routing_configuration=routing)
    wanted = sagemaker.DeploymentConfig(blue_green_update_policy=policy)
    variant = {"VariantName": "main", "CurrentInstanceCount": 7, "DesiredInstanceCount": 7}
    live = endpoint("InService", ProductionVariants=[variant])
    with bench(live) as at:
        with pytest.raises(sagemaker.ValidationError) as caught:
            at.deploy(deployment_config=wanted, dry_run=True)
        assert rules(caught.value) == {"canary-count-max"}
        kept = at.deploy(deployment_config=wanted, retain_all_variant_properties=True, dry_run=True)
    assert kept.request["RetainAllVariantProperties"] is True
    assert "canary-count-max" not in {v.rule for v in kept.warnings}
    assert set(at.script.operations()) <= READS


@pytest.mark.parametrize(
    ("options", "warned"),
    [
        ({}, {("InitialInstanceCount", 2), ("InitialVariantWeight", 1.0)}),
        ({"retain_all_variant_properties": True}, set()),
        (
            {
                "retain_all_variant_properties": True,
                "exclude_retained_variant_properties": [
                    sagemaker.VariantProperty(variant_property_type="DesiredWeight"),
                ],
            },
            {("InitialVariantWeight", 1.0)},
        ),
        ({"ignore": {"update-resets-live-counts"}}, set()),
    ],
)
def test_an_update_that_resets_what_autoscaling_has_set_is_warned_of(
    options: dict[str, Any], warned: set[tuple[str, float]]
) -> None:
    """Two instances are configured, nine run, and the update would go back to two: a warning, never an error."""
    variant = {"VariantName": "main", "CurrentInstanceCount": 9, "DesiredInstanceCount": 9, "DesiredWeight": 0.2}
    with bench(endpoint("InService", ProductionVariants=[variant])) as at:
        plan = at.deploy(deployment_config=None, dry_run=True, **options)
    found = [v for v in plan.warnings if v.rule == "update-resets-live-counts"]
    assert {(v.path[-1], v.value) for v in found} == warned
    assert all(v.severity == "warning" and "RetainAllVariantProperties" in v.message for v in found)
    if not options:
        assert "sets the instances of main from 9 to 2" in found[0].message


def test_counts_that_are_configured_anew_are_not_warned_of() -> None:
    more = {"old": config("old"), "new": config("new", count=4)}
    with bench(BEFORE, configs=more) as at:
        plan = at.deploy(deployment_config=None, dry_run=True)
    assert "update-resets-live-counts" not in {v.rule for v in plan.warnings}


def test_a_plain_wait_that_saw_a_rollback_fails() -> None:
    timeline = [pending("Updating", "Baking"), endpoint("RollingBack"), BACK]
    with bench(*timeline) as at, pytest.raises(sagemaker.WaitFailed, match="RollingBack"):
        at.client.wait_until_endpoint_in_service(endpoint_name="shop")


def test_variant_names_are_compared_with_the_live_configuration() -> None:
    renamed = {"old": config("old"), "new": config("new", variant="other")}
    with bench(BEFORE, configs=renamed) as at, pytest.raises(sagemaker.ValidationError) as caught:
        at.deploy()
    assert rules(caught.value) >= {"update-variant-names-match"}
    assert set(at.script.operations()) <= READS


def test_real_time_to_serverless_is_refused() -> None:
    serverless = config("new")
    del serverless["ProductionVariants"][0]["InstanceType"], serverless["ProductionVariants"][0]["InitialInstanceCount"]
    serverless["ProductionVariants"][0]["ServerlessConfig"] = {"MemorySizeInMB": 2048, "MaxConcurrency": 5}
    with (
        bench(BEFORE, configs={"old": config("old"), "new": serverless}) as at,
        pytest.raises(sagemaker.ValidationError) as caught,
    ):
        at.deploy(deployment_config=None)
    assert "update-real-time-to-serverless" in rules(caught.value)


def test_ignored_rule_does_not_stop() -> None:
    renamed = {"old": config("old"), "new": config("new", variant="other")}
    with bench(BEFORE, DONE, configs=renamed) as at:
        assert isinstance(at.deploy(ignore={"update-variant-names-match"}), sagemaker.Deployed)


def test_what_the_service_accepted_before_is_not_judged_again() -> None:
    """A newer instance type than the pinned model's runs already: no reason to refuse the next deployment."""
    newer = config("new")
    newer["ProductionVariants"][0]["InstanceType"] = "ml.g9.64xlarge"
    with bench(BEFORE, DONE, configs={"old": config("old"), "new": newer}) as at:
        assert isinstance(at.deploy(), sagemaker.Deployed)


def test_unknown_configuration_is_refused_before_anything_changes() -> None:
    with bench(BEFORE, configs={"old": config("old")}) as at, pytest.raises(sagemaker.SageMakerError, match="not find"):
        at.deploy()
    assert set(at.script.operations()) <= READS


def test_unknown_model_is_refused_before_anything_changes() -> None:
    with bench(BEFORE, models={}) as at, pytest.raises(sagemaker.SageMakerError, match="not find model"):
        at.deploy()
    assert set(at.script.operations()) <= READS


def test_what_cannot_be_looked_at_is_noted() -> None:
    hidden: dict[str, Moment] = {"fraud": Refusal("AccessDeniedException", "no", 403)}
    with bench(BEFORE, models=hidden, configs={"new": config("new")}) as at:
        plan = at.deploy(dry_run=True)
    assert len(plan.notes) == 2
    assert any("config old" in note for note in plan.notes)
    assert any("model fraud" in note for note in plan.notes)


def test_models_are_described_once() -> None:
    twice = config("new")
    twice["ProductionVariants"].append(twice["ProductionVariants"][0] | {"VariantName": "second"})
    with bench(MISSING, configs={"new": twice}, models={"fraud": model()}) as at:
        at.deploy(deployment_config=None, dry_run=True)
    assert at.script.operations().count("DescribeModel") == 1
