"""The kinds of question, and how each is read and completed. A new kind is a line here."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.outcome import Choice, Understanding
from knowledge.models.question import Kind
from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.athlete import understand_athlete
from knowledge.understand.complete import complete_athletes, complete_pairs, complete_races
from knowledge.understand.h2h import understand_h2h
from knowledge.understand.parts import Part, Spans
from knowledge.understand.result import race_understood, understand_result
from knowledge.understand.text import Word


class Reader(NamedTuple):
    """How questions of a kind are read.

    `prefers` is what a name is taken for where it may be two things, `sided` whether separators (`v`, a
    comma) part its words, `people` how many it is about; `by_id` reads a text that is nothing but ids, where
    that needs no reading.
    """

    prefers: Part
    sided: bool
    people: int
    read: Callable[[KnowledgeBase, NameIndex, Spans], Understanding]
    complete: Callable[[KnowledgeBase, NameIndex, tuple[Word, ...], date, int], tuple[Choice, ...]]
    by_id: Callable[[KnowledgeBase, str], Understanding | None] = lambda _kb, _text: None


def _race_by_id(kb: KnowledgeBase, text: str) -> Understanding | None:
    """A race, and an athlete in it, said by their ids."""
    ids = text.lower().split()
    if not 1 <= len(ids) <= 2 or not kb.has("race", ids[0]):
        return None
    if len(ids) == 2 and not kb.has("athlete", ids[1]):
        return None
    athlete = AthleteId(ids[1]) if len(ids) == 2 else None
    return race_understood(kb, kb.race(RaceId(ids[0])).head, athlete)


READERS: dict[Kind, Reader] = {
    "result": Reader(Part.WHERE, False, 0, understand_result, complete_races, _race_by_id),
    "athlete": Reader(Part.ATHLETE, False, 1, understand_athlete, complete_athletes),
    "h2h": Reader(Part.ATHLETE, True, 2, understand_h2h, complete_pairs),
}
