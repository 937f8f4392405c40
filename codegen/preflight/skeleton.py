"""``skeleton OPERATION``: a minimal valid request as commented YAML.

It is built from the emitted schema and the rules' own examples, and passes the package's own check; where that could
not be reached, a comment says so. Nothing is written but text.
"""

from __future__ import annotations

from .schema_view import View
from .yaml_text import scalar, to_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..reading.nodes import Path
    from .services import Services

_ROUNDS = 40
_DEPTH = 6
_SHOWN_VALUES = 4
_ACCOUNT = "111122223333"
_STRINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("RoleArn",), f"arn:aws:iam::{_ACCOUNT}:role/example-role"),
    (("KmsKey", "KeyId"), f"arn:aws:kms:us-east-1:{_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    (("Topic",), f"arn:aws:sns:us-east-1:{_ACCOUNT}:example-topic"),
    (("Arn",), f"arn:aws:sagemaker:us-east-1:{_ACCOUNT}:example/example"),
    (("Image",), f"{_ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/example:1.0"),
    (("ModelDataUrl",), "s3://example-bucket/example/model.tar.gz"),
    (("S3Uri", "Url", "Uri", "Path"), "s3://example-bucket/example/"),
    (("SecurityGroup",), "sg-0123456789abcdef0"),
    (("Subnet",), "subnet-0123456789abcdef0"),
    (("Region",), "us-east-1"),
)
_GENERAL = ("example", "Example", "1", "1.0", "text/csv", "https://example.com/", "a", "123456789012", "2024-01-01")


def skeleton(services: Services, service: str, operation: str, *, everything: bool) -> str:
    """The request as YAML text.

    Args:
        services: the service packages.
        service: name of the service package.
        operation: API operation.
        everything: whether optional members follow as comments.
    """
    module = services.module(service)
    view = services.view(service, operation)

    def check(data: Any) -> list[Any]:
        return list(module.validate(operation, data))

    shape = services.facts(service)["operations"][operation]["input"]
    data, left = _repaired(minimal(view, operation), check, view, module.rules(), shape)
    lines = [f"# {operation}: a minimal request. Replace the example values."]
    lines += [f"# Not valid yet: {violation}" for violation in left]
    lines += list(_commented(data, view, 0, everything=everything))
    return "\n".join([*lines, ""])


def minimal(view: View, name: str, depth: int = 0) -> Any:
    """The smallest value of a place in a schema: required members only, lists as short as allowed."""
    facts, kind = view.facts, view.type
    if "enum" in facts:
        return facts["enum"][0]
    if kind == "boolean":
        return False
    if kind in {"integer", "number"}:
        return facts.get("minimum", 1)
    if depth > _DEPTH:
        return {} if kind == "object" else []
    if kind == "array":
        return [minimal(view.at(0), name, depth + 1) for _ in range(facts.get("minItems", 0))]
    if kind == "object":
        return {member: minimal(view.at(member), member, depth + 1) for member in view.required}
    return next(iter(strings(facts, name)))


def strings(facts: dict[str, Any], name: str) -> list[str]:
    """Example strings for a member, those first that fit its schema and its name."""
    ranked = [text for words, text in _STRINGS if any(word in name for word in words)]
    kebab = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).strip("-")
    ranked += [f"example-{kebab}", *_GENERAL, *(text for _, text in _STRINGS)]
    least = facts.get("minLength", 0)
    ranked += ["a" * least, "1" * least]
    fits = [text for text in ranked if _fits(text, facts)]
    return list(dict.fromkeys([*fits, *ranked]))


def _fits(text: str, facts: dict[str, Any]) -> bool:
    import re

    if not facts.get("minLength", 0) <= len(text) <= facts.get("maxLength", len(text)):
        return False
    try:
        return re.search(facts.get("pattern", ""), text) is not None
    except re.error:
        return True  # a pattern of JSON Schema that Python has no word for: the package's own check decides


def _repaired(
    data: Any, check: Callable[[Any], list[Any]], view: View, rules: tuple[Any, ...], shape: str
) -> tuple[Any, list[Any]]:
    """Changes data until nothing is violated, one violation at a time, each change taken only if it leaves fewer."""
    left = check(data)
    for _ in range(_ROUNDS):
        better = next(_improvements(data, left, check, view, rules, shape), None)
        if better is None:
            break
        data, left = better
    return data, left


def _improvements(
    data: Any, left: list[Any], check: Callable[[Any], list[Any]], view: View, rules: tuple[Any, ...], shape: str
) -> Iterator[tuple[Any, list[Any]]]:
    for violation in left:
        best = None
        for candidate in _candidates(data, violation, view, rules, shape):
            remaining = check(candidate)
            if len(remaining) < len(best[1] if best else left):
                best = candidate, remaining
        if best is not None:
            yield best


