"""What will be written, as frozen data: the output of `lower`, the input of `render`.

Every string here is either a wire name (checked by `model`), a Python name (made by `names`), or `Code`: Python source
that `lower` composed from names and `repr`-quoted literals. Templates insert these and decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from .rules.emit.rego import RegoRule
from .source.block import Lines
from .source.quote import Code

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "shapes": ("shapes", "enums", "conversion"),
    "client": (
        *("client", "async_client", "errors", "guarding", "stubber"),
        *("waiters", "paginators", "deployment", "timeline"),
    ),
    "schemas": ("schemas",),
    "strategies": ("strategies",),
    "tests": ("tests",),
}
"""The parts of a package that a spec chooses from, and the modules and folders of each; the rest is always there."""
PART_OF: Final = {module: part for part, modules in PARTS.items() for module in modules}


@frozen
class EnumClass:
    """A StrEnum."""

    shape: str
    name: str
    module: str
    doc: Code
    members: tuple[tuple[str, Code], ...]
    """(Python name, quoted value), in the model's order."""


@frozen
class Field:
    """One member of a structure: as attribute, as entry of the wire form."""

    wire: Code
    name: str
    quoted_name: Code
    annotation: Code
    attribute: Code
    """What follows the annotation of the attribute, such as `` = field(repr=False)``."""
    doc: Code
    """The member's facts as a docstring below the attribute, where editors look for it."""
    scalar: bool
    """Whether the wire value is the attribute's value as it stands."""
    fill: Code
    dump: Code


@frozen
class Parameter:
    """One member as a parameter of a constructor or a call."""

    wire: Code
    name: str
    annotation: Code
    default: Code
    """What follows the annotation: nothing, or `` = None``."""
    deprecated: bool


@frozen
class RequestFacts:
    """What makes a structure the request of exactly one operation."""

    facts: Code
    """The operation's wire name, its method on the wrapped client and its output class, as a tuple."""
    answer: str
    """Annotation of what the operation returns."""


@frozen
class StructureClass:
    """An attrs class over the wire layer. `check` is a function's name, None for shapes that only responses hold."""

    shape: str
    quoted_shape: Code
    wire_names: Code
    """The members' wire names by those of their attributes, as a literal."""
    rules: Code
    """Ids of the rules that read a member, by its wire name, as a literal; empty where there are none."""
    name: str
    quoted_name: Code
    module: str
    doc: Code
    fields: tuple[Field, ...]
    members: tuple[Parameter, ...]
    parameters: tuple[Parameter, ...]
    """The members in the order of the constructor: those without a default first."""
    known: Code
    """The wire names, as a literal."""
    check: Code | None
    unknown: Code
    """What follows the annotation of the attribute with the unknown members, as `Field.attribute`."""
    imports: tuple[Code, ...]
    typing_imports: tuple[Code, ...]
    lazy_imports: tuple[Code, ...]
    """Imports that `_fill` runs: classes whose modules cannot be imported up front."""
    base: str
    """The module's name for ``Response`` of what operations return, else for ``Structure``."""
    request: RequestFacts | None = None


@frozen
class CheckFunction:
    """The check of one structure, or of one operation's place in a release: `lines` is the body."""

    name: str
    doc: Code
    lines: Lines
    parameters: Code


@frozen
class CheckModule:
    """A module of the wire layer: the shapes that one operation reaches, or that several share."""

    module: str
    doc: Code
    imports: tuple[Code, ...]
    constants: tuple[Code, ...]
    functions: tuple[CheckFunction, ...]


@frozen
class OperationEntry:
    """One operation of the package."""

    wire: str
    quoted_wire: Code
    method: str
    module: str
    input: StructureClass | None
    output: StructureClass | None
    check: tuple[str, str] | None
    url: str
    rules: int
    """How many rules guard something that its request can hold."""
    schema: Mapping[str, Any] | None = field(eq=False, default=None)


@frozen
class StrategyTables:
    """What the strategies of a package are drawn from: the tables as JSON text, and one function name a structure."""

    text: str = field(repr=False)
    functions: tuple[str, ...]
    notes: tuple[str, ...]


@frozen
class CatalogueEntry:
    """One rule as people read it: arguments of its `Rule`, cells of its row in the table, its examples."""

    id: str
    arguments: tuple[Code, ...]
    cells: tuple[str, ...]
    examples: Mapping[str, Any] = field(eq=False, factory=dict)


@frozen
class ClientMethod:
    """A client's method: an operation, the pages of one, or a wait. `arguments` follow the facts of the call."""

    name: str
    doc: Code
    parameters: tuple[Parameter, ...]
    members: tuple[Parameter, ...]
    """The same parameters in the model's order."""
    owner: Code
    """The input class, quoted."""
    returns: Code
    answer: Code
    """Class of the operation's answer."""
    facts: Code
    """First arguments of the call, quoted."""


@frozen
class StubMethod:
    """A stubber's method for one operation."""

    name: str
    doc: Code
    operation: Code
    response: Code
    """Annotation and default of the answer."""
    expected: Code


@frozen
class ErrorClass:
    """A modelled error."""

    name: str
    doc: Code
    codes: tuple[Code, ...]
    details: Code
    """Annotation of its members; nothing where there are none beside the message."""
    details_class: Code
    """Module and name of the class of its members, as a tuple."""


@frozen
class Twin:
    """The words by which a sync and an async client differ."""

    module: str
    name: str
    doc: Code
    base: str
    define: str
    wait: str
    pages: str


