"""Structure ``MultiModelConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_multi_model_config
from ..enums.model_cache_setting import ModelCacheSetting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.model_cache_setting import ModelCacheSettingLiteral

_MEMBERS: frozenset[str] = frozenset({"ModelCacheSetting"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class MultiModelConfig(Structure):
    """Structure ``MultiModelConfig`` of SageMaker.

    Attributes:
        model_cache_setting: ``ModelCacheSetting``; optional; enum ModelCacheSetting (Enabled, Disabled).

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/MultiModelConfig
    """

    _service = _service
    _checks = (check_multi_model_config,)

    model_cache_setting: ModelCacheSetting | str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        model_cache_setting: ModelCacheSetting | ModelCacheSettingLiteral | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if model_cache_setting is not None:
            _data["ModelCacheSetting"] = _plain(model_cache_setting)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("ModelCacheSetting")
        put(self, "model_cache_setting", None if value is None else enum_member(ModelCacheSetting, value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.model_cache_setting is not None:
            data["ModelCacheSetting"] = enum_text(self.model_cache_setting)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
