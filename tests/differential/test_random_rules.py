"""Random well-typed rules over a toy model: compiled Python, Google's CEL and the JSON Schema fragment agree.

The catalogue uses a part of the language only; here every construct meets every other. Rules are drawn as text, so the
parser, the checker and the guard analysis are exercised too: a drawn rule that does not compile is a failure.
"""

from __future__ import annotations

import random
from typing import Any, Final

import pytest
from attrs import define
from jsonschema import Draft202012Validator

from codegen.rules import CompiledRule, RuleErrors
from tests.rules_kit import IDENTIFIERS, TABLES, RuleData, compile_one, instances, runner, seeded, toy_model

MODEL: Final = toy_model()
RULES: Final = 240
PER_RULE: Final = 120
# Structures by the members that rules can read: name, type, whether it is required.
MEMBERS: Final = {
    "CreateThingInput": {
        "int": [("Count", True), ("Limit", False), ("Free", False)],
        "string": [("Name", True), ("Mode", False)],
        "double": [("Weight", False)],
        "bool": [("On", False)],
        "parts": [("Parts", False), ("Spare", False)],
        "words": [("Words", False)],
        "env": [("Env", False)],
        "size": [("Size", False)],
    },
    "Part": {
        "int": [("Amount", False)],
        "string": [("Key", True), ("Kind", False)],
        "double": [("Share", False)],
        "size": [("Size", False)],
    },
    "Size": {"int": [("Value", True), ("Step", False)], "string": [("Type", True)]},
}
LITERALS: Final = {
    "Mode": ("'Fast'", "'Slow'"),
    "Kind": ("'Fast'", "'Off'"),
    "Type": ("'PERCENT'", "'COUNT'"),
}
PATTERNS: Final = ("r'^[a-z]+$'", "'a'", r"r'\d|\w{2,}'", "'^(?:a|b)?.$'", r"r'[^\s]é?'")
Drawn = tuple[str, list[str]]


