"""What commands need before they can answer: the knowledge, and today's date."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.cli.output import Complaints
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.live_knowledge import LiveKnowledge
    from knowledge.ask import Knowledge
    from knowledge.store import KnowledgeBase


def open_from_settings() -> "Knowledge":
    """The knowledge that the settings name; a `KnowledgeError` where it can't be used."""
    settings = load_settings()
    _hear_complaints()
    from knowledge.ask import open_knowledge  # noqa: PLC0415 - help and bad settings are told without it

    knowledge = open_knowledge(settings.data, settings.cache, settings.database)
    settle()
    return knowledge


def open_store_from_settings(*, newest: bool = False) -> "KnowledgeBase":
    """The same without its index of names, which only questions need.

    The `newest` is built even while somebody else imports.
    """
    settings = load_settings()
    _hear_complaints()
    from knowledge.store import open_store  # noqa: PLC0415

    kb = open_store(settings.data, settings.cache, settings.database, newest=newest)
    settle()
    return kb


@contextmanager
def open_live_knowledge() -> "Iterator[LiveKnowledge]":
    """The knowledge of the settings for who goes on asking: what is built meanwhile is taken up silently."""
    from bot.live_knowledge import LiveKnowledge, Updater  # noqa: PLC0415
    from knowledge.ask import newer_knowledge  # noqa: PLC0415

    live, settings = LiveKnowledge(open_from_settings()), load_settings()
    newer = partial(newer_knowledge, settings.data, settings.cache, settings.database)
    updater = Updater(live, newer, lambda *_: None, lambda _: None)
    updater.start(settings.refresh)
    try:
        yield live
    finally:
        updater.stop()


def settle() -> None:
    """Starting is over: what has been loaded stays, and garbage is collected from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _hear_complaints() -> None:
    """What is wrong with the knowledge that is opened is said in this terminal."""
    log = logging.getLogger("knowledge")
    if not log.handlers:
        log.addHandler(Complaints(logging.WARNING))


def today() -> date:
    """The date where this terminal is."""
    return datetime.now(tz=UTC).astimezone().date()
