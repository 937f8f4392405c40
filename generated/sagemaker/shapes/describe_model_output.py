"""Structure ``DescribeModelOutput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.responses import Response
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.typed.structure import unknown_members
from ..._runtime.wire.values import to_datetime
from .. import _service
from .container_definition import ContainerDefinition
from .deployment_recommendation import DeploymentRecommendation
from .inference_execution_config import InferenceExecutionConfig
from .vpc_config import VpcConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset(
    {
        "ModelName",
        "PrimaryContainer",
        "Containers",
        "InferenceExecutionConfig",
        "ExecutionRoleArn",
        "VpcConfig",
        "CreationTime",
        "ModelArn",
        "EnableNetworkIsolation",
        "DeploymentRecommendation",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DescribeModelOutput(Response):
    """Structure ``DescribeModelOutput`` of SageMaker.

    Attributes:
        model_name: ``ModelName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.
        primary_container: ``PrimaryContainer``; optional; structure ContainerDefinition.
        containers: ``Containers``; optional; list of structure ContainerDefinition; 0-15 items.
        inference_execution_config: ``InferenceExecutionConfig``; optional; structure InferenceExecutionConfig.
        execution_role_arn: ``ExecutionRoleArn``; optional; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+``.
        vpc_config: ``VpcConfig``; optional; structure VpcConfig.
        creation_time: ``CreationTime``; required; timestamp.
        model_arn: ``ModelArn``; required; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:model/.*``.
        enable_network_isolation: ``EnableNetworkIsolation``; optional; boolean.
        deployment_recommendation: ``DeploymentRecommendation``; optional; structure DeploymentRecommendation.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeModelOutput
    """

    _service = _service

    model_name: str | None
    primary_container: ContainerDefinition | None
    containers: tuple[ContainerDefinition, ...] | None
    inference_execution_config: InferenceExecutionConfig | None
    execution_role_arn: str | None
    vpc_config: VpcConfig | None
    creation_time: datetime | None
    model_arn: str | None
    enable_network_isolation: bool | None
    deployment_recommendation: DeploymentRecommendation | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        model_name: str | None = None,
        primary_container: ContainerDefinition | None = None,
        containers: Sequence[ContainerDefinition] | None = None,
        inference_execution_config: InferenceExecutionConfig | None = None,
        execution_role_arn: str | None = None,
        vpc_config: VpcConfig | None = None,
        creation_time: datetime | None = None,
        model_arn: str | None = None,
        enable_network_isolation: bool | None = None,
        deployment_recommendation: DeploymentRecommendation | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
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
        if vpc_config is not None:
            _data["VpcConfig"] = _plain(vpc_config)
        if creation_time is not None:
            _data["CreationTime"] = _plain(creation_time)
        if model_arn is not None:
            _data["ModelArn"] = _plain(model_arn)
        if enable_network_isolation is not None:
            _data["EnableNetworkIsolation"] = _plain(enable_network_isolation)
        if deployment_recommendation is not None:
            _data["DeploymentRecommendation"] = _plain(deployment_recommendation)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "model_name", get("ModelName"))
        value = get("PrimaryContainer")
        put(self, "primary_container", None if value is None else ContainerDefinition._build(value))
        value = get("Containers")
        put(self, "containers", None if value is None else tuple([ContainerDefinition._build(item) for item in value]))
        value = get("InferenceExecutionConfig")
        put(self, "inference_execution_config", None if value is None else InferenceExecutionConfig._build(value))
        put(self, "execution_role_arn", get("ExecutionRoleArn"))
        value = get("VpcConfig")
        put(self, "vpc_config", None if value is None else VpcConfig._build(value))
        value = get("CreationTime")
        put(self, "creation_time", None if value is None else to_datetime(value))
        put(self, "model_arn", get("ModelArn"))
        put(self, "enable_network_isolation", get("EnableNetworkIsolation"))
        value = get("DeploymentRecommendation")
        put(self, "deployment_recommendation", None if value is None else DeploymentRecommendation._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.model_name is not None:
            data["ModelName"] = self.model_name
        if self.primary_container is not None:
            data["PrimaryContainer"] = self.primary_container.to_dict()
        if self.containers is not None:
            data["Containers"] = [item.to_dict() for item in self.containers]
        if self.inference_execution_config is not None:
            data["InferenceExecutionConfig"] = self.inference_execution_config.to_dict()
        if self.execution_role_arn is not None:
            data["ExecutionRoleArn"] = self.execution_role_arn
        if self.vpc_config is not None:
            data["VpcConfig"] = self.vpc_config.to_dict()
        if self.creation_time is not None:
            data["CreationTime"] = self.creation_time
        if self.model_arn is not None:
            data["ModelArn"] = self.model_arn
        if self.enable_network_isolation is not None:
            data["EnableNetworkIsolation"] = self.enable_network_isolation
        if self.deployment_recommendation is not None:
            data["DeploymentRecommendation"] = self.deployment_recommendation.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
