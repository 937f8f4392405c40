"""Finds modes: unit propagation over what is said of each member, then branching over the alternatives that are left.

What is said of a member is handed down to it as a formula about itself, and decided there, so that the choices of a
parent and of a child are not multiplied. Alternatives are kept apart: each excludes those before it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any as AnyValue
from typing import Final, Generic, TypeVar

from attrs import evolve, field, mutable

from ..facts import Facts
from ..model import Shape
from .algebra import SELF, Failing, Pinned, about, canonical, excluded, owners
from .claims import Choice, Members, Option, Said, as_said, denied, exactly_one, joined, open_choice, options_of
from .domains import Domain, Row, domain
from .formula import ALWAYS, NEVER, All, Any, Bound, Count, Distinct, Each, Formula, Linear, Literal, Place, Presence
from .items import Items, each, merged, others, sized, slotted, split
from .linear import Link, together
from .modes import Context, Goal, ListMode, MapMode, Mode, StructureMode, size
from .rules import SolverRule

MOST_MODES: Final = 64
_MOST_ON_THE_WAY: Final = 2
_MOST_BROKEN: Final = 16
_MOST_ITEM_MODES: Final = 12
_LISTED: Final = 4
"""Times as many modes are listed to choose from, evenly, before it is left to chance."""
_HERE: Final = Place(SELF)


class _Clash(Exception):  # noqa: N818 - a signal within this module
    """What is said cannot hold."""


_Item = TypeVar("_Item")


@mutable(eq=False)
class _Replay(Generic[_Item]):
    """What an iterator yields, as often as it is asked for; nothing is drawn before it is needed."""

    source: Iterator[_Item]
    seen: list[_Item] = field(factory=list)
    busy: bool = False
    """Whether the next item is being drawn, so that no other can be."""

    def __iter__(self) -> Iterator[_Item]:
        index = 0
        while index < len(self.seen) or self._draw():
            yield self.seen[index]
            index += 1

    def _draw(self) -> bool:
        count = len(self.seen)
        self.busy = True
        self.seen.extend(islice(self.source, 1))
        self.busy = False
        return len(self.seen) > count


@mutable
class Solver:
    """Answers questions about contexts, and remembers the answers."""

    facts: Facts
    rows: Mapping[str, Row]
    rules: Mapping[str, tuple[SolverRule, ...]]
    texts: Mapping[str, tuple[str, ...]]
    _ruled: frozenset[str] | None = None
    _contexts: dict[tuple[AnyValue, ...], Context] = field(factory=dict)
    _sayings: dict[tuple[Context, int], Context] = field(factory=dict)
    _feasible: dict[Context, bool] = field(factory=dict)
    _modes: dict[Context, tuple[Mode, ...]] = field(factory=dict)
    _beginnings: dict[Context, tuple[Members, list[Choice]] | None] = field(factory=dict)
    _gatherings: dict[Context, _Replay[Items]] = field(factory=dict)
    _random: random.Random | None = None

    def context(self, shape: str, said: tuple[Formula, ...] = (), goal: Goal | None = None) -> Context:
        """The one context of a shape and of what is said of a value of it."""
        key = (shape, tuple(map(id, said)), goal and (goal.id, goal.way))
        found = self._contexts.get(key)
        if found is None:
            found = self._contexts[key] = Context(shape, said, goal)
        return found

    def is_plain(self, context: Context) -> bool:
        """Whether nothing is said of the value or of anything below it."""
        return not context.said and context.goal is None and not self.is_ruled(context.shape)

    def is_ruled(self, name: str) -> bool:
        """Whether a rule guards the shape, or one that it reaches."""
        if self._ruled is None:
            self._ruled = self.facts.model.reaching(self.rules)
        return name in self._ruled

    def is_feasible(self, context: Context) -> bool:
        """Whether some value is what is said. A context within itself is taken to be: values are finite."""
        found = self._feasible.get(context)
        if found is None:
            self._feasible[context] = True
            found = self._feasible[context] = self.is_plain(context) or self._has_values(context)
        return found

    def _has_values(self, context: Context) -> bool:
        if self._is_scalar(context.shape):
            return bool(self.domain(context))
        return next(self._search(context), None) is not None

    def domain(self, context: Context) -> Domain:
        """The values that a scalar may have."""
        shape = self.facts.shape(context.shape)
        texts = self.texts.get(context.shape, ())
        return domain(self.rows[context.shape], context.said, texts, self._legal(shape))

    def modes(self, context: Context) -> tuple[Mode, ...]:
        """The modes of a structure, list or map, those with the fewest members first."""
        if context not in self._modes:
            self._modes[context] = tuple(sorted(self._enumerate(context), key=size))
        return self._modes[context]

    def _enumerate(self, context: Context) -> list[Mode]:
        if context.goal is not None and context.goal.way:
            return list(islice(self._search(context), _MOST_ON_THE_WAY))
        most = MOST_MODES if context.goal is None else _MOST_BROKEN
        if self.rows[context.shape]["is"] != "structure":
            most = _MOST_ITEM_MODES
        found = list(islice(self._search(context), _LISTED * most))
        if len(found) < _LISTED * most:
            return found[:: -(-len(found) // most)] if found else []
        # Too many to list: some from all over, each found by its own random descent.
        self._random = random.Random(f"{context.shape}{len(context.said)}")  # noqa: S311 - not a secret
        spread = dict.fromkeys(next(self._search(context)) for _ in range(most))
        self._random = None
        return list(spread)

    def _is_scalar(self, name: str) -> bool:
        return self.rows[name]["is"] not in ("structure", "list", "map")

    def _legal(self, shape: Shape) -> Callable[[str], bool]:
        translation = self.facts.patterns.get(shape.name)
        pattern = None if translation is None or translation.python is None else re.compile(translation.python)
        low, high = shape.minimum or 0, shape.maximum

        def legal(text: str) -> bool:
            fits = low <= len(text) and (high is None or len(text) <= high)
            return fits and (pattern is None or pattern.fullmatch(text) is not None)

        return legal

    def _search(self, context: Context) -> Iterator[Mode]:
        match self.rows[context.shape]["is"]:
            case "structure":
                return self._structure(context)
            case "list":
                return self._list(context)
            case _:
                return self._map(context)

    def _ordered(self, options: Sequence[AnyValue]) -> Sequence[AnyValue]:
        if self._random is None:
            return options
        shuffled = list(options)
        self._random.shuffle(shuffled)
        return shuffled

    # --- structures ---------------------------------------------------------------------------------------------------

    def _structure(self, context: Context) -> Iterator[Mode]:
        shape, goal = self.facts.shape(context.shape), context.goal
        if goal is not None and not goal.way:
            yield from self._breaking(shape, context.said, goal)
            return
        begun = self._begun(shape, self.context(context.shape, context.said))
        if begun is None:
            return
        state, choices = begun
        todo: list[Option] = []
        if goal is not None:
            owner, below = goal.way[0], goal.below()
            state = state.copy()
            known = self._context(shape, state, owner)
            state.values[owner] = self.context(known.shape, known.said, below)
            todo.append(Said(owner, "present"))
        yield from self._extend(shape, state, todo, choices)

    def _begun(self, shape: Shape, context: Context) -> tuple[Members, list[Choice]] | None:
        """What is certain of a structure, and what is open, whatever is to be broken below it; None if it cannot be."""
        if context not in self._beginnings:
            state = self._start(shape)
            choices: list[Choice] = []
            try:
                self._propagate(shape, state, self._laws(shape, context.said), choices)
            except _Clash:
                self._beginnings[context] = None
            else:
                self._beginnings[context] = (state, choices)
        return self._beginnings[context]

    def _breaking(self, shape: Shape, said: tuple[Formula, ...], goal: Goal) -> Iterator[Mode]:
        """The modes of the first way to break the goal's rule that has any."""
        laws = self._laws(shape, said, goal.id)
        for formula in goal.rule.broken:
            found = self._extend(shape, self._start(shape), [*laws, canonical(formula)], [])
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return

    def _start(self, shape: Shape) -> Members:
        return Members(there=dict.fromkeys(self.rows[shape.name].get("required", ()), True))

    def _laws(self, shape: Shape, said: tuple[Formula, ...], broken: str | None = None) -> list[Option]:
        """All that must hold of a structure's members."""
        laws: list[Option] = [*said]
        laws += [canonical(rule.satisfied) for rule in self.rules.get(shape.name, ()) if rule.id != broken]
        if shape.union:
            laws.append(exactly_one([member.name for member in shape.members]))
        return laws

    def _extend(self, shape: Shape, known: Members, todo: Sequence[Option], choices: list[Choice]) -> Iterator[Mode]:
        state, choices = known.copy(), list(choices)
        try:
            self._propagate(shape, state, [*todo], choices)
            if not choices:
                yield self._finished(shape, state)
                return
        except _Clash:
            return
        narrowest = min(choices, key=lambda choice: len(choice.options))
        options = self._ordered(narrowest.options)
        rest = [choice for choice in choices if choice is not narrowest]
        for index, option in enumerate(options):
            yield from self._extend(shape, state, [option, *map(denied, options[:index])], rest)

    def _propagate(self, shape: Shape, state: Members, todo: list[Option], choices: list[Choice]) -> None:
        """Asserts what is certain until nothing more is. Leaves in `choices` what is open."""
        while todo:
            while todo:
                self._assert(shape, state, todo.pop(), todo, choices)
            self._settle(shape, state)
            moved, state.moved = state.moved, set()
            for choice in [choice for choice in choices if not moved.isdisjoint(choice.owners)]:
                verdicts = [(option, self._verdict(shape, state, option)) for option in choice.options]
                open_ = [option for option, verdict in verdicts if verdict is None]
                if any(verdict for _, verdict in verdicts):
                    choices.remove(choice)
                elif len(open_) < 2:
                    choices.remove(choice)
                    todo.append(open_[0] if open_ else NEVER)
                elif len(open_) < len(choice.options):
                    choices[choices.index(choice)] = Choice(open_, choice.owners)

    def _assert(self, shape: Shape, state: Members, option: Option, todo: list[Option], choices: list[Choice]) -> None:
        if isinstance(option, Said):
            self._say(shape, state, option)
            return
        said = as_said(option)
        if said is not None:
            self._say(shape, state, said)
            return
        match option:
            case Any(items=()):
                raise _Clash
            case All(items=items):
                todo.extend(items)
            case Any(items=items):
                open_choice(state, options_of(items), choices)
            case Pinned():
                todo.extend(self._pins(shape, option))
                state.report = option.report if option.report is not None else state.report
            case Literal(unless=unless) if unless:
                bare = evolve(option, unless=())
                open_choice(state, options_of([*(Presence(place, False) for place in unless), bare]), choices)
            case Linear(terms=terms):
                self._link(state, option, todo, choices)
                todo.extend(presence for _, place in terms for presence in _steps(place))
            case _:
                raise _Clash

    def _settle(self, shape: Shape, state: Members) -> None:
        """Finds members absent of which something impossible is said; all that was said at once is judged together."""
        for owner in state.fresh:
            if state.there.get(owner) is not False and not self.is_feasible(self._context(shape, state, owner)):
                self._say(shape, state, Said(owner, "absent"))
        state.fresh = {}

    def _say(self, shape: Shape, state: Members, said: Said) -> None:
        owner, there = said.owner, state.there.get(said.owner)
        if said.how == "absent" or (said.how == "if" and said.inner is NEVER):
            if there:
                raise _Clash
            if there is None:
                state.moved.add(owner)
            state.there[owner] = False
            return
        if there is False:
            if said.how == "present":
                raise _Clash
            return
        if said.how == "present":
            state.there[owner] = True
        state.values[owner] = self._saying(self._context(shape, state, owner), said.inner)
        state.fresh[owner] = None
        state.moved.add(owner)

    def _context(self, shape: Shape, state: Members, owner: str) -> Context:
        """What is known of a member's value."""
        return state.values.get(owner) or self.context(self.rows[shape.name]["members"][owner])

    def _saying(self, context: Context, more: Formula) -> Context:
        """The context with more said of the value; itself if that is nothing new."""
        if more is ALWAYS:
            return context
        key = (context, id(more))
        found = self._sayings.get(key)
        if found is None:
            found = self._sayings[key] = self.context(context.shape, joined(context.said, (more,)), context.goal)
        return found

    def _verdict(self, shape: Shape, state: Members, option: Option) -> bool | None:
        """Whether an alternative is certain (True), impossible (False) or open (None)."""
        if not isinstance(option, Said):
            return self._verdict_of_several(shape, state, option)
        there = state.there.get(option.owner)
        if option.how == "absent":
            return None if there is None else not there
        if there is False:
            return option.how == "if"
        context = self._context(shape, state, option.owner)
        more = self._saying(context, option.inner)
        if more is context:
            return True if option.how == "if" or there else None
        if not self.is_feasible(more):
            return False if there or option.how == "present" else None
        return None

    def _verdict_of_several(self, shape: Shape, state: Members, formula: Formula) -> bool | None:
        if not isinstance(formula, (All, Any)):
            return None
        verdicts = []
        for item in formula.items:
            said = as_said(item)
            verdicts.append(self._verdict(shape, state, item if said is None else said))
        decisive = isinstance(formula, Any)
        if decisive in verdicts:
            return decisive
        return (not decisive) if all(verdict is not None for verdict in verdicts) else None

    def _pins(self, shape: Shape, pin: Pinned) -> Iterator[Said]:
        value = json.loads(pin.example)
        for name in sorted({path[0] for path in pin.touched}):
            if name not in value:
                yield Said(name, "absent")
                continue
            below = tuple(path[1:] for path in pin.touched if path[0] == name and len(path) > 1)
            inner = self.rows[self.rows[shape.name]["members"][name]]["is"]
            yield Said(name, "present", ALWAYS if inner == "structure" and not below else _pin(value[name], below))

    def _link(self, state: Members, linear: Linear, todo: list[Option], choices: list[Choice]) -> None:
        terms, constant = linear.terms, linear.constant
        flipped = tuple((-factor, place) for factor, place in terms)
        match linear.operator:
            case "<=":
                state.links = (*state.links, (terms, constant))
            case "<":
                state.links = (*state.links, (terms, constant - 1))
            case ">=":
                state.links = (*state.links, (flipped, -constant))
            case ">":
                state.links = (*state.links, (flipped, -constant - 1))
            case "==":
                todo.extend(evolve(linear, operator=operator) for operator in ("<=", ">="))
            case _:
                open_choice(state, [evolve(linear, operator=operator) for operator in ("<", ">")], choices)

    def _finished(self, shape: Shape, state: Members) -> StructureMode:
        members: Mapping[str, str] = self.rows[shape.name]["members"]
        absent = {name for name in members if state.there.get(name) is False}
        inner: list[tuple[str, Context]] = []
        for name in members:
            if name in absent or not (name in state.values or self.is_ruled(members[name])):
                continue
            context = self._context(shape, state, name)
            if self.is_plain(context):
                continue
            if self.is_feasible(context):
                inner.append((name, context))
            elif state.there.get(name):
                raise _Clash
            else:
                absent.add(name)
        return StructureMode(
            present=tuple(name for name in members if state.there.get(name)),
            absent=tuple(name for name in members if name in absent),
            inner=tuple(inner),
            links=self._links(shape, state),
            report=state.report,
        )

    def _links(self, shape: Shape, state: Members) -> tuple[Link, ...]:
        """The links with each value's own bounds; a clash where they cannot be told, or do not go together."""
        found = together(
            Link(tuple((factor, *self._range(shape, state, place)) for factor, place in terms), most)
            for terms, most in dict.fromkeys(state.links)
        )
        if found is None:
            raise _Clash
        return found

    def _range(self, shape: Shape, state: Members, place: Place) -> tuple[tuple[str, ...], int, int]:
        path = tuple(map(str, place.path))
        context = self._context(shape, state, path[0])
        for step in path[1:]:
            said = [rule.satisfied for rule in self.rules.get(context.shape, ())] + list(context.said)
            if any(_restricts(formula, step) for formula in said):
                raise _Clash
            context = self.context(self.rows[context.shape]["members"][step])
        ranges = self.domain(context).ranges
        if ranges is None or len(ranges) != 1:
            raise _Clash
        return (path, *ranges[0])

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, context: Context) -> Iterator[Mode]:
        row = self.rows[context.shape]
        for state in self._states(context):
            for led in self._led(context, state):
                mode = self._finished_list(row["of"], context, led)
                if mode is not None:
                    yield mode

    def _states(self, context: Context) -> Iterable[Items]:
        """The states of a list or map that what is said of it leads to; they are the same whatever is to be broken."""
        row = self.rows[context.shape]
        start = Items(low=row.get("min", 0), high=row.get("max"))
        states = self._gathered(context, start, list(context.said))
        known = self._gatherings.setdefault(self.context(context.shape, context.said), _Replay(states))
        # A shape within itself may ask for the states that are being gathered.
        return states if self._random is not None or known.busy else known

    def _gathered(self, context: Context, state: Items, todo: list[Formula]) -> Iterator[Items]:
        """The states that what is said of a list or map leads to."""
        todo = sorted(todo, key=lambda formula: not isinstance(formula, Pinned))
        if not todo:
            yield state
            return
        first, rest = todo[0], todo[1:]
        match first:
            case All(items=items):
                yield from self._gathered(context, state, [*items, *rest])
            case Any(items=items):
                items = tuple(self._ordered(items))
                for index, item in enumerate(items):
                    yield from self._gathered(context, state, [item, *map(excluded, items[:index]), *rest])
            case Bound(place=place, measure="size", operator="!=") if place == _HERE:
                for operator in self._ordered(("<", ">")):
                    yield from self._gathered(context, state, [evolve(first, operator=operator), *rest])
            case _:
                for new in self._ordered(list(self._with(context, state, first))):
                    if self._is_possible(context, new):
                        yield from self._gathered(context, new, rest)

    def _with(self, context: Context, state: Items, literal: Formula) -> Iterator[Items]:
        match literal:
            case Bound(place=place, measure="size", operator=operator, value=value) if place == _HERE:
                yield sized(state, operator, int(value))
            case Each(place=place, variable=variable, body=body, value=value) if place == _HERE:
                yield each(state, body, variable, value)
            case Count(place=place) if place == _HERE:
                yield from self._counted(context, state, literal)
            case Distinct(place=place, variable=variable, where=where, key=key, holds=holds) if place == _HERE:
                path = tuple(map(str, key.path))
                if holds:
                    yield state._replace(distinct=(*state.distinct, path))
                    return
                wanted = (about(where, variable), *(about(step, variable) for step in _steps(key)))
                first = len(state.slots)
                pair = slotted(slotted(state, wanted, ()), wanted, ())
                same = (*state.same, (first, first + 1, path))
                yield pair._replace(distinct=(*state.distinct, path), same=same, way=first + 1)
            case Pinned():
                yield self._pinned_items(context, state, literal)

    def _counted(self, context: Context, state: Items, count: Count) -> Iterator[Items]:
        operator, number = count.operator, count.number
        if operator in (">", "<"):
            operator, number = (">=", number + 1) if operator == ">" else ("<=", number - 1)
        if operator == "!=":
            yield from self._counted(context, state, evolve(count, operator="<"))
            yield from self._counted(context, state, evolve(count, operator=">"))
            return
        if operator == "<=":
            for exactly in range(number + 1):
                yield from self._counted(context, state, evolve(count, operator="==", number=exactly))
            return
        refused = excluded(count.body)
        if operator == "==" and number == 0:
            yield each(state, refused, count.variable, count.value)
            return
        for body in count.body.items if isinstance(count.body, Any) and count.value else (count.body,):
            key, value = split(body, count.variable, count.value)
            for chosen in self._chosen(context, state, (key, value), number):
                found, slots = chosen
                if isinstance(count, Failing):
                    found = found._replace(way=min(slots))
                if operator == ">=":
                    yield found
                else:
                    yield others(found, slots, refused, count)

    def _chosen(
        self, context: Context, state: Items, wanted: tuple[tuple[Formula, ...], tuple[Formula, ...]], number: int
    ) -> Iterator[tuple[Items, frozenset[int]]]:
        """States in which `number` slots are as wanted: those that exist first, then new ones."""
        key, value = wanted
        if number == 1:
            for index in range(len(state.slots)):
                filled = merged(state, index, key, value)
                if self._is_possible(context, filled):
                    yield filled, frozenset({index})
        first = len(state.slots)
        for _ in range(number):
            state = slotted(state, value, key)
        yield state, frozenset(range(first, first + number))

    def _pinned_items(self, context: Context, state: Items, pin: Pinned) -> Items:
        value = json.loads(pin.example)
        below = tuple(path[1:] for path in pin.touched if path)
        state = sized(state, "==", len(value))
        if not below:
            return state
        entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        structured = not self._is_scalar(self.rows[context.shape]["of"])
        touched = tuple(path for path in below if path)
        for index, (key, item) in enumerate(entries):
            fixed = (_pin(item, touched),) if touched or not structured else ()
            keys = () if key is None else (_pin(key, ()),)
            state = merged(state, index, keys, fixed) if index < len(state.slots) else slotted(state, fixed, keys)
        return state

    def _is_possible(self, context: Context, state: Items) -> bool:
        row = self.rows[context.shape]
        if state.high is not None and max(state.low, len(state.slots)) > state.high:
            return False
        values = all(self.is_feasible(self.context(row["of"], joined(state.each, slot))) for slot in state.slots)
        return values and (
            row["is"] == "list"
            or all(self.is_feasible(self.context(row["key"], joined(state.each_key, slot))) for slot in state.slot_keys)
        )

    def _led(self, context: Context, state: Items) -> Iterator[Items]:
        """The states with an item marked that leads to the goal."""
        if context.goal is None or not context.goal.way:
            yield state
            return
        goal = context.goal.below()
        of = self.rows[context.shape]["of"]
        for index, slot in enumerate(state.slots):
            if self.is_feasible(self.context(of, joined(state.each, slot), goal)):
                yield state._replace(way=index)
        new = slotted(state, state.others, ())._replace(way=len(state.slots))
        if self._is_possible(context, new) and self.is_feasible(
            self.context(of, joined(state.each, new.slots[-1]), goal)
        ):
            yield new

    def _finished_list(self, of: str, context: Context, state: Items) -> ListMode | None:
        rest = self.context(of, joined(state.each, state.others))
        low, high = max(state.low, len(state.slots)), state.high
        if not self.is_feasible(rest):
            high = len(state.slots)
        if high is not None and low > high:
            return None
        slots = tuple(
            self.context(of, joined(state.each, slot), self._goal_at(context, state, i))
            for i, slot in enumerate(state.slots)
        )
        return ListMode(low, high, slots, rest if high != len(slots) else None, state.distinct, state.same, state.way)

    def _goal_at(self, context: Context, state: Items, index: int) -> Goal | None:
        if context.goal is None or not context.goal.way or index != state.way:
            return None
        return context.goal.below()

    # --- maps ---------------------------------------------------------------------------------------------------------

    def _map(self, context: Context) -> Iterator[Mode]:
        row = self.rows[context.shape]
        for state in self._states(context):
            for led in self._led(context, state):
                mode = self._finished_map(row, context, led)
                if mode is not None:
                    yield mode

    def _finished_map(self, row: Row, context: Context, state: Items) -> MapMode | None:
        key = self.context(row["key"], state.each_key)
        value = self.context(row["of"], joined(state.each, state.others))
        low, high = max(state.low, len(state.slots)), state.high
        if not (self.is_feasible(key) and self.is_feasible(value)):
            high = len(state.slots)
        if high is not None and low > high:
            return None
        slots = tuple(
            (
                self.context(row["key"], joined(state.each_key, state.slot_keys[index])),
                self.context(row["of"], joined(state.each, slot), self._goal_at(context, state, index)),
            )
            for index, slot in enumerate(state.slots)
        )
        return MapMode(low, high, slots, key, value if high != len(slots) else None, state.way)


def _pin(value: AnyValue, touched: tuple[tuple[str, ...], ...]) -> Formula:
    return canonical(Pinned(example=json.dumps(value), touched=touched))


def _steps(place: Place) -> list[Formula]:
    """That the place is there, and all that holds it."""
    return [canonical(Presence(Place(place.root, place.path[: n + 1]), True)) for n in range(len(place.path))]


def _restricts(formula: Formula, member: str) -> bool:
    """Whether the formula says more about a member than that it is there."""
    if isinstance(formula, (All, Any)):
        return any(_restricts(item, member) for item in formula.items)
    return member in owners(formula) and not isinstance(formula, Presence)
