"""What the pre-flight command has to know about this service."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def preflight_facts() -> dict[str, Any]:
    """Operations with their command-line names, rules across requests, resources of CloudFormation templates."""
    return {
        "operations": {
            "GetParcel": {"cli": "get-parcel", "identifier": None},
            "SendParcel": {"cli": "send-parcel", "identifier": "ParcelName"},
        },
        "cross_rules": (),
        "cloudformation": {},
    }
