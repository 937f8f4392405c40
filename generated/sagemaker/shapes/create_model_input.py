"""Structure ``CreateModelInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_create_model_input
from .container_definition import ContainerDefinition
from .inference_execution_config import InferenceExecutionConfig
from .tag import Tag
from .vpc_config import VpcConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .create_model_output import CreateModelOutput

_MEMBERS: frozenset[str] = frozenset(
    {
        "ModelName",
        "PrimaryContainer",
        "Containers",
        "InferenceExecutionConfig",
        "ExecutionRoleArn",
        "Tags",
        "VpcConfig",
        "EnableNetworkIsolation",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CreateModelInput(Structure):
    """Structure ``CreateModelInput`` of SageMaker.

    Attributes:
        model_name: ``ModelName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.
        primary_container: ``PrimaryContainer``; optional; structure ContainerDefinition; rules model-containers-missing, model-primary-and-containers, model-hostname-ignored-on-primary.
        containers: ``Containers``; optional; list of structure ContainerDefinition; 0-15 items; rules model-direct-hostname-required, model-hostname-all-or-none, model-hostname-unique, pipeline-single-multi-model-container, container-environment-total-size, container-image-region-mismatch.
        inference_execution_config: ``InferenceExecutionConfig``; optional; structure InferenceExecutionConfig; rules model-direct-needs-several-containers, model-execution-config-needs-containers.
        execution_role_arn: ``ExecutionRoleArn``; optional; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+``; rules model-execution-role-missing.
        tags: ``Tags``; optional; list of structure Tag; 0-50 items; rules tag-keys-unique.
        vpc_config: ``VpcConfig``; optional; structure VpcConfig; rules container-private-registry-needs-vpc-config.
        enable_network_isolation: ``EnableNetworkIsolation``; optional; boolean.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateModelInput
    """

    _service = _service
    _checks = (check_create_model_input,)
    _operation = ("CreateModel", "create_model", "CreateModelOutput")

    model_name: str
    primary_container: ContainerDefinition | None
    containers: tuple[ContainerDefinition, ...] | None
    inference_execution_config: InferenceExecutionConfig | None
    execution_role_arn: str | None
    tags: tuple[Tag, ...] | None
    vpc_config: VpcConfig | None
    enable_network_isolation: bool | None
    unknown_members: Mapping[str, Any]

    def __init__(
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
        if tags is not None:
            _data["Tags"] = _plain(tags)
        if vpc_config is not None:
            _data["VpcConfig"] = _plain(vpc_config)
        if enable_network_isolation is not None:
            _data["EnableNetworkIsolation"] = _plain(enable_network_isolation)
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
        value = get("Tags")
        put(self, "tags", None if value is None else tuple([Tag._build(item) for item in value]))
        value = get("VpcConfig")
        put(self, "vpc_config", None if value is None else VpcConfig._build(value))
        put(self, "enable_network_isolation", get("EnableNetworkIsolation"))
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
        if self.tags is not None:
            data["Tags"] = [item.to_dict() for item in self.tags]
        if self.vpc_config is not None:
            data["VpcConfig"] = self.vpc_config.to_dict()
        if self.enable_network_isolation is not None:
            data["EnableNetworkIsolation"] = self.enable_network_isolation
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> CreateModelOutput: ...
