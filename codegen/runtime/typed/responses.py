"""Base classes of what calls return: a structure with the raw `ResponseMetadata` of its answer beside it.

The metadata is no member: it takes no part in equality, hash, repr or `to_dict`, and `attrs.evolve` leaves it behind
(what has been changed is no longer what the service sent).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Self

from .structure import FrozenDict, Structure, freeze, thaw

_METADATA: Final = "ResponseMetadata"
_NONE: Final[Mapping[str, Any]] = FrozenDict()


class Response(Structure):
    """The output of an operation."""

    __slots__ = ("_response_metadata",)

    _response_metadata: Mapping[str, Any]

    @classmethod
    def from_response(cls, data: Mapping[str, Any]) -> Self:
        """Builds the object from a response. Open: unknown members and enum values, and absent members, are kept.

        Args:
            data: The response as boto3 returns it; its ``ResponseMetadata`` becomes `response_metadata`.

        Raises:
            ValidationError: Something else stands where the model has a structure, list or map.
        """
        metadata = data.get(_METADATA) if hasattr(data, "get") else None
        if metadata is None:
            return cls._read(data)
        members = dict(data)
        del members[_METADATA]
        self = cls._read(members)
        object.__setattr__(self, "_response_metadata", metadata)
        return self

    @property
    def response_metadata(self) -> Mapping[str, Any]:
        """The call's ``ResponseMetadata`` (``RequestId``, ``HTTPStatusCode``, …); empty if no call made this object."""
        found: Mapping[str, Any] = getattr(self, "_response_metadata", _NONE)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.__getstate__(), dict(self.response_metadata))


class EmptyResponse(Response):
    """What an operation without an output returns: nothing but `response_metadata` and members newer than the model."""

    __slots__ = ("unknown_members",)

    unknown_members: Mapping[str, Any]

    def _fill(self: Any, data: Mapping[str, Any], valid: bool) -> None:  # noqa: ARG002 - as of every structure
        self.unknown_members = freeze(data)

    def to_dict(self) -> dict[str, Any]:
        """The members newer than the model: as a rule none."""
        plain: dict[str, Any] = thaw(self.unknown_members)
        return plain

    def __eq__(self, other: object) -> bool:
        return other.unknown_members == self.unknown_members if isinstance(other, EmptyResponse) else NotImplemented

    def __hash__(self) -> int:
        return hash((EmptyResponse, self.unknown_members))

    def __reduce__(self) -> tuple[Any, ...]:
        return _answered, (self.to_dict(), dict(self.response_metadata))


def _restored(cls: type[Any], state: Any, metadata: Mapping[str, Any]) -> Any:
    self = object.__new__(cls)
    self.__setstate__(state)
    if metadata:
        object.__setattr__(self, "_response_metadata", metadata)
    return self


def _answered(data: dict[str, Any], metadata: Mapping[str, Any]) -> EmptyResponse:
    return EmptyResponse.from_response(data | {_METADATA: metadata} if metadata else data)
