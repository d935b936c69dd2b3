"""What ends a command early: one sentence on stderr and an exit code, never a traceback by surprise."""

import os
import sys
import traceback
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperGroup

from bot.cli.output import complain
from bot.settings import SettingsError, load_settings
from bot.terminal.text import safe
from knowledge.models.errors import KnowledgeError

FAILED = 1


class PlainGroup(TyperGroup):
    """Commands that end in a sentence where something outside Bell Lap is in the way."""

    def invoke(self, ctx: Any) -> Any:  # typer does not export the type of its own contexts
        """Run the command that was chosen."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
            raise typer.Exit(0) from None
        except (KnowledgeError, SettingsError) as error:
            complain(safe(str(error)))
            raise typer.Exit(FAILED) from None
        except OSError as error:
            _leave_quietly()
            complain(safe(f"Bell Lap was stopped by the system: {error.strerror or error}."))
            raise typer.Exit(FAILED) from None
        return result


def report(fault: Exception) -> None:
    """Say that Bell Lap itself is at fault, with its traceback where logs are set to debug.

    Of knowledge that can't be used as it stands, its sentence is said.
    """
    if isinstance(fault, KnowledgeError):
        complain(safe(str(fault)))
        return
    complain(safe(f"Bell Lap has a fault: {type(fault).__name__}: {fault}"))
    if _wants_details():
        complain("".join(traceback.format_exception(fault)))
    else:
        complain("Set BELL_LAP_LOG_LEVEL=debug to see where, and please report it.")


def _wants_details() -> bool:
    try:
        return load_settings().log_level == "debug"
    except SettingsError:
        return False


def _leave_quietly() -> None:
    # What is still buffered for a reader who left must go somewhere when Python ends, else Python complains.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
