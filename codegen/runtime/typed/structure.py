"""Base class of the generated attrs classes: construction, validation, equality and repr over the wire layer.

A generated class adds its fields, an `__init__` that spells its parameters out, and two straight-line methods: `_fill`
(plain data to attributes) and `to_dict` (attributes to plain data).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar

from ..wire.annotations import hints
from ..wire.service import Service
from ..wire.violations import MAX_DEPTH, REDACTED, Checked, Report, ValidationError, Violation
from . import hypothesis_types
from .leaves import teach
from .member_facts import MemberFacts

_E = TypeVar("_E", bound=Enum)


class _Attributes:
    """What attrs finds as a class's ``__attrs_attrs__``.

    It is not in the class itself: msgspec would write whatever has it there under Python's names, without asking. And
    who reads it may be cattrs, which then learns what to do.
    """

    __slots__ = ()

    def __get__(self, instance: object, owner: type[Structure]) -> tuple[Any, ...]:
        teach(Structure)
        return owner._attributes  # noqa: SLF001 - our own class


class Structure:
    """An AWS structure. Frozen: attributes are set once, lists are tuples, maps are `FrozenDict`."""

    __slots__ = ("__weakref__", "_valid")

    _valid: bool
    """Whether its check has found no error in it. Not set where nobody knows: in copies, say."""
    _draft: ClassVar[type[Any] | None] = None
    """What an object is of while its attributes are set: a class like its own, but not frozen."""

    _service: ClassVar[Service[Any]]
    _checks: ClassVar[tuple[hints.Check, ...]] = ()
    _shape: ClassVar[str] = ""
    _wire_names: ClassVar[Mapping[str, str]] = {}
    _rules: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    _members: ClassVar[frozenset[str]] = frozenset()
    _attributes: ClassVar[tuple[Any, ...]] = ()

    if not TYPE_CHECKING:  # to a checker it is what attrs says it is
        __attrs_attrs__ = _Attributes()

        def __init_subclass__(cls) -> None:
            if "__attrs_attrs__" in cls.__dict__:
                cls._attributes = cls.__dict__["__attrs_attrs__"]
                del cls.__attrs_attrs__
                for attribute in cls._attributes:
                    object.__setattr__(attribute, "metadata", MemberFacts(cls, attribute.name))
                hypothesis_types.register(cls)
                cls._draft = _draft(cls)
            else:
                cls._draft = None

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """What pydantic calls: fields of this class take wire data, and are dumped as wire data."""
        from .pydantic_schema import core_schema  # noqa: PLC0415 - for those who have pydantic

        return core_schema(cls)

    def _fill(self: Any, data: Mapping[str, Any], valid: bool) -> None:
        """Sets the attributes of a draft; `valid` where the data has passed a check."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, ignore: hints.Ignore = ()) -> Self:
        """Builds the object from plain data under its wire names.

        Args:
            data: The structure as JSON would hold it.
            ignore: Ids of constraints or rules that must not stop it, as in ``validate``.

        Raises:
            ValidationError: ``data`` breaks the model; it carries every violation. Also where ``type`` is ignored and
                a structure, list or map is none: the object has no place for it.
        """
        found = [v for check in cls._checks for v in cls._service.found(check, data)]
        if found or ignore:
            cls._raise_errors(cls._service.choose(found, ignore))
        return cls._read(data, valid=bool(cls._checks) and not any(v.severity == "error" for v in found))

    @classmethod
    def from_response(cls, data: Mapping[str, Any]) -> Self:
        """Builds the object from a response. Open: unknown members and enum values, and absent members, are kept.

        Raises:
            ValidationError: Something else stands where the model has a structure, list or map.
        """
        return cls._read(data)

    @classmethod
    def violations_in(
        cls, data: object, *, ignore: hints.Ignore = (), profile: hints.Profile = None
    ) -> list[Violation]:
        """Every violation in ``data`` as this structure; none for structures that only responses hold."""
        return [v for check in cls._checks for v in cls._service.check(check, data, ignore, profile)]

    @classmethod
    def _read(cls, data: Mapping[str, Any], *, valid: bool = False) -> Self:
        """Builds the object from data that may not have passed a check."""
        try:
            return cls._build(data, valid)
        except (TypeError, AttributeError, ValueError, RecursionError):
            from .unbuildable import unbuildable  # noqa: PLC0415 - services and checked requests are sound

            fault = unbuildable(lambda part: cls._build(part, False), data, cls.__name__, cls._service.model.label)
        raise fault  # outside of the handler: what Python said may quote what is sensitive

    @classmethod
    def _build(cls, data: Mapping[str, Any], valid: bool) -> Self:
        if type(data) is Checked and type(data.source) is cls:
            return data.source
        if cls._draft is None:
            self: Any = object.__new__(cls)
            cls._fill(_Writer(self), data, valid)
            return self  # type: ignore[no-any-return] # an object of the class
        self = object.__new__(cls._draft)
        cls._fill(self, data, valid)
        self._valid = valid
        self.__class__ = cls
        return self  # type: ignore[no-any-return] # an object of the class by now

    def _init(self, data: dict[str, Any], unknown: Mapping[str, Any] | None) -> None:
        if unknown:
            data.update(unknown)
        for name, value in data.items():
            if type(value) not in _ATOMS:
                data[name] = plain(value)
        cls = type(self)
        # What `violations_in` does, without its options: every object that is built passes here.
        report = Report(None, cls._service.model.label)
        for check in cls._checks:
            check(data, (), report)
        errors = bool(report.violations) and any(found.severity == "error" for found in report.violations)
        if errors:
            self._raise_errors(self.violations_in(_unchecked(data)))
        valid = bool(cls._checks) and not errors
        if cls._draft is None:
            cls._fill(_Writer(self), data, valid)
            return
        object.__setattr__(self, "__class__", cls._draft)
        cls._fill(self, data, valid)
        self._valid = valid
        self.__class__ = cls

    @classmethod
    def _raise_errors(cls, found: list[Violation]) -> None:
        if any(v.severity == "error" for v in found):
            raise ValidationError(found, cls.__name__)

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, a.name) for a in self._attributes)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), hashable(self._values())))

    def __rich_repr__(self) -> Iterable[tuple[str, Any]]:
        """What is set, by name, for libraries that print objects; what is sensitive is not shown."""
        for attribute in self._attributes:
            value = getattr(self, attribute.name)
            if value is None or (attribute.name == "unknown_members" and not value):
                continue
            yield attribute.name, value if attribute.repr else REDACTED

    def __repr__(self) -> str:
        parts = [f"{name}={value!r}" for name, value in self.__rich_repr__()]
        return f"{type(self).__name__}({', '.join(parts)})"


