"""What commands need before they can answer: the knowledge, and today's date."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.settings import load_settings

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


def open_from_settings() -> "Knowledge":
    """The knowledge that the settings name; a `KnowledgeError` where it can't be used."""
    settings = load_settings()
    from knowledge.ask import open_knowledge  # noqa: PLC0415 - help and bad settings are told without it

    return open_knowledge(settings.data, settings.cache)


def today() -> date:
    """The date where this terminal is."""
    return datetime.now(tz=UTC).astimezone().date()
