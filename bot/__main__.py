"""`python -m bot` and `bell-lap`."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line; a fault of Bell Lap itself is told in a sentence."""
    _make_streams_safe()
    # Until `bot.cli.context.settle`: looking for garbage among what is being loaded takes a seventh of `ask`.
    gc.disable()
    from bot.cli import app  # noqa: PLC0415 - after the line above

    try:
        app()
    except Exception as fault:
        from bot.cli.errors import report  # noqa: PLC0415 - seldom needed

        report(fault)
        sys.exit(1)


def _make_streams_safe() -> None:
    """A closed stream swallows what is written; one that can't hold a letter shows a question mark."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as Python
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
