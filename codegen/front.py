"""The front door: which command line a command belongs to. `botoforge` and `python -m codegen` are this one program.

What asks a generated package answers with the base dependencies alone and starts as fast as Python does; what generates
needs the extra `codegen`. Nothing of either is imported before it is known which one is meant.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INSTALLED = "botoforge"
SHIPPED = INSTALLED if __name__ == f"{INSTALLED}.codegen.front" else "generated"
"""The package that comes with botoforge, by its name in this installation."""
ASKING = ("preflight", "plan", "explain", "rules", "skeleton", "schema")
"""Commands that ask a generated package."""
_GENERATOR_NEEDS = ("jinja2", "jsonschema", "rich", "ruff")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the process's exit code.

    Args:
        arguments: the words after the program's name; None for those of the process.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in ASKING:
        from . import package_cli

        return package_cli.main(words, package=SHIPPED, services=import_module(f"{SHIPPED}.__main__").SERVICES)
    missing = [name for name in _GENERATOR_NEEDS if find_spec(name) is None]
    if missing:
        sys.stderr.write(
            f"botoforge: generating needs {', '.join(missing)}: pip install 'botoforge[codegen]'; "
            f"without it there are {', '.join(ASKING)}\n"
        )
        return 2
    from . import cli

    return cli.main(words)


def entry(*, package: str, services: tuple[str, ...]) -> NoReturn:
    """Runs `python -m PACKAGE` as a process and ends it; of the package that comes with botoforge, the whole program.

    Args:
        package: dotted name of the generated package.
        services: names of the service packages in it.
    """
    if package == INSTALLED and (len(sys.argv) == 1 or sys.argv[1] not in ASKING):
        sys.exit(main())
    from . import package_cli

    package_cli.entry(package=package, services=services)
