"""What is slow the first time, done before anybody waits: tables are read, sentences and pictures loaded."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import structlog

from bot.locale import LANGUAGES
from knowledge.ask import COMMANDS

if TYPE_CHECKING:
    from knowledge.ask import Knowledge
    from knowledge.models.picture import Picture

log = structlog.get_logger(__name__)


Step = Callable[["Knowledge"], "Picture | None"]
"""A part of the work. It returns the picture of an answer, if it has one, and raises nothing."""


def steps(today: date) -> Iterator[Step]:
    """The steps: each kind of question in each language, so that what users ask may come in between."""
    for language, kind in product(LANGUAGES, COMMANDS):
        yield partial(_first, kind, language, today)


def warm(knowledge: "Knowledge", today: date) -> None:
    """Do all steps at once."""
    for step in steps(today):
        step(knowledge)


def _first(kind: str, language: str, today: date, knowledge: "Knowledge") -> "Picture | None":
    """Complete and answer a question as for the first user of this language."""
    try:
        knowledge.about_card(language)
        suggested = knowledge.complete(kind, "", today, 1, language)
        text = suggested[0].value if suggested else ""
        knowledge.complete(kind, text[:2], today, 1, language)
        glance = knowledge.ask(kind, text, today, language).card.glance
    except Exception as error:  # a question that fails is told to whoever asks it
        log.warning("warm.failed", kind=kind, exc_info=error)
        return None
    return None if glance is None else glance.picture
