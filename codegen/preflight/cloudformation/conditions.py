"""Conditions: which outcomes a template's resources can tell apart, and which branch each of them takes.

The variables of a condition are the things that it compares with literals, such as a parameter.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from .intrinsics import canonical, intrinsic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from .outcomes import Outcome

    Scenario: TypeAlias = dict[str, str | bool]

OTHER = "\0other"
"""Stands for every value that a variable is not compared with."""
_MAX_SCENARIOS = 16
_MAX_STEPS = 20


class Conditions:
    """The conditions of a template, and the scenario that is being looked at."""

    def __init__(self, conditions: dict[str, Node], parameters: dict[str, Node], known: dict[str, str]) -> None:
        self.conditions = conditions
        self.parameters = parameters
        self.known = {f"Ref({name!r})": value for name, value in known.items()}
        self.scenario: Scenario = {}
        self._domains: dict[str, list[str | bool]] = {}

    def literals(self, variable: str) -> list[str | bool]:
        """The values that tell the outcomes of a variable apart."""
        return self._domains.get(variable, [])

    def scenarios(self, resources: Iterable[Node]) -> list[Scenario]:
        """Assignments of the variables that some resources depend on: all of them if few, else each value once."""
        domains: dict[str, list[str | bool]] = {}
        for name in sorted(used_conditions(resources)):
            self._variables(Node(SCALAR, name, 0, 0, name, "!Condition"), domains, 0)
        self._domains = domains
        combined: list[Scenario] = [{}]
        for variable, values in domains.items():
            combined = [{**made, variable: value} for made in combined for value in values]
            if len(combined) > _MAX_SCENARIOS:
                break
        else:
            return combined
        first = {variable: values[0] for variable, values in domains.items()}
        last = {variable: values[-1] for variable, values in domains.items()}
        each = [{**first, variable: value} for variable, values in domains.items() for value in values[1:]]
        return [first, last, *each][: 2 * _MAX_SCENARIOS]

    def in_words(self, scenarios: list[Scenario]) -> list[Outcome]:
        """What the variables are in each scenario, as people would say it."""
        literals = {
            variable: [repr(one) for one in dict.fromkeys(made[variable] for made in scenarios) if one != OTHER]
            for variable in (scenarios[0] if scenarios else ())
        }
        return [
            {_shown(variable): _phrase(value, literals[variable]) for variable, value in scenario.items()}
            for scenario in scenarios
        ]

    def _variables(self, node: Node, domains: dict[str, list[str | bool]], depth: int) -> None:
        """Collects what the outcome of a condition depends on, with the values that tell outcomes apart."""
        name, operands = expression(node)
        if depth > _MAX_STEPS:
            return
        if name == "Condition":
            body = self.conditions.get(operands[0].text)
            if body is None:
                domains.setdefault(f"condition {operands[0].text}", [True, False])
            else:
                self._variables(body, domains, depth + 1)
        elif name == "Fn::Equals":
            variable, literal = _comparison(operands)
            if literal is None:
                domains.setdefault(variable, [True, False])
            elif variable in self.known:
                domains[variable] = [self.known[variable]]
            else:
                values = domains.setdefault(variable, self._allowed(operands) or [OTHER])
                if literal not in values:
                    values.append(literal)
        elif name in {"Fn::And", "Fn::Or", "Fn::Not"}:
            for operand in operands:
                self._variables(operand, domains, depth + 1)
        else:
            domains.setdefault(canonical(node), [True, False])

    def _allowed(self, operands: list[Node]) -> list[str | bool]:
        for operand in operands:
            found = intrinsic(operand)
            if found is not None and found[0] == "Ref":
                allowed = self.parameters.get(found[1].text)
                values = allowed.get("AllowedValues") if allowed is not None else None
                if values is not None and values.kind == SEQUENCE and len(values.value) <= _MAX_SCENARIOS:
                    return [value.text for value in values.value]
        return []

    def holds(self, condition: str) -> bool | None:
        """The outcome of a named condition in the current scenario, None if it cannot be told."""
        if condition not in self.conditions:
            known = self.scenario.get(f"condition {condition}")
            return known if isinstance(known, bool) else None
        return self._truth(self.conditions[condition], 0)

    def _truth(self, node: Node, depth: int) -> bool | None:
        name, operands = expression(node)
        if depth > _MAX_STEPS:
            return None
        if name == "Condition":
            body = self.conditions.get(operands[0].text)
            return self.holds(operands[0].text) if body is None else self._truth(body, depth + 1)
        if name == "Fn::Equals":
            variable, literal = _comparison(operands)
            value = self.scenario.get(variable)
            if literal is None:
                return value if isinstance(value, bool) else None
            return None if value is None else value == literal
        outcomes = [self._truth(operand, depth + 1) for operand in operands]
        if name == "Fn::Not" and len(outcomes) == 1:
            return None if outcomes[0] is None else not outcomes[0]
        if name == "Fn::And":
            return False if False in outcomes else None if None in outcomes else True
        if name == "Fn::Or":
            return True if True in outcomes else None if None in outcomes else False
        value = self.scenario.get(canonical(node))
        return value if isinstance(value, bool) else None


def expression(node: Node) -> tuple[str, list[Node]]:
    """The operator of a condition expression and its operands."""
    if node.kind == MAPPING and len(node.value) == 1 and node.value[0][0].value == "Condition":
        return "Condition", [node.value[0][1]]
    found = intrinsic(node)
    if found is None:
        return "", []
    name, argument = found
    return name, argument.value if argument.kind == SEQUENCE else [argument]


def _comparison(operands: list[Node]) -> tuple[str, str | None]:
    """The variable and the literal of a comparison; without a literal the comparison itself is the variable."""
    if len(operands) == 2:
        for variable, literal in (operands, operands[::-1]):
            if literal.kind == SCALAR and intrinsic(literal) is None and intrinsic(variable) is not None:
                return canonical(variable), literal.text
    return f"equals {[canonical(operand) for operand in operands]}", None


def _shown(variable: str) -> str:
    """A variable as people would write it: ``Stage`` for ``Ref('Stage')``."""
    name, opened, rest = variable.partition("('")
    return rest[:-2] if name == "Ref" and opened and rest.endswith("')") else variable


def _phrase(value: str | bool, literals: list[str]) -> str:
    if isinstance(value, bool):
        return "holds" if value else "does not hold"
    return f"is not {' or '.join(literals)}" if value == OTHER else f"is {value!r}"


def used_conditions(resources: Iterable[Node]) -> set[str]:
    """The names of the conditions that resources stand under or choose by."""
    used: set[str] = set()
    for node in resources:
        condition = node.get("Condition")
        if condition is not None:
            used.add(condition.text)
        pending = [node]
        while pending:
            current = pending.pop()
            found = intrinsic(current)
            if found is not None and found[0] == "Fn::If" and found[1].kind == SEQUENCE and found[1].value:
                used.add(found[1].value[0].text)
            if current.kind == MAPPING:
                pending += [value for _, value in current.value]
            elif current.kind == SEQUENCE:
                pending += current.value
    return used
