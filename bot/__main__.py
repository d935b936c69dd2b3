"""`python -m bot` and `bell-lap`."""

import sys

from bot.cli import app


def main() -> None:
    """Run the command line; a fault of Bell Lap itself is told in a sentence."""
    try:
        app()
    except Exception as fault:
        from bot.cli.faults import report  # noqa: PLC0415 - seldom needed

        report(fault)
        sys.exit(1)


if __name__ == "__main__":
    main()
