"""Opens botocore service models and turns them into checked, typed facts.

The only module that knows how a botocore model looks on disk. Everything behind it works on `Model`, whose names are
known to be ASCII identifiers and whose references are known to resolve. It neither names Python things nor renders.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

from attrs import evolve, field, frozen

type_names: Final = frozenset(
    {"structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}
)
ShapeType = Literal[
    "structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"
]
_COUNTED: Final = frozenset({"string", "list", "map", "blob"})
"""Types whose bounds count characters, bytes or entries."""
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,254}")
_LINE: Final = re.compile(r"[ -~]{1,100}")
_PROSE: Final = frozenset({"documentation", "title", "description", "comments", "deprecatedMessage"})


class ModelError(ValueError):
    """A service model that cannot be used; the message names service, shape and member."""


@frozen
class Member:
    """One member of a structure."""

    name: str
    shape: str
    required: bool = False
    location_name: str | None = None
    location: str | None = None
    idempotency_token: bool = False
    deprecated: bool = False
    json_value: bool = False
    host_label: bool = False
    streaming: bool = False
    event_payload: bool = False
    documentation: str = ""


@frozen
class Shape:
    """One shape of the model. `minimum` and `maximum` bound lengths, item counts or values, as the type has it."""

    name: str
    type: ShapeType
    members: tuple[Member, ...] = ()
    element: str | None = None
    key: str | None = None
    value: str | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    union: bool = False
    document: bool = False
    event_stream: bool = False
    streaming: bool = False
    sensitive: bool = False
    sparse: bool = False
    deprecated: bool = False
    exception: bool = False
    error_code: str | None = None
    timestamp_format: str | None = None
    documentation: str = ""

    def references(self) -> tuple[str, ...]:
        """Names of the shapes this one refers to, in the model's order."""
        inner = (self.element, self.key, self.value)
        return tuple(m.shape for m in self.members) + tuple(name for name in inner if name is not None)

    def member(self, name: str) -> Member | None:
        """The member of that wire name, or None."""
        return next((m for m in self.members if m.name == name), None)


@frozen
class Operation:
    """One operation: the names of its input, output and error shapes."""

    name: str
    input: str | None
    output: str | None
    errors: tuple[str, ...] = ()
    deprecated: bool = False
    event_stream_output: bool = False


@frozen
class Pin:
    """Where the facts come from: the botocore release and the SHA-256 of the service model it shipped."""

    botocore: str
    sha256: str


@frozen
class Model:
    """A service model. `raw` is botocore's own form of the same facts, without prose, as pinned."""

    service: str
    service_id: str
    api_version: str
    protocol: str
    pin: Pin
    operations: Mapping[str, Operation]
    shapes: Mapping[str, Shape]
    waiters: Mapping[str, Any]
    paginators: Mapping[str, Any]
    examples: Mapping[str, Any]
    raw: Mapping[str, Any] = field(repr=False, eq=False)

    def closure(self, roots: Iterable[str]) -> tuple[str, ...]:
        """Names of every shape reachable from `roots`, sorted. Iterative: a long reference chain is no problem."""
        seen: set[str] = set()
        pending = list(roots)
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending.extend(self.shapes[name].references())
        return tuple(sorted(seen))

    def secret(self) -> frozenset[str]:
        """Names of the sensitive shapes and of the structures inside them: what these hold must not be shown."""
        roots = {name for name, shape in self.shapes.items() if shape.sensitive}
        return frozenset(roots | {name for name in self.closure(roots) if self.shapes[name].type == "structure"})

    def holding_secrets(self) -> frozenset[str]:
        """Names of the shapes with something sensitive in them, at any depth: a value as a whole must not be shown."""
        return self.reaching(self.secret())

    def reaching(self, targets: Iterable[str]) -> frozenset[str]:
        """Names of every shape from which one of `targets` can be reached, those included."""
        users: dict[str, list[str]] = {}
        for shape in self.shapes.values():
            for inner in shape.references():
                users.setdefault(inner, []).append(shape.name)
        found: set[str] = set()
        pending = list(targets)
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(users.get(name, ()))
        return frozenset(found)

    def recursive(self) -> frozenset[str]:
        """Names of the shapes that can contain themselves (members of a cycle in the reference graph)."""
        return frozenset(name for group in _components(self.shapes) for name in group)


