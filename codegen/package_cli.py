"""The command line of a generated package, ``python -m generated COMMAND``: pre-flight's commands, and plans."""

from __future__ import annotations

from .preflight import cli

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from .preflight.options import Option
    from .preflight.services import Services


def options() -> dict[str, tuple[Option, ...]]:
    """The options of each command."""
    from .plan.command import OPTIONS  # noqa: PLC0415 - most runs plan nothing

    return {**cli.OPTIONS, "plan": OPTIONS}


def entry(*, package: str, services: tuple[str, ...]) -> NoReturn:
    """Runs a command as a process and ends it: see `preflight.cli.entry`."""
    cli.entry(package=package, services=services, others=_OTHERS)


def main(argv: list[str] | None = None, *, package: str, services: tuple[str, ...]) -> int:
    """Runs a command and returns its exit code: see `preflight.cli.main`."""
    return cli.main(argv, package=package, services=services, others=_OTHERS)


def _plan(words: list[str], services: Services, terminal: bool) -> tuple[str, int]:
    from .plan.command import plan  # noqa: PLC0415 - most runs plan nothing

    return plan(words, services, rich=terminal)


_OTHERS = {"plan": (_plan, "  plan PATH...               what deployments will do over time\n")}
