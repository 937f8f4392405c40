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


def test_the_rules_are_counted() -> None:
    assert f"and {len(sagemaker.rules()) - 3} more for SageMaker endpoints" in README


def test_the_packages_table_of_rules_is_counted() -> None:
    text = (ROOT / "generated/sagemaker/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\w+)\]\S+ \| `\w+` \| (\d+) \|$", text, re.MULTILINE)
    assert {name: int(count) for name, count in rows} == rules_per_operation()


def test_the_readme_is_a_front_door() -> None:
    assert len(README.splitlines()) <= 200


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    assert block("test command").strip().endswith("-m pytest -n auto --dist worksteal")
    assert "<!-- test command -->" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document",
    sorted(
        path
        for path in ROOT.glob("**/*.md")
        if not any(
            part in ("expected", "node_modules") or part.startswith(".venv") for part in path.relative_to(ROOT).parts
        )
    ),
    ids=str,
)
def test_every_path_that_a_document_links_to_exists(document: Path) -> None:
    links = re.findall(r"\]\(([\w./:-]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []
