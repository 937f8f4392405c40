"""Errors of specs: one message, with file, line, column and JSON pointer."""

from __future__ import annotations

import json

import pytest

from codegen import spec
from codegen.reading import yaml_nodes
from codegen.reading.nodes import plain
from tests.workshop import Workshop, document, structure

MODEL = document({"In": structure(M="T"), "T": {"type": "string"}})
GOOD = "service: tiny\noperations: all\n"

BAD: dict[str, tuple[str, str]] = {
    "no service": ("operations: all\n", "service.yaml:1:1: 'service' is a required property (at '')"),
    "no operations": ("service: tiny\n", "service.yaml:1:1: 'operations' is a required property (at '')"),
    "an unknown key": ("service: tiny\noperations: all\nopperations: x\n", "service.yaml:1:1: Additional properties"),
    "a wrong type": (
        "service: tiny\noperations: all\nrules: x.yaml\n",
        "service.yaml:3:8: 'x.yaml' is not of type 'array' (at '/rules')",
    ),
    "an entry": (
        "service: tiny\noperations: all\nrules:\n  - a.yaml\n  - 5\n",
        "service.yaml:5:5: 5 is not of type 'string' (at '/rules/1')",
    ),
    "a choice": (
        "service: tiny\noperations: all\ndocs: some\n",
        "service.yaml:3:7: 'some' is not one of ['facts', 'full'] (at '/docs')",
    ),
    "a name": ("service: Tiny!\noperations: all\n", "service.yaml:1:10: 'Tiny!' does not match"),
    "an operation": ("service: tiny\noperations: [Do, Dont]\n", "service.yaml: tiny: no operation 'Dont'"),
    "a waiter": (GOOD + "waiters: [Done]\n", "service.yaml: tiny: no waiter 'Done'"),
    "another service": ("service: other\noperations: all\n", "pins 'tiny', not 'other'"),
    "an indent": ("service: tiny\n operations: all\n", "service.yaml:2:12: mapping values are not allowed"),
    "a key twice": (GOOD + "service: tiny\n", "service.yaml:3:1: the key 'service' stands here a second time"),
    "a second document": (GOOD + "---\nservice: tiny\n", "service.yaml:4:1: expected a single document"),
    "a date": (GOOD + "package: 2024-01-31\n", "service.yaml:3:10: '2024-01-31' is no value of JSON; quote"),
    "a tag": (GOOD + "package: !Ref x\n", "service.yaml:3:10: tag !Ref has no meaning here"),
    "a tag of Python": (GOOD + "package: !!python/name:os.x\n", "service.yaml:3:10: the tag !!python/name:os.x"),
    "a key that is no text": (GOOD + "severity: {1: off}\n", "service.yaml:3:12: the key '1' is no text; quote it"),
    "a number out of range": (GOOD + "unions: .inf\n", "service.yaml:3:9: a number out of range"),
    "an alias of nothing": (GOOD + "unions: *x\n", "service.yaml:3:9: *x has no anchor before it"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_spec(workshop: Workshop, text: str, message: str) -> None:
    workshop.write(MODEL, spec=text)
    assert message in workshop.run().refused(str(workshop.specs))
    assert not workshop.out.exists()


RULE = """
  - id: {id}
    shape: {shape}
    rule: "{rule}"
    message: "{message}"
    severity: {severity}
    source: a source
"""
FINE = {"id": "a-rule", "shape": "In", "rule": "!has(self.M) || self.M != 'x'", "severity": "error", "message": "no"}
BAD_RULES: dict[str, tuple[dict[str, str], str]] = {
    "an id": ({"id": "A_Rule"}, "rules.yaml:3:9: 'A_Rule' does not match"),
    "a severity": (
        {"severity": "fatal"},
        "rules.yaml:7:15: 'fatal' is not one of ['error', 'warning'] (at '/rules/0/severity')",
    ),
    "an id of a shape constraint": ({"id": "max-value"}, "rules.yaml:3:9: rule 'max-value', id: this is the id of"),
    "a shape": ({"shape": "Nothing"}, "rules.yaml:4"),
    "a message": ({"message": "It fails. "}, "rules.yaml:6:14: 'It fails. ' does not match"),
    "a blank": ({"rule": "  "}, "rules.yaml:5:11: '  ' does not match"),
    "an expression": ({"rule": "self.M =="}, "rules.yaml"),
    "a member": ({"rule": "self.Nope == 'x'"}, "Nope"),
    "a type": ({"rule": "!has(self.M) || self.M > 5"}, "rules.yaml"),
    "no guard": ({"rule": "self.M != 'x'"}, "has(self.M)"),
}


@pytest.mark.parametrize(("changes", "message"), BAD_RULES.values(), ids=BAD_RULES)
def test_a_bad_rule(workshop: Workshop, changes: dict[str, str], message: str) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    (folder / "rules.yaml").write_text("rules:\n" + RULE.format(**FINE | changes), encoding="utf-8")
    assert message in workshop.run().refused("rules.yaml:")
    assert not workshop.out.exists()


def test_a_good_rule(workshop: Workshop) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    (folder / "rules.yaml").write_text("rules:\n" + RULE.format(**FINE), encoding="utf-8")
    assert workshop.run().code == 0
    assert [v.rule for v in workshop.load().validate("Do", {"M": "x"})] == ["a-rule"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("off", "off"), ("yes", "yes"), ("1:30", "1:30"), ("017", 17), ("0o17", 15), ("~", None), ("True", True)],
)
def test_an_example_means_what_it_means_in_a_request(workshop: Workshop, text: str, meant: object) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    examples = f"    examples: {{valid: [{{value: {{M: {text}}}}}], invalid: [{{value: {{M: x}}}}]}}\n"
    (folder / "rules.yaml").write_text("rules:\n" + RULE.format(**FINE).strip("\n") + f"\n{examples}", encoding="utf-8")
    [request], problems, _ = yaml_nodes.parse(f"M: {text}")
    assert (plain(request), problems) == ({"M": meant}, [])
    assert spec.read(folder).rules[0]["examples"]["valid"] == [{"value": plain(request)}]


def test_off_is_a_word(workshop: Workshop) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "severity: {a-rule: off}\nrules: [rules.yaml]\n")
    (folder / "rules.yaml").write_text("rules:\n" + RULE.format(**FINE), encoding="utf-8")
    assert workshop.run().code == 0
    assert workshop.load().validate("Do", {"M": "x"}) == []


