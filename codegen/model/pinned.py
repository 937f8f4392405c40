"""The pinned model: the part of a botocore model that a spec asks for, written beside the spec and read again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, cast

from attrs import evolve

from .. import input_file
from .parse import line, mapping, parse
from .shapes import Model, ModelError, Operation, Pin, nearest

_PROSE: Final = frozenset({"documentation", "title", "description", "comments", "deprecatedMessage"})
# Objects whose keys are names of the service's own, not of the model format.
_NAME_SPACES: Final = frozenset({"operations", "shapes", "members", "waiters", "pagination"})
_BYTES: Final = 64 * 2**20
"""Largest pinned model that is read; all of EC2 takes 3 MiB."""
_PIN_FIELDS: Final = ("botocore", "sha256")


def load_pinned(path: Path) -> Model:
    """The pinned model in `path` (model.json).

    Raises:
        ModelError: the file is missing, is not JSON, or holds a malformed model.
    """
    try:
        text = input_file.read(path, _BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(f"{path}: cannot be read ({reason}); run 'botoforge update'") from error
    return load_text(text, str(path))


def load_text(text: str, origin: str) -> Model:
    """The pinned model in `text`; `origin` names its source in errors.

    Raises:
        ModelError: the text is not JSON, repeats a key, or holds a malformed model.
    """
    try:
        document = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except ModelError as error:
        raise ModelError(f"{origin}: {error}") from error
    except RecursionError as error:
        raise ModelError(f"{origin}: nested too deeply for a service model") from error
    except ValueError as error:
        raise ModelError(f"{origin}: not a JSON document ({error})") from error
    pinned = mapping(document, origin).get("botoforge")
    if not isinstance(pinned, Mapping) or not all(isinstance(pinned.get(k), str) for k in ("service", *_PIN_FIELDS)):
        raise ModelError(f"{origin}: no 'botoforge' entry with service, botocore and sha256; run 'botoforge update'")
    botocore, sha256 = (line(pinned[key], f"{origin}, {key}") for key in _PIN_FIELDS)
    return parse(pinned["service"], document, Pin(botocore, sha256))


def prune(
    model: Model, operations: Iterable[str], waiters: Iterable[str] | None = None, *, prose: bool = False
) -> Model:
    """The part of `model` that `operations` reach, ready to be pinned; without the service's prose unless asked for.

    Raises:
        ModelError: an operation or waiter that the model does not have.
    """
    chosen = sorted(set(operations))
    for name in chosen:
        if name not in model.operations:
            raise ModelError(f"{model.service}: no operation {name!r}; {nearest(name, model.operations)}")
    roots = [shape for name in chosen for shape in _roots(model.operations[name])]
    names = model.closure(roots)
    raw = {
        "metadata": model.raw["metadata"],
        "operations": {name: model.raw["operations"][name] for name in chosen},
        "shapes": {name: model.raw["shapes"][name] for name in names},
        "waiters": {k: v for k, v in sorted(model.waiters.items()) if v.get("operation") in chosen},
        "pagination": {k: v for k, v in sorted(model.paginators.items()) if k in chosen},
    }
    if waiters is not None:
        raw["waiters"] = {name: _known_waiter(raw["waiters"], name, model.service) for name in waiters}
    try:
        facts = raw if prose else cast("dict[str, Any]", _without_prose(raw, names=False))
    except RecursionError as error:
        raise ModelError(f"{model.service}: the model is nested too deeply") from error
    facts["examples"] = {k: _example_data(v) for k, v in sorted(model.examples.items()) if k in chosen}
    return parse(model.service, facts, model.pin)


def with_unions(model: Model, unions: Iterable[str]) -> Model:
    """`model` with these structures as unions: exactly one of their members is set.

    Raises:
        ModelError: there is no such structure, or it requires a member.
    """
    marked = dict(model.shapes)
    for name in unions:
        shape = model.shapes.get(name)
        if shape is None or shape.type != "structure":
            structures = (n for n, s in model.shapes.items() if s.type == "structure")
            raise ModelError(
                f"{model.service}: no structure {name!r} that could be a union; {nearest(name, structures)}"
            )
        if any(member.required for member in shape.members):
            raise ModelError(f"{model.service}: {name!r} requires a member, so it is no union")
        marked[name] = evolve(shape, union=True)
    return evolve(model, shapes=marked)


def dump(model: Model) -> str:
    """The pinned form of `model`: JSON in the order of the model (members keep theirs), newline-terminated."""
    pin = {"service": model.service, "botocore": model.pin.botocore, "sha256": model.pin.sha256}
    sections = ("metadata", "operations", "shapes", "waiters", "pagination", "examples")
    body = {"botoforge": pin} | {key: model.raw.get(key, {}) for key in sections}
    return json.dumps(body, indent=1, ensure_ascii=True) + "\n"


def _roots(operation: Operation) -> tuple[str, ...]:
    return tuple(s for s in (operation.input, operation.output, *operation.errors) if s is not None)


def _known_waiter(waiters: Mapping[str, Any], name: str, service: str) -> Any:
    if name not in waiters:
        raise ModelError(f"{service}: no waiter {name!r} for these operations; {nearest(name, waiters)}")
    return waiters[name]


def _example_data(examples: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key: example[key] for key in ("id", "input", "output") if key in example} for example in examples]


def _without_prose(value: object, *, names: bool) -> object:
    """A copy without the service's own sentences. Where keys are names, one of them may well be 'documentation'."""
    if isinstance(value, Mapping):
        return {
            key: _without_prose(inner, names=not names and key in _NAME_SPACES)
            for key, inner in value.items()
            if names or not (key in _PROSE and isinstance(inner, str))
        }
    if isinstance(value, (list, tuple)):
        return [_without_prose(inner, names=False) for inner in value]
    return value


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ModelError(f"key {twice!r} appears twice in one object")
    return result


def _no_constant(name: str) -> float:
    raise ModelError(f"{name} is not a JSON number")
