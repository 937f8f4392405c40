"""Checks of the shapes that only send_parcel reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import readable, value_at
from ..._runtime.wire.values import blob_length, check_document, is_blob, is_number, is_timestamp
from ..._runtime.wire.violations import REDACTED, Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

LINE_PATTERN = Pattern("[A-Za-z0-9 .-]+")
PARCEL_STATUS_VALUES = frozenset({"OnItsWay", "Delivered", "Lost"})
PARCEL_NAME_PATTERN = Pattern("[a-z][a-z0-9-]*")
PARCEL_SIZE_VALUES = frozenset({"small", "x-large", "2XL", "None"})
PIN_PATTERN = Pattern("[0-9]{4}")


def check_address(data: object, path: Path, out: Report) -> None:
    """Check Address; required: Street."""
    if len(path) > out.depth:
        out.too_deep(path)
        return
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "Street" in data:
        known += 1
        value = data["Street"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Street"), value, "a string")
        elif len(value) > 80:
            out.length((*path, "Street"), value, len(value), None, 80)
        elif not LINE_PATTERN.matches(value):
            out.pattern((*path, "Street"), value, LINE_PATTERN)
    else:
        out.missing((*path, "Street"))
    if "Country" in data:
        known += 1
        value = data["Country"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Country"), value, "a string")
        elif len(value) != 2:
            out.length((*path, "Country"), value, len(value), 2, 2)
    if "Neighbour" in data:
        known += 1
        value = data["Neighbour"]
        check_address(value, path + ("Neighbour",), out)
    if known != len(data):
        out.unknown(path, data, {"Street", "Country", "Neighbour"})


def check_item(data: object, path: Path, out: Report) -> None:
    """Check Item."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "What" in data:
        known += 1
        value = data["What"]
        if not isinstance(value, str):
            out.wrong_type((*path, "What"), value, "a string")
    if "Count" in data:
        known += 1
        value = data["Count"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "Count"), value, "an integer")
        elif not 0 <= value <= 99:
            out.number((*path, "Count"), value, 0, 99)
    if known != len(data):
        out.unknown(path, data, {"What", "Count"})


