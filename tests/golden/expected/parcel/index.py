"""What the package holds: its operations and its public names. Loaded when one of them is first asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

OPERATIONS: Final[Mapping[str, tuple[str, str, str, str, str, str]]] = {
    "GetParcel": (
        "get_parcel",
        "get_parcel",
        "check_get_parcel_request",
        "GetParcelRequest",
        "GetParcelResponse",
        "https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/GetParcel",
    ),
    "SendParcel": (
        "send_parcel",
        "send_parcel",
        "check_send_parcel_request",
        "SendParcelRequest",
        "SendParcelResponse",
        "https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/SendParcel",
    ),
}
IDENTIFIERS: Final[Mapping[str, str]] = {
    "SendParcel": "ParcelName",
}
RELEASE_RULES: Final[Mapping[str, str]] = {}
EXPORTS: Final[Mapping[str, str]] = {
    "Address": "shapes.address",
    "AsyncParcelClient": "async_client",
    "GetParcelRequest": "shapes.get_parcel_request",
    "GetParcelResponse": "shapes.get_parcel_response",
    "Item": "shapes.item",
    "ParcelClient": "client",
    "ParcelError": "errors",
    "ParcelLost": "errors",
    "ParcelSize": "enums.parcel_size",
    "ParcelSizeLiteral": "enums.parcel_size",
    "ParcelStatus": "enums.parcel_status",
    "ParcelStatusLiteral": "enums.parcel_status",
    "ParcelStubber": "stubber",
    "Route": "shapes.route",
    "SendParcelRequest": "shapes.send_parcel_request",
    "SendParcelResponse": "shapes.send_parcel_response",
    "WaitError": "waiters",
    "WaitFailed": "waiters",
    "WaitTimeout": "waiters",
    "preflight_facts": "preflight",
    "show_progress": "waiters",
}