@define
class Author:
    """Draws the text of rules. Every value comes with the guards that its reader has to write."""

    random: random.Random
    variables: int = 0

    def rule(self) -> str:
        """One rule about CreateThingInput."""
        return self.condition([("self", "CreateThingInput")], 3)

    def condition(self, scope: list[tuple[str, str]], depth: int) -> str:
        kinds = ["atom", "atom", "has"] if depth == 0 else ["atom", "has", "and", "or", "not", "if", "loop", "loop"]
        kind = self.random.choice(kinds)
        if kind in ("and", "or"):
            parts = [self.condition(scope, depth - 1) for _ in range(self.random.choice((2, 2, 3)))]
            return f"({(' && ' if kind == 'and' else ' || ').join(parts)})"
        if kind == "not":
            return f"!{self.condition(scope, depth - 1)}"
        if kind == "if":
            parts = [self.condition(scope, depth - 1) for _ in range(3)]
            return "({} ? {} : {})".format(*parts)
        if kind == "has":
            path, guards = self._member(scope, self.random.choice(("int", "string", "parts", "size", "bool")))
            return guards[-1] if guards else f"({path} == {path})"
        return self._loop(scope, depth) if kind == "loop" else self._atom(scope)

    def _guarded(self, atom: str, guards: list[str]) -> str:
        guards = list(dict.fromkeys(guards))
        if not guards:
            return f"({atom})"
        form = self.random.choice(("and", "or", "if"))
        if form == "and":
            return f"({' && '.join([*guards, atom])})"
        if form == "or":
            return f"({' || '.join([*('!' + guard for guard in guards), atom])})"
        return f"({' && '.join(guards)} ? {atom} : {self.random.choice(('true', 'false'))})"

    def _member(self, scope: list[tuple[str, str]], kind: str) -> Drawn:
        """A path to a member of that kind, from any structure in scope or from the Size that it holds."""
        holders = [(path, shape) for path, shape in scope if kind in MEMBERS[shape]] or [scope[0]]
        path, shape = self.random.choice(holders)
        guards: list[str] = []
        if kind not in MEMBERS[shape] or (kind in MEMBERS["Size"] and shape != "Size" and self.random.random() < 0.3):
            path, shape = f"{path}.Size", "Size"
            guards.append(f"has({path})")
        name, required = self.random.choice(MEMBERS[shape].get(kind, MEMBERS[shape]["int"]))
        if not required:
            guards.append(f"has({path}.{name})")
        return f"{path}.{name}", guards

    def _atom(self, scope: list[tuple[str, str]]) -> str:
        kind = self.random.choice(("int", "int", "string", "string", "double", "bool", "words", "map", "table"))
        if kind == "int":
            (left, first), (right, second) = self._int(scope, 2), self._int(scope, 1)
            operator = self.random.choice(("<", "<=", ">", ">=", "==", "!="))
            return self._guarded(f"{left} {operator} {right}", first + second)
        if kind == "string":
            return self._string_atom(scope)
        if kind == "double":
            path, guards = self._member([s for s in scope if s[1] != "Size"], "double")
            operator = self.random.choice(("<", ">=", "==", "!="))
            return self._guarded(f"{path} {operator} {self.random.choice(('1.0', '0.5', '2.5'))}", guards)
        if kind == "bool":
            path, guards = self._member(scope[:1], "bool")
            return self._guarded(self.random.choice((path, f"{path} == false", f"!{path}", f"true != {path}")), guards)
        if kind == "words":
            path, guards = self._member(scope[:1], "words")
            atom = self.random.choice(
                (f"'a' in {path}", f"{path}[0] != 'a'", f"unique({path})", f"{path} == ['a', 'b']")
            )
            return self._guarded(atom, guards)
        if kind == "map":
            return "(has(self.Env) && 'a' in self.Env && self.Env['a'].startsWith('a'))"
        path, guards = self._member(scope, "string")
        return self._guarded(
            self.random.choice(
                (
                    f"tables.families.exists(f, {path}.startsWith('ml.' + f + '.'))",
                    f"tables.families.all(f, {path} != f)",
                    f"!({path} in tables.families)",
                    f"tables.none.exists(f, {path}.endsWith(f))",
                )
            ),
            guards,
        )

    def _string_atom(self, scope: list[tuple[str, str]]) -> str:
        path, guards = self._member(scope, "string")
        name = path.rsplit(".", 1)[-1]
        literals = LITERALS.get(name, ("'a'", "'b'", "''", "'é'"))
        literal = self.random.choice(literals)
        forms = [
            f"{path} == {literal}",
            f"{literal} != {path}",
            f"{path} in [{', '.join(literals)}]",
            f"!({path} in [{literal}])",
        ]
        if name not in LITERALS:
            pattern = self.random.choice(PATTERNS)
            forms += [
                f"{path}.startsWith({literal})",
                f"!{path}.endsWith({literal})",
                f"{path}.contains({literal})",
                f"{path}.matches({pattern})",
                f"size({path}) > 1",
                f"size(bytes({path})) <= 2",
                f"{path}.lowerAscii() == 'a'",
                f"{path} + 'x' < 'bx'",
                f"capture({path}, '^([a-z])') == 'a'",
                f"isJmespath({path})",
                f"{path}.split('a')[0] != 'b'",
            ]
        return self._guarded(self.random.choice(forms), guards)

    def _int(self, scope: list[tuple[str, str]], depth: int) -> Drawn:
        kind = self.random.choice(("member", "member", "literal", "arithmetic", "default", "size", "sum"))
        if kind == "literal" or (depth == 0 and kind != "member"):
            return self.random.choice(("0", "1", "2", "-1", "5", "0x10")), []
        if kind == "member":
            return self._member(scope, "int")
        if kind == "default":
            path, guards = self._member(scope, "int")
            return (f"({' && '.join(guards)} ? {path} : 1)", []) if guards else (path, [])
        if kind == "size":
            path, guards = self._member(scope[:1], self.random.choice(("parts", "words", "env")))
            if path.endswith(("Parts", "Spare")) and self.random.random() < 0.5:
                path = f"{path}.filter(x, has(x.Amount) && x.Amount > 1)"
            return f"size({path})", guards
        if kind == "sum":
            path, guards = self._member(scope[:1], "parts")
            return f"sum({path}.map(x, has(x.Amount), x.Amount))", guards
        (left, first), (right, second) = self._int(scope, depth - 1), self._int(scope, depth - 1)
        form = self.random.choice(
            (
                "({a} + {b})",
                "({a} - {b})",
                "{a} * 3",
                "({a} / 2)",
                "({a} % 3)",
                "({a} / -3)",
                "-({a})",
                "ceilDiv({a}, 3)",
            )
        )
        return form.format(a=left, b=right), first + (second if "{b}" in form else [])

    def _loop(self, scope: list[tuple[str, str]], depth: int) -> str:
        self.variables += 1
        variable = self.random.choice((f"v{self.variables}", "item", "data", "in_"))
        if self.random.random() < 0.2:
            body = self.random.choice(
                (
                    f"{variable}.startsWith('a')",
                    f"self.Env[{variable}] != 'a'",
                    f"size(bytes({variable})) < 2 || self.Count > 2",
                )
            )
            return self._guarded(
                f"self.Env.{self.random.choice(('all', 'exists'))}({variable}, {body})", ["has(self.Env)"]
            )
        path, guards = self._member(scope[:1], "parts")
        source = self.random.choice(
            (
                path,
                path,
                f"{path}.filter(y, has(y.Size))",
                f"({path} + {path})",
                "(has(self.Spare) ? self.Spare : [])",
            )
        )
        inner = [(name, shape) for name, shape in scope if name != variable]
        body = self.condition([*inner, (variable, "Part")], depth - 1)
        if "filter" in source and self.random.random() < 0.7:
            body = f"({body} || {variable}.Size.Value > 2)"
        quantifier = self.random.choice(("all", "exists", "exists_one"))
        return self._guarded(f"{source}.{quantifier}({variable}, {body})", guards)