def check_route(data: object, path: Path, out: Report) -> None:
    """Check Route."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ByAir" in data:
        known += 1
        value = data["ByAir"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ByAir"), value, "a string")
    if "BySea" in data:
        known += 1
        value = data["BySea"]
        if not isinstance(value, list):
            out.wrong_type((*path, "BySea"), value, "a list")
        else:
            for index, item in enumerate(value):
                if not isinstance(item, list):
                    out.wrong_type((*path, "BySea", index), item, "a list")
                else:
                    for index1, item1 in enumerate(item):
                        if not isinstance(item1, str):
                            out.wrong_type((*path, "BySea", index, index1), item1, "a string")
                        elif item1 not in PARCEL_STATUS_VALUES:
                            out.enum((*path, "BySea", index, index1), item1, PARCEL_STATUS_VALUES, "ParcelStatus")
    if known != len(data):
        out.unknown(path, data, {"ByAir", "BySea"})
    if known != 1:
        out.union(path, data, {"ByAir", "BySea"}, data)


def check_send_parcel_request(data: object, path: Path, out: Report) -> None:
    """Check SendParcelRequest; required: ParcelName, Token, Size, To."""
    if not isinstance(data, dict):
        out.wrong_type(path, REDACTED, "an object")
        return
    known = 0
    if "ParcelName" in data:
        known += 1
        value = data["ParcelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ParcelName"), value, "a string")
        elif not 1 <= len(value) <= 20:
            out.length((*path, "ParcelName"), value, len(value), 1, 20)
        elif not PARCEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ParcelName"), value, PARCEL_NAME_PATTERN)
    else:
        out.missing((*path, "ParcelName"))
    if "Token" in data:
        known += 1
        value = data["Token"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Token"), value, "a string")
        elif len(value) > 64:
            out.length((*path, "Token"), value, len(value), None, 64)
    if "Size" in data:
        known += 1
        value = data["Size"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Size"), value, "a string")
        elif value not in PARCEL_SIZE_VALUES:
            out.enum((*path, "Size"), value, PARCEL_SIZE_VALUES, "ParcelSize")
    else:
        out.missing((*path, "Size"))
    if "To" in data:
        known += 1
        value = data["To"]
        check_address(value, path + ("To",), out)
    else:
        out.missing((*path, "To"))
    if "From" in data:
        known += 1
        value = data["From"]
        check_address(value, path + ("From",), out)
    if "Contents" in data:
        known += 1
        value = data["Contents"]
        if not isinstance(value, list):
            out.wrong_type((*path, "Contents"), value, "a list")
        else:
            if len(value) > 10:
                out.items((*path, "Contents"), value, len(value), None, 10)
            for index, item in enumerate(value):
                check_item(item, path + ("Contents", index), out)
    if "Labels" in data:
        known += 1
        value = data["Labels"]
        if not isinstance(value, dict):
            out.wrong_type((*path, "Labels"), value, "an object")
        else:
            if len(value) > 5:
                out.items((*path, "Labels"), value, len(value), None, 5)
            for key, item in value.items():
                if not isinstance(key, str):
                    out.wrong_type((*path, "Labels"), key, "names that are strings")
                    continue
                if not 1 <= len(key) <= 20:
                    out.length((*path, "Labels", key), key, len(key), 1, 20)
                elif not PARCEL_NAME_PATTERN.matches(key):
                    out.pattern((*path, "Labels", key), key, PARCEL_NAME_PATTERN)
                if not isinstance(item, str):
                    out.wrong_type((*path, "Labels", key), item, "a string")
    if "WeightInKg" in data:
        known += 1
        value = data["WeightInKg"]
        if not is_number(value):
            out.wrong_type((*path, "WeightInKg"), value, "a number")
        elif value < 0:
            out.number((*path, "WeightInKg"), value, 0, None)
    if "ValueInCents" in data:
        known += 1
        value = data["ValueInCents"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ValueInCents"), value, "an integer")
        elif not 1 <= value <= 9223372036854775807:
            out.number((*path, "ValueInCents"), value, 1, 9223372036854775807)
    if "Insured" in data:
        known += 1
        value = data["Insured"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "Insured"), value, "a boolean")
    if "Photo" in data:
        known += 1
        value = data["Photo"]
        if not is_blob(value):
            out.wrong_type((*path, "Photo"), value, "bytes")
        elif (length := blob_length(value)) is not None and (length > 1024):
            out.length((*path, "Photo"), value, length, None, 1024)
    if "NotBefore" in data:
        known += 1
        value = data["NotBefore"]
        if not is_timestamp(value):
            out.wrong_type((*path, "NotBefore"), value, "a timestamp (datetime, ISO 8601 text or epoch seconds)")
    if "Route" in data:
        known += 1
        value = data["Route"]
        check_route(value, path + ("Route",), out)
    if "Customs" in data:
        known += 1
        value = data["Customs"]
        if value is None:
            out.wrong_type((*path, "Customs"), value, "a JSON value other than null")
        else:
            check_document(value, (*path, "Customs"), out)
    if "Pin" in data:
        known += 1
        value = data["Pin"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Pin"), REDACTED, "a string")
        elif not PIN_PATTERN.matches(value):
            out.pattern((*path, "Pin"), REDACTED, PIN_PATTERN)
    if "OldCode" in data:
        known += 1
        value = data["OldCode"]
        if not isinstance(value, str):
            out.wrong_type((*path, "OldCode"), value, "a string")
    if "class" in data:
        known += 1
        value = data["class"]
        if not isinstance(value, str):
            out.wrong_type((*path, "class"), value, "a string")
    if known != len(data):
        out.unknown(
            path,
            data,
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
            },
        )
    clean = not out.violations
    if (
        (clean or readable(out, path, (("Insured",),)))
        and "Insured" in data
        and "ValueInCents" not in data
        and data["Insured"]
    ):
        out.rule(
            "insured-needs-value",
            (*path, "ValueInCents"),
            "an insured parcel needs ValueInCents",
            value_at(data, ("ValueInCents",)),
            "error",
        )
