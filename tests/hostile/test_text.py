"""Text that wants to leave its literal, comment, docstring or template: it arrives as the text it is, or is refused."""

from __future__ import annotations

import json
import sys
from typing import Any, Final

import pytest

from codegen.rules import RuleErrors
from tests.rules_kit import compile_one
from tests.workshop import Workshop, document, structure

BREAKOUT: Final = "import sys; sys.broken_out = True"
TEXTS: Final = {
    "closing quotes": f'"""\n{BREAKOUT}\n"""',
    "closing single quotes": f"'''\n{BREAKOUT}\n'''",
    "quotes at the end": 'text"""',
    "four quotes": 'text""""',
    "quote at the end": 'text"',
    "backslash at the end": "text\\",
    "backslash and quote": 'text\\"',
    "escaped newline": "text\\n",
    "comment": f"text # {BREAKOUT}",
    "newline after a comment": f"# text\n{BREAKOUT}",
    "carriage return": f"# text\r{BREAKOUT}",
    "form feed": f"# text\f{BREAKOUT}",
    "line separator": f"# text\u2028{BREAKOUT}",
    "next line": f"# text\x85{BREAKOUT}",
    "nul": "te\0xt",
    "escape": "\x1b[2Jtext",
    "bidi": "te\u202ext\u2066",
    "surrogate": "te\ud800xt\udfff",
    "expression": "{{ 7 * 7 }}{{ package.name }}",
    "statement": "{% for x in range(9) %}x{% endfor %}{% raw %}",
    "jinja comment": "{# text #}",
    "format": "%s %(name)s {name} {0} ${name} $name",
    "code": "__import__('sys').__dict__.update(broken_out=True)",
    "markup": "<script>alert(1)</script>&lt;b&gt;",
    "non-ASCII": "caf\u00e9 \U0001f600 \u0130\u0131",
    "long": "x" * 20_000,
}
ALL: Final = tuple(TEXTS.values())


@pytest.fixture(autouse=True)
def _nothing_breaks_out() -> Any:
    yield
    assert not hasattr(sys, "broken_out")


def test_in_enum_values(workshop: Workshop) -> None:
    package = workshop.generate(
        {"In": structure(M="E"), "Out": structure(M="E"), "E": {"type": "string", "enum": list(ALL)}}
    )
    workshop.load_all()
    assert [m.value for m in package.E] == list(ALL)
    for text in ALL:
        assert package.validate("Do", {"M": text}) == []
        assert package.In.from_dict({"M": text}).to_dict() == {"M": text}
        [violation] = package.validate("Do", {"M": text + "?"})
        assert violation.rule == "enum"
        assert str(violation).isprintable()
    schema = json.loads((workshop.out / "tiny" / "schemas" / "Do.json").read_text(encoding="ascii"))
    assert schema["$defs"]["E"]["enum"] == list(ALL)


def test_in_documentation(workshop: Workshop) -> None:
    shapes: dict[str, Any] = {f"S{n}": structure(M="T") | {"documentation": text} for n, text in enumerate(ALL)}
    shapes["In"] = structure(**{f"M{n}": f"S{n}" for n in range(len(ALL))})
    shapes["T"] = {"type": "string", "documentation": TEXTS["closing quotes"]}
    workshop.write(document(shapes), spec="service: tiny\noperations: all\ndocs: full\n")
    assert workshop.run().code == 0
    package = workshop.load()
    workshop.load_all()
    for number in range(len(ALL)):
        doc = getattr(package, f"S{number}").__doc__
        assert doc
        assert doc.isascii()
        assert all(c.isprintable() or c == "\n" for c in doc)
    assert "{{ 7 * 7 }}" in getattr(package, f"S{list(TEXTS).index('expression')}").__doc__


def test_documentation_is_left_out_unless_asked_for(workshop: Workshop) -> None:
    workshop.write(document({"In": structure() | {"documentation": "the service's own sentence"}}))
    assert workshop.run().code == 0
    assert not any("own sentence" in p.read_text("utf-8") for p in workshop.out.rglob("*.*") if p.is_file())


@pytest.mark.parametrize("text", ALL, ids=TEXTS)
def test_in_the_metadata(workshop: Workshop, text: str) -> None:
    metadata = {"apiVersion": text, "serviceId": text, "protocol": "json", "uid": text}
    model = document({"In": structure(M="E"), "E": {"type": "string", "enum": ["a"]}}, metadata=metadata)
    model["botoforge"] |= {"botocore": text, "sha256": text}
    workshop.write(model)
    outcome = workshop.run()
    if outcome.code:
        outcome.refused("tiny")
        return
    package = workshop.load()
    workshop.load_all()
    assert package.MODEL.service_id == text
    assert package.MODEL.botocore == text
    assert [v.rule for v in package.validate("Do", {"M": "b"})] == ["enum"]