def drawn_rule(seed: int) -> CompiledRule:
    """Rule number `seed`. What is decided without looking at data is refused by the compiler, and drawn anew."""
    author = Author(seeded(seed))
    while True:
        try:
            return compile_one(author.rule())
        except RuleErrors as error:
            if "satisfied, whatever the data" not in str(error):
                raise


# Where Python and CEL, or two ways to print one thing, could part.
CORNERS: Final = (
    "!has(self.Limit) || self.Limit / 2 != -1",
    "!has(self.Limit) || self.Limit / -2 != 1",
    "!has(self.Limit) || self.Limit % 3 != -1",
    "!has(self.Limit) || self.Limit % -3 != 1",
    "!has(self.Limit) || -self.Limit / 2 < 1",
    "!has(self.Limit) || ceilDiv(self.Count, 3) - 2 * self.Limit > 0",
    "!has(self.Limit) || 1 < self.Limit",
    "!has(self.Limit) || 1 >= self.Limit",
    "!has(self.Limit) || 2 - (1 - self.Limit) > 3 - 1 - 1",
    "3 > self.Count || 5 <= self.Count",
    "!has(self.Weight) || 1.0 >= self.Weight",
    "(has(self.On) ? self.On : false) == (has(self.Limit) && self.Limit > 0)",
    "(has(self.Parts) && size(self.Parts) > 0) == has(self.On)",
    "(has(self.On) && has(self.Mode)) in [has(self.Limit)]",
    "!has(self.Parts) || unique(self.Parts.map(x, has(x.Amount) && x.Amount > 0))",
    "!has(self.Parts) || self.Parts.map(x, x.Key) != ['a']",
    "!has(self.Parts) || self.Parts.map(x, x.Key + 'b').exists(k, k == 'ab')",
    "!has(self.Parts) || 'a' in self.Parts.map(x, has(x.Size), x.Key)",
    "!has(self.Parts) || size(self.Parts.map(x, x.Key)) == size(self.Parts.filter(y, y.Key != 'a')) + 1",
    "!has(self.Parts) || self.Parts.all(x, self.Parts.exists_one(y, y.Key == x.Key))",
    "!has(self.Parts) || !self.Parts.exists_one(x, has(x.Size)) || self.Count == 1",
    "!has(self.Parts) || size(self.Parts) < 2 || self.Parts[1].Key != self.Parts[0].Key",
    "!has(self.Grid) || self.Grid.all(row, row.exists(cell, cell == 'a' || size(row) > 2))",
    "!has(self.Env) || self.Env.exists(k, self.Env[k] == k) || size(self.Env) != 2",
    "self.Name < 'b' || self.Name >= '\u00e9'",
    "!has(self.Words) || self.Words.all(w, size(w.split('a')) != 2 || w.split('a')[0] != '')",
    "!has(self.Words) || self.Words.all(w, w.split('aa').exists(part, part == 'b') == ('b' in w.split('a')))",
    r"!self.Name.matches(r'^\w$') && !self.Name.matches(r'[^a-z\d]')",
    "!(self.Count > 3 && self.Count < 8 && self.Name != 'a' && self.Name != 'b')",
    "self.Count <= 3 || self.Count > 6 || self.Name == 'a' || self.Name in ['b', 'aa']",
)


@pytest.mark.parametrize("text", CORNERS)
def test_corners(text: str) -> None:
    verdicts = check(compile_one(text), 7, 500)
    assert all(verdicts.values()), verdicts


@pytest.mark.parametrize("seed", range(RULES))
def test_every_output_agrees(seed: int) -> None:
    check(drawn_rule(seed), seed, PER_RULE)


def check(rule: CompiledRule, seed: int, count: int) -> dict[bool, int]:
    """Compares the outputs over drawn data, and returns how often each verdict was reached."""
    run = runner(rule)
    validator = Draft202012Validator(rule.json_schema) if rule.json_schema is not None else None
    oracle = _oracle(rule)
    draw = RuleData(rule, MODEL, seeded(seed), IDENTIFIERS)
    verdicts = {True: 0, False: 0}
    for data in instances(draw, [], count):
        violated = run.violated(data)
        verdicts[violated] += 1
        if oracle is not None:
            assert oracle.agree(data, {}, {}) is violated
        if validator is not None:
            assert validator.is_valid(data) is not violated, (rule.rule, rule.json_schema, data)
    return verdicts


def _oracle(rule: CompiledRule) -> Any:
    try:
        import cel_expr_python.cel  # noqa: F401, PLC0415 - without a wheel, the schemas are still compared
    except ImportError:
        return None
    from tests.differential.test_cel_oracle import Oracle  # noqa: PLC0415

    return Oracle(rule, MODEL, {name: list(values) for name, values in TABLES.items()})
