"""The README is the front door: what it shows is run, what it counts is counted."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from codegen import spec
from generated import sagemaker

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(marker: str) -> str:
    """The fenced block that follows a marker comment."""
    found = re.search(rf"<!-- {re.escape(marker)} -->\n```[a-z]*\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no block marked {marker!r}"
    return found.group(1)


def rules_per_operation() -> dict[str, int]:
    """Rules that guard something which the operation's request can hold."""
    model = spec.read(ROOT / "specs/sagemaker").load_model()
    return {
        name: sum(bool(set(rule.shapes) & set(model.closure([operation.input]))) for rule in sagemaker.rules())
        for name, operation in model.operations.items()
        if operation.input
    }


@pytest.mark.parametrize("example", ["example", "client example"])
def test_an_example_prints_what_the_readme_shows(example: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block(example), "README.md", "exec"), {})  # noqa: S102 - the README's own example
    assert printed.getvalue() == block(f"output of the {example}")


def test_the_table_of_rules_is_counted() -> None:
    rows = [f"| {name} | {count} |" for name, count in sorted(rules_per_operation().items())]
    table = README.partition("<!-- rules per operation -->\n")[2].partition("\n\n")[0].splitlines()
    assert table[2:] == rows


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    assert block("test command").strip().endswith("-m pytest -n auto --dist worksteal")
    assert "<!-- test command -->" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_every_path_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([\w./:-]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