# --- opening ------------------------------------------------------------------------------------------------


def available_services() -> tuple[str, ...]:
    """Names of the services that the installed botocore describes, sorted."""
    return tuple(sorted(_loader().list_available_services("service-2")))


def load_botocore(service: str) -> Model:
    """The whole model of `service` from the installed botocore.

    Raises:
        ModelError: botocore has no such service, or its model is malformed.
    """
    import botocore  # noqa: PLC0415 - a pinned model needs no botocore at all
    from botocore.exceptions import DataNotFoundError  # noqa: PLC0415

    loader = _loader()
    try:
        version = loader.determine_latest_version(service, "service-2")
        raw = dict(loader.load_service_model(service, "service-2", version))
    except DataNotFoundError as error:  # of which an unknown service is one kind
        raise ModelError(_unknown_service(service)) from error
    source = Path(botocore.__file__).parent / "data" / service / version
    pin = Pin(botocore=botocore.__version__, sha256=_source_sha256(source / "service-2.json"))
    facts = {
        kind: _optional_data(loader, service, version, kind, key)
        for kind, key in (("waiters-2", "waiters"), ("paginators-1", "pagination"), ("examples-1", "examples"))
    }
    raw["waiters"], raw["pagination"], raw["examples"] = facts["waiters-2"], facts["paginators-1"], facts["examples-1"]
    return parse(service, raw, pin)


def load_pinned(path: Path) -> Model:
    """The pinned model in `path` (model.json).

    Raises:
        ModelError: the file is missing, is not JSON, or holds a malformed model.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error}); run 'python -m codegen update'"
        raise ModelError(msg) from error
    return load_text(text, str(path))


def load_text(text: str, origin: str) -> Model:
    """The pinned model in `text`; `origin` names its source in errors.

    Raises:
        ModelError: the text is not JSON, repeats a key, or holds a malformed model.
    """
    try:
        document = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except ModelError as error:
        msg = f"{origin}: {error}"
        raise ModelError(msg) from error
    except RecursionError as error:
        msg = f"{origin}: nested too deeply for a service model"
        raise ModelError(msg) from error
    except ValueError as error:
        msg = f"{origin}: not a JSON document ({error})"
        raise ModelError(msg) from error
    pinned = _mapping(document, origin).get("botoforge")
    if not isinstance(pinned, Mapping) or not all(isinstance(pinned.get(k), str) for k in ("service", *_PIN_FIELDS)):
        msg = f"{origin}: no 'botoforge' entry with service, botocore and sha256; run 'python -m codegen update'"
        raise ModelError(msg)
    botocore, sha256 = (_line(pinned[key], f"{origin}, {key}") for key in _PIN_FIELDS)
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
            msg = f"{model.service}: no operation {name!r}; {nearest(name, model.operations)}"
            raise ModelError(msg)
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
        msg = f"{model.service}: the model is nested too deeply"
        raise ModelError(msg) from error
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
            msg = f"{model.service}: no structure {name!r} that could be a union; {nearest(name, structures)}"
            raise ModelError(msg)
        if any(member.required for member in shape.members):
            msg = f"{model.service}: {name!r} requires a member, so it is no union"
            raise ModelError(msg)
        marked[name] = evolve(shape, union=True)
    return evolve(model, shapes=marked)


def dump(model: Model) -> str:
    """The pinned form of `model`: JSON in the order of the model (members keep theirs), newline-terminated."""
    pin = {"service": model.service, "botocore": model.pin.botocore, "sha256": model.pin.sha256}
    sections = ("metadata", "operations", "shapes", "waiters", "pagination", "examples")
    body = {"botoforge": pin} | {key: model.raw.get(key, {}) for key in sections}
    return json.dumps(body, indent=1, ensure_ascii=True) + "\n"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint for a misspelt name: 'did you mean …?' with up to three near spellings, or where to look."""
    import difflib  # noqa: PLC0415 - only errors need it

    by_folded = {k.casefold(): k for k in known}
    close = [by_folded[k] for k in difflib.get_close_matches(name.casefold(), by_folded, 3, 0.6)]
    return f"did you mean {', '.join(close)}?" if close else "'python -m codegen list SERVICE' shows what there is"


