"""What commands need before they can answer: the knowledge, and today's date."""

import gc
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.settings import load_settings

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


def open_from_settings() -> "Knowledge":
    """The knowledge that the settings name; a `KnowledgeError` where it can't be used."""
    settings = load_settings()
    from knowledge.ask import open_knowledge  # noqa: PLC0415 - help and bad settings are told without it

    knowledge = open_knowledge(settings.data, settings.cache, settings.database)
    settle()
    return knowledge


def settle() -> None:
    """Starting is over: what has been loaded stays, and garbage is collected from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def today() -> date:
    """The date where this terminal is."""
    return datetime.now(tz=UTC).astimezone().date()
