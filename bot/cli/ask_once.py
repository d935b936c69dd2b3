"""The work of `bell-lap ask`. It starts without typer, and where a bot runs without anything heavy."""

import sys

from bot.ask_socket import ask_running_bot
from bot.asked import Asked, Printed, screen
from bot.cli.context import open_from_settings, today
from bot.cli.endings import ending_in_a_sentence
from bot.cli.output import complain, say
from bot.environment import places, values
from bot.secret_settings import ENV_FILE, exposed

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


def answer(asked: Asked) -> int:
    """Print the answer to a question, from a running bot or from this process; return the exit code."""
    return _print(_from_running_bot(asked) or _from_here(asked))


def run(asked: Asked) -> None:
    """Do what the command `ask` does, and exit. Return for an unknown language, which the command refuses."""
    with ending_in_a_sentence():
        if warning := exposed(ENV_FILE):
            complain(warning)
        try:
            printed = _from_running_bot(asked)
            if printed is None:
                from knowledge.locale import LANGUAGES  # noqa: PLC0415 - a running bot knows them

                if asked.language not in LANGUAGES:
                    return
            code = _print(printed or _from_here(asked))
        except KeyboardInterrupt:
            code = INTERRUPTED
    sys.exit(code)


def _print(printed: Printed) -> int:
    say(printed.text)
    return printed.code


def _from_running_bot(asked: Asked) -> Printed | None:
    try:
        here = places(values())
    except (OSError, ValueError):
        return None  # what is wrong is told where the knowledge is opened
    return ask_running_bot(asked, screen(), today(), here)


def _from_here(asked: Asked) -> Printed:
    knowledge = open_from_settings()
    from bot.terminal.once import answer_once  # noqa: PLC0415 - a bad setting is reported without it

    return answer_once(knowledge, asked, screen(), today())