def test_in_patterns(workshop: Workshop) -> None:
    shapes: dict[str, Any] = {f"P{n}": {"type": "string", "pattern": text} for n, text in enumerate(ALL)}
    shapes["In"] = structure(**{f"M{n}": f"P{n}" for n in range(len(ALL))})
    workshop.write(document(shapes))
    outcome = workshop.run()
    assert outcome.code == 0
    package = workshop.load()
    workshop.load_all()
    literal = [n for n, name in enumerate(TEXTS) if name in ("quotes at the end", "four quotes", "quote at the end")]
    for number in literal:
        assert package.validate("Do", {f"M{number}": ALL[number]}) == []
        assert [v.rule for v in package.validate("Do", {f"M{number}": "other"})] == ["pattern"]
    found = package.validate("Do", {f"M{n}": "\0 other" for n in range(len(ALL))})
    assert all(str(v).isprintable() for v in found)


RULE: Final = """rules:
  - id: a-rule
    shape: In
    rule: "!has(self.M) || self.M != 'x'"
    message: {text}
    severity: error
    source: {text}
    why: {text}
"""


def test_in_rule_messages(workshop: Workshop) -> None:
    folder = workshop.write(
        document({"In": structure(M="T"), "T": {"type": "string"}}),
        spec="service: tiny\noperations: all\nrules: [rules.yaml]\n",
    )
    refused = 0
    for name, text in TEXTS.items():
        (folder / "rules.yaml").write_text(RULE.format(text=json.dumps(text)), encoding="utf-8")
        outcome = workshop.run()
        if outcome.code:
            outcome.refused("rules.yaml:")
            refused += 1
            continue
        package = workshop.load()
        workshop.load_all()
        [violation] = package.validate("Do", {"M": "x"})
        assert violation.rule == "a-rule", name
        assert violation.message == text, name
        assert [r.message for r in package.rules()] == [text]
    assert refused < len(TEXTS) / 2


def test_in_conditions_which_stand_as_comments_above_their_code(workshop: Workshop) -> None:
    texts = {name: text for name, text in TEXTS.items() if not _refused(text)}
    assert len(texts) > len(TEXTS) / 2
    rules = [
        {
            "id": f"rule-{n}",
            "shape": "In",
            "rule": _condition("M", text),
            "message": "no",
            "severity": "error",
            "source": "a",
        }
        for n, text in enumerate(texts.values())
    ]
    folder = workshop.write(
        document({"In": structure(M="T"), "T": {"type": "string"}}),
        spec="service: tiny\noperations: all\nrules: [rules.yaml]\n",
    )
    (folder / "rules.yaml").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    assert workshop.run().code == 0
    package = workshop.load()
    workshop.load_all()
    for n, text in enumerate(texts.values()):
        assert f"rule-{n}" in [v.rule for v in package.validate("Do", {"M": text})]
    assert package.validate("Do", {"M": "other"}) == []
    emitted = (workshop.out / "tiny" / "checks" / "do.py").read_text(encoding="utf-8")
    comments = [line.strip() for line in emitted.split("\n") if line.strip().startswith("#     ")]
    assert sum("!has(self.M) || self.M != " in line for line in comments) == len(texts)
    assert all(line.isascii() and line.isprintable() for line in comments)


def _condition(member: str, text: str) -> str:
    return f"!has(self.{member}) ||\n  self.{member} != {json.dumps(text)}"


def _refused(text: str) -> bool:
    try:
        compile_one(_condition("Size.Inner.Label", text))
    except RuleErrors:
        return True
    return False


def test_in_data(workshop: Workshop) -> None:
    package = workshop.generate(
        {"In": structure(M="E", N="N"), "E": {"type": "string", "enum": ["a"]}, "N": {"type": "integer"}}
    )
    for text in ALL:
        found = package.validate("Do", {"M": text, "N": text, text: text})
        assert sorted(v.rule for v in found) == ["enum", "type", "unknown-member"]
        for violation in found:
            assert str(violation).isprintable()
            assert len(str(violation)) < 1000
        assert str(package.ValidationError(found)).replace("\n", "").isprintable()
