"""A few requests through the gates; `python -m tests.differential.gates` asks as many as one likes."""

from __future__ import annotations

import pytest

pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python has no wheel for this platform")
pytest.importorskip("cloudformation_validate", reason="the engine is not installed")

from tests.differential.gates import differences


def test_every_gate_says_what_our_package_says() -> None:
    assert list(differences(150, 1, 300)) == []
