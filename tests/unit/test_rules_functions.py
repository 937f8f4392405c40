"""The functions of the rule language: each record is true of the language, of Python, and of the documents."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from codegen.rules import RuleErrors
from codegen.rules.language.functions import BYTES, FUNCTIONS, Function
from codegen.rules.language.parse import parse
from codegen.rules.language.syntax import Invoke
from codegen.runtime.wire import rule_helpers
from tests.rules_kit import compile_one, runner

README = Path(__file__).parents[2] / "specs" / "README.md"


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=str)
def test_the_usage_calls_the_function(function: Function) -> None:
    call = parse(function.usage)
    if function is BYTES:
        assert isinstance(call, Invoke)
        (call,) = call.arguments
    assert isinstance(call, Invoke)
    assert call.function == function.name
    assert len(call.arguments) + (call.target is not None) == len(function.parameters)
    assert function.style in ("both", "method" if call.target is not None else "function")


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=str)
def test_python_has_it(function: Function) -> None:
    owner = {"builtin": builtins, "helper": rule_helpers, "method": str}.get(function.python.form)
    assert owner is None or callable(getattr(owner, function.python.name))


def test_specs_readme_lists_the_functions() -> None:
    rows = [f"| `{f.usage}` | {f.meaning} |" for f in FUNCTIONS.values()]
    assert "\n".join(["| | |", "|--|--|", *rows, ""]) in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "name", "violated"),
    [
        ("size(self.Name.split(',')) == 3", "a,b,c", False),
        ("size(self.Name.split(',')) == 3", "a,b", True),
        ("size(self.Name.split(',')) == self.Count", "", False),
        ("self.Name.split('::')[0] == 'a'", "a::b", False),
        ("self.Name.split('::')[0] == 'a'", "b::a", True),
        ("self.Name.split('/').all(part, part.lowerAscii() == part)", "a/B", True),
        ("unique(self.Name.split(','))", "a,b,a", True),
    ],
)
def test_split(rule: str, name: str, violated: bool) -> None:
    compiled = compile_one(rule)
    assert runner(compiled).violated({"Name": name, "Count": 1}) is violated
    assert compiled.json_schema is None
    assert compiled.reads[-1] == ("Name",)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("self.Name.split('')[0] == 'a'", "column 17: the separator of split is empty"),
        ("self.Name.split(self.Name)[0] == 'a'", "column 17: split takes a literal here"),
        ("self.Count.split(',')[0] == 'a'", "column 1: split needs a string, this is an int"),
        ("split(self.Name, ',')[0] == 'a'", "split is called wrongly; write text.split(separator)"),
        ("self.Name.split(',')[1] == 'a'", "guard it: size(self.Name.split(',')) > 1 && ..."),
    ],
)
def test_split_is_refused(rule: str, message: str) -> None:
    with pytest.raises(RuleErrors) as caught:
        compile_one(rule)
    assert message in str(caught.value)
