"""Typed client of SageMaker, around one that aiobotocore made; awaited twin of `SageMakerClient`.

As safe to share between tasks as the client that it wraps: it adds no state of its own.
"""

from __future__ import annotations

from .._runtime.calls import client as _rt
from .._runtime.typed.structure import plain as _plain
from . import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable as _Callable
    from collections.abc import Iterable as _Iterable
    from collections.abc import Sequence
    from typing import Any as _Any

    from .._runtime.calls.waiters import Progress as _Progress
    from .shapes.async_inference_config import AsyncInferenceConfig
    from .shapes.container_definition import ContainerDefinition
    from .shapes.create_endpoint_config_output import CreateEndpointConfigOutput
    from .shapes.create_endpoint_output import CreateEndpointOutput
    from .shapes.create_model_output import CreateModelOutput
    from .shapes.cross_region_traffic_config import CrossRegionTrafficConfig
    from .shapes.data_capture_config import DataCaptureConfig
    from .shapes.deployment_config import DeploymentConfig
    from .shapes.describe_endpoint_config_output import DescribeEndpointConfigOutput
    from .shapes.describe_endpoint_output import DescribeEndpointOutput
    from .shapes.describe_model_output import DescribeModelOutput
    from .shapes.explainer_config import ExplainerConfig
    from .shapes.inference_execution_config import InferenceExecutionConfig
    from .shapes.metrics_config import MetricsConfig
    from .shapes.production_variant import ProductionVariant
    from .shapes.tag import Tag
    from .shapes.update_endpoint_output import UpdateEndpointOutput
    from .shapes.variant_property import VariantProperty
    from .shapes.vpc_config import VpcConfig


