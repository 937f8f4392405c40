"""The front door: which command line a command belongs to. `botoforge` and `python -m codegen` are this one program.

What asks a generated package answers with the base dependencies alone and starts as fast as Python does; what generates
needs the extra `codegen`. Nothing of either is imported before it is known which one is meant.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module

from . import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INSTALLED = "botoforge"
SHIPPED = INSTALLED if __name__ == f"{INSTALLED}.codegen.front" else "generated"
"""The package that comes with botoforge, by its name in this installation."""
ASKING = ("preflight", "plan", "explain", "rules", "tables", "skeleton", "schema", "doors")
"""Commands that ask a generated package."""
GENERATING = ("generate", "check", "new", "update", "changes", "export", "list")
COMPLETION = "completion"
COMMANDS = (*GENERATING, *ASKING, COMPLETION)
_GENERATOR_NEEDS = ("jinja2", "jsonschema", "rich", "ruff")
_USAGE = """\
usage: botoforge [COMMAND] ...      botoforge COMMAND --help says more

what is generated (needs botoforge[codegen])
  generate                    every spec below ./specs, into ./generated or --out FOLDER; the default command
  check                       whether the output is up to date; writes nothing
  new SERVICE OPERATION...    a spec for operations of a service, or --all
  list [SERVICE]              the services of the installed botocore, or the operations of one
  update [SERVICE]            the pinned models anew from the installed botocore, with what changed
  changes [SERVICE...]        what changed between two models, and what it does to given files
  export TARGET --out FOLDER  the rules for another gate, such as rego

what asks the package that comes with botoforge (python -m PACKAGE asks your own)
  preflight PATH...           check requests wherever they are written
  plan PATH...                what deployments will do over time
  explain RULE                what a rule means, why, its source, an example of each kind
  rules                       list the rules
  tables [NAME]               the dated tables that rules look into, with their age
  skeleton OPERATION [--all]  a minimal valid request as commented YAML
  schema OPERATION            the JSON Schema of a request, for editors
  doors                       the forms of requests that preflight reads

completion bash|fish|zsh      what a shell reads to complete all this: source <(botoforge completion bash)
options: --version, -V; --help, -h
exit codes: 0 clean, 1 findings, 2 wrong use or unreadable input, 130 interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the process's exit code.

    Args:
        arguments: the words after the program's name; None for those of the process.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = words[0] if words else "generate"
    if first in {"-h", "--help", "help"}:
        print(_USAGE, end="")
        return 0
    if first in {"-V", "--version"}:
        print(f"botoforge {__version__}")
        return 0
    if first in ASKING:
        if arguments is None:
            _ask(SHIPPED, _services(SHIPPED))
        from . import package_cli

        return package_cli.main(words, package=SHIPPED, services=_services(SHIPPED))
    if first == COMPLETION:
        return _complete(words[1:])
    if not first.startswith("-") and first not in GENERATING:
        from .spelling import hint

        return _refuse(f"no command {first!r}{hint(first, COMMANDS) or '; --help lists them'}")
    missing = _missing()
    if missing:
        return _refuse(
            f"generating needs {', '.join(missing)}: pip install 'botoforge[codegen]'; without it there are "
            f"{', '.join(ASKING)}"
        )
    from . import cli

    return cli.main(words)


def _services(package: str) -> tuple[str, ...]:
    services: tuple[str, ...] = import_module(f"{package}.__main__").SERVICES
    return services


def _missing() -> list[str]:
    """What generating needs and is not installed."""
    from importlib.util import find_spec

    return [name for name in _GENERATOR_NEEDS if find_spec(name) is None]


def _complete(words: list[str]) -> int:
    from .completion import SHELLS, answer

    if words[:1] == ["words"]:
        usable = (*ASKING, COMPLETION) if _missing() else COMMANDS
        for word in answer(words[1:], package=SHIPPED, services=_services(SHIPPED), commands=usable):
            print(word)
        return 0
    if len(words) != 1 or words[0] not in SHELLS:
        return _refuse(f"completion takes {', '.join(SHELLS)}: for bash, source <(botoforge completion bash)")
    print(SHELLS[words[0]], end="")
    return 0


def _refuse(message: str) -> int:
    print(f"botoforge: {message}", file=sys.stderr)
    return 2


def entry(*, package: str, services: tuple[str, ...]) -> NoReturn:
    """Runs `python -m PACKAGE` as a process and ends it; of the package that comes with botoforge, the whole program.

    Args:
        package: dotted name of the generated package.
        services: names of the service packages in it.
    """
    if package == INSTALLED and (len(sys.argv) == 1 or sys.argv[1] not in ASKING):
        sys.exit(main())
    _ask(package, services)


def _ask(package: str, services: tuple[str, ...]) -> NoReturn:
    """Runs a command that asks a package as a process, which ends with it."""
    gc.disable()  # short runs make next to no cycles; a run over many files turns it on again
    from . import package_cli

    package_cli.entry(package=package, services=services)