def _draft(cls: type[Structure]) -> type[Any] | None:
    """A class with the slots of `cls` that is not frozen; None where an object cannot turn from it to `cls`."""
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return None
    facts = {"__slots__": slots, "__setattr__": object.__setattr__, "__module__": cls.__module__}
    make: Any = type(cls)
    draft = make(cls.__name__, cls.__bases__, facts)
    try:
        object.__new__(draft).__class__ = cls
    except TypeError:
        return None
    return draft  # type: ignore[no-any-return] # a class


class _Writer:
    """Sets the attributes of a frozen object, one by one: for subclasses that add something to the layout."""

    __slots__ = ("_object",)

    def __init__(self, written: object) -> None:
        object.__setattr__(self, "_object", written)

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self._object, name, value)  # type: ignore[attr-defined] # a slot


class FrozenDict(dict[Any, Any] if TYPE_CHECKING else dict):  # type: ignore[misc] # one class for every key and value
    """A dict that cannot be changed, and can therefore be hashed."""

    __slots__ = ()

    if not TYPE_CHECKING:  # no checker accepts that a dict refuses what dicts do

        def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
            raise TypeError("a map of a frozen structure cannot be changed; use attrs.evolve on the structure")

        __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

        def __hash__(self) -> int:
            return hash(hashable(self))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[Any, Any]]]:
        return FrozenDict, (dict(self),)


class FrozenList(list[Any] if TYPE_CHECKING else list):  # type: ignore[misc] # as `FrozenDict`
    """A list inside a document or a member newer than the model: it cannot be changed, and can be hashed."""

    __slots__ = ()

    if not TYPE_CHECKING:

        def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
            raise TypeError("a list of a frozen structure cannot be changed; use attrs.evolve on the structure")

        __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
        append = clear = extend = insert = pop = remove = reverse = sort = _refuse

        def __hash__(self) -> int:
            return hash(hashable(self))

    def __reduce__(self) -> tuple[type[FrozenList], tuple[list[Any]]]:
        return FrozenList, (list(self),)


