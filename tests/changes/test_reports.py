"""What people and programs get to read: text, Markdown, JSON, pages; and that nothing in a model breaks out of them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from codegen.changes.report import WRITERS
from tests.changes.kit import RELEASES, pinned, run
from tests.workshop import Outcome, Workshop, document, structure

SCHEMA: Final = Path(__file__).parents[2] / "codegen" / "changes" / "report.schema.json"
HOSTILE: Final = "</pre><script>alert(1)</script>`*_|\x1b[31m\u202e[x](https://example.com) @someone"


def changes(old: str, new: str, *words: str) -> Outcome:
    """The comparison of two releases."""
    return run("changes", "sagemaker", "--from", str(pinned(old)), "--to", str(pinned(new)), *words)


def validated(text: str) -> dict[str, Any]:
    """The report, as its schema describes it."""
    found: dict[str, Any] = json.loads(text)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)
    return found


def test_text_says_what_breaks_first() -> None:
    outcome = changes("1.23.0", "1.22.12")
    assert outcome.code == 0
    assert [line for line in outcome.out.splitlines() if not line.startswith("    ")] == [
        f"sagemaker: {pinned('1.23.0')} (botocore 1.23.0) -> {pinned('1.22.12')} (botocore 1.22.12)",
        "  4 breaking for callers, 3 breaking for readers, 1 noted",
        "  Breaking for callers",
        "  Breaking for readers",
        "  Noted",
    ]
    assert "    - TrafficRoutingConfigType: no longer takes the value LINEAR" in outcome.out


def test_text_of_a_model_and_itself() -> None:
    assert changes("1.23.0", "1.23.0").out.splitlines()[1:] == ["  no change of the API"]


def test_markdown_has_a_list_for_each_grade() -> None:
    lines = changes("1.22.12", "1.23.0", "--format", "markdown").out.splitlines()
    assert [line for line in lines if line.startswith("#")][1:] == ["### New"]
    assert "- `UpdateEndpointInput.RetainDeploymentConfig`: new member, optional" in lines
    assert "  - UpdateEndpoint request: RetainDeploymentConfig" in lines


@pytest.mark.parametrize("old", RELEASES)
@pytest.mark.parametrize("new", RELEASES)
def test_json_is_what_its_schema_says(old: str, new: str) -> None:
    [service] = validated(changes(old, new, "--format", "json").out)["services"]
    assert sum(service["counts"].values()) == len(service["changes"])
    assert service["breaks"] is any(c["grade"].startswith("breaking") for c in service["changes"])


def test_json_names_places_and_definitions() -> None:
    [service] = validated(changes("1.22.12", "1.23.0", "--format", "json").out)["services"]
    [change] = [c for c in service["changes"] if c.get("member") == "LinearStepSize"]
    assert change["after"] == {"shape": "CapacitySize"}
    assert {(p["operation"], p["side"], p["shown"]) for p in change["places"]} == {
        (operation, side, f"{start}.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.LinearStepSize")
        for operation, side, start in (
            ("DescribeEndpoint", "response", "LastDeploymentConfig"),
            ("UpdateEndpoint", "request", "DeploymentConfig"),
        )
    }
    assert service["definitions"]["CapacitySize"]["members"]["Value"] == {
        "shape": "CapacitySizeValue",
        "required": True,
    }


def test_several_reports_of_one_run(tmp_path: Path) -> None:
    outputs = [f"{name}={tmp_path / path}" for name, path in (("json", "a.json"), ("markdown", "a.md"), ("html", "h"))]
    outcome = changes("1.22.12", "1.23.0", *(word for output in outputs for word in ("--output", output)))
    assert outcome.out == changes("1.22.12", "1.23.0").out
    assert validated((tmp_path / "a.json").read_text(encoding="utf-8"))["services"]
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("## sagemaker: ")
    assert [path.name for path in (tmp_path / "h").iterdir()] == ["sagemaker.html"]


class _Page(HTMLParser):
    """Elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "style")]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_what_a_model_says_stays_text(workshop: Workshop, tmp_path: Path, form: str) -> None:
    values = {"type": "string", "enum": ["a"]}
    workshop.write(document({"In": structure(M="E"), "E": values}))
    new = {"type": "string", "pattern": "(", "enum": [HOSTILE]}
    later = document({"In": structure(M="E", N="T"), "E": {**values, "enum": ["a", HOSTILE]}, "T": new})
    path = tmp_path / "later.json"
    path.write_text(json.dumps(later))
    outcome = workshop.run("changes", "--to", str(path), "--format", form)
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out
    if form == "html":
        page = _Page()
        page.feed(outcome.out)
        assert "script" not in page.tags
        assert all(link.startswith("#") for link in page.links)
    if form == "markdown":
        # Whatever could be markup, a link or a mention stands in code spans.
        rest = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", outcome.out)
        assert not {*"<@[_*|"} & {*rest}, rest
        assert "http" not in rest


def test_shapes_that_multiply_are_still_compared(workshop: Workshop, tmp_path: Path) -> None:
    """Forty structures, each with two ways to the next: a path for every choice would be a million millions."""
    shapes = {f"S{n}": structure(A=f"S{n + 1}", B=f"S{n + 1}") for n in range(40)}
    shapes |= {"In": structure(M="S0"), "S40": {"type": "string", "max": 5}}
    workshop.write(document(shapes))
    path = tmp_path / "later.json"
    later = {**shapes, "S40": {"type": "string", "max": 4}, "In": structure(M="S0", N="S0")}
    path.write_text(json.dumps(document(later)))
    for form in WRITERS:
        outcome = workshop.run("changes", "--to", str(path), "--format", form)
        assert outcome.code == 0
    [service] = validated(workshop.run("changes", "--to", str(path), "--format", "json").out)["services"]
    assert service["shortened"] == ["Do request"]
    assert {c["kind"] for c in service["changes"]} == {"max-length", "member-added"}


def test_a_recursion_is_shown_once(workshop: Workshop, tmp_path: Path) -> None:
    shapes = {"In": structure(Tree="T"), "T": structure(Left="T", Leaf="S"), "S": {"type": "string"}}
    workshop.write(document(shapes))
    path = tmp_path / "later.json"
    later = {**shapes, "S": {"type": "string", "max": 4}, "T": structure(Left="T", Leaf="S", More="T")}
    path.write_text(json.dumps(document(later)))
    outcome = workshop.run("changes", "--to", str(path), "--format", "json")
    [service] = validated(outcome.out)["services"]
    assert {p["shown"] for c in service["changes"] for p in c["places"]} == {"Tree.Leaf", "Tree.More"}
    trees = workshop.run("changes", "--to", str(path), "--format", "api-changes").out
    assert "'Left': '(recursive)'" in trees