# --- checking -----------------------------------------------------------------------------------------------

_PIN_FIELDS: Final = ("botocore", "sha256")


def parse(service: str, raw: Mapping[str, Any], pin: Pin) -> Model:
    """Checks botocore's form of a model and returns its facts.

    Raises:
        ModelError: naming the shape and member at fault.
    """
    where = f"service {service!r}"
    metadata = _mapping(raw.get("metadata"), f"{where}, metadata")
    _line(metadata.get("uid", service), f"{where}, uid")
    shapes = {
        _identifier(name, f"{where}, shape"): _shape(name, _mapping(body, f"{where}, shape {name}"), where)
        for name, body in _mapping(raw.get("shapes"), f"{where}, shapes").items()
    }
    for shape in shapes.values():
        _check_references(shape, shapes, where)
    operations = {
        _identifier(name, f"{where}, operation"): _operation(name, body, shapes, where)
        for name, body in _mapping(raw.get("operations"), f"{where}, operations").items()
    }
    _check_case(shapes, where)
    shapes |= _without_nested_tokens(shapes, operations)
    return Model(
        service=service,
        service_id=_line(metadata.get("serviceId", service), f"{where}, serviceId"),
        api_version=_line(metadata.get("apiVersion"), f"{where}, apiVersion"),
        protocol=_line(metadata.get("protocol", "json"), f"{where}, protocol"),
        pin=pin,
        operations=operations,
        shapes=shapes,
        waiters=_mappings(raw.get("waiters", {}), f"{where}, waiters"),
        paginators=_mappings(raw.get("pagination", {}), f"{where}, pagination"),
        examples={
            name: [_mapping(example, f"{where}, examples of {name}") for example in _list(listed, f"{where}, examples")]
            for name, listed in _mapping(raw.get("examples", {}), f"{where}, examples").items()
        },
        raw=raw,
    )


def _shape(name: str, body: Mapping[str, Any], where: str) -> Shape:
    where = f"{where}, shape {name}"
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in type_names:
        msg = f"{where}: type {kind!r} is not one of {', '.join(sorted(type_names))}"
        raise ModelError(msg)
    minimum, maximum = (_bound(body, key, where, counted=kind in _COUNTED) for key in ("min", "max"))
    if minimum is not None and maximum is not None and minimum > maximum:
        msg = f"{where}: min {minimum} is larger than max {maximum}"
        raise ModelError(msg)
    error = body.get("error") or {}
    return Shape(
        name=name,
        type=cast("ShapeType", kind),
        members=_members(body, where) if kind == "structure" else (),
        element=_reference(body.get("member"), f"{where}, member") if kind == "list" else None,
        key=_reference(body.get("key"), f"{where}, key") if kind == "map" else None,
        value=_reference(body.get("value"), f"{where}, value") if kind == "map" else None,
        minimum=minimum,
        maximum=maximum,
        pattern=_text(body["pattern"], f"{where}, pattern") if "pattern" in body else None,
        enum=_enum(body.get("enum", ()), where),
        union=bool(body.get("union")),
        document=bool(body.get("document")),
        event_stream=bool(body.get("eventstream")),
        streaming=bool(body.get("streaming")),
        sensitive=bool(body.get("sensitive")),
        sparse=bool(body.get("sparse")),
        deprecated=bool(body.get("deprecated")),
        exception=bool(body.get("exception")),
        error_code=_optional_text(_mapping(error, f"{where}, error"), "code", where),
        timestamp_format=_optional_text(body, "timestampFormat", where),
        documentation=_prose(body),
    )


def _members(body: Mapping[str, Any], where: str) -> tuple[Member, ...]:
    members = _mapping(body.get("members", {}), f"{where}, members")
    required = _list(body.get("required", ()), f"{where}, required")
    for name in required:
        if not isinstance(name, str) or name not in members:
            msg = f"{where}: required member {name!r} is not among its members"
            raise ModelError(msg)
    _check_unicode(members, where)
    return tuple(_member(name, reference, name in required, where) for name, reference in members.items())


