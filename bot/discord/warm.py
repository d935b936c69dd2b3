"""Warm-up: the first use of tables, sentences and pictures is slow, so it happens at the start.

A step is short, so that what users ask comes in between.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import structlog

from bot.locale import ENGLISH, LANGUAGES
from knowledge.ask import COMMANDS, split_command
from knowledge.models.question import CommandWords

if TYPE_CHECKING:
    from knowledge.ask import Knowledge
    from knowledge.models.picture import Picture

log = structlog.get_logger(__name__)


class Step(NamedTuple):
    """A part of the work; `do` raises nothing, and returns the picture of an answer if it has one.

    `completes` marks completions, which have a worker of their own.
    """

    do: Callable[["Knowledge"], "Picture | None"]
    completes: bool = False


def steps(today: date) -> Iterator[Step]:
    """The steps, the most used first. Completions read what `/random` reads, in their own worker."""
    asked = [words for words in COMMANDS.values() if words.option]
    for words in asked:
        yield _answer(words, ENGLISH, today)
    for words in asked:
        for typed in ("", "b", "br"):
            yield Step(partial(_guarded, partial(_complete, words.name, typed, today)), completes=True)
    for language in LANGUAGES:
        for words in COMMANDS.values():
            yield _answer(words, language, today)
        yield Step(partial(_guarded, partial(_tell_about, language)))


def warm(knowledge: "Knowledge", today: date) -> None:
    """Do all steps at once."""
    for step in steps(today):
        step.do(knowledge)


def _answer(words: CommandWords, language: str, today: date) -> Step:
    question = words.short_example or f"/{words.name}"
    return Step(partial(_guarded, partial(_ask, question, language, today)))


def _guarded(do: Callable[["Knowledge"], "Picture | None"], knowledge: "Knowledge") -> "Picture | None":
    try:
        return do(knowledge)
    except Exception as error:  # a user who asks the same gets the error
        log.warning("warm.failed", exc_info=error)
        return None


def _ask(question: str, language: str, today: date, knowledge: "Knowledge") -> "Picture | None":
    glance = knowledge.ask(*split_command(question), today, language).card.glance
    return None if glance is None else glance.picture


def _complete(kind: str, typed: str, today: date, knowledge: "Knowledge") -> None:
    knowledge.complete(kind, typed, today, 1)


def _tell_about(language: str, knowledge: "Knowledge") -> None:
    knowledge.about_card(language)
