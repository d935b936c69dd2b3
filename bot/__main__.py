"""`python -m bot` and `bell-lap`."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line. An unexpected error is printed as a sentence, with exit code 1."""
    _make_streams_safe()
    prepare()
    from bot.asked import plainly_asked  # noqa: PLC0415 - after the line above

    asked = plainly_asked(sys.argv[1:])
    try:
        if asked is not None:
            from bot.cli.ask_once import run  # noqa: PLC0415

            run(asked)
        from bot.cli.app import app  # noqa: PLC0415 - `ask` starts without it

        app()
    except Exception as fault:
        from bot.cli.endings import report  # noqa: PLC0415 - seldom needed

        report(fault)
        sys.exit(1)


def prepare() -> None:
    """Prepare a quick start: before numpy and pydantic are imported."""
    # Until `bot.cli.context.settle`: collecting garbage while modules load takes 1/7 of the time of `ask`.
    gc.disable()
    # Threads of numpy's would multiply no matrices here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Pydantic looks for plugins among all installed distributions, which takes 1/20 of the time of `ask`.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _make_streams_safe() -> None:
    """Make a closed stream discard what is written, and an unencodable letter a question mark."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as Python
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
