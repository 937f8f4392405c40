"""What a deployment gives a template: values of its parameters, the region, the account.

Files of parameters are read as CloudFormation's CLI, its pipelines and SAM take them. Nothing is looked up anywhere.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, Problem
from ..options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final

_KEY, _VALUE = "ParameterKey", "ParameterValue"
_PARTITIONS = (("cn-", "aws-cn", "amazonaws.com.cn"), ("us-gov-", "aws-us-gov", "amazonaws.com"))
_FORMS = "a list of ParameterKey and ParameterValue, of KEY=VALUE, or a mapping of names to values"
RULE = "parameter-value"


class Deployed:
    """What is known of one deployment. Frozen.

    Attributes:
        origin: the file of the parameters, empty if none was given.
        values: the values of parameters by name, all as texts; None where the last deployment's value stays.
        pseudo: the values of pseudo parameters that are known, by name.
    """

    __slots__ = ("origin", "pseudo", "values")

    def __init__(self, path: str | None, region: str | None, account: str | None) -> None:
        self.origin: Final = path or ""
        self.values: Final = {} if path is None else read(path)
        self.pseudo: Final = dict(_pseudo(region, account))

    def known(self, parameters: Mapping[str, Node]) -> dict[str, str]:
        """The values of a template's parameters by name: those given, and defaults if the file is for this template."""
        found = dict(self.pseudo)
        for name, node in parameters.items() if self._is_for(parameters) else ():
            default, kind = node.get("Default"), node.get("Type")
            value = self.values.get(name, default.text if default is not None and name not in self.values else None)
            if value is not None and kind is not None and not kind.text.startswith("AWS::SSM::"):
                found[name] = value
        return found

    def _is_for(self, parameters: Mapping[str, Node]) -> bool:
        """Whether the file of parameters is one for a template with these."""
        return not self.values.keys().isdisjoint(parameters)

    def problems(self, parameters: Mapping[str, Node], section: Node | None) -> Iterator[Problem]:
        """What CloudFormation refuses of the values, if the file is for this template at all."""
        if section is None or not self._is_for(parameters):
            return
        for name in self.values.keys() - parameters.keys():
            from ...spelling import hint

            message = f"{self.origin} gives {name}, and there is no such parameter{hint(name, parameters)}"
            yield Problem(RULE, message, section.start)
        for name, node in parameters.items():
            if name not in self.values and node.get("Default") is None:
                yield Problem(RULE, f"{name} has no default, and {self.origin} gives it no value", node.start, node.end)
            value = self.values.get(name)
            reason = None if value is None else refused(value, node)
            if reason:
                yield Problem(RULE, f"{self.origin} gives {name} a value that {reason}", node.start, node.end)


def refused(value: str, parameter: Node) -> str:
    """Why a parameter does not take a value, empty if it does."""
    allowed, kind = parameter.get("AllowedValues"), parameter.get("Type")
    values = value.split(",") if kind is not None and _is_list(kind.text) else [value]
    if allowed is not None and allowed.kind == SEQUENCE:
        known = [item.text for item in allowed.value]
        odd = next((one for one in values if one.strip() not in known), None)
        if odd is not None:
            return f"is none of its AllowedValues: {odd!r}"
    for key in ("MinLength", "MaxLength", "MinValue", "MaxValue"):
        bound = parameter.get(key)
        if bound is not None and _breaks(key, value, bound.text):
            return f"breaks its {key} of {bound.text}"
    pattern = parameter.get("AllowedPattern")
    if pattern is not None:
        from re import escape

        from ...patterns import may_meet

        if not may_meet(pattern.text, escape(value)):
            return f"does not match its AllowedPattern: {value!r}"
    return ""


def _breaks(key: str, value: str, bound: str) -> bool:
    limit = _number(bound)
    size = _number(value) if key.endswith("Value") else float(len(value))
    return limit is not None and size is not None and (size < limit if key.startswith("Min") else size > limit)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_list(kind: str) -> bool:
    return kind == "CommaDelimitedList" or kind.startswith("List<")


def listed(value: str, parameter: Node) -> list[str] | None:
    """The items of a parameter's value, None if it is no list."""
    kind = parameter.get("Type")
    return [item.strip() for item in value.split(",")] if kind is not None and _is_list(kind.text) else None


