"""Structure ``ModelDataSource``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_model_data_source
from .s3_model_data_source import S3ModelDataSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"S3DataSource"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ModelDataSource(Structure):
    """Structure ``ModelDataSource`` of SageMaker.

    Attributes:
        s3_data_source: ``S3DataSource``; optional; structure S3ModelDataSource; rules model-data-source-exactly-one.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ModelDataSource
    """

    _service = _service
    _checks = (check_model_data_source,)

    s3_data_source: S3ModelDataSource | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        s3_data_source: S3ModelDataSource | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if s3_data_source is not None:
            _data["S3DataSource"] = _plain(s3_data_source)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("S3DataSource")
        put(self, "s3_data_source", None if value is None else S3ModelDataSource._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.s3_data_source is not None:
            data["S3DataSource"] = self.s3_data_source.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