@frozen
class Deployment:
    """The package's deploy helper."""

    functions: tuple[tuple[Twin, str], ...]
    """The helper's name for each of the clients."""
    exports: tuple[str, ...]
    """The public names of the helper's module."""
    parts: tuple[Code, ...]
    """The operations it uses, as keyword arguments."""
    config_members: Code
    model_members: Code
    parameters: tuple[Parameter, ...]
    create: tuple[Parameter, ...]
    update: tuple[Parameter, ...]
    answer: Code
    """The class that describes what was deployed."""
    imports: tuple[Code, ...]


@frozen
class ClientModules:
    """The client and what goes with it: waiters, paginators, errors, stubber, deploy helper."""

    twins: tuple[Twin, ...]
    methods: tuple[ClientMethod, ...]
    waiters: tuple[ClientMethod, ...]
    paginators: tuple[ClientMethod, ...]
    takes_members: bool
    """Whether any of the operations has a request."""
    imports: tuple[Code, ...]
    """Imports for annotations alone."""
    waiter_models: tuple[Code, ...]
    """Entries of the table of waiters."""
    paginator_models: tuple[Code, ...]
    error: str
    errors: tuple[ErrorClass, ...]
    error_imports: tuple[Code, ...]
    stubber: str
    stub_methods: tuple[StubMethod, ...]
    stub_imports: tuple[Code, ...]
    deployment: Deployment | None


@frozen
class Export:
    """A public name and the submodule that defines it; `entry` is both as a dict entry."""

    name: str
    module: str
    entry: Code


@frozen
class Site:
    """Where structures of one shape are in the requests of a template, as a rule of Rego: its name, key and lines."""

    name: str
    key: str
    body: tuple[str, ...]


@frozen
class RegoExport:
    """The rules and shapes of a package in Rego. What is text here is a literal of Rego, or made of checked names.

    Attributes:
        service: for a comment.
        package, npm, version: of the file, and of the folder for npm.
        said: the table of rules: id, how much of it is said, what is missing.
        patterns: the shapes whose pattern is not said.
        profiles: those that a file beside the rules switches on.
    """

    service: str
    package: str
    npm: str
    version: str
    said: tuple[tuple[str, str, str], ...]
    patterns: tuple[str, ...]
    profiles: tuple[str, ...]
    model: str
    types: str
    name_members: str
    written_as: str
    elsewhere: str
    members_of: str
    optional: str
    operations: str
    links: str
    lower_case: str
    depth: int
    """Levels of nesting that a request can have."""
    sites: tuple[Site, ...]
    structures: tuple[tuple[str, str], ...]
    shapes: str
    enums: str
    unions: str
    rules: tuple[RegoRule, ...]


@frozen
class Validation:
    """One demand of a policy: the rule's id, its expression in lines, and its message as a literal of YAML."""

    rule: str
    lines: tuple[str, ...]
    message: str


@frozen
class Policy:
    """A ValidatingAdmissionPolicy: what it holds, and what its binding does, by default and under `strict`."""

    name: str
    resource: str
    profile: str
    action: str
    strict: str
    validations: tuple[Validation, ...]


@frozen
class KubernetesExport:
    """The rules and shapes of a package as policies. What is text here is a literal of YAML, or made of checked names.

    Attributes:
        service, revision: for comments: the service, and where the names of the CRDs come from.
        profiles: those that have policies of their own.
        said: the table of rules: id, how much of it is said, what is missing.
        weaker: the constraints of shapes that are not said, or in part, and why, a line each.
    """

    service: str
    revision: str
    group: str
    versions: tuple[str, ...]
    policies: tuple[Policy, ...]
    profiles: tuple[str, ...]
    said: tuple[tuple[str, str, str], ...]
    weaker: tuple[str, ...]


@frozen
class Package:
    """One generated package."""

    name: str
    service: str
    service_id: str
    client_prefix: str
    api_version: str
    botocore: str
    doc: Code
    identity: tuple[Code, ...]
    """Keyword arguments of the package's `Model`."""
    rows: tuple[Code, ...]
    """Entries of the table of operations."""
    operation_name: str
    """The alias of the operations' names."""
    parsed: tuple[OperationEntry, ...]
    """The operations whose requests have classes."""
    operations: tuple[OperationEntry, ...]
    structures: tuple[StructureClass, ...]
    enums: tuple[EnumClass, ...]
    checks: tuple[CheckModule, ...]
    exports: tuple[Export, ...]
    parts: frozenset[str]
    """Keys of `PARTS`."""
    places: Mapping[str, tuple[str, str]] = field(repr=False)
    """Module and function of the checks, by structure."""
    shapes: str = field(repr=False)
    """The table of the shapes' facts, as JSON text."""
    strategies: StrategyTables
    catalogue: tuple[CatalogueEntry, ...]
    left_out: tuple[str, ...]
    """Which rules of the spec are not in the catalogue and why, a line for each reason."""
    tables: Mapping[str, Any]
    """Dated lists that the rules use, by name: asOf, source and values."""
    identifiers: tuple[Code, ...]
    """Entries of the table of identifiers: the member that names what an operation makes."""
    release_rules: tuple[Code, ...]
    """Entries of the table of rules across requests: operation and function."""
    client: ClientModules
    preflight: Code
    """What the pre-flight command has to know, as a dict literal."""
    rego: RegoExport | None
    kubernetes: KubernetesExport | None
    unchecked: tuple[str, ...]
    """What the checks leave out, a line each: people have to know."""
    notes: tuple[str, ...]
    """What else could not be carried over, a line each; it needs no action."""
