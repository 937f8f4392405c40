"""Structure ``ClarifyTextConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_clarify_text_config
from ..enums.clarify_text_granularity import ClarifyTextGranularity
from ..enums.clarify_text_language import ClarifyTextLanguage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.clarify_text_granularity import ClarifyTextGranularityLiteral
    from ..enums.clarify_text_language import ClarifyTextLanguageLiteral

_MEMBERS: frozenset[str] = frozenset({"Language", "Granularity"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ClarifyTextConfig(Structure):
    """Structure ``ClarifyTextConfig`` of SageMaker.

    Attributes:
        language: ``Language``; required; enum ClarifyTextLanguage (60 values).
        granularity: ``Granularity``; required; enum ClarifyTextGranularity (token, sentence, paragraph).

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ClarifyTextConfig
    """

    _service = _service
    _checks = (check_clarify_text_config,)

    language: ClarifyTextLanguage | str | None
    granularity: ClarifyTextGranularity | str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        language: ClarifyTextLanguage | ClarifyTextLanguageLiteral,
        granularity: ClarifyTextGranularity | ClarifyTextGranularityLiteral,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if language is not None:
            _data["Language"] = _plain(language)
        if granularity is not None:
            _data["Granularity"] = _plain(granularity)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Language")
        put(self, "language", None if value is None else enum_member(ClarifyTextLanguage, value))
        value = get("Granularity")
        put(self, "granularity", None if value is None else enum_member(ClarifyTextGranularity, value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.language is not None:
            data["Language"] = enum_text(self.language)
        if self.granularity is not None:
            data["Granularity"] = enum_text(self.granularity)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