def _member(name: str, reference: object, required: bool, where: str) -> Member:
    where = f"{where}, member {name!r}"
    _identifier(name, where)
    shape = _reference(reference, where)
    facts = cast("Mapping[str, Any]", reference)
    return Member(
        name=name,
        shape=shape,
        required=required,
        location_name=_optional_text(facts, "locationName", where),
        location=_optional_text(facts, "location", where),
        idempotency_token=bool(facts.get("idempotencyToken")),
        deprecated=bool(facts.get("deprecated")),
        # Elsewhere than in a header botocore takes the text as it stands.
        json_value=bool(facts.get("jsonvalue")) and facts.get("location") == "header",
        host_label=bool(facts.get("hostLabel")),
        streaming=bool(facts.get("streaming")),
        event_payload=bool(facts.get("eventpayload")),
        documentation=_prose(facts),
    )


def _operation(name: str, body: object, shapes: Mapping[str, Shape], where: str) -> Operation:
    where = f"{where}, operation {name}"
    facts = _mapping(body, where)
    ends: dict[str, str | None] = {}
    for end in ("input", "output"):
        ends[end] = _reference(facts[end], f"{where}, {end}") if facts.get(end) is not None else None
    errors = tuple(_reference(e, f"{where}, errors") for e in _list(facts.get("errors", ()), f"{where}, errors"))
    for shape in (ends["input"], ends["output"], *errors):
        if shape is not None and (shape not in shapes or shapes[shape].type != "structure" or shapes[shape].document):
            msg = f"{where}: {shape!r} is not a structure of this model"
            raise ModelError(msg)
    output = shapes[ends["output"]] if ends["output"] else None
    return Operation(
        name=name,
        input=ends["input"],
        output=ends["output"],
        errors=errors,
        deprecated=bool(facts.get("deprecated")),
        event_stream_output=output is not None and any(shapes[m.shape].event_stream for m in output.members),
    )


def _without_nested_tokens(shapes: Mapping[str, Shape], operations: Mapping[str, Operation]) -> dict[str, Shape]:
    """Structures whose idempotency tokens are members like any other: botocore fills in the top level's."""
    roots = {operation.input for operation in operations.values()}
    return {
        name: evolve(shape, members=tuple(evolve(member, idempotency_token=False) for member in shape.members))
        for name, shape in shapes.items()
        if name not in roots and any(member.idempotency_token for member in shape.members)
    }


def _check_references(shape: Shape, shapes: Mapping[str, Shape], where: str) -> None:
    for name in shape.references():
        if name not in shapes:
            msg = f"{where}, shape {shape.name}: refers to {name!r}, which the model does not define"
            raise ModelError(msg)
    if shape.key is not None and shapes[shape.key].type != "string":
        msg = f"{where}, shape {shape.name}: a map's key must be a string, {shape.key!r} is not"
        raise ModelError(msg)


def _check_unicode(names: Iterable[object], where: str) -> None:
    """Names that are one after Unicode normalisation would become one Python attribute."""
    seen: dict[str, object] = {}
    for name in names:
        folded = unicodedata.normalize("NFKC", str(name))
        if folded in seen and seen[folded] != name:
            msg = f"{where}: members {seen[folded]!r} and {name!r} are the same name to Python"
            raise ModelError(msg)
        seen[folded] = name


def _check_case(shapes: Mapping[str, Shape], where: str) -> None:
    """Structures and enums get a file each: names that differ only in case are one file on some systems."""
    seen: dict[str, str] = {}
    for name, shape in shapes.items():
        if shape.type != "structure" and not shape.enum:
            continue
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            msg = f"{where}: shapes {other!r} and {name!r} differ only in case, which some file systems cannot hold"
            raise ModelError(msg)


def _identifier(name: object, where: str) -> str:
    if not isinstance(name, str) or not _IDENTIFIER.fullmatch(name):
        msg = f"{where}: {name!a} is not a name of ASCII letters, digits and underscores"
        raise ModelError(msg)
    return name


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        msg = f"{where}: expected an object, found {type(value).__name__}"
        raise ModelError(msg)
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        msg = f"{where}: expected a string, found {type(value).__name__}"
        raise ModelError(msg)
    return value


