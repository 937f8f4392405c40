"""The twelve planted faults as other forms write them, each line with a fault still ending in its rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from botocore import xform_name

import generated
from codegen.reading import yaml_nodes
from codegen.reading.nodes import MAPPING, SCALAR, Lines, Node
from generated.__main__ import SERVICES

PLANTED: Final = Path(__file__).parent / "golden" / "preflight" / "planted" / "release.yaml"
PACKAGE: Final[dict[str, Any]] = {"package": generated.__name__, "services": SERVICES}
_TEXT: Final = PLANTED.read_text(encoding="utf-8")
_LINES: Final = Lines(_TEXT)
SINGULAR: Final = {"ProductionVariants": "ProductionVariant", "Containers": "ContainerDefinition", "Alarms": "Alarm"}
CLASSES: Final = {
    "PrimaryContainer": "ContainerDefinition",
    "ServerlessConfig": "ProductionVariantServerlessConfig",
    "RoutingConfig": "ProductionVariantRoutingConfig",
    "DeploymentConfig": "DeploymentConfig",
    "BlueGreenUpdatePolicy": "BlueGreenUpdatePolicy",
    "RollingUpdatePolicy": "RollingUpdatePolicy",
    "TrafficRoutingConfiguration": "TrafficRoutingConfig",
    "AutoRollbackConfiguration": "AutoRollbackConfig",
    "CanarySize": "CapacitySize",
    "MaximumBatchSize": "CapacitySize",
}
"""The classes of the members in the planted requests."""


def planted() -> Iterator[tuple[str, Node]]:
    """The operations of the planted release with their requests."""
    for item in yaml_nodes.parse(_TEXT)[0][0].value:
        [(operation, request)] = item.value
        yield operation.value, request


def fault(key: Node) -> str:
    """The comment on the line of a key, as a comment; nothing if there is none."""
    said = _LINES.line(_LINES.position(key.start)[0]).partition(" # ")[2]
    return f"  # {said}" if said else ""


def faults(text: str) -> list[tuple[int, str]]:
    """The lines that end in a rule."""
    marks = ((number, line.partition("  # ")[2]) for number, line in enumerate(text.splitlines(), 1))
    return [(number, rule) for number, rule in marks if rule]


def boto3_call(operation: str, request: Node) -> str:
    """A request as a call of boto3's client, a line for each value."""
    lines = [f"{xform_name(operation)}("]
    for key, value in request.value:
        lines += _python(value, f"    {key.value}=", fault(key), lambda key: f'"{key}": ')
    return "\n".join([*lines, ")\n"])


def typed_call(operation: str, request: Node) -> str:
    """A request as a call of the typed client, with objects."""
    lines = [f"{xform_name(operation)}("]
    for key, value in request.value:
        name = str(key.value)
        lines += _python(value, f"    {xform_name(name)}=", fault(key), None, CLASSES.get(name, SINGULAR.get(name, "")))
    return "\n".join([*lines, ")\n"])


def _python(
    node: Node, before: str, after: str, written: Callable[[str], str] | None, class_name: str = ""
) -> Iterator[str]:
    indentation = " " * (len(before) - len(before.lstrip()))
    if node.kind == SCALAR:
        yield f"{before}{json.dumps(node.value)},{after}"
        return
    if node.kind == MAPPING:
        opening, closing = ("{", "}") if written else (f"aws.{class_name}(", ")")
        yield f"{before}{opening}{after}"
        for key, value in node.value:
            name = str(key.value)
            start = written(name) if written else f"{xform_name(name)}="
            inner = CLASSES.get(name, SINGULAR.get(name, ""))
            yield from _python(value, f"{indentation}    {start}", fault(key), written, inner)
    else:
        closing = "]"
        yield f"{before}[{after}"
        for item in node.value:
            yield from _python(item, f"{indentation}    ", "", written, class_name)
    yield f"{indentation}{closing},"


def cli_command(operation: str, request: Node) -> str:
    """A request as a command of the AWS CLI with values in JSON, a line for each; the marks are no shell."""
    lines = [f"aws sagemaker {xform_name(operation, '-')} \\"]
    for key, value in request.value:
        name = xform_name(str(key.value), "-")
        if value.kind == SCALAR:
            lines.append(f"  --{name} {value.value} \\")
        else:
            first, *rest = _json(value, "    ")
            lines += [f"  --{name} '{first}{fault(key)}", *rest[:-1], f"{rest[-1]}' \\"]
    return "\n".join(lines).removesuffix(" \\") + "\n"


def cli_shorthand(operation: str, request: Node) -> str:
    """A request as a command of the AWS CLI in its shorthand."""
    options = []
    for key, value in request.value:
        items = value.value if value.kind not in {SCALAR, MAPPING} else [value]
        words = " ".join(f"'{_shorthand(item).removeprefix('{').removesuffix('}')}'" for item in items)
        options.append(f"--{xform_name(str(key.value), '-')} {words}")
    return f"aws sagemaker {xform_name(operation, '-')} {' '.join(options)}\n"


def _shorthand(node: Node) -> str:
    if node.kind == SCALAR:
        return str(node.value)
    if node.kind == MAPPING:
        return "{" + ",".join(f"{key.value}={_shorthand(value)}" for key, value in node.value) + "}"
    return "[" + ",".join(map(_shorthand, node.value)) + "]"


def _json(node: Node, indentation: str) -> list[str]:
    if node.kind == SCALAR:
        return [json.dumps(node.value)]
    deeper = f"{indentation}  "
    opening, closing = "{}" if node.kind == MAPPING else "[]"
    lines = [opening]
    pairs = node.value if node.kind == MAPPING else [(None, item) for item in node.value]
    for number, (key, value) in enumerate(pairs):
        first, *rest = _json(value, deeper)
        comma = "," if number < len(pairs) - 1 else ""
        start = f"{deeper}{json.dumps(key.value)}: {first}" if key is not None else f"{deeper}{first}"
        mark = fault(key) if key is not None else ""
        lines += [f"{start}{mark}", *rest[:-1], f"{rest[-1]}{comma}"] if rest else [f"{start}{comma}{mark}"]
    return [*lines, f"{indentation}{closing}"]


def without_marks(text: str) -> str:
    """A text without the rules at the ends of its lines."""
    return "".join(line.partition("  # ")[0].rstrip("\n") + "\n" for line in text.splitlines(keepends=True))
