"""`bell-lap health`: the bot's health, for a supervisor that restarts it."""

import time

import typer

from bot.cli.output import complain, say
from bot.settings import load_settings
from bot.terminal.text import safe


def health() -> None:
    """Say whether the bot answers questions in Discord.

    That is the bot that runs with the same cache folder. The exit code is 0 when it does and 1 when it does
    not, as containers want it. A bot that starts takes some seconds to connect.
    """
    from bot.heartbeat import Heartbeat  # noqa: PLC0415 - help starts without it

    problem = Heartbeat(load_settings().cache).problem(time.time())
    if problem is not None:
        complain(safe(f"Not healthy: {problem}"))
        raise typer.Exit(1)
    say("Healthy: connected to Discord, and questions are answered.")