_ATOMS = frozenset({str, int, float, bool})
"""Types whose values are plain data as they stand; subclasses may not be."""


def plain(value: object, depth: int = 0) -> object:
    """`value` as plain data: structures by their wire names, tuples as lists, enum members as their strings.

    Below `MAX_DEPTH` levels it is left as it is, for the check to refuse: a list may contain itself.
    """
    if type(value) in _ATOMS or depth > MAX_DEPTH:
        return value
    if isinstance(value, Structure):
        return _checked(value)
    if isinstance(value, (list, tuple)):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {plain(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    return value


def _checked(value: Structure) -> dict[str, Any]:
    """The object as plain data that says so if it has been checked."""
    data = value.to_dict()
    own = type(value).__dict__.get("_checks")  # a subclass may have another `to_dict`
    if not own or not getattr(value, "_valid", False):
        return data
    checked = Checked(data)
    checked.check, checked.source = own[0], value
    return checked


def _unchecked(data: Any, depth: int = 0) -> Any:
    """The data as `plain` would have it of objects that nothing is known of: to be checked as a whole."""
    if type(data) is Checked:
        return dict(data)
    if type(data) is dict and depth <= MAX_DEPTH:
        return {key: _unchecked(value, depth + 1) for key, value in data.items()}
    if type(data) is list and depth <= MAX_DEPTH:
        return [_unchecked(item, depth + 1) for item in data]
    return data


def freeze(value: Any, depth: int = 0) -> Any:
    """`value` in a form that no caller can change: `FrozenList`, `FrozenDict`, frozensets, bytes for bytearrays.

    Below `MAX_DEPTH` levels it is left as it is: data may contain itself.
    """
    if isinstance(value, dict) and depth <= MAX_DEPTH:
        return FrozenDict({key: freeze(item, depth + 1) for key, item in value.items()})
    if isinstance(value, (list, tuple)) and depth <= MAX_DEPTH:
        return FrozenList([freeze(item, depth + 1) for item in value])
    if isinstance(value, set):
        return frozenset(value)
    return bytes(value) if isinstance(value, bytearray) else value


def thaw(value: Any, depth: int = 0) -> Any:
    """A copy of what `freeze` made, as plain data: the caller's own."""
    if isinstance(value, dict) and depth <= MAX_DEPTH:
        return {key: thaw(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)) and depth <= MAX_DEPTH:
        return [thaw(item, depth + 1) for item in value]
    return set(value) if isinstance(value, frozenset) else value


def hashable(value: Any) -> Any:
    """`value` in a form that has a hash: documents, and members newer than the model, are lists and dicts."""
    if isinstance(value, (list, tuple)):
        return tuple([hashable(item) for item in value])
    if isinstance(value, dict):
        return frozenset([(key, hashable(item)) for key, item in value.items()])
    if isinstance(value, set):
        return frozenset(value)
    return bytes(value) if isinstance(value, bytearray) else value


def deprecated(owner: str, member: str) -> None:
    """Warns that a deprecated member is set. Python shows it once for each place that sets it."""
    import warnings  # noqa: PLC0415 - few structures have such members

    warnings.warn(f"{owner}.{member} is deprecated by the service", DeprecationWarning, stacklevel=3)


def enum_member(kind: type[_E], value: object) -> Any:
    """The member of `kind` with that value, or the value itself: responses may hold values newer than the model."""
    try:
        return kind._value2member_map_.get(value, value)
    except TypeError:
        # No hash: botocore returns a list for an element of XML that comes more often than the model says.
        return value


def enum_text(value: object) -> object:
    """The plain string of an enum's member; what is no string comes back unchanged."""
    return str(value) if isinstance(value, str) else value


def unknown_members(data: Mapping[str, Any], known: frozenset[str]) -> Mapping[str, Any]:
    """The entries of `data` that the pinned model has no member for."""
    if data.keys() <= known:
        return _NOTHING
    return FrozenDict({name: freeze(value) for name, value in data.items() if name not in known})


_NOTHING = FrozenDict()
