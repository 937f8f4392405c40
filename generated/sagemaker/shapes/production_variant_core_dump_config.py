"""Structure ``ProductionVariantCoreDumpConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_core_dump_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"DestinationS3Uri", "KmsKeyId"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantCoreDumpConfig(Structure):
    """Structure ``ProductionVariantCoreDumpConfig`` of SageMaker.

    Attributes:
        destination_s3_uri: ``DestinationS3Uri``; required; string; 0-512 code points; pattern ``(https|s3)://([^/])/?(.*)``.
        kms_key_id: ``KmsKeyId``; optional; string; 0-2048 code points; pattern ``[a-zA-Z0-9:/_-]*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantCoreDumpConfig
    """

    _service = _service
    _checks = (check_production_variant_core_dump_config,)

    destination_s3_uri: str | None
    kms_key_id: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        destination_s3_uri: str,
        kms_key_id: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if destination_s3_uri is not None:
            _data["DestinationS3Uri"] = _plain(destination_s3_uri)
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "destination_s3_uri", get("DestinationS3Uri"))
        put(self, "kms_key_id", get("KmsKeyId"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.destination_s3_uri is not None:
            data["DestinationS3Uri"] = self.destination_s3_uri
        if self.kms_key_id is not None:
            data["KmsKeyId"] = self.kms_key_id
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
