"""The export command: files for one target, and whether those of a folder are up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.cli import main

ROOT = Path(__file__).parents[2]


def test_export_writes_what_the_package_holds_and_check_sees_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "rego", "--specs", str(ROOT / "specs"), "--out", str(tmp_path)]
    assert main([*words, "--check"]) == 1
    assert list(tmp_path.iterdir()) == []
    assert main(words) == 0
    made = tmp_path / "sagemaker" / "rego"
    committed = ROOT / "generated" / "sagemaker" / "exports" / "rego"
    assert {path.name: path.read_bytes() for path in made.iterdir()} == {
        path.name: path.read_bytes() for path in committed.iterdir()
    }
    assert main([*words, "--check"]) == 0
    (made / "strict.rego").write_text("edited", "utf-8")
    capsys.readouterr()
    assert main([*words, "--check"]) == 1
    assert capsys.readouterr().out.split() == ["stale", str(made / "strict.rego")]
