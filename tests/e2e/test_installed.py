"""The wheel in environments of its own, which hold what it asks for and nothing else."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[2]
CANARY: Final = ROOT / "tests/e2e/canary.json"


@frozen
class Environment:
    """A virtual environment, and how to run something in it."""

    folder: Path

    @property
    def packages(self) -> Path:
        """Its folder of packages."""
        return next(self.folder.glob("lib/python*/site-packages"))

    def run(self, cwd: Path, *words: str, code: int = 0) -> str:
        """What a program of the environment prints, on either stream; it has to end with `code`."""
        command = [str(self.folder / "bin" / words[0]), *words[1:]]
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
        done = subprocess.run(
            command, cwd=cwd, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert done.returncode == code, done.stdout
        return done.stdout


def needed(name: str, extra: str = "") -> dict[str, metadata.Distribution]:
    """What an installed distribution asks for, and so on, by what this environment holds of it."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(f"{name}[{extra}]" if extra else name)]
    while waiting:
        wanted = waiting.pop()
        of = metadata.distribution(wanted.name)
        found[canonicalize_name(wanted.name)] = of
        for requirement in map(Requirement, of.requires or ()):
            marker = requirement.marker
            asked = marker is None or any(marker.evaluate({"extra": e}) for e in wanted.extras or {""})
            if asked and canonicalize_name(requirement.name) not in found:
                waiting.append(requirement)
    del found[canonicalize_name(name)]
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as a package index would have it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t"]
    subprocess.run([*build, "sdist"], cwd=ROOT, check=True, capture_output=True)
    [source] = folder.glob("*.tar.gz")
    shutil.unpack_archive(source, folder, filter="data")
    subprocess.run([*build, "wheel"], cwd=folder / source.name.removesuffix(".tar.gz"), check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def make(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Environment]:
    """Makes an environment with the wheel and what it, or an extra of it, asks for."""

    def make(extra: str, *more: str) -> Environment:
        made = Environment(tmp_path_factory.mktemp("environment"))
        venv.create(made.folder, symlinks=True)
        pip = [sys.executable, "-m", "pip", "--python", str(made.folder / "bin/python"), "install", "--no-index"]
        subprocess.run([*pip, "--no-deps", "--quiet", str(wheel)], check=True)
        wanted = needed("botoforge", extra)
        for name in more:
            wanted |= needed(name) | {name: metadata.distribution(name)}
        for distribution in wanted.values():
            _copy(distribution, made.packages)
        return made

    return make


def _copy(distribution: metadata.Distribution, packages: Path) -> None:
    """Brings an installed distribution into another environment of the same Python, its programs included."""
    home = Path(str(distribution.locate_file(""))).resolve()
    for file in distribution.files or ():
        if "__pycache__" in file.parts:
            continue
        source = Path(os.path.normpath(home / file))
        target = Path(os.path.normpath(packages / file))
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.read_bytes()[:2] == b"#!":
            script = source.read_text(encoding="utf-8").partition("\n")[2]
            target.write_text(f"#!{packages.parents[2] / 'bin/python'}\n{script}", encoding="utf-8")
            target.chmod(0o755)
        else:
            target.symlink_to(source)


@pytest.fixture(scope="module")
def light(make: Callable[[str], Environment]) -> Environment:
    """What `pip install botoforge` gives."""
    return make("")


@pytest.fixture(scope="module")
def full(make: Callable[..., Environment]) -> Environment:
    """What `pip install botoforge[codegen]` gives."""
    return make("codegen")


class TestOneName:
    """One import package, `botoforge`, whatever else is called `codegen` or `generated`."""

    def test_nothing_else_is_at_the_top(self, light: Environment) -> None:
        ours = {p.name for p in light.packages.iterdir() if not p.is_symlink() and (p / "__init__.py").is_file()}
        theirs = {name for name in ours if (light.packages / name / "__init__.py").is_symlink()}
        assert ours - theirs == {"botoforge"}

    def test_the_package_and_the_generator_are_in_it(self, full: Environment, tmp_path: Path) -> None:
        code = "from botoforge import sagemaker, codegen; import botoforge.codegen.cli; print(sagemaker.__name__)"
        assert full.run(tmp_path, "python", "-c", code) == "botoforge.sagemaker\n"

    def test_neighbours_of_the_checkouts_names_do_no_harm(self, light: Environment, tmp_path: Path) -> None:
        for name in ("codegen", "generated"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "__init__.py").write_text("raise RuntimeError('not botoforge')\n")
        (tmp_path / "r.json").write_text(CANARY.read_text())
        for program in (["botoforge"], ["python", "-m", "botoforge"]):
            told = light.run(tmp_path, *program, "preflight", "--operation", "CreateEndpoint", "r.json", code=1)
            assert "[canary-percent-max]" in told

    def test_no_command_writes_into_the_installation(self, full: Environment, tmp_path: Path) -> None:
        before = _held(full.packages / "botoforge")
        for words in ([], ["--check"], ["update"], ["changes", "--affects", "."]):
            full.run(tmp_path, "botoforge", *words, code=2)
        assert list(tmp_path.iterdir()) == []
        full.run(tmp_path, "botoforge", "new", "sts", "GetCallerIdentity")
        full.run(tmp_path, "botoforge", "--out", "aws")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["aws", "specs"]
        assert _held(full.packages / "botoforge") == before


def _held(folder: Path) -> dict[str, int]:
    """Files and when they were written, without bytecode."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path): path.stat().st_mtime_ns for path in files}


class TestCompletion:
    """A shell completes what a user has typed, whichever extra is installed."""

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("botoforge expl", "botoforge explain "),
            ("botoforge explain canary-perc", "botoforge explain canary-percent-max "),
            ("botoforge preflight --format sar", "botoforge preflight --format sarif "),
            ("botoforge preflight --format=sar", "botoforge preflight --format=sarif "),
            ("botoforge preflight req", "botoforge preflight requests.json "),
        ],
    )
    def test_in_bash(self, light: Environment, tmp_path: Path, typed: str, found: str) -> None:
        (tmp_path / "requests.json").write_text("{}")
        assert found in in_bash(light, tmp_path, typed)

    def test_of_what_generates(self, full: Environment, light: Environment, tmp_path: Path) -> None:
        assert "botoforge new sagemaker UpdateEndpointW" in in_bash(
            full, tmp_path, "botoforge new sagemaker UpdateEndpointW"
        )
        assert full.run(tmp_path, "botoforge", "completion", "words", "--ver") == "--verbose\n"
        assert light.run(tmp_path, "botoforge", "completion", "words", "--ver") == ""


def in_bash(environment: Environment, cwd: Path, typed: str) -> str:
    """What an interactive bash shows where somebody types something and the key for completing it."""
    master, slave = pty.openpty()
    path = f"{environment.folder / 'bin'}:{os.environ['PATH']}"
    shell = subprocess.Popen(
        ["/bin/bash", "--norc", "--noprofile", "-i"],
        cwd=cwd,
        env={"PATH": path, "TERM": "dumb", "PS1": "READY>", "HISTFILE": "", "LC_ALL": "C"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    _read(master, b"READY>")
    os.write(master, b"source <(botoforge completion bash)\n")
    _read(master, b"READY>")
    os.write(master, f"{typed}\t\x15exit\n".encode())  # the line that was typed is taken back
    shown = _read(master, b"exit\r\n")
    shell.wait(60)
    os.close(master)
    return shown.decode()


def _read(terminal: int, end: bytes) -> bytes:
    """What a program shows until it has shown `end`."""
    shown = b""
    while end not in shown:
        assert select.select([terminal], [], [], 60)[0], shown
        shown += os.read(terminal, 4096)
    return shown


class TestLight:
    """Generated code and pre-flight need little; what generating needs is an extra."""

    def test_the_base_holds_neither_templates_nor_formatter(self) -> None:
        assert needed("botoforge").keys() >= {"attrs", "botocore", "cattrs", "pyyaml"}
        assert not needed("botoforge").keys() & {"jinja2", "jsonschema", "rich", "ruff"}

    @pytest.mark.parametrize("words", [[], ["list"], ["new", "ecs", "ListClusters"], ["--check"]])
    def test_what_is_missing_is_one_line(self, light: Environment, tmp_path: Path, words: list[str]) -> None:
        told = light.run(tmp_path, "botoforge", *words, code=2)
        assert told.count("\n") == 1
        assert "pip install 'botoforge[codegen]'" in told
        assert list(tmp_path.iterdir()) == []

    def test_a_request_file_in_yaml(self, light: Environment, tmp_path: Path) -> None:
        (tmp_path / "create-endpoint.yaml").write_text("EndpointName: bad name!\nEndpointConfigName: c\n")
        told = light.run(tmp_path, "botoforge", "preflight", "create-endpoint.yaml", code=1)
        assert "[pattern]" in told

    def test_typed_requests(self, light: Environment, tmp_path: Path) -> None:
        code = "from botoforge import sagemaker as s; print(s.Tag(key='k', value='v').to_dict(), s.SageMakerClient)"
        assert "{'Key': 'k', 'Value': 'v'}" in light.run(tmp_path, "python", "-c", code)


COMPANY: Final = """\
rules:
  - id: company-endpoint-prefix
    shape: CreateEndpointInput
    rule: "self.EndpointName.matches('^(dev|prod)-')"
    message: an endpoint's name begins with dev- or prod-
    fieldPath: .EndpointName
    severity: error
    source: company handbook, names
    examples:
      valid: [{value: {EndpointName: prod-x, EndpointConfigName: c}}]
      invalid: [{value: {EndpointName: x, EndpointConfigName: c}}]
  - id: company-tags
    shape: CreateEndpointInput
    rule: "has(self.Tags) && self.Tags.exists(tag, tag.Key == 'team')"
    message: an endpoint has a tag 'team'
    severity: error
    source: company handbook, cost
    examples:
      valid: [{value: {EndpointName: prod-x, EndpointConfigName: c, Tags: [{Key: team, Value: t}]}}]
      invalid: [{value: {EndpointName: prod-x, EndpointConfigName: c}}]
  - id: company-two-instances
    shape: ProductionVariant
    rule: "!has(self.InitialInstanceCount) || self.InitialInstanceCount >= 2"
    message: a variant begins with two instances
    fieldPath: .InitialInstanceCount
    severity: warning
    source: company handbook, availability
    examples:
      valid: [{value: {VariantName: v, ModelName: m, InstanceType: ml.m5.large, InitialInstanceCount: 2}}]
      invalid: [{value: {VariantName: v, ModelName: m, InstanceType: ml.m5.large, InitialInstanceCount: 1}}]
"""


def test_a_repository_of_ones_own(make: Callable[..., Environment], tmp_path: Path) -> None:
    made = make("codegen", "black", "mypy", "pytest")
    told = made.run(
        tmp_path, "botoforge", "new", "sagemaker", "CreateEndpointConfig", "CreateEndpoint", "ListEndpoints"
    )
    assert "rules of botoforge/sagemaker" in told
    assert "next: botoforge" in told
    made.run(tmp_path, "botoforge", "--out", "src/myapp/aws")
    (tmp_path / "src/myapp/__init__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["src"]\n')

    def found(request: str) -> str:
        code = (
            "import json, sys; sys.path.insert(0, 'src'); from myapp.aws import sagemaker\n"
            f"print(*sagemaker.validate('CreateEndpoint', json.loads({request!r})), sep='\\n')"
        )
        return made.run(tmp_path, "python", "-c", code)

    assert "error[canary-percent-max]" in found(CANARY.read_text())

    spec = tmp_path / "specs/sagemaker/service.yaml"
    (spec.parent / "company.yaml").write_text(COMPANY)
    with spec.open("a") as file:
        file.write("rules: [company.yaml]\nseverity: {baking-without-alarms: off}\n")
    for formatter in (["ruff", "format", "."], ["black", "-q", "."]):
        made.run(tmp_path, *formatter)
        made.run(tmp_path, "botoforge", "--out", "src/myapp/aws")
        made.run(tmp_path, "botoforge", "check", "--out", "src/myapp/aws")
    after = found(CANARY.read_text())
    assert all(f"error[{rule}]" in after for rule in ("canary-percent-max", "company-endpoint-prefix", "company-tags"))
    assert "baking-without-alarms" not in after
    explained = made.run(tmp_path / "src", "python", "-m", "myapp.aws", "explain", "company-two-instances")
    assert "sagemaker/company.yaml" in explained
    assert "company handbook, availability" in explained

    assert "no tests ran" in made.run(tmp_path, "pytest", code=5)
    assert "All checks passed" in made.run(tmp_path, "ruff", "check", ".")
    assert "Success" in made.run(tmp_path, "mypy", "--strict", "src")
