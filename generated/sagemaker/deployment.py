"""Deploys: creates or updates, waits, and says what has come of it."""

from __future__ import annotations

from typing import Literal, overload

from .._runtime.endpoints.deploy import Call, Operations, Options, deploying
from .._runtime.endpoints.deploy import Deployed as Deployed
from .._runtime.endpoints.deploy import DeploymentError as DeploymentError
from .._runtime.endpoints.deploy import DeploymentFailed as DeploymentFailed
from .._runtime.endpoints.deploy import DeploymentPlan as DeploymentPlan
from .._runtime.endpoints.deploy import DeploymentSuperseded as DeploymentSuperseded
from .._runtime.endpoints.deploy import DeploymentTimeout as DeploymentTimeout
from .._runtime.endpoints.deploy import EndpointNotReady as EndpointNotReady
from .._runtime.endpoints.deploy import RollbackFailed as RollbackFailed
from .._runtime.endpoints.deploy import RolledBack as RolledBack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable as _Callable
    from collections.abc import Iterable as _Iterable
    from collections.abc import Sequence

    from .._runtime.calls.waiters import Progress as _Progress
    from .async_client import AsyncSageMakerClient
    from .client import SageMakerClient
    from .shapes.deployment_config import DeploymentConfig
    from .shapes.describe_endpoint_output import DescribeEndpointOutput
    from .shapes.tag import Tag
    from .shapes.variant_property import VariantProperty

_OPERATIONS = Operations(
    create=Call("CreateEndpoint", "create_endpoint", "CreateEndpointOutput"),
    update=Call("UpdateEndpoint", "update_endpoint", "UpdateEndpointOutput"),
    describe=Call("DescribeEndpoint", "describe_endpoint", "DescribeEndpointOutput"),
    create_config=Call("CreateEndpointConfig", "create_endpoint_config", "CreateEndpointConfigOutput"),
    describe_config=Call("DescribeEndpointConfig", "describe_endpoint_config", "DescribeEndpointConfigOutput"),
    create_model=Call("CreateModel", "create_model", "CreateModelOutput"),
    describe_model=Call("DescribeModel", "describe_model", "DescribeModelOutput"),
    config_members=frozenset(
        {
            "EndpointConfigName",
            "ProductionVariants",
            "DataCaptureConfig",
            "KmsKeyId",
            "AsyncInferenceConfig",
            "ExplainerConfig",
            "ShadowProductionVariants",
            "ExecutionRoleArn",
            "VpcConfig",
            "EnableNetworkIsolation",
            "MetricsConfig",
            "CrossRegionTrafficConfig",
        }
    ),
    model_members=frozenset(
        {
            "ModelName",
            "PrimaryContainer",
            "Containers",
            "InferenceExecutionConfig",
            "ExecutionRoleArn",
            "VpcConfig",
            "EnableNetworkIsolation",
        }
    ),
)


