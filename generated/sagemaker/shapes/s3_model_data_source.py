"""Structure ``S3ModelDataSource``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_s3_model_data_source
from ..enums.model_compression_type import ModelCompressionType
from ..enums.s3_model_data_type import S3ModelDataType
from .inference_hub_access_config import InferenceHubAccessConfig
from .model_access_config import ModelAccessConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.model_compression_type import ModelCompressionTypeLiteral
    from ..enums.s3_model_data_type import S3ModelDataTypeLiteral

_MEMBERS: frozenset[str] = frozenset(
    {
        "S3Uri",
        "S3DataType",
        "CompressionType",
        "ModelAccessConfig",
        "HubAccessConfig",
        "ManifestS3Uri",
        "ETag",
        "ManifestEtag",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class S3ModelDataSource(Structure):
    """Structure ``S3ModelDataSource`` of SageMaker.

    Attributes:
        s3_uri: ``S3Uri``; required; string; 0-1024 code points; pattern ``(https|s3)://([^/]+)/?(.*)``; rules s3-prefix-trailing-slash, s3-object-not-folder.
        s3_data_type: ``S3DataType``; required; enum S3ModelDataType (S3Prefix, S3Object).
        compression_type: ``CompressionType``; required; enum ModelCompressionType (None, Gzip); rules s3-prefix-not-gzip.
        model_access_config: ``ModelAccessConfig``; optional; structure ModelAccessConfig.
        hub_access_config: ``HubAccessConfig``; optional; structure InferenceHubAccessConfig.
        manifest_s3_uri: ``ManifestS3Uri``; optional; string; 0-1024 code points; pattern ``(https|s3)://([^/]+)/?(.*)``.
        e_tag: ``ETag``; optional; string.
        manifest_etag: ``ManifestEtag``; optional; string.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/S3ModelDataSource
    """

    _service = _service
    _checks = (check_s3_model_data_source,)

    s3_uri: str | None
    s3_data_type: S3ModelDataType | str | None
    compression_type: ModelCompressionType | str | None
    model_access_config: ModelAccessConfig | None
    hub_access_config: InferenceHubAccessConfig | None
    manifest_s3_uri: str | None
    e_tag: str | None
    manifest_etag: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        s3_uri: str,
        s3_data_type: S3ModelDataType | S3ModelDataTypeLiteral,
        compression_type: ModelCompressionType | ModelCompressionTypeLiteral,
        model_access_config: ModelAccessConfig | None = None,
        hub_access_config: InferenceHubAccessConfig | None = None,
        manifest_s3_uri: str | None = None,
        e_tag: str | None = None,
        manifest_etag: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if s3_uri is not None:
            _data["S3Uri"] = _plain(s3_uri)
        if s3_data_type is not None:
            _data["S3DataType"] = _plain(s3_data_type)
        if compression_type is not None:
            _data["CompressionType"] = _plain(compression_type)
        if model_access_config is not None:
            _data["ModelAccessConfig"] = _plain(model_access_config)
        if hub_access_config is not None:
            _data["HubAccessConfig"] = _plain(hub_access_config)
        if manifest_s3_uri is not None:
            _data["ManifestS3Uri"] = _plain(manifest_s3_uri)
        if e_tag is not None:
            _data["ETag"] = _plain(e_tag)
        if manifest_etag is not None:
            _data["ManifestEtag"] = _plain(manifest_etag)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "s3_uri", get("S3Uri"))
        value = get("S3DataType")
        put(self, "s3_data_type", None if value is None else enum_member(S3ModelDataType, value))
        value = get("CompressionType")
        put(self, "compression_type", None if value is None else enum_member(ModelCompressionType, value))
        value = get("ModelAccessConfig")
        put(self, "model_access_config", None if value is None else ModelAccessConfig._build(value))
        value = get("HubAccessConfig")
        put(self, "hub_access_config", None if value is None else InferenceHubAccessConfig._build(value))
        put(self, "manifest_s3_uri", get("ManifestS3Uri"))
        put(self, "e_tag", get("ETag"))
        put(self, "manifest_etag", get("ManifestEtag"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.s3_uri is not None:
            data["S3Uri"] = self.s3_uri
        if self.s3_data_type is not None:
            data["S3DataType"] = enum_text(self.s3_data_type)
        if self.compression_type is not None:
            data["CompressionType"] = enum_text(self.compression_type)
        if self.model_access_config is not None:
            data["ModelAccessConfig"] = self.model_access_config.to_dict()
        if self.hub_access_config is not None:
            data["HubAccessConfig"] = self.hub_access_config.to_dict()
        if self.manifest_s3_uri is not None:
            data["ManifestS3Uri"] = self.manifest_s3_uri
        if self.e_tag is not None:
            data["ETag"] = self.e_tag
        if self.manifest_etag is not None:
            data["ManifestEtag"] = self.manifest_etag
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
