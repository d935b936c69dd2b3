"""What commands need to answer: the knowledge that the settings name, and today's date."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.live_knowledge import LiveKnowledge
    from bot.settings import Settings
    from knowledge.ask import Knowledge
    from knowledge.store import KnowledgeBase


OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""New objects after which the youngest are searched for cycles; Python's default is 700.

5,000 mixed questions leave 231 objects in cycles. With the default, searching takes 4 % of their time and up
to 140 ms at once; with this it takes 0.4 %.
"""


def open_from_settings() -> "Knowledge":
    """The knowledge that the settings name. Raises SettingsError or KnowledgeError where it can't be used."""
    settings = _settings()
    from knowledge.ask import open_knowledge  # noqa: PLC0415 - a bad setting is reported without it

    knowledge = open_knowledge(settings.data, settings.cache, settings.database)
    settle()
    return knowledge


def open_store_from_settings() -> "KnowledgeBase":
    """The knowledge base without the index of names, which only questions need.

    Raises like `open_from_settings`.
    """
    settings = _settings()
    from knowledge.store import open_store  # noqa: PLC0415

    kb = open_store(settings.data, settings.cache, settings.database)
    settle()
    return kb


def build_from_settings() -> "KnowledgeBase":
    """The knowledge base of the current facts and imports, built with the index of its names.

    Raises like `open_from_settings`, and where an older one would have to stand in.
    """
    settings = _settings()
    from knowledge.ask import build_knowledge  # noqa: PLC0415

    kb = build_knowledge(settings.data, settings.cache, settings.database)
    settle()
    return kb


def _settings() -> "Settings":
    """The settings. What is amiss with the knowledge from now on is shown on stderr."""
    from bot.settings import load_settings  # noqa: PLC0415 - help starts without it

    settings = load_settings()
    from bot.cli.knowledge_warnings import print_warnings  # noqa: PLC0415 - a running bot answers without it

    print_warnings()
    return settings


@contextmanager
def open_live_knowledge() -> "Iterator[LiveKnowledge]":
    """The knowledge that the settings name, replaced silently by newer knowledge until the block ends."""
    from bot.live_knowledge import LiveKnowledge, Updater  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
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
    """Collect garbage from now on, seldom and without the objects that were loaded at the start."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        gc.enable()


def today() -> date:
    """Today's date in the local time zone."""
    return datetime.now(tz=UTC).astimezone().date()
