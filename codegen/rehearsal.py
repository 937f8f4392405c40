"""Asks a package about the examples of its rules before it is published: what was rendered is imported and checks them.

An example that says the opposite of its rule is an error of the spec, whichever of the two is wrong. An inherited one
that the model of this spec refuses, being older or newer than that of the spec it was written for, says nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from typing import Any, Final

from .ir import Package
from .render import Files, render_common
from .resources import scratch
from .runtime.wire.rule_helpers import SHAPE_RULES
from .spec import Spec, SpecError

_CONTRARY: Final = {"valid": "reports", "invalid": "does not report"}


def rehearse(spec: Spec, package: Package, files: Files) -> None:
    """Asks the package about every example of the spec's rules.

    Args:
        spec: Whose rules.
        package: What was made of it.
        files: The package's text by path.

    Raises:
        SpecError: a valid example that its rule reports, or an invalid one that it does not; each is named.
    """
    strange = spec.inherited["rules"]
    listed = {rule["id"]: rule["examples"] for rule in spec.rules if rule.get("examples")}
    if not listed:
        return
    with _imported(package.name, files) as imported:
        rules = {rule.id: rule for rule in imported.rules()}
        wrong = [
            f"{spec.rule_place(id_, 'examples', kind, index)}: rule {id_!r} {_CONTRARY[kind]} this example "
            f"of what is {kind}"
            for id_, examples in listed.items()
            if id_ in rules
            for kind in _CONTRARY
            for index, example in enumerate(examples[kind])
            if _says(imported, package.places, rules[id_], example, strange=id_ in strange) == _CONTRARY[kind]
        ]
    if wrong:
        raise SpecError("\n".join(wrong))


def _says(
    package: Any, places: Mapping[str, tuple[str, str]], rule: Any, example: Mapping[str, Any], *, strange: bool
) -> str:
    """What a rule does with an example; "" where that is `strange` to this package, which refuses it for its shape."""
    profile = example.get("profile") or (rule.profile if rule.profile != "default" else None)
    if "release" in example:
        requests = [tuple(request) for request in example["release"]]
        found = package.validate_release(requests, profile=profile, region=example.get("region"))
        if strange:
            found += [
                violation for operation, request in requests for violation in package.validate(operation, request)
            ]
    else:
        module, function = places[example.get("shape", rule.shapes[0])]
        check = getattr(import_module(f"{package.__name__}.checks.{module}"), function)
        found = package._service.check(check, example["value"], profile=profile)  # noqa: SLF001 - as its classes do
    reported = {violation.rule for violation in found}
    if strange and reported & SHAPE_RULES:
        return ""
    return "reports" if rule.id in reported else "does not report"


@contextmanager
def _imported(name: str, files: Files) -> Iterator[Any]:
    """The package, imported under a name that nobody else has, and forgotten again."""
    with scratch() as place:
        folder = place / place.name
        for path, text in {**render_common([name], files), **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        sys.path.insert(0, str(place))
        invalidate_caches()
        try:
            yield import_module(f"{folder.name}.{name}")
        finally:
            sys.path.remove(str(place))
            sys.dont_write_bytecode = bytecode
            for module in [m for m in sys.modules if m.partition(".")[0] == folder.name]:
                del sys.modules[module]
