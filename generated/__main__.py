"""`python -m generated preflight PATH...`: checks request files with the installed botoforge."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

SERVICES = (
    "sagemaker",
)


def main() -> NoReturn:
    """Runs the command and ends the process."""
    try:
        from codegen.preflight.cli import entry
    except ImportError:
        sys.exit("this command needs botoforge: pip install botoforge")
    entry(package=__package__ or "", services=SERVICES)


if __name__ == "__main__":
    main()
