"""Turns AWS names into Python names. The only module that does.

Rules: a member or operation is `botocore.xform_name` of its wire name, a class keeps the shape's name with a capital
first letter, an enum member is its value in capitals. A name that Python or the generated code needs for itself gets a
trailing underscore. Two wire names that would become one Python name are an error that names both.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from botocore import xform_name

# Attributes that generated classes have beside their members, and what their bodies, annotations and `__init__` use.
_MEMBER_RESERVED: Final = frozenset(
    {"to_dict", "from_dict", "from_response", "response_metadata", "unknown_members", "violations_in", "self", "cls"}
    | {"bool", "bytes", "classmethod", "dict", "float", "int", "list", "object", "property", "str", "tuple"}
    | {"datetime", "deprecated", "field", "frozen"}
)
# What generated modules import or define beside the classes.
_CLASS_RESERVED: Final = frozenset(
    {"Any", "FrozenDict", "Literal", "Mapping", "Rule", "Self", "Sequence", "StrEnum", "Structure", "TypeAlias"}
    | {"TYPE_CHECKING", "Timestamp", "Blob", "ValidationError", "Violation", "Protocol"}
    | {"MODEL", "Events", "Stream", "Document"}
    | {name for name in dir(builtins) if name[0].isupper()}
)
_OPERATION_RESERVED: Final = frozenset(
    {"send", "run", "client", "exceptions", "close", "self", "cls", "add_error", "activate", "deactivate"}
    | {"bool", "bytes", "dict", "float", "int", "list", "object", "property", "str", "tuple", "type"}
)
# Keywords of every method that sends a request, and of every one that waits.
_CALL_KEYWORDS: Final = frozenset({"validate", "ignore"})
_WAIT_KEYWORDS: Final = _CALL_KEYWORDS | {"delay", "timeout", "on_progress"}
_PAGE_KEYWORDS: Final = _CALL_KEYWORDS | {"pagination_config"}
# Devices that some file systems reserve, and files every package or output folder has.
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})
_MODULE_RESERVED: Final = _DEVICES | {"shared", "conftest", "tests"}
_PACKAGE_RESERVED: Final = _DEVICES | {"index", "manifest"}
# What a generated strategies module offers beside its structures.
_STRATEGY_RESERVED: Final = frozenset({"near_misses", "requests", "responses", "targets", "path"})
_SPELT: Final = 32
"""Characters of a value without letters or digits that its name spells out."""
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+[a-z]*")


class NameClash(ValueError):  # noqa: N818 - it is the clash that is reported
    """Two AWS names that would become one Python name."""


@cache
def member(wire: str) -> str:
    """Attribute name of a member: ``EndpointConfigName`` → ``endpoint_config_name``, ``From`` → ``from_``."""
    return _free(_snake(wire, "Member"), _MEMBER_RESERVED)


def operation(wire: str) -> str:
    """Method name of an operation: ``CreateEndpoint`` → ``create_endpoint``."""
    return _free(_snake(wire, "Operation"), _OPERATION_RESERVED)


def method(wire: str) -> str:
    """Name of an operation's method on boto3's own client, whatever `operation` makes of it."""
    return str(xform_name(wire))


def parameter(member_name: str, *, waits: bool = False, pages: bool = False) -> str:
    """Keyword of a client's method for a member: the attribute's name, unless the method needs it for itself."""
    return _free(member_name, _WAIT_KEYWORDS if waits else _PAGE_KEYWORDS if pages else _CALL_KEYWORDS)


def waiter(wire: str) -> str:
    """Method name of a waiter: ``EndpointInService`` → ``wait_until_endpoint_in_service``."""
    return f"wait_until_{_snake(wire, 'Waiter')}"


def paginator(wire: str) -> str:
    """Method name of an operation's pages: ``ListEndpoints`` → ``paginate_list_endpoints``."""
    return f"paginate_{_snake(wire, 'Operation')}"