def _prose(facts: Mapping[str, Any]) -> str:
    text = facts.get("documentation", "")
    return text if isinstance(text, str) else ""


def _reference(value: object, where: str) -> str:
    return _text(_mapping(value, where).get("shape"), f"{where}, shape")


def _line(value: object, where: str) -> str:
    """A short text that may stand anywhere: in titles, docstrings, messages."""
    text = _text(value, where)
    if not _LINE.fullmatch(text):
        msg = f"{where}: expected up to 100 printable ASCII characters, found {text[:100]!a}"
        raise ModelError(msg)
    return text


def _optional_text(body: Mapping[str, Any], key: str, where: str) -> str | None:
    return _text(body[key], f"{where}, {key}") if body.get(key) is not None else None


def _list(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        msg = f"{where}: expected a list, found {type(value).__name__}"
        raise ModelError(msg)
    return value


def _mappings(value: object, where: str) -> Mapping[str, Any]:
    return {name: _mapping(body, f"{where}, {name}") for name, body in _mapping(value, where).items()}


def _bound(body: Mapping[str, Any], key: str, where: str, *, counted: bool) -> int | float | None:
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= sys.float_info.max:
        msg = f"{where}: {key} {value!r} is not a finite number"
        raise ModelError(msg)
    if counted and (value < 0 or value != int(value)):
        msg = f"{where}: {key} {value!r} is not a number of things"
        raise ModelError(msg)
    return int(value) if float(value).is_integer() else value


def _enum(values: object, where: str) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)) or not all(isinstance(v, str) for v in values):
        msg = f"{where}: enum is not a list of strings"
        raise ModelError(msg)
    return tuple(dict.fromkeys(values))


# --- plumbing -----------------------------------------------------------------------------------------------


def _loader() -> Any:
    import botocore  # noqa: PLC0415
    from botocore.loaders import Loader  # noqa: PLC0415

    data = Path(botocore.__file__).parent / "data"
    # Without the default search paths: a model in the user's home must not change what is pinned.
    return Loader(extra_search_paths=[str(data)], include_default_search_paths=False)


def _optional_data(loader: Any, service: str, version: str, kind: str, key: str) -> Mapping[str, Any]:
    from botocore.exceptions import DataNotFoundError  # noqa: PLC0415

    try:
        return dict(loader.load_service_model(service, kind, version).get(key, {}))
    except DataNotFoundError:
        return {}


def _source_sha256(path: Path) -> str:
    packed = path.with_name(path.name + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return hashlib.sha256(data).hexdigest()


def _unknown_service(service: str) -> str:
    return f"botocore has no service {service!r}; {nearest(service, available_services())}"


def _roots(operation: Operation) -> tuple[str, ...]:
    return tuple(s for s in (operation.input, operation.output, *operation.errors) if s is not None)


def _known_waiter(waiters: Mapping[str, Any], name: str, service: str) -> Any:
    if name not in waiters:
        msg = f"{service}: no waiter {name!r} for these operations; {nearest(name, waiters)}"
        raise ModelError(msg)
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


# Objects whose keys are names of the service's own, not of the model format.
_NAME_SPACES: Final = frozenset({"operations", "shapes", "members", "waiters", "pagination"})


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        msg = f"key {twice!r} appears twice in one object"
        raise ModelError(msg)
    return result


def _no_constant(name: str) -> float:
    msg = f"{name} is not a JSON number"
    raise ModelError(msg)


def _components(shapes: Mapping[str, Shape]) -> list[list[str]]:
    """Strongly connected components that hold a cycle (Tarjan, iterative)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found: list[list[str]] = []
    for root in shapes:
        if root in index:
            continue
        work = [(root, iter(shapes[root].references()))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, successors = work[-1]
            for successor in successors:
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter(shapes[successor].references())))
                    break
                if successor in on_stack:
                    low[name] = min(low[name], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    cut = stack.index(name)
                    group, stack[cut:] = stack[cut:], []
                    on_stack.difference_update(group)
                    if len(group) > 1 or name in shapes[name].references():
                        found.append(group)
    return found