def test_all_missing_fields_of_a_rule_at_once(workshop: Workshop) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    (folder / "rules.yaml").write_text("rules:\n- {id: a-rule, shape: In, rule: 'true', source: x}\n", encoding="utf-8")
    workshop.run().refused("rules.yaml:2:3", "'message' is a required", "'severity' is a required")


def test_a_fault_stands_at_its_field(workshop: Workshop) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    for rule, field, line in (("has(self.N)", ".", 4), ("has(self.M)", ".N", 5)):
        (folder / "rules.yaml").write_text(
            f"rules:\n- id: a-rule\n  shape: In\n  rule: {rule}\n  fieldPath: {field}\n  message: m\n"
            "  severity: error\n  source: x\n",
            encoding="utf-8",
        )
        workshop.run().refused(f"rules.yaml:{line}:", "In has no member 'N'")


def test_an_id_that_is_taken(workshop: Workshop) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [a.yaml, b.yaml]\n")
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text("rules:\n" + RULE.format(**FINE), encoding="utf-8")
    workshop.run().refused("b.yaml:3:5", "'a-rule'", "a.yaml:3:5")


@pytest.mark.parametrize("text", ["", "5", "[]", "rules: 5", "rules: {a: 1}", "rules:\n- 5\n"])
def test_what_is_no_list_of_rules(workshop: Workshop, text: str) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "rules: [rules.yaml]\n")
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    workshop.run().refused("rules.yaml:")


@pytest.mark.parametrize("text", ["", "tables: 5", "tables: {a: 5}", "tables: {a: {values: [1]}}", "x: 1"])
def test_what_is_no_table(workshop: Workshop, text: str) -> None:
    folder = workshop.write(MODEL, spec=GOOD + "tables: [tables.yaml]\n")
    (folder / "tables.yaml").write_text(text, encoding="utf-8")
    workshop.run().refused("tables.yaml:")


def test_no_specs(workshop: Workshop) -> None:
    workshop.run().refused("no such folder")
    workshop.specs.mkdir()
    workshop.run().refused("no spec", "new")
    (workshop.specs / "tiny").mkdir()
    workshop.run().refused("no spec")


def test_a_package_of_another_name(workshop: Workshop) -> None:
    workshop.write(MODEL, spec=GOOD + "package: other\n")
    assert workshop.run().code == 0
    assert (workshop.out / "other" / "__init__.py").is_file()
    assert workshop.load("other").MODEL.service == "tiny"


def test_the_operations_that_are_asked_for_and_what_they_reach(workshop: Workshop) -> None:
    shapes = {"In": structure(M="T"), "Else": structure(N="Only"), "Only": structure(), "T": {"type": "string"}}
    operations = {n: {"name": n, "input": {"shape": s}} for n, s in (("Do", "In"), ("Other", "Else"))}
    workshop.write(document(shapes, operations), spec="service: tiny\noperations: [Do]\n")
    assert workshop.run().code == 0
    package = workshop.load()
    assert list(package.operations()) == ["Do"]
    assert not hasattr(package, "Only")
    assert [p.name for p in (workshop.out / "tiny" / "schemas").iterdir()] == ["Do.json"]
    json.loads((workshop.out / "tiny" / "schemas" / "Do.json").read_text(encoding="utf-8"))