def beside(name: str, taken: Collection[str]) -> str:
    """A class name of our own that no class of the service has: with an underscore where it is taken."""
    return beside(f"{name}_", taken) if name in taken else name


@cache
def class_name(wire: str) -> str:
    """Class name of a structure or enum: the shape's own name, capitalised."""
    bare = _bare(wire, "Shape")
    return _free(bare[0].upper() + bare[1:], _CLASS_RESERVED)


@cache
def module(wire: str) -> str:
    """Module name for a shape or operation: ``ProductionVariant`` → ``production_variant``."""
    return _free(_snake(class_name(wire), "Shape").lower(), _MODULE_RESERVED)


def strategy(wire: str) -> str:
    """Name of the function that draws a structure: ``CreateEndpointInput`` → ``create_endpoint_input``."""
    return _free(_snake(class_name(wire), "Shape").lower(), _STRATEGY_RESERVED)


def package(service: str) -> str:
    """Package name of a service: ``bcm-dashboards`` → ``bcm_dashboards``, ``lambda`` → ``lambda_``."""
    return _free(re.sub(r"[^a-z0-9_]", "_", service.lower()), _PACKAGE_RESERVED)


def client_prefix(service_id: str) -> str:
    """Stem of a service's class names: ``Bedrock Runtime`` → ``BedrockRuntime``."""
    stem = "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", service_id))
    return stem if stem[:1].isalpha() else f"Service{stem}"


def enum_members(values: Iterable[str]) -> dict[str, str]:
    """Python name of every enum value, in the order given: ``ml.g5.2xlarge`` → ``ML_G5_2XLARGE``.

    Values that differ only in case or punctuation exist; the later one keeps its own letters or gets a number.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for value in values:
        name = next(n for n in _enum_candidates(value, numbers) if n not in taken)
        taken.add(name)
        names[value] = name
    return names


def unique(pairs: Iterable[tuple[str, str]], where: str) -> None:
    """Checks (wire name, Python name) pairs.

    Raises:
        NameClash: two wire names share a Python name; both are named.
    """
    seen: dict[str, str] = {}
    for wire, python in pairs:
        other = seen.setdefault(python, wire)
        if other != wire:
            raise NameClash(f"{where}: {other!r} and {wire!r} would both be {python!r} in Python")


def _bare(wire: str, kind: str) -> str:
    """`wire` without leading underscores, which Python gives a meaning of its own."""
    bare = wire.lstrip("_")
    return bare if bare[:1].isalpha() else f"{kind}{bare}"


def _snake(wire: str, kind: str) -> str:
    """`wire` in lower case with underscores, but none in front, where `xform_name` puts one: ``VPCs``, ``ACLs``."""
    return str(xform_name(_bare(wire, kind))).lstrip("_")


def _free(name: str, reserved: frozenset[str]) -> str:
    return f"{name}_" if name in reserved or keyword.iskeyword(name) else name


def _enum_candidates(value: str, numbers: Counter[str]) -> Iterable[str]:
    """Names for `value`, best first. `numbers` holds the last number given to each name, from call to call."""
    spelt = _enum_name(value)
    yield spelt
    own = re.sub(r"[^A-Za-z0-9]+", "_", value).strip("_")
    if own and not own[0].isdigit() and own not in {"mro", "name", "value"} and not hasattr(str, own):
        yield _free(own, frozenset())
    while True:
        numbers[spelt] += 1
        yield f"{spelt}_{numbers[spelt] + 1}"


def _enum_name(value: str) -> str:
    # Words of a value such as InService; values with a separator or in one case are already words.
    mixed = re.fullmatch(r"[A-Za-z0-9]+", value) and value != value.lower() and value != value.upper()
    words = _WORD.findall(value) if mixed else re.findall(r"[A-Za-z0-9]+", value)
    if not words:
        words = [word for char in value[:_SPELT] for word in _spelt(char)]
    name = "_".join(words).upper() or "EMPTY"
    return f"V{name}" if name[0].isdigit() else name


def _spelt(char: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9]+", unicodedata.name(char, f"U{ord(char):04X}"))
