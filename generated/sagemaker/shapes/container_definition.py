"""Structure ``ContainerDefinition``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import FrozenDict, Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_container_definition
from ..enums.container_mode import ContainerMode
from .additional_model_data_source import AdditionalModelDataSource
from .container_metrics_config import ContainerMetricsConfig
from .image_config import ImageConfig
from .model_data_source import ModelDataSource
from .multi_model_config import MultiModelConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..enums.container_mode import ContainerModeLiteral

_MEMBERS: frozenset[str] = frozenset(
    {
        "ContainerHostname",
        "Image",
        "ImageConfig",
        "Mode",
        "ModelDataUrl",
        "ModelDataSource",
        "AdditionalModelDataSources",
        "Environment",
        "ModelPackageName",
        "InferenceSpecificationName",
        "MultiModelConfig",
        "ContainerMetricsConfig",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ContainerDefinition(Structure):
    """Structure ``ContainerDefinition`` of SageMaker.

    Attributes:
        container_hostname: ``ContainerHostname``; optional; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        image: ``Image``; optional; string; 0-255 code points; pattern ``[\\S]+``; rules container-image-xor-model-package.
        image_config: ``ImageConfig``; optional; structure ImageConfig.
        mode: ``Mode``; optional; enum ContainerMode (SingleModel, MultiModel).
        model_data_url: ``ModelDataUrl``; optional; string; 0-1024 code points; pattern ``(https|s3)://([^/]+)/?(.*)``; rules container-model-data-url-suffix, container-multi-model-url-required, container-multi-model-url-is-prefix, model-data-url-and-source.
        model_data_source: ``ModelDataSource``; optional; structure ModelDataSource; rules container-multi-model-data-source, container-additional-data-needs-primary.
        additional_model_data_sources: ``AdditionalModelDataSources``; optional; list of structure AdditionalModelDataSource; 0-5 items; rules additional-channel-unique.
        environment: ``Environment``; optional; map of string to string; 0-100 entries; rules container-environment-entry-bytes.
        model_package_name: ``ModelPackageName``; optional; string; 1-176 code points; pattern ``(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\\/[0-9]{1,9})?``.
        inference_specification_name: ``InferenceSpecificationName``; optional; string; 1-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``; rules container-inference-spec-needs-package.
        multi_model_config: ``MultiModelConfig``; optional; structure MultiModelConfig; rules container-multi-model-config-needs-mode.
        container_metrics_config: ``ContainerMetricsConfig``; optional; structure ContainerMetricsConfig.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ContainerDefinition
    """

    _service = _service
    _checks = (check_container_definition,)

    container_hostname: str | None
    image: str | None
    image_config: ImageConfig | None
    mode: ContainerMode | str | None
    model_data_url: str | None
    model_data_source: ModelDataSource | None
    additional_model_data_sources: tuple[AdditionalModelDataSource, ...] | None
    environment: Mapping[str, str] | None
    model_package_name: str | None
    inference_specification_name: str | None
    multi_model_config: MultiModelConfig | None
    container_metrics_config: ContainerMetricsConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        container_hostname: str | None = None,
        image: str | None = None,
        image_config: ImageConfig | None = None,
        mode: ContainerMode | ContainerModeLiteral | None = None,
        model_data_url: str | None = None,
        model_data_source: ModelDataSource | None = None,
        additional_model_data_sources: Sequence[AdditionalModelDataSource] | None = None,
        environment: Mapping[str, str] | None = None,
        model_package_name: str | None = None,
        inference_specification_name: str | None = None,
        multi_model_config: MultiModelConfig | None = None,
        container_metrics_config: ContainerMetricsConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if container_hostname is not None:
            _data["ContainerHostname"] = _plain(container_hostname)
        if image is not None:
            _data["Image"] = _plain(image)
        if image_config is not None:
            _data["ImageConfig"] = _plain(image_config)
        if mode is not None:
            _data["Mode"] = _plain(mode)
        if model_data_url is not None:
            _data["ModelDataUrl"] = _plain(model_data_url)
        if model_data_source is not None:
            _data["ModelDataSource"] = _plain(model_data_source)
        if additional_model_data_sources is not None:
            _data["AdditionalModelDataSources"] = _plain(additional_model_data_sources)
        if environment is not None:
            _data["Environment"] = _plain(environment)
        if model_package_name is not None:
            _data["ModelPackageName"] = _plain(model_package_name)
        if inference_specification_name is not None:
            _data["InferenceSpecificationName"] = _plain(inference_specification_name)
        if multi_model_config is not None:
            _data["MultiModelConfig"] = _plain(multi_model_config)
        if container_metrics_config is not None:
            _data["ContainerMetricsConfig"] = _plain(container_metrics_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "container_hostname", get("ContainerHostname"))
        put(self, "image", get("Image"))
        value = get("ImageConfig")
        put(self, "image_config", None if value is None else ImageConfig._build(value))
        value = get("Mode")
        put(self, "mode", None if value is None else enum_member(ContainerMode, value))
        put(self, "model_data_url", get("ModelDataUrl"))
        value = get("ModelDataSource")
        put(self, "model_data_source", None if value is None else ModelDataSource._build(value))
        value = get("AdditionalModelDataSources")
        put(
            self,
            "additional_model_data_sources",
            None if value is None else tuple([AdditionalModelDataSource._build(item) for item in value]),
        )
        value = get("Environment")
        put(self, "environment", None if value is None else FrozenDict(value))
        put(self, "model_package_name", get("ModelPackageName"))
        put(self, "inference_specification_name", get("InferenceSpecificationName"))
        value = get("MultiModelConfig")
        put(self, "multi_model_config", None if value is None else MultiModelConfig._build(value))
        value = get("ContainerMetricsConfig")
        put(self, "container_metrics_config", None if value is None else ContainerMetricsConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.container_hostname is not None:
            data["ContainerHostname"] = self.container_hostname
        if self.image is not None:
            data["Image"] = self.image
        if self.image_config is not None:
            data["ImageConfig"] = self.image_config.to_dict()
        if self.mode is not None:
            data["Mode"] = enum_text(self.mode)
        if self.model_data_url is not None:
            data["ModelDataUrl"] = self.model_data_url
        if self.model_data_source is not None:
            data["ModelDataSource"] = self.model_data_source.to_dict()
        if self.additional_model_data_sources is not None:
            data["AdditionalModelDataSources"] = [item.to_dict() for item in self.additional_model_data_sources]
        if self.environment is not None:
            data["Environment"] = dict(self.environment)
        if self.model_package_name is not None:
            data["ModelPackageName"] = self.model_package_name
        if self.inference_specification_name is not None:
            data["InferenceSpecificationName"] = self.inference_specification_name
        if self.multi_model_config is not None:
            data["MultiModelConfig"] = self.multi_model_config.to_dict()
        if self.container_metrics_config is not None:
            data["ContainerMetricsConfig"] = self.container_metrics_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
