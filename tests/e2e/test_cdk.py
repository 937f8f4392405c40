"""A CDK app refuses what breaks our rules. Runs where node finds aws-cdk-lib (2.276 or later) and constructs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
APP: Final = Path(__file__).parent / "cdk" / "app.js"
RULES: Final = ROOT / "generated" / "sagemaker" / "exports" / "rego"
PLANTED: Final = ROOT / "tests" / "golden" / "preflight" / "planted" / "template.yaml"
NODE: Final = shutil.which("node")


def _node(*words: str) -> subprocess.CompletedProcess[str]:
    command = [NODE or "node", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _has_cdk() -> bool:
    return (
        NODE is not None
        and _node("-e", "require.resolve('aws-cdk-lib'); require.resolve('constructs')").returncode == 0
    )


@pytest.mark.skipif(not _has_cdk(), reason="node does not find aws-cdk-lib and constructs")
def test_the_twelve_planted_faults_stop_an_app_under_our_ids() -> None:
    text = PLANTED.read_text("utf-8")
    wanted = {line.partition(" # ")[2].strip() for line in text.splitlines()[1:] if " # " in line}
    done = _node(str(APP), str(PLANTED), str(RULES))
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert {rule for rule in wanted if f"CloudFormation-Validate::{rule}'" not in said} == set()
