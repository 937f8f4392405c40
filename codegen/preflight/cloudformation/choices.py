"""What a template itself says of an unknown value: a parameter's default, allowed values and bounds, and mappings.

Each is looked at only in the scenarios in which it can be taken: a default only where all other parameters have theirs,
a value that a condition compares with only under the outcome that it makes.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..unknowns import Choice, Limit
from .conditions import OTHER
from .intrinsics import canonical, intrinsic, section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .conditions import Conditions

_PLAIN_TYPES = ("String", "Number")
"""Types of parameters whose values stand in the template as they are used."""
_BOUNDS = ("MinValue", "MaxValue")
_LIMITS = {"AllowedPattern": "pattern", "MinLength": "minLength", "MaxLength": "maxLength"}
"""What a parameter says of its texts, and what a schema calls it."""
_MOST = 64


class Choices:
    """Finds what a template offers for its unknown values.

    Args:
        root: the template.
        conditions: its conditions, with the scenario that is being looked at.
    """

    def __init__(self, root: Node, conditions: Conditions) -> None:
        self._conditions = conditions
        self._mappings = section(root, "Mappings")
        self._quiet = root.get("Rules") is not None  # rules of a template may exclude what it would allow

    def of(self, name: str, argument: Node) -> list[Choice]:
        """The values that an intrinsic can have, none where the template does not say."""
        if self._quiet:
            return []
        if name == "Ref" and argument.kind == SCALAR:
            return self._of_parameter(argument.text)
        if name == "Fn::FindInMap" and argument.kind == SEQUENCE and len(argument.value) == 3:
            return self._of_mapping(*argument.value)
        return []

    def _of_parameter(self, name: str) -> list[Choice]:
        parameter = self._conditions.parameters.get(name)
        kind = None if parameter is None else parameter.get("Type")
        if parameter is None or kind is None or kind.text not in _PLAIN_TYPES or not self._decidable(name):
            return []
        allowed, default = parameter.get("AllowedValues"), parameter.get("Default")
        listed = allowed.value[:_MOST] if allowed is not None and allowed.kind == SEQUENCE else []
        made = [Choice(node, f" (an allowed value of {name})", "error") for node in listed if self._fits(name, node)]
        for bound in _BOUNDS if kind.text == "Number" and not listed else ():
            node = parameter.get(bound)
            if node is not None and self._fits(name, node):
                made.append(Choice(node, f" (the {bound} of {name})", "warning"))
        known = {choice.node.text for choice in made}
        if default is not None and default.text not in known and self._fits(name, default) and self._defaults():
            made.append(Choice(default, f" (the default of {name})", "warning"))
        return [choice for choice in made if choice.node.kind == SCALAR]

    def limits(self, name: str, argument: Node) -> tuple[Limit, ...]:
        """What the parameter that an intrinsic names says of all its values, beside listing them."""
        parameter = self._conditions.parameters.get(argument.text) if name == "Ref" else None
        if parameter is None or parameter.get("AllowedValues") is not None:
            return ()
        said = ((parameter.get(key), key, kind) for key, kind in _LIMITS.items())
        return tuple(Limit(node, kind, f"the {key} of {argument.text}") for node, key, kind in said if node is not None)

    def _decidable(self, name: str) -> bool:
        """Whether conditions depend on a parameter in no other way than by comparing it with literals."""
        own = f"Ref({name!r})"
        return not any(name in variable and variable != own for variable in self._conditions.scenario)

    def _fits(self, name: str, node: Node) -> bool:
        """Whether a parameter can have a value in the scenario."""
        variable = f"Ref({name!r})"
        value = self._conditions.scenario.get(variable)
        return value is None or (
            node.text not in self._conditions.literals(variable) if value == OTHER else value == node.text
        )

    def _defaults(self) -> bool:
        """Whether the scenario is the one of all defaults; parameters without any may have every value."""
        for variable in self._conditions.scenario:
            name = variable.removeprefix("Ref('").removesuffix("')")
            parameter = self._conditions.parameters.get(name)
            if parameter is None:
                return False
            default = parameter.get("Default")
            if default is not None and not self._fits(name, default):
                return False
        return True

    def _of_mapping(self, name: Node, top: Node, second: Node) -> list[Choice]:
        levels = self._mappings.get(name.text) if intrinsic(name) is None else None
        if levels is None or levels.kind != MAPPING:
            return []
        return [
            Choice(value, "", "error")
            for key, level in levels.value
            if level.kind == MAPPING and self._is_key(top, key.text)
            for below, value in level.value
            if self._is_key(second, below.text) and value.kind == SCALAR
        ][:_MOST]

    def _is_key(self, node: Node, key: str) -> bool:
        """Whether an expression may be a key of a mapping."""
        found = intrinsic(node)
        if found is None:
            return node.text == key
        variable = canonical(node)
        value = self._conditions.known.get(variable, self._conditions.scenario.get(variable))
        if isinstance(value, str) and value != OTHER:
            return value == key
        parameter = self._conditions.parameters.get(found[1].text) if found[0] == "Ref" else None
        allowed = None if parameter is None else parameter.get("AllowedValues")
        return allowed is None or allowed.kind != SEQUENCE or key in {node.text for node in allowed.value}
