"""Editors show what the model says: asked of the language servers themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from generated import sagemaker

ROOT: Final = Path(__file__).parents[2]
SCRIPTS: Final = Path(sys.executable).parent
SERVERS: Final = {"pyright": ("pyright-langserver", "--stdio"), "ty": ("ty", "server")}
SOURCE: Final = """\
from generated import sagemaker

variant = sagemaker.ProductionVariant(variant_name="main", initial_instance_count=1)
variant.initial_instance_count
variant.instance_type
variant.variant_name
sagemaker.validate("")
"""
HOVERS: Final = {
    "variant.initial_instance_count": ("InitialInstanceCount", "at least 1", "managed-scaling-initial-in-range"),
    "variant.instance_type": ("InstanceType", "277 values"),
    "variant.variant_name": ("VariantName", "required", "0-63 code points", "[a-zA-Z0-9]"),
}
"""Attributes, and what is shown of them."""


class Server:
    """A language server that is spoken to over pipes."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process = process
        self._number = 0
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def tell(self, method: str, params: object) -> None:
        """Sends a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """Sends a request, and returns the result; the server's own questions are answered with nothing."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" not in message and message["id"] == self._number:
                return message["result"]
            if "method" in message and "id" in message:
                items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
                self._send({"id": message["id"], "result": [None for _ in items] or None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


@contextmanager
def running(command: tuple[str, ...], root: Path) -> Iterator[Server]:
    """A server over the files in a folder."""
    process = subprocess.Popen(
        [SCRIPTS / command[0], *command[1:]],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(process, root)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(params=SERVERS, name="about")
def _about(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str, str, int], str]]:
    """Asks a server about a line of the source: what to ask, the line, and the character in it."""
    (tmp_path / "generated").symlink_to(ROOT / "generated")
    path = tmp_path / "app.py"
    path.write_text(SOURCE, encoding="utf-8")
    document = {"uri": path.as_uri()}
    with running(SERVERS[request.param], tmp_path) as server:
        opened = {**document, "languageId": "python", "version": 1, "text": SOURCE}
        server.tell("textDocument/didOpen", {"textDocument": opened})

        def about(method: str, line: str, character: int) -> str:
            position = {"line": SOURCE.splitlines().index(line), "character": character}
            return json.dumps(server.ask(f"textDocument/{method}", {"textDocument": document, "position": position}))

        yield about


@pytest.mark.parametrize(("expression", "facts"), HOVERS.items())
def test_hovering_shows_the_facts(about: Callable[[str, str, int], str], expression: str, facts: tuple[str]) -> None:
    text = about("hover", expression, len(expression) - 1)
    assert [fact for fact in facts if fact not in text] == [], text


def test_the_names_of_operations_complete(about: Callable[[str, str, int], str]) -> None:
    line = 'sagemaker.validate("")'
    text = about("completion", line, line.index('"') + 1)
    assert [name for name in sagemaker.operations() if name not in text] == [], text