def _pseudo(region: str | None, account: str | None) -> Iterator[tuple[str, str]]:
    if region:
        found = (entry for entry in _PARTITIONS if region.startswith(entry[0]))
        _, partition, suffix = next(found, ("", "aws", "amazonaws.com"))
        yield from (("AWS::Region", region), ("AWS::Partition", partition), ("AWS::URLSuffix", suffix))
    if account:
        yield "AWS::AccountId", account


def read(path: str) -> dict[str, str | None]:
    """The values of a file of parameters.

    Raises:
        UsageError: it cannot be read, or is of no known form.
    """
    from ...reading.load import read_text

    path, _, stage = path.partition("#")
    text, problems = read_text(path)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise UsageError(f"--parameters {path}: {errors[0].message}")
    if path.endswith(".toml"):
        return _of_sam(_toml(path, text), path, stage)
    root = _document(path, text)
    if root.get("version") is not None and path.rpartition("/")[2].startswith("samconfig."):
        return _of_sam(_plain(root), path, stage)
    return _of_document(root, path)


def _document(path: str, text: str) -> Node:
    from ...reading import json_nodes, yaml_nodes

    if path.endswith(".json"):
        root, problems = json_nodes.parse(text)
        roots = [root] if root is not None else []
    else:
        roots, problems, _ = yaml_nodes.parse(text)
    wrong = next((problem for problem in problems if problem.severity == "error"), None)
    if wrong is not None or len(roots) != 1:
        raise UsageError(f"--parameters {path}: {wrong.message if wrong is not None else 'holds no single document'}")
    return roots[0]


def _plain(node: Node) -> Any:
    from ...reading.nodes import plain

    return plain(node)


def _of_document(root: Node, path: str) -> dict[str, str | None]:
    if root.get("context") is not None or root.get("app") is not None:
        raise UsageError(f"--parameters {path}: this is CDK's context, which is in the template once it is synthesized")
    inner = root.get("Parameters") or root.get("parameters")
    root = inner if inner is not None and inner.kind != SCALAR else root
    found: dict[str, str | None] = {}
    for key, value in root.value if root.kind == MAPPING else ():
        found[key.text] = _text(value, path)
    for item in root.value if root.kind == SEQUENCE else ():
        name, value = item.get(_KEY), item.get(_VALUE)
        if name is not None and (value is not None or item.get("UsePreviousValue") is not None):
            found[name.text] = None if value is None else _text(value, path)
        elif item.kind == SCALAR and "=" in item.text:
            word, _, written = item.text.partition("=")
            found[word] = written
        else:
            raise UsageError(f"--parameters {path}: takes {_FORMS}")
    if root.kind == SCALAR:
        raise UsageError(f"--parameters {path}: takes {_FORMS}")
    return found


def _text(node: Node, path: str) -> str:
    if node.kind == SEQUENCE and all(item.kind == SCALAR for item in node.value):
        return ",".join(item.text for item in node.value)
    if node.kind != SCALAR:
        raise UsageError(f"--parameters {path}: takes {_FORMS}")
    return node.text


def _toml(path: str, text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--parameters {path}: {error}") from None


def _of_sam(document: Any, path: str, stage: str) -> dict[str, str | None]:
    """The parameter overrides of one environment of a SAM configuration."""
    stages = {name: made for name, made in document.items() if isinstance(made, dict)}
    chosen = stages.get(stage or "default")
    if chosen is None:
        raise UsageError(f"--parameters {path}: which environment? Write {path}#NAME with {', '.join(stages)}")
    said: list[Any] = []
    for command in ("global", "deploy"):
        parameters = chosen.get(command, {}).get("parameters", {})
        overrides = parameters.get("parameter_overrides", [])
        said += overrides if isinstance(overrides, list) else [overrides]
    found: dict[str, str | None] = {}
    for one in said:
        found |= {key: str(value) for key, value in one.items()} if isinstance(one, dict) else _overrides(str(one))
    return found


def _overrides(text: str) -> dict[str, str | None]:
    """``A=b C="d e"``, or ``ParameterKey=A,ParameterValue=b``."""
    import shlex

    found: dict[str, str | None] = {}
    for word in shlex.split(text):
        if word.startswith(f"{_KEY}="):
            key, _, value = word.removeprefix(f"{_KEY}=").partition(f",{_VALUE}=")
        else:
            key, _, value = word.partition("=")
        found[key] = value
    return found