@overload
def deploy(
    client: SageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: Literal[True],
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> DeploymentPlan: ...


@overload
def deploy(
    client: SageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: Literal[False] = False,
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> Deployed[DescribeEndpointOutput]: ...


def deploy(
    client: SageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: bool = False,
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> Deployed[DescribeEndpointOutput] | DeploymentPlan:
    """Creates the endpoint, or updates it if it exists; waits; returns only if it serves the configuration asked for.

    Before anything is changed the request is checked together with what is live: the endpoint, its configuration and
    instance counts, the new configuration and its models.

    Args:
        client: The typed client.
        dry_run: True stops after the checks, and returns what would be sent.
        delay: Seconds between polls.
        timeout: Seconds to wait after the call; None for twice the deployment's own timeout, or two hours.
        on_progress: Called after every poll; `show_progress()` displays it.
        ignore: Ids of constraints and rules that must not stop the deployment, as in ``validate``.

    Returns:
        `Deployed`, or `DeploymentPlan` for a dry run.

    Raises:
        ValidationError: The request does not fit the model, its rules or what is live; nothing has been changed.
        EndpointNotReady: The endpoint is in a state that takes no update; nothing has been changed.
        RolledBack: The service went back to the configuration before.
        RollbackFailed: The update failed and so did going back: the endpoint may serve a mix of both.
        DeploymentFailed: The endpoint failed, or is gone.
        DeploymentSuperseded: Somebody else deployed another configuration meanwhile.
        DeploymentTimeout: The time is over and the outcome open.
    """
    steps = deploying(
        client,
        _OPERATIONS,
        {
            "EndpointName": endpoint_name,
            "EndpointConfigName": endpoint_config_name,
            "DeploymentConfig": deployment_config,
            "Tags": tags,
        },
        {
            "EndpointName": endpoint_name,
            "EndpointConfigName": endpoint_config_name,
            "RetainAllVariantProperties": retain_all_variant_properties,
            "ExcludeRetainedVariantProperties": exclude_retained_variant_properties,
            "DeploymentConfig": deployment_config,
            "RetainDeploymentConfig": retain_deployment_config,
        },
        Options(dry_run=dry_run, delay=delay, timeout=timeout, on_progress=on_progress, ignore=tuple(ignore)),
    )
    outcome: Deployed[DescribeEndpointOutput] | DeploymentPlan = client.run(steps)
    return outcome


@overload
async def deploy_async(
    client: AsyncSageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: Literal[True],
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> DeploymentPlan: ...


@overload
async def deploy_async(
    client: AsyncSageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: Literal[False] = False,
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> Deployed[DescribeEndpointOutput]: ...


async def deploy_async(
    client: AsyncSageMakerClient,
    *,
    endpoint_name: str,
    endpoint_config_name: str,
    retain_all_variant_properties: bool | None = None,
    exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
    deployment_config: DeploymentConfig | None = None,
    retain_deployment_config: bool | None = None,
    tags: Sequence[Tag] | None = None,
    dry_run: bool = False,
    delay: float = 30.0,
    timeout: float | None = None,
    on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
    ignore: _Iterable[str] = (),
) -> Deployed[DescribeEndpointOutput] | DeploymentPlan:
    """Creates the endpoint, or updates it if it exists; waits; returns only if it serves the configuration asked for.

    Before anything is changed the request is checked together with what is live: the endpoint, its configuration and
    instance counts, the new configuration and its models.

    Args:
        client: The typed client.
        dry_run: True stops after the checks, and returns what would be sent.
        delay: Seconds between polls.
        timeout: Seconds to wait after the call; None for twice the deployment's own timeout, or two hours.
        on_progress: Called after every poll; `show_progress()` displays it.
        ignore: Ids of constraints and rules that must not stop the deployment, as in ``validate``.

    Returns:
        `Deployed`, or `DeploymentPlan` for a dry run.

    Raises:
        ValidationError: The request does not fit the model, its rules or what is live; nothing has been changed.
        EndpointNotReady: The endpoint is in a state that takes no update; nothing has been changed.
        RolledBack: The service went back to the configuration before.
        RollbackFailed: The update failed and so did going back: the endpoint may serve a mix of both.
        DeploymentFailed: The endpoint failed, or is gone.
        DeploymentSuperseded: Somebody else deployed another configuration meanwhile.
        DeploymentTimeout: The time is over and the outcome open.
    """
    steps = deploying(
        client,
        _OPERATIONS,
        {
            "EndpointName": endpoint_name,
            "EndpointConfigName": endpoint_config_name,
            "DeploymentConfig": deployment_config,
            "Tags": tags,
        },
        {
            "EndpointName": endpoint_name,
            "EndpointConfigName": endpoint_config_name,
            "RetainAllVariantProperties": retain_all_variant_properties,
            "ExcludeRetainedVariantProperties": exclude_retained_variant_properties,
            "DeploymentConfig": deployment_config,
            "RetainDeploymentConfig": retain_deployment_config,
        },
        Options(dry_run=dry_run, delay=delay, timeout=timeout, on_progress=on_progress, ignore=tuple(ignore)),
    )
    outcome: Deployed[DescribeEndpointOutput] | DeploymentPlan = await client.run(steps)
    return outcome