class AsyncSageMakerClient(_rt.AsyncClient):
    """Typed client of SageMaker, around one that aiobotocore made; awaited twin of `SageMakerClient`.

    As safe to share between tasks as the client that it wraps: it adds no state of its own.
    """

    __slots__ = ()

    _service = _service
    _package = __name__.rpartition(".")[0]

    async def create_endpoint(
        self,
        *,
        endpoint_name: str,
        endpoint_config_name: str,
        deployment_config: DeploymentConfig | None = None,
        tags: Sequence[Tag] | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> CreateEndpointOutput:
        """Calls ``CreateEndpoint``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `CreateEndpointInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ResourceLimitExceeded: The service says so.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpoint
        """
        _data: dict[str, _Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if deployment_config is not None:
            _data["DeploymentConfig"] = _plain(deployment_config)
        if tags is not None:
            _data["Tags"] = _plain(tags)
        answer: CreateEndpointOutput = await self._call(
            "CreateEndpoint",
            "create_endpoint",
            "CreateEndpointOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def create_endpoint_config(
        self,
        *,
        endpoint_config_name: str,
        production_variants: Sequence[ProductionVariant],
        data_capture_config: DataCaptureConfig | None = None,
        tags: Sequence[Tag] | None = None,
        kms_key_id: str | None = None,
        async_inference_config: AsyncInferenceConfig | None = None,
        explainer_config: ExplainerConfig | None = None,
        shadow_production_variants: Sequence[ProductionVariant] | None = None,
        execution_role_arn: str | None = None,
        vpc_config: VpcConfig | None = None,
        enable_network_isolation: bool | None = None,
        metrics_config: MetricsConfig | None = None,
        cross_region_traffic_config: CrossRegionTrafficConfig | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> CreateEndpointConfigOutput:
        """Calls ``CreateEndpointConfig``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `CreateEndpointConfigInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ResourceLimitExceeded: The service says so.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpointConfig
        """
        _data: dict[str, _Any] = {}
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if production_variants is not None:
            _data["ProductionVariants"] = _plain(production_variants)
        if data_capture_config is not None:
            _data["DataCaptureConfig"] = _plain(data_capture_config)
        if tags is not None:
            _data["Tags"] = _plain(tags)
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        if async_inference_config is not None:
            _data["AsyncInferenceConfig"] = _plain(async_inference_config)
        if explainer_config is not None:
            _data["ExplainerConfig"] = _plain(explainer_config)
        if shadow_production_variants is not None:
            _data["ShadowProductionVariants"] = _plain(shadow_production_variants)
        if execution_role_arn is not None:
            _data["ExecutionRoleArn"] = _plain(execution_role_arn)
        if vpc_config is not None:
            _data["VpcConfig"] = _plain(vpc_config)
        if enable_network_isolation is not None:
            _data["EnableNetworkIsolation"] = _plain(enable_network_isolation)
        if metrics_config is not None:
            _data["MetricsConfig"] = _plain(metrics_config)
        if cross_region_traffic_config is not None:
            _data["CrossRegionTrafficConfig"] = _plain(cross_region_traffic_config)
        answer: CreateEndpointConfigOutput = await self._call(
            "CreateEndpointConfig",
            "create_endpoint_config",
            "CreateEndpointConfigOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def create_model(
        self,
        *,
        model_name: str,
        primary_container: ContainerDefinition | None = None,
        containers: Sequence[ContainerDefinition] | None = None,
        inference_execution_config: InferenceExecutionConfig | None = None,
        execution_role_arn: str | None = None,
        tags: Sequence[Tag] | None = None,
        vpc_config: VpcConfig | None = None,
        enable_network_isolation: bool | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> CreateModelOutput:
        """Calls ``CreateModel``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `CreateModelInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ResourceLimitExceeded: The service says so.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateModel
        """
        _data: dict[str, _Any] = {}
        if model_name is not None:
            _data["ModelName"] = _plain(model_name)
        if primary_container is not None:
            _data["PrimaryContainer"] = _plain(primary_container)
        if containers is not None:
            _data["Containers"] = _plain(containers)
        if inference_execution_config is not None:
            _data["InferenceExecutionConfig"] = _plain(inference_execution_config)
        if execution_role_arn is not None:
            _data["ExecutionRoleArn"] = _plain(execution_role_arn)
        if tags is not None:
            _data["Tags"] = _plain(tags)
        if vpc_config is not None:
            _data["VpcConfig"] = _plain(vpc_config)
        if enable_network_isolation is not None:
            _data["EnableNetworkIsolation"] = _plain(enable_network_isolation)
        answer: CreateModelOutput = await self._call(
            "CreateModel",
            "create_model",
            "CreateModelOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def describe_endpoint(
        self,
        *,
        endpoint_name: str,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> DescribeEndpointOutput:
        """Calls ``DescribeEndpoint``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `DescribeEndpointInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpoint
        """
        _data: dict[str, _Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        answer: DescribeEndpointOutput = await self._call(
            "DescribeEndpoint",
            "describe_endpoint",
            "DescribeEndpointOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def describe_endpoint_config(
        self,
        *,
        endpoint_config_name: str,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> DescribeEndpointConfigOutput:
        """Calls ``DescribeEndpointConfig``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `DescribeEndpointConfigInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpointConfig
        """
        _data: dict[str, _Any] = {}
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        answer: DescribeEndpointConfigOutput = await self._call(
            "DescribeEndpointConfig",
            "describe_endpoint_config",
            "DescribeEndpointConfigOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def describe_model(
        self,
        *,
        model_name: str,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> DescribeModelOutput:
        """Calls ``DescribeModel``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `DescribeModelInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeModel
        """
        _data: dict[str, _Any] = {}
        if model_name is not None:
            _data["ModelName"] = _plain(model_name)
        answer: DescribeModelOutput = await self._call(
            "DescribeModel",
            "describe_model",
            "DescribeModelOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def update_endpoint(
        self,
        *,
        endpoint_name: str,
        endpoint_config_name: str,
        retain_all_variant_properties: bool | None = None,
        exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
        deployment_config: DeploymentConfig | None = None,
        retain_deployment_config: bool | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> UpdateEndpointOutput:
        """Calls ``UpdateEndpoint``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `UpdateEndpointInput`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ResourceLimitExceeded: The service says so.
            SageMakerError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/UpdateEndpoint
        """
        _data: dict[str, _Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if retain_all_variant_properties is not None:
            _data["RetainAllVariantProperties"] = _plain(retain_all_variant_properties)
        if exclude_retained_variant_properties is not None:
            _data["ExcludeRetainedVariantProperties"] = _plain(exclude_retained_variant_properties)
        if deployment_config is not None:
            _data["DeploymentConfig"] = _plain(deployment_config)
        if retain_deployment_config is not None:
            _data["RetainDeploymentConfig"] = _plain(retain_deployment_config)
        answer: UpdateEndpointOutput = await self._call(
            "UpdateEndpoint",
            "update_endpoint",
            "UpdateEndpointOutput",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    async def wait_until_endpoint_deleted(
        self,
        *,
        endpoint_name: str,
        delay: float | None = None,
        timeout: float | None = None,
        on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> DescribeEndpointOutput | None:
        """Polls ``DescribeEndpoint`` until ``EndpointDeleted`` holds.

        Ends when:
            success: ``error`` is ``ValidationException``
            failure: ``path EndpointStatus`` is ``Failed``

        Args:
            delay: Seconds between polls; None for the model's own.
            timeout: Seconds after which the wait is given up; None for what the model's polls take.
            on_progress: Called after every poll.

        Returns:
            The answer that ended the wait; None where it was an error.

        Raises:
            WaitFailed: The state cannot be reached any more.
            WaitTimeout: The time is over.
            ValidationError: The request is invalid; nothing has been sent.
        """
        _data: dict[str, _Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        answer: DescribeEndpointOutput | None = await self._wait(
            "EndpointDeleted",
            "DescribeEndpoint",
            _data,
            ignore,
            validate=validate,
            delay=delay,
            timeout=timeout,
            on_progress=on_progress,
        )
        return answer

    async def wait_until_endpoint_in_service(
        self,
        *,
        endpoint_name: str,
        delay: float | None = None,
        timeout: float | None = None,
        on_progress: _Callable[[_Progress[DescribeEndpointOutput]], object] | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> DescribeEndpointOutput:
        """Polls ``DescribeEndpoint`` until ``EndpointInService`` holds.

        Ends when:
            success: ``path EndpointStatus`` is ``InService``
            failure: ``path EndpointStatus`` is ``Failed``
            failure: ``error`` is ``ValidationException``
            failure: ``path EndpointStatus`` is ``UpdateRollbackFailed``
            failure: ``path EndpointStatus`` is ``OutOfService``
            failure: ``path EndpointStatus`` is ``Deleting``

        Args:
            delay: Seconds between polls; None for the model's own.
            timeout: Seconds after which the wait is given up; None for what the model's polls take.
            on_progress: Called after every poll.

        Returns:
            The answer that ended the wait.

        Raises:
            WaitFailed: The state cannot be reached any more.
            WaitTimeout: The time is over.
            ValidationError: The request is invalid; nothing has been sent.
        """
        _data: dict[str, _Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        answer: DescribeEndpointOutput = await self._wait(
            "EndpointInService",
            "DescribeEndpoint",
            _data,
            ignore,
            validate=validate,
            delay=delay,
            timeout=timeout,
            on_progress=on_progress,
        )
        return answer
