"""Structure ``CreateEndpointInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint import check_create_endpoint_input
from .deployment_config import DeploymentConfig
from .tag import Tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .create_endpoint_output import CreateEndpointOutput

_MEMBERS: frozenset[str] = frozenset({"EndpointName", "EndpointConfigName", "DeploymentConfig", "Tags"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CreateEndpointInput(Structure):
    """Structure ``CreateEndpointInput`` of SageMaker.

    Attributes:
        endpoint_name: ``EndpointName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``; rules endpoint-name-unique-ignoring-case.
        endpoint_config_name: ``EndpointConfigName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``; rules endpoint-config-not-in-set.
        deployment_config: ``DeploymentConfig``; optional; structure DeploymentConfig; rules canary-count-max, linear-count-range, rolling-count-range, rollback-count-exceeds-fleet, linear-timeout-exceeds-total-waits-by-count, rolling-timeout-exceeds-total-bakes-by-count, guardrails-ignored-inf1, guardrails-ignored-serverless, rolling-no-serverless, rolling-single-variant, create-deployment-config-has-no-effect-now, container-startup-timeout-vs-deployment-timeout.
        tags: ``Tags``; optional; list of structure Tag; 0-50 items; rules tag-keys-unique.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpointInput
    """

    _service = _service
    _checks = (check_create_endpoint_input,)
    _operation = ("CreateEndpoint", "create_endpoint", "CreateEndpointOutput")

    endpoint_name: str
    endpoint_config_name: str
    deployment_config: DeploymentConfig | None
    tags: tuple[Tag, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_name: str,
        endpoint_config_name: str,
        deployment_config: DeploymentConfig | None = None,
        tags: Sequence[Tag] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if deployment_config is not None:
            _data["DeploymentConfig"] = _plain(deployment_config)
        if tags is not None:
            _data["Tags"] = _plain(tags)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_name", get("EndpointName"))
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        value = get("DeploymentConfig")
        put(self, "deployment_config", None if value is None else DeploymentConfig._build(value))
        value = get("Tags")
        put(self, "tags", None if value is None else tuple([Tag._build(item) for item in value]))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_name is not None:
            data["EndpointName"] = self.endpoint_name
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.deployment_config is not None:
            data["DeploymentConfig"] = self.deployment_config.to_dict()
        if self.tags is not None:
            data["Tags"] = [item.to_dict() for item in self.tags]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> CreateEndpointOutput: ...
