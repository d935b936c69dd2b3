"""The kinds of question, and how each is read and completed. A new kind is a line here."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.outcome import Choice, Slot, Understanding, Understood
from knowledge.models.question import AthleteQuestion, HeadToHeadQuestion, Kind
from knowledge.names import NameIndex
from knowledge.questions.athlete.complete import complete_athletes
from knowledge.questions.athlete.parse import parse_athlete
from knowledge.questions.h2h.complete import complete_pairs
from knowledge.questions.h2h.parse import parse_h2h
from knowledge.questions.query.segments import Segmentation, SegmentType
from knowledge.questions.query.tokenizer import Token
from knowledge.questions.result.complete import complete_races
from knowledge.questions.result.parse import parse_result, race_understood
from knowledge.store import KnowledgeBase


class Reader(NamedTuple):
    """How questions of a kind are read.

    `prefers` is what a name is taken for where it may be two things, `sided` whether separators (`v`, a
    comma) part its words, `people` how many it is about; `by_id` reads a text that is nothing but ids, where
    that needs no reading.
    """

    prefers: SegmentType
    sided: bool
    people: int
    read: Callable[[KnowledgeBase, NameIndex, Segmentation], Understanding]
    complete: Callable[[KnowledgeBase, NameIndex, tuple[Token, ...], date, int], tuple[Choice, ...]]
    by_id: Callable[[KnowledgeBase, str], Understanding | None] = lambda _kb, _text: None


def _race_by_id(kb: KnowledgeBase, text: str) -> Understanding | None:
    """A race, and an athlete in it, said by their ids."""
    ids = text.lower().split()
    if not 1 <= len(ids) <= 2 or not kb.has("race", ids[0]):
        return None
    if len(ids) == 2 and not kb.has("athlete", ids[1]):
        return None
    athlete = AthleteId(ids[1]) if len(ids) == 2 else None
    return race_understood(kb, kb.race_head(RaceId(ids[0])), athlete)


def _athlete_by_id(kb: KnowledgeBase, text: str) -> Understanding | None:
    """An athlete said by the id."""
    ids = text.lower().split()
    if len(ids) != 1 or not _are_athletes(kb, ids):
        return None
    athlete = AthleteId(ids[0])
    return Understood(question=AthleteQuestion(athlete=athlete), slots=(_said(kb, "athlete", athlete),))


def _pair_by_ids(kb: KnowledgeBase, text: str) -> Understanding | None:
    """Two athletes said by their ids."""
    ids = text.lower().split()
    if len(ids) != 2 or ids[0] == ids[1] or not _are_athletes(kb, ids):
        return None
    first, second = (AthleteId(one) for one in ids)
    return Understood(
        question=HeadToHeadQuestion(first=first, second=second),
        slots=(_said(kb, "first", first), _said(kb, "second", second)),
    )


def _are_athletes(kb: KnowledgeBase, ids: Sequence[str]) -> bool:
    """Whether these are ids; a single word may be one and still a part of others' names."""
    return all("-" in one and kb.has("athlete", one) for one in ids)


def _said(kb: KnowledgeBase, name: str, athlete: AthleteId) -> Slot:
    return Slot(name=name, id=athlete, label=kb.athlete_ref(athlete).name, said=True, typed=athlete)


READERS: dict[Kind, Reader] = {
    "result": Reader(SegmentType.WHERE, False, 0, parse_result, complete_races, _race_by_id),
    "athlete": Reader(SegmentType.ATHLETE, False, 1, parse_athlete, complete_athletes, _athlete_by_id),
    "h2h": Reader(SegmentType.ATHLETE, True, 2, parse_h2h, complete_pairs, _pair_by_ids),
}
