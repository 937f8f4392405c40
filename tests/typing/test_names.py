"""Members with the names that emitted modules hold themselves leave a package that `mypy --strict` finds clean."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any, Final

from codegen.source import names
from tests.hostile.test_module_names import held
from tests.workshop import Workshop, document, refer, structure

MOVES: Final[dict[str, Any]] = {
    "pagination": {"Do": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Texts"}},
    "waiters": {
        "Done": {
            "operation": "Do",
            "delay": 1,
            "maxAttempts": 2,
            "acceptors": [{"matcher": "status", "expected": 200, "state": "success"}],
        }
    },
}


def test_members_may_have_any_name(workshop: Workshop) -> None:
    members = {names.member(name): name for name in (*held(), "Answer", "Pages", "NextToken")}
    taken = refer(dict.fromkeys(members.values(), "Text"))
    shapes = {
        "In": {"type": "structure", "members": taken},
        "Out": structure(NextToken="Text", Texts="Texts", Inner="Inner"),
        "Inner": {"type": "structure", "members": taken},
        "Texts": {"type": "list", "member": {"shape": "Text"}},
        "Text": {"type": "string"},
    }
    workshop.write(document(shapes, **MOVES))
    outcome = workshop.run()
    assert outcome.code == 0, outcome
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", workshop.out_name]
    environment = os.environ | {"MYPY_CACHE_DIR": os.devnull}
    done = subprocess.run(command, cwd=workshop.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
