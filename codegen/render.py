"""Renders a package to files in memory. Nothing here touches the disk; templates loop and insert, nothing more."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .ir import Package
from .resources import runtime_folder, scratch_folder, templates_folder

Files = dict[str, str]
"""Text by path relative to the output folder, with forward slashes."""

RUNTIME: Final = "_runtime"
_PYTHON: Final = (".py", ".pyi")


class RenderError(RuntimeError):
    """Output that is not what the templates promise: a defect of the generator, never of its input."""


def render(package: Package) -> Files:
    """Every file of one package, formatted.

    Raises:
        RenderError: a file that is no Python, or holds statements that no template writes.
    """
    files = {f"{package.name}/{path}": text for path, text in _sources(package).items()}
    with ThreadPoolExecutor(1) as beside:
        formatted = beside.submit(_format, files)
        for path, text in files.items():
            if path.endswith(_PYTHON):
                _inspect(path, text)
        return formatted.result()


def render_common(packages: Iterable[str]) -> Files:
    """The files that the named packages share: the support code, the package around them, its command."""
    main = _template("main.py.j2").render(packages=packages)
    files = {"py.typed": "", "__init__.py": _template("out.py.j2").render(), "__main__.py": main}
    root = runtime_folder()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            files[f"{RUNTIME}/{path.relative_to(root).as_posix()}"] = path.read_text(encoding="utf-8")
    return files


def _sources(package: Package) -> Files:
    files = {
        "__init__.py": _template("package.py.j2").render(package=package),
        "__init__.pyi": _template("package.pyi.j2").render(package=package),
        "index.py": _template("index.py.j2").render(package=package),
        "shapes/__init__.py": _doc("Structures of the service, a module each."),
        "enums/__init__.py": _doc("Enums of the service, a module each."),
        "checks/__init__.py": _doc("The wire layer: checks of requests as plain data."),
    }
    for checks in package.checks:
        files[f"checks/{checks.module}.py"] = _template("checks.py.j2").render(checks=checks)
    files["catalogue.py"] = _template("catalogue.py.j2").render(package=package)
    if package.catalogue:
        files["RULES.md"] = _template("RULES.md.j2").render(package=package)
        files["examples.json"] = _json({entry.id: entry.examples for entry in package.catalogue})
    for structure in package.structures:
        files[f"shapes/{structure.module}.py"] = _template("structure.py.j2").render(structure=structure)
    for enum in package.enums:
        files[f"enums/{enum.module}.py"] = _template("enum.py.j2").render(enum=enum)
    files["strategies.py"] = _template("strategies.py.j2").render(tables=package.strategies)
    files["strategies.json"] = package.strategies.text
    files["tests/__init__.py"] = _doc("Property tests of the package.")
    files["tests/test_properties.py"] = _template("test_properties.py.j2").render(package=package)
    files["preflight.py"] = _template("preflight.py.j2").render(package=package)
    files |= _client(package)
    for operation in package.operations:
        if operation.schema is not None:
            files[f"schemas/{operation.wire}.json"] = _json(operation.schema)
    return files


def _client(package: Package) -> Files:
    """The typed client, a module for each of its parts; parts that a service does not have are no files."""
    client = package.client
    files = {f"{t.module}.py": _template("client.py.j2").render(client=client, twin=t) for t in client.twins}
    parts = {"errors": True, "stubber": True, "waiters": client.waiters, "paginators": client.paginators}
    for part in (part for part, wanted in parts.items() if wanted):
        files[f"{part}.py"] = _template(f"{part}.py.j2").render(client=client)
    if client.deployment is not None:
        files["deployment.py"] = _template("deployment.py.j2").render(client=client, deployment=client.deployment)
    return files | {"answers.json": _json(client.answers)}


def _doc(text: str) -> str:
    return f'"""{text}"""\n'


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, indent=2) + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder(), encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python, not HTML; everything inserted is Code or a checked name
    )


@cache
def _template(name: str) -> Any:
    return _environment().get_template(name)


# What templates write at the top of modules and classes, and nothing else: a model's text that broke out would differ.
_TOP_LEVEL: Final = (
    ast.AnnAssign,
    ast.Assign,
    ast.ClassDef,
    ast.Expr,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.If,
    ast.Import,
    ast.ImportFrom,
)


def _inspect(path: str, text: str) -> None:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        msg = f"{path}: not valid Python: {error}"
        raise RenderError(msg) from error
    for node in tree.body:
        statement = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        if statement or not isinstance(node, _TOP_LEVEL):
            msg = f"{path}:{node.lineno}: a statement that no template writes"
            raise RenderError(msg)


def _format(files: Files) -> Files:
    """Formats the Python files with the pinned ruff, in one run."""
    from ruff.__main__ import find_ruff_bin  # noqa: PLC0415 - a look-up on disk

    with TemporaryDirectory(prefix="botoforge-", dir=scratch_folder()) as folder:
        root = Path(folder)
        sources = [path for path in files if path.endswith(_PYTHON)]
        for parent in {PurePosixPath(path).parent for path in sources}:
            (root / parent).mkdir(parents=True, exist_ok=True)
        for path in sources:
            (root / path).write_text(files[path], encoding="utf-8", newline="\n")
        ruff = find_ruff_bin()
        options = ("--isolated", "--no-cache", "--quiet", "--target-version=py311", "--line-length=120")
        _run([ruff, "check", *options, "--select=I", "--fix", str(root)])
        _run([ruff, "format", *options, str(root)])
        return files | {path: (root / path).read_text(encoding="utf-8") for path in sources}


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool, fixed words
    if done.returncode:
        msg = f"ruff refuses the output: {done.stderr or done.stdout}"
        raise RenderError(msg)
