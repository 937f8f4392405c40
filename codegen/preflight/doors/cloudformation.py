"""CloudFormation templates: their resources as requests, once per outcome of their conditions."""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...reading.nodes import Node, Problem
    from ..request import Request
    from ..services import Services
    from .reading import Reading, Source


_MARKS = ("AWSTemplateFormatVersion", "Transform")
"""Members of a document with ``Resources`` that only a template has."""
_OPENED = ("Transform", "Fn::ForEach", "::MODULE", "CloudFormation::Stack", "Serverless::Application")
"""Texts of which a template holds one that has more to it than its own resources."""


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - a template is one for any package
    """Whether a document is a CloudFormation template."""
    resources = None if root is None else root.get("Resources")
    if root is None or resources is None or resources.kind != MAPPING:
        return False
    return any(root.get(name) is not None for name in _MARKS) or any(
        (kind := node.get("Type")) is not None and isinstance(kind.value, str) and "::" in kind.value
        for _, node in resources.value
    )


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the requests of a template's resources."""
    from ..cloudformation import read_template

    reading.template = reading.apart = True
    if any(mark in source.text for mark in _OPENED):
        root = _opened(root, source, reading)
    listed = root.get("Resources")
    reading.resources += [(root, ""), *((node, key.text) for key, node in (listed.value if listed else ()))]
    scenarios, outcomes, problems = read_template(root, source.services, source.salt, source.deployed)
    _combine(reading, scenarios, outcomes)
    _soften(reading.problems, listed, source.services)
    reading.problems += problems
    if "::StateMachine" in source.text:
        from .machines import read_machines

        read_machines(root, source, reading)


def _opened(root: Node, source: Source, reading: Reading) -> Node:
    """A template with its loops written out; notes its nested stacks, and what is not looked at."""
    from ..cloudformation.intrinsics import LOOP, intrinsic, section
    from ..cloudformation.loops import written_out
    from ..cloudformation.unseen import stacks, unseen
    from .beside import beside

    if LOOP in source.text:
        root = written_out(root, source.deployed.known(section(root, "Parameters")) if source.deployed else {})
    for place in stacks(root):
        files = beside(place.text, source.path) if place.kind == SCALAR and intrinsic(place) is None else []
        reading.also += files
        if not files:
            reading.unseen.append((place, f"the nested stack {place.text}".strip()))
    reading.unseen += unseen(root, source.services)
    return root


def _soften(problems: list[Problem], resources: Node | None, services: Services) -> None:
    """CloudFormation takes the last of two equal keys: an error only inside the resources that are checked."""
    twice = [problem for problem in problems if problem.rule == "duplicate-key"]
    if twice and resources is not None:
        kinds = ((node, node.get("Type")) for _, node in resources.value)
        claimed = [node for node, kind in kinds if kind is not None and kind.text in services.resources]
        for problem in twice:
            if not any(node.start <= problem.start < node.end for node in claimed):
                problem.severity = "warning"


def _combine(reading: Reading, scenarios: list[list[Request]], outcomes: list[dict[str, str]]) -> None:
    """Adds a template's outcomes to those of the documents before it in the file."""
    if scenarios:
        reading.scenarios = [made + more for made in reading.scenarios for more in scenarios]
        reading.outcomes = [{**known, **more} for known in reading.outcomes for more in outcomes]
