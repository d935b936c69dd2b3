"""`bell-lap health`: whether the bot is connected to Discord, for whatever restarts it."""

import time

import typer

from bot.cli.output import complain, say
from bot.settings import load_settings


def health() -> None:
    """Say whether the bot is connected to Discord.

    That is the bot that runs with the same cache folder. The exit code is 0 when it is and 1 when it is not,
    as containers want it. A bot that starts takes some seconds to connect.
    """
    from bot.heartbeat import SECONDS_OF_LIFE, Heartbeat  # noqa: PLC0415 - help starts without it

    age = Heartbeat(load_settings().cache).age(time.time())
    if age is None:
        complain("Not connected: no bot runs with this cache folder, or it has not connected to Discord yet.")
        raise typer.Exit(1)
    seconds = "1 second" if round(age) == 1 else f"{age:.0f} seconds"
    if age > SECONDS_OF_LIFE:
        complain(f"Not connected: the bot was last connected to Discord {seconds} ago.")
        raise typer.Exit(1)
    say(f"Connected to Discord, as of {seconds} ago.")
