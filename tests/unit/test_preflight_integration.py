"""The files that other tools read: the GitHub Action and the pre-commit hooks run the command as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.preflight_harness import PACKAGE, SCRATCH, check, process, run

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


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A repository with a fault, whose files are called like what the command imports."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "create-endpoint.yaml").write_text(FAULTY)
    code = "open('owned', 'a').write('x')\nraise SystemExit(0)\n"
    for name in ("yaml", "tomllib", "json", "re", "jinja2", "pip", "venv", "sitecustomize"):
        (folder / f"{name}.py").write_text(code)
    for package in ("generated", "botoforge", "codegen"):
        (folder / package).mkdir()
        for name in ("__init__", "__main__"):
            (folder / package / f"{name}.py").write_text(code)
    (folder / "pyproject.toml").write_text("[tool.botoforge.preflight]\n")
    return folder


def _check_step(folder: Path, runner: Path, **values: str) -> subprocess.CompletedProcess[str]:
    step = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][1]
    inputs = dict.fromkeys(step["env"], "") | {"FAIL_ON_NOTHING": "true"} | values
    (runner / "botoforge").symlink_to(sys.prefix)
    environment = {**os.environ, **inputs, "RUNNER_TEMP": str(runner), "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [BASH, "-e", "-c", step["run"]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    (runner / "botoforge").unlink()
    return done


@pytest.mark.skipif(BASH == "", reason="the action runs in bash")
def test_the_check_step_of_the_action_runs_nothing_of_the_repository(hostile: Path, tmp_path: Path) -> None:
    done = _check_step(hostile, tmp_path, PATHS="\ncreate-endpoint.yaml\n", SARIF="out.sarif")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=create-endpoint.yaml,line=1,")
    assert (hostile / "out.sarif").exists()
    assert not (hostile / "owned").exists()


@pytest.mark.skipif(BASH == "", reason="the action runs in bash")
def test_the_action_fails_if_there_is_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("")
    assert _check_step(tmp_path, tmp_path, PATHS=".").returncode == 2
    assert _check_step(tmp_path, tmp_path, PATHS=".", FAIL_ON_NOTHING="false").returncode == 0


def test_every_python_of_the_action_is_isolated() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    calls = re.findall(r"(?:bin/python|\$PYTHON)\"\s+(\S+)", "".join(step["run"] for step in steps))
    assert len(calls) == 3
    assert set(calls) == {"-I"}


def test_installed_modules_come_before_those_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "create-store.yaml").write_text("StoreName: a b\n")
    (tmp_path / "pyproject.toml").write_text("[tool.botoforge.preflight]\n")
    for name in ("yaml", "tomllib", "json", "re"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(0)\n")
    done = process("preflight", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_package_of_ones_own_is_named_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "create-store.yaml").write_text("StoreName: a b\n")
    script = Path(sys.executable).parent / "botoforge"

    def answer(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-I", str(script), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert answer("preflight", "--fail-on-nothing", ".")[0] == 2  # the package that comes with the tool has no stores
    assert "[pattern]" in answer("preflight", "--package", str(SCRATCH / PACKAGE), ".")[1]
    assert "falls over" in answer("explain", "rows-fit-columns", f"--package={SCRATCH / PACKAGE}")[1]
    code, said = answer("preflight", "--package", ".", ".")
    assert (code, said) == (2, "error: --package takes the folder of a generated package, and . is none\n")
    (tmp_path / "pyproject.toml").write_text("[tool.botoforge.preflight]\npackage = 'x'\n")
    assert "package is not known" in answer("preflight", ".")[1]


def _pre_commit(folder: Path, hook: str, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs one of the hooks by pre-commit itself, from this environment instead of one that it would make."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    [chosen] = [entry for entry in hooks if entry["id"] == hook]
    del chosen["additional_dependencies"]  # this environment has them
    local = {"repo": "local", "hooks": [{**chosen, "language": "system"}]}
    for name, content in {**files, ".pre-commit-config.yaml": yaml.safe_dump({"repos": [local]})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    options: dict[str, Any] = {"cwd": folder, "env": environment, "capture_output": True, "text": True}
    for words in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(words, check=True, **options)
    return subprocess.run([sys.executable, "-m", "pre_commit", "run", "--all-files"], check=False, **options)


RELEASE = """\
- CreateModel:
    ModelName: fraud
    ExecutionRoleArn: arn:aws:iam::111122223333:role/fraud
    PrimaryContainer: {Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/fraud:1"}
- CreateEndpointConfig:
    EndpointConfigName: fraud
    ProductionVariants: [{VariantName: a, ModelName: fraud, InstanceType: ml.m5.large, InitialInstanceCount: 2}]
- CreateEndpoint: {EndpointName: fraud, EndpointConfigName: fraud}
"""
ORDINARY = {
    "tsconfig.json": '{\n  // comments\n  "compilerOptions": {},\n}\n',
    "charts/templates/deploy.yaml": "{{- if .Values.on }}\nkind: Deployment\n{{- end }}\n",
    "jinja.yml": "a: {{ x }}\n",
    "empty.yaml": "",
    "charts/Chart.yaml": "apiVersion: v2\nname: fraud\nversion: 0.1.0\n",
    "charts/values.yaml": "endpoint: {name: fraud}\n",
    "infra/main.tf": 'resource "aws_sagemaker_endpoint" "fraud" {\n  endpoint_config_name = "fraud"\n}\n',
    "infra/dev.tfvars.json": '{"region": "eu-west-1"}\n',
    "infra/terraform.tfstate.json": '{"version": 4, "terraform_version": "1.9.0", "resources": []}\n',
    "openapi.yaml": "openapi: 3.0.0\ninfo: {title: x, version: '1'}\npaths: {}\n",
    "package-lock.json": '{"name": "x", "lockfileVersion": 3, "packages": {}}\n',
    "docker-compose.yml": "services: {a: {image: b}}\n",
    "request.schema.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema"}\n',
    "package.json": '{"name": "x", "version": "1"}\n',
    **{f"services/{name}/{stage}/release.yaml": RELEASE for name in "ab" for stage in ("dev", "qa", "staging", "prod")},
}
"""What an ordinary repository holds, beside a generated package. None of it is wrong."""
SHIPPED: dict[str, Any] = {"package": "generated", "services": ("sagemaker",)}


@pytest.mark.parametrize("hook", ["botoforge-preflight", "botoforge-preflight-all"])
def test_the_hooks_pass_on_an_ordinary_repository_and_fail_on_a_fault(tmp_path: Path, hook: str) -> None:
    shutil.copytree(ROOT / "generated" / "sagemaker", tmp_path / "src" / "app" / "sagemaker")
    (tmp_path / "create-endpoint-config.schema.json").write_text(run("schema", "CreateEndpointConfig", **SHIPPED).out)
    done = _pre_commit(tmp_path, hook, ORDINARY)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout
    result = check(str(tmp_path), **SHIPPED)
    assert (result.findings, json.loads(result.out)["summary"]["requests"]) == ([], 25)
    done = _pre_commit(tmp_path, hook, {"fraud-create-model.json": json.dumps({"ModelName": "a b"})})
    assert done.returncode == 1
    assert "[pattern]" in done.stdout


def test_this_repository_has_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert check(".", **SHIPPED).findings == []
