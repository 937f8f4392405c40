"""Structure ``SendParcelRequest``."""

from __future__ import annotations

from attrs import field, frozen

from ..._runtime.typed.structure import FrozenDict, Structure, deprecated, enum_member, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.send_parcel import check_send_parcel_request
from ..enums.parcel_size import ParcelSize
from .address import Address
from .item import Item
from .route import Route

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..._runtime.typed.aliases import Blob, Timestamp
    from ..enums.parcel_size import ParcelSizeLiteral
    from .send_parcel_response import SendParcelResponse

_MEMBERS: frozenset[str] = frozenset(
    {
        "ParcelName",
        "Token",
        "Size",
        "To",
        "From",
        "Contents",
        "Labels",
        "WeightInKg",
        "ValueInCents",
        "Insured",
        "Photo",
        "NotBefore",
        "Route",
        "Customs",
        "Pin",
        "OldCode",
        "class",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class SendParcelRequest(Structure):
    """Structure ``SendParcelRequest`` of Parcel.

    Attributes:
        parcel_name: ``ParcelName``; required; string; 1-20 code points; pattern ``[a-z][a-z0-9-]*``.
        token: ``Token``; required; string; at most 64 code points; filled in when absent.
        size: ``Size``; required; enum ParcelSize (small, x-large, 2XL, None).
        to: ``To``; required; structure Address.
        from_: ``From``; optional; structure Address.
        contents: ``Contents``; optional; list of structure Item; at most 10 items.
        labels: ``Labels``; optional; map of string to string; at most 5 entries.
        weight_in_kg: ``WeightInKg``; optional; number; at least 0.
        value_in_cents: ``ValueInCents``; optional; integer; at least 1; rules insured-needs-value.
        insured: ``Insured``; optional; boolean.
        photo: ``Photo``; optional; bytes; at most 1024 bytes.
        not_before: ``NotBefore``; optional; timestamp.
        route: ``Route``; optional; union Route.
        customs: ``Customs``; optional; any JSON value.
        pin: ``Pin``; optional; string; pattern ``[0-9]{4}``; sensitive.
        old_code: ``OldCode``; optional; string; deprecated.
        class_: ``class``; optional; string.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/SendParcelRequest
    """

    _service = _service
    _checks = (check_send_parcel_request,)
    _operation = ("SendParcel", "send_parcel", "SendParcelResponse")

    parcel_name: str
    token: str
    size: ParcelSize
    to: Address
    from_: Address | None
    contents: tuple[Item, ...] | None
    labels: Mapping[str, str] | None
    weight_in_kg: float | None
    value_in_cents: int | None
    insured: bool | None
    photo: Blob | None
    not_before: Timestamp | None
    route: Route | None
    customs: Any
    pin: str | None = field(repr=False)
    old_code: str | None
    class_: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        parcel_name: str,
        size: ParcelSize | ParcelSizeLiteral,
        to: Address,
        token: str | None = None,
        from_: Address | None = None,
        contents: Sequence[Item] | None = None,
        labels: Mapping[str, str] | None = None,
        weight_in_kg: float | None = None,
        value_in_cents: int | None = None,
        insured: bool | None = None,
        photo: Blob | None = None,
        not_before: Timestamp | None = None,
        route: Route | None = None,
        customs: Any = None,
        pin: str | None = None,
        old_code: str | None = None,
        class_: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        if old_code is not None:
            deprecated("SendParcelRequest", "OldCode")
        _data: dict[str, Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        if token is not None:
            _data["Token"] = _plain(token)
        if size is not None:
            _data["Size"] = _plain(size)
        if to is not None:
            _data["To"] = _plain(to)
        if from_ is not None:
            _data["From"] = _plain(from_)
        if contents is not None:
            _data["Contents"] = _plain(contents)
        if labels is not None:
            _data["Labels"] = _plain(labels)
        if weight_in_kg is not None:
            _data["WeightInKg"] = _plain(weight_in_kg)
        if value_in_cents is not None:
            _data["ValueInCents"] = _plain(value_in_cents)
        if insured is not None:
            _data["Insured"] = _plain(insured)
        if photo is not None:
            _data["Photo"] = _plain(photo)
        if not_before is not None:
            _data["NotBefore"] = _plain(not_before)
        if route is not None:
            _data["Route"] = _plain(route)
        if customs is not None:
            _data["Customs"] = _plain(customs)
        if pin is not None:
            _data["Pin"] = _plain(pin)
        if old_code is not None:
            _data["OldCode"] = _plain(old_code)
        if class_ is not None:
            _data["class"] = _plain(class_)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "parcel_name", get("ParcelName"))
        put(self, "token", get("Token"))
        value = get("Size")
        put(self, "size", None if value is None else enum_member(ParcelSize, value))
        value = get("To")
        put(self, "to", None if value is None else Address._build(value))
        value = get("From")
        put(self, "from_", None if value is None else Address._build(value))
        value = get("Contents")
        put(self, "contents", None if value is None else tuple([Item._build(item) for item in value]))
        value = get("Labels")
        put(self, "labels", None if value is None else FrozenDict(value))
        put(self, "weight_in_kg", get("WeightInKg"))
        put(self, "value_in_cents", get("ValueInCents"))
        put(self, "insured", get("Insured"))
        put(self, "photo", get("Photo"))
        put(self, "not_before", get("NotBefore"))
        value = get("Route")
        put(self, "route", None if value is None else Route._build(value))
        put(self, "customs", get("Customs"))
        put(self, "pin", get("Pin"))
        put(self, "old_code", get("OldCode"))
        put(self, "class_", get("class"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.parcel_name is not None:
            data["ParcelName"] = self.parcel_name
        if self.token is not None:
            data["Token"] = self.token
        if self.size is not None:
            data["Size"] = str(self.size)
        if self.to is not None:
            data["To"] = self.to.to_dict()
        if self.from_ is not None:
            data["From"] = self.from_.to_dict()
        if self.contents is not None:
            data["Contents"] = [item.to_dict() for item in self.contents]
        if self.labels is not None:
            data["Labels"] = dict(self.labels)
        if self.weight_in_kg is not None:
            data["WeightInKg"] = self.weight_in_kg
        if self.value_in_cents is not None:
            data["ValueInCents"] = self.value_in_cents
        if self.insured is not None:
            data["Insured"] = self.insured
        if self.photo is not None:
            data["Photo"] = self.photo
        if self.not_before is not None:
            data["NotBefore"] = self.not_before
        if self.route is not None:
            data["Route"] = self.route.to_dict()
        if self.customs is not None:
            data["Customs"] = self.customs
        if self.pin is not None:
            data["Pin"] = self.pin
        if self.old_code is not None:
            data["OldCode"] = self.old_code
        if self.class_ is not None:
            data["class"] = self.class_
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> SendParcelResponse: ...
