"""`python -m generated preflight PATH...`: checks request files. Imports nothing else: it starts fast."""

from __future__ import annotations

from ._runtime.preflight.cli import entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

SERVICES = (
    "sagemaker",
)


def main() -> NoReturn:
    """Runs the command and ends the process."""
    entry(package=__package__ or "", services=SERVICES)


if __name__ == "__main__":
    main()
