"""How a command ends in a sentence: an error outside Bell Lap's control, or a fault of Bell Lap."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bot.cli.output import complain
from bot.errors import SettingsError
from knowledge.models.errors import KnowledgeError

FAILED = 1


@contextmanager
def ending_in_a_sentence() -> Iterator[None]:
    """Flush stdout after the block. An error outside Bell Lap's control exits with a sentence and code 1."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        sys.exit(0)
    except (KnowledgeError, SettingsError) as error:
        complain(_safe(str(error)))
        sys.exit(FAILED)
    except OSError as error:
        _leave_quietly()
        complain(_safe(f"Bell Lap was stopped by the system: {error.strerror or error}."))
        sys.exit(FAILED)


def report(fault: Exception) -> None:
    """Print an unexpected error as a fault of Bell Lap, with a traceback where the log level is debug.

    A KnowledgeError is no fault: its sentence is printed.
    """
    if isinstance(fault, KnowledgeError):
        complain(_safe(str(fault)))
        return
    complain(_safe(f"Bell Lap has a fault: {type(fault).__name__}: {fault}"))
    if _wants_details():
        import traceback  # noqa: PLC0415 - a fault is rare

        complain("".join(traceback.format_exception(fault)))
    else:
        complain("Set BELL_LAP_LOG_LEVEL=debug to see where, and please report it.")


def _safe(text: str) -> str:
    from bot.terminal.text import safe  # noqa: PLC0415 - errors are rare

    return safe(text)


def _wants_details() -> bool:
    from bot.settings import load_settings  # noqa: PLC0415 - help starts without it

    try:
        return load_settings().log_level == "debug"
    except SettingsError:
        return False


def _leave_quietly() -> None:
    # Python flushes stdout at exit and reports an error where the reader is gone.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