def _candidates(data: Any, violation: Any, view: View, rules: tuple[Any, ...], shape: str) -> Iterator[Any]:
    place = view
    for segment in violation.path:
        place = place.at(segment)
    name = next((segment for segment in reversed(violation.path) if isinstance(segment, str)), "")
    if violation.rule == "required":
        yield _replaced(data, violation.path, minimal(place, name))
    elif place.type == "string":
        for text in place.facts.get("enum") or strings(place.facts, name):
            yield _replaced(data, violation.path, text)
    elif place.type in {"integer", "number"}:
        low, high = place.facts.get("minimum", 0), place.facts.get("maximum", 10_000)
        for number in (1, 10, 60, 300, 600, 1024, 3600, low, high):
            if low <= number <= high:
                yield _replaced(data, violation.path, number)
    yield from _from_examples(data, violation, view, rules, shape)


def _from_examples(data: Any, violation: Any, view: View, rules: tuple[Any, ...], shape: str) -> Iterator[Any]:
    """Data with a structure on the way to the violation completed from the rule's valid examples."""
    for rule in (rule for rule in rules if rule.id == violation.rule):
        for path, guarded in _shapes_on(violation.path, view, shape):
            if guarded not in rule.shapes:
                continue
            for example in sorted(rule.examples.get("valid", ()), key=lambda entry: len(str(entry))):
                value = example.get("value")
                here = _value(data, path)
                if isinstance(value, dict) and isinstance(here, dict):
                    yield _replaced(data, path, {**value, **here})
                    yield _replaced(data, path, {**here, **value})


def _shapes_on(path: Path, view: View, shape: str) -> Iterator[tuple[Path, str]]:
    """The shape at every step of a path, the deepest first and `shape`, that of the request itself, last."""
    steps: list[tuple[Path, str]] = [((), shape)]
    for depth, segment in enumerate(path):
        facts = view.facts.get("items" if isinstance(segment, int) else "properties", {})
        raw = facts if isinstance(segment, int) else facts.get(segment, {})
        view = view.at(segment)
        steps.append((path[: depth + 1], str(raw.get("$ref", "")).rpartition("/")[2] or "\0"))
    return reversed(steps)


def _value(data: Any, path: Path) -> Any:
    for segment in path:
        try:
            data = data[segment]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _replaced(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {**data, head: _replaced(data.get(head, {}), rest, value)}
    if isinstance(data, list) and isinstance(head, int):
        return [_replaced(item, rest, value) if index == head else item for index, item in enumerate(data)]
    return data


def _commented(data: Any, view: View, depth: int, *, everything: bool) -> Iterator[str]:
    """The lines of an object, each member after a comment with its facts."""
    indent = "  " * depth
    for name, value in data.items():
        below = view.at(name)
        yield f"{indent}# {describe(below, required=name in view.required)}"
        if isinstance(value, dict) and value:
            yield f"{indent}{scalar(name)}:"
            yield from _commented(value, below, depth + 1, everything=everything)
        elif isinstance(value, list) and value:
            yield f"{indent}{scalar(name)}:"
            yield from _items(value, below, depth + 1, everything=everything)
        else:
            yield f"{indent}{scalar(name)}: {scalar(value)}"
    if everything:
        yield from _optional(data, view, depth)


def _items(values: list[Any], view: View, depth: int, *, everything: bool) -> Iterator[str]:
    indent = "  " * depth
    for value in values:
        if isinstance(value, dict) and value:
            lines = list(_commented(value, view.at(0), 0, everything=everything))
            yield f"{indent}-"
            yield from (f"{indent}  {line}" for line in lines)
        else:
            yield from (f"{indent}{line}" for line in to_yaml([value]))


def _optional(data: Any, view: View, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name in view.members:
        if name not in data:
            below = view.at(name)
            yield f"{indent}# {describe(below, required=False)}"
            shown = to_yaml({name: example(below, name, 0)})
            yield from (f"{indent}# {line}" for line in shown)


def example(view: View, name: str, depth: int) -> Any:
    """A full value of a place in a schema, every member filled, down to a few levels."""
    if view.type == "object" and depth < _DEPTH:
        members = {member: example(view.at(member), member, depth + 1) for member in view.members}
        return members or {"example-key": minimal(view.at("example-key"), "Value")}
    if view.type == "array" and depth < _DEPTH:
        return [example(view.at(0), name, depth + 1)]
    return minimal(view, name, depth)


def describe(view: View, *, required: bool) -> str:
    """The facts of a member in one line: required or not, type, bounds, values."""
    facts = view.facts
    parts = ["required" if required else "optional"]
    if "enum" in facts:
        values = [str(value) for value in facts["enum"]]
        more = len(values) - _SHOWN_VALUES
        parts.append(f"one of {', '.join(values[:_SHOWN_VALUES])}" + (f" and {more} more" if more > 0 else ""))
    elif view.type:
        parts.append(view.type)
    for low, high, unit in (
        ("minimum", "maximum", ""),
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " entries"),
    ):
        if low in facts or high in facts:
            parts.append(f"{facts.get(low, 0)} to {facts.get(high, 'any number of')}{unit}")
    return ", ".join(parts)
