"""A bench for tests: writes tiny specs with their models, runs the command line on them, imports what comes out.

Everything goes through the public surface: spec files, `codegen.cli.main`, the generated package.
"""

from __future__ import annotations

import hashlib
import importlib
import itertools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from attrs import field, frozen

from codegen.cli import main

SERVICE: Final = "tiny"
Shapes = Mapping[str, Any]
_numbers = itertools.count()


def structure(required: Sequence[str] = (), /, **members: str) -> dict[str, Any]:
    """A structure of botocore's form: shape name by member name."""
    return {"type": "structure", "members": refer(members), "required": list(required)}


def refer(members: Mapping[str, str]) -> dict[str, Any]:
    """Members that refer to shapes, for names that are no Python keywords."""
    return {name: {"shape": shape} for name, shape in members.items()}


def document(shapes: Shapes, operations: Mapping[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    """A pinned model: by default with one operation, `Do`, whose input is the shape `In` and whose output is `Out`."""
    if operations is None:
        ends = {"input": "In", "output": "Out"}
        operations = {"Do": {"name": "Do"} | {k: {"shape": v} for k, v in ends.items() if v in shapes}}
    return {
        "botoforge": {"service": SERVICE, "botocore": "1.40.0", "sha256": "0" * 64},
        "metadata": {"apiVersion": "2020-01-01", "serviceId": "Tiny", "protocol": "json", "uid": "tiny-2020-01-01"},
        "operations": dict(operations),
        "shapes": dict(shapes),
        "waiters": {},
        "pagination": {},
        "examples": {},
    } | parts


@frozen
class Outcome:
    """How one run of the command line ended."""

    code: int
    out: str
    err: str

    def refused(self, *words: str) -> str:
        """Asserts a clean refusal whose one message holds all the words; returns the message."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.err.startswith("botoforge: "), self.err
        assert "Traceback" not in self.err
        assert "internal error" not in self.err
        assert self.err.count("\n") == 1, self.err
        for word in words:
            assert word in self.err, (word, self.err)
        return self.err


@frozen
class Workshop:
    """A folder with specs and an output folder of a name that no other test uses."""

    root: Path
    out_name: str = field(factory=lambda: f"made_{next(_numbers)}")

    @property
    def specs(self) -> Path:
        """The folder of specs."""
        return self.root / "specs"

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.root / self.out_name

    def write(self, model: Mapping[str, Any] | str, service: str = SERVICE, spec: str | None = None) -> Path:
        """Writes one spec and its pinned model; returns the spec's folder."""
        folder = self.specs / service
        folder.mkdir(parents=True, exist_ok=True)
        text = model if isinstance(model, str) else json.dumps(model)
        (folder / "model.json").write_text(text, encoding="utf-8")
        (folder / "service.yaml").write_text(spec or f"service: {service}\noperations: all\n", encoding="utf-8")
        return folder

    def run(self, *arguments: str) -> Outcome:
        """Runs the command line on this folder's specs."""
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            if arguments[:1] == ("list",):
                code = main(arguments)
            elif arguments and not arguments[0].startswith("-"):
                code = main([*arguments, "--specs", str(self.specs)])
            else:
                code = main(["--specs", str(self.specs), "--out", str(self.out), "--jobs", "1", *arguments])
        return Outcome(code, out.getvalue(), err.getvalue())

    def generate(self, shapes: Shapes, **parts: Any) -> Any:
        """Generates a package from the shapes, with success, and imports it."""
        self.write(document(shapes, **parts))
        outcome = self.run()
        assert outcome.code == 0, outcome
        return self.load()

    def refuse(self, shapes: Shapes, *words: str, **parts: Any) -> str:
        """Asserts that the shapes are refused with one message of those words, and that nothing was written."""
        self.write(document(shapes, **parts))
        message = self.run().refused(*words)
        assert self.litter() == []
        assert not self.out.exists()
        return message

    def load(self, package: str = SERVICE) -> Any:
        """Imports a generated package anew."""
        self.forget()
        importlib.invalidate_caches()
        sys.path.insert(0, str(self.root))
        try:
            return importlib.import_module(f"{self.out_name}.{package}")
        finally:
            sys.path.remove(str(self.root))

    def load_all(self, package: str = SERVICE) -> list[Any]:
        """Imports every module of a generated package."""
        self.load(package)
        paths = sorted((self.out / package).rglob("*.py"))
        names = [".".join(p.relative_to(self.root).with_suffix("").parts) for p in paths]
        return [importlib.import_module(n.removesuffix(".__init__")) for n in names]

    def forget(self) -> None:
        """Takes the generated modules out of the interpreter."""
        for name in [n for n in sys.modules if n.partition(".")[0] == self.out_name]:
            del sys.modules[name]

    def litter(self) -> list[str]:
        """What lies beside the specs and the output folder and should not."""
        return sorted(p.name for p in self.root.iterdir() if p.name not in ("specs", self.out_name))


@contextmanager
def bench() -> Iterator[Workshop]:
    """A workshop for the length of a `with` block, for tests that need one for each example."""
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        try:
            yield workshop
        finally:
            workshop.forget()


def snapshot(folder: Path) -> dict[str, str]:
    """SHA-256 by path of the files below a folder, without caches."""
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files(folder)}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files below a folder by relative path, sorted, without caches."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and "__pycache__" not in name and ".botoforge-cache" not in name:
            yield name, path
