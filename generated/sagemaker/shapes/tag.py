"""Structure ``Tag``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"Key", "Value"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Tag(Structure):
    """Structure ``Tag`` of SageMaker.

    Attributes:
        key: ``Key``; required; string; 1-128 code points; pattern ``([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)``; rules tag-reserved-prefix.
        value: ``Value``; required; string; 0-256 code points; pattern ``([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/Tag
    """

    _service = _service
    _checks = (check_tag,)

    key: str
    value: str
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        key: str,
        value: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if key is not None:
            _data["Key"] = _plain(key)
        if value is not None:
            _data["Value"] = _plain(value)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "key", get("Key"))
        put(self, "value", get("Value"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.key is not None:
            data["Key"] = self.key
        if self.value is not None:
            data["Value"] = self.value
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
