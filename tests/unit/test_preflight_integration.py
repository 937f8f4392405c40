"""The files that other tools read: the GitHub Action and the pre-commit hooks run the command as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.preflight_harness import run

ROOT = Path(__file__).parents[2]
BASH = shutil.which("bash") or ""
FAULTY = 'CreateModel: {ModelName: "a b", ExecutionRoleArn: x}\n'


def test_the_hooks_run_a_command_that_is_installed() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert [hook["id"] for hook in hooks] == ["botoforge-preflight", "botoforge-preflight-all"]
    for hook in hooks:
        command, *words = hook["entry"].split()
        assert command in scripts
        assert run(*words, *hook.get("args", []), "--help").code == 0


def test_the_action_passes_inputs_as_variables_only() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert set(step["env"].values()) <= {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} | {
            "${{ github.action_path }}"
        }


@pytest.mark.skipif(BASH == "", reason="the action runs in bash")
def test_the_check_step_of_the_action(tmp_path: Path) -> None:
    step = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][1]
    binaries = tmp_path / "botoforge" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    (tmp_path / "my release.yaml").write_text(FAULTY)
    values = {"PATHS": "\n my release.yaml\n".replace(" my", "my"), "PACKAGE": "generated", "SARIF": "out.sarif"}
    environment = {**os.environ, **dict.fromkeys(step["env"], ""), **values}
    environment |= {"RUNNER_TEMP": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [BASH, "-e", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=my release.yaml,line=1,")
    assert (tmp_path / "out.sarif").exists()
