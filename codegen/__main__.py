"""`python -m codegen`, and the script `botoforge`: answers Ctrl-C from the first import to the last line."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line as a process and returns its exit code."""
    try:
        from .front import main as command  # noqa: PLC0415 - most of the time until something happens is spent here

        code = command()
    except KeyboardInterrupt:
        print("botoforge: interrupted", file=sys.stderr)  # noqa: T201 - the command line did not get to it
        code = 130
    import signal  # noqa: PLC0415 - what asks a package ends its process before

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said and done
    return code


if __name__ == "__main__":
    raise SystemExit(main())
