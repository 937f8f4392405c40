"""Structure ``UpdateEndpointInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.update_endpoint import check_update_endpoint_input
from .deployment_config import DeploymentConfig
from .variant_property import VariantProperty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .update_endpoint_output import UpdateEndpointOutput

_MEMBERS: frozenset[str] = frozenset(
    {
        "EndpointName",
        "EndpointConfigName",
        "RetainAllVariantProperties",
        "ExcludeRetainedVariantProperties",
        "DeploymentConfig",
        "RetainDeploymentConfig",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class UpdateEndpointInput(Structure):
    """Structure ``UpdateEndpointInput`` of SageMaker.

    Attributes:
        endpoint_name: ``EndpointName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        endpoint_config_name: ``EndpointConfigName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``; rules update-variant-names-match, update-names-current-config, update-real-time-to-serverless, update-partition-layout-changed, endpoint-config-not-in-set.
        retain_all_variant_properties: ``RetainAllVariantProperties``; optional; boolean.
        exclude_retained_variant_properties: ``ExcludeRetainedVariantProperties``; optional; list of structure VariantProperty; 0-3 items; rules update-exclude-without-retain, exclude-list-unique.
        deployment_config: ``DeploymentConfig``; optional; structure DeploymentConfig; rules canary-count-max, linear-count-range, rolling-count-range, rollback-count-exceeds-fleet, linear-timeout-exceeds-total-waits-by-count, rolling-timeout-exceeds-total-bakes-by-count, guardrails-ignored-inf1, guardrails-ignored-serverless, rolling-no-serverless, rolling-single-variant, container-startup-timeout-vs-deployment-timeout.
        retain_deployment_config: ``RetainDeploymentConfig``; optional; boolean; rules retain-and-explicit-deployment-config.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/UpdateEndpointInput
    """

    _service = _service
    _checks = (check_update_endpoint_input,)
    _operation = ("UpdateEndpoint", "update_endpoint", "UpdateEndpointOutput")

    endpoint_name: str
    endpoint_config_name: str
    retain_all_variant_properties: bool | None
    exclude_retained_variant_properties: tuple[VariantProperty, ...] | None
    deployment_config: DeploymentConfig | None
    retain_deployment_config: bool | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_name: str,
        endpoint_config_name: str,
        retain_all_variant_properties: bool | None = None,
        exclude_retained_variant_properties: Sequence[VariantProperty] | None = None,
        deployment_config: DeploymentConfig | None = None,
        retain_deployment_config: bool | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
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
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_name", get("EndpointName"))
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        put(self, "retain_all_variant_properties", get("RetainAllVariantProperties"))
        value = get("ExcludeRetainedVariantProperties")
        put(
            self,
            "exclude_retained_variant_properties",
            None if value is None else tuple([VariantProperty._build(item) for item in value]),
        )
        value = get("DeploymentConfig")
        put(self, "deployment_config", None if value is None else DeploymentConfig._build(value))
        put(self, "retain_deployment_config", get("RetainDeploymentConfig"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_name is not None:
            data["EndpointName"] = self.endpoint_name
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.retain_all_variant_properties is not None:
            data["RetainAllVariantProperties"] = self.retain_all_variant_properties
        if self.exclude_retained_variant_properties is not None:
            data["ExcludeRetainedVariantProperties"] = [
                item.to_dict() for item in self.exclude_retained_variant_properties
            ]
        if self.deployment_config is not None:
            data["DeploymentConfig"] = self.deployment_config.to_dict()
        if self.retain_deployment_config is not None:
            data["RetainDeploymentConfig"] = self.retain_deployment_config
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> UpdateEndpointOutput: ...
