"""Completion: what the text typed so far may be meant to become, as whole questions."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Choice, PairChoice
from knowledge.models.question import HeadToHeadQuestion
from knowledge.models.records import RaceHead
from knowledge.names import Found, NameIndex
from knowledge.names.decision import NEAR
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import athlete_choices, pair_choice, race_choices
from knowledge.understand.frame import Frame
from knowledge.understand.parts import Part, Spans
from knowledge.understand.spans import split
from knowledge.understand.text import Word

Words = tuple[Word, ...]

MOST_FIRSTS = 3
MOST_RIVALS = 200
_LETTERS_OF_A_YEAR = 4
SAID_TWICE = 1.0
AS_LIKELY = 2.0
"""How much less likely than the best another reading of an unfinished word may be and still be offered."""


def complete_athletes(
    kb: KnowledgeBase, index: NameIndex, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    """Athletes of whose name these words are the beginning; the busiest where nothing is typed yet."""
    del today
    folded = [word.folded for word in words]
    found = index.find(folded, {"athlete"}, typing=True) if folded else index.busiest("athlete", limit)
    return athlete_choices(kb, found[:limit])


def complete_races(
    kb: KnowledgeBase, index: NameIndex, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    """Races that these words may become the description of; the newest where nothing is typed yet."""
    if not words:
        return race_choices(kb.races(RaceFilter(rounds=(Round.FINAL,)), limit))
    heads = {head.id: head for head in _of_a_begun_year(kb, index, words, today)}
    for spans in _readings(index, words, today):
        people = [AthleteId(one.id) for person in spans.of(Part.ATHLETE) for one in _near(person.found)]
        fitting = Frame(spans).races(kb, athletes=tuple(people))
        for head in sorted(fitting, key=lambda head: head.round is not Round.FINAL):
            heads.setdefault(head.id, head)
    return race_choices(heads.values(), most=limit)


def _of_a_begun_year(kb: KnowledgeBase, index: NameIndex, words: Words, today: date) -> list[RaceHead]:
    """Where the last word may be the beginning of a year: the races of such years that fit the rest."""
    *rest, last = words
    if not (last.folded.isdigit() and len(last.folded) < _LETTERS_OF_A_YEAR):
        return []
    readings = _readings(index, tuple(rest), today) if rest else [Spans()]
    found = [head for spans in readings for head in Frame(spans).races(kb)]
    return [
        head
        for head in sorted(found, key=lambda head: head.round is not Round.FINAL)
        if any(str(year).startswith(last.folded) for year in (head.edition.year, head.date.year))
    ]


def _readings(index: NameIndex, words: Words, today: date) -> list[Spans]:
    """The ways to read words of which the last may be the beginning of a place, an event or a name."""
    readings = [
        split(words, index, prefer=part, this_year=today.year, typing=True, last=part)
        for part in (Part.DISCIPLINE, Part.WHERE, Part.ATHLETE)
    ]
    readings.append(split(words, index, prefer=Part.WHERE, this_year=today.year))
    likeliest = min(spans.cost for spans in readings)
    known = [spans for spans in readings if not spans.unknown and spans.cost <= likeliest + AS_LIKELY]
    return sorted(known, key=lambda spans: spans.cost + SAID_TWICE * _repeats(spans))


def _repeats(spans: Spans) -> bool:
    """Whether the last part is of a sort that was said before: the next is likelier something new."""
    return bool(spans.all) and any(span.part is spans.all[-1].part for span in spans.all[:-1])


def complete_pairs(
    kb: KnowledgeBase, index: NameIndex, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    """Pairs who have met: the first athlete from these words, the second among whom he or she raced."""
    return tuple(islice(_pairs(kb, index, words, today), limit))


def _pairs(kb: KnowledgeBase, index: NameIndex, words: Words, today: date) -> Iterator[PairChoice]:
    if not words:
        yield from _with_rivals(kb, index.busiest("athlete", MOST_FIRSTS), None)
        return
    spans = split(words, index, prefer=Part.ATHLETE, this_year=today.year, typing=True, last=Part.ATHLETE)
    people = spans.of(Part.ATHLETE)
    if spans.unknown or not people or len(people) > 2:
        return
    firsts = _near(people[0].found)[:MOST_FIRSTS]
    seconds = {one.id: one for one in _near(people[1].found)} if len(people) == 2 else None
    yield from _with_rivals(kb, firsts, seconds)


def _with_rivals(
    kb: KnowledgeBase, firsts: tuple[Found, ...], seconds: dict[str, Found] | None
) -> Iterator[PairChoice]:
    """The first ones each with those they have met, among the second ones where these are known."""
    for first in firsts:
        for rival in kb.rivals(AthleteId(first.id), MOST_RIVALS):
            if seconds is None or rival.athlete.id in seconds:
                question = HeadToHeadQuestion(first=AthleteId(first.id), second=rival.athlete.id)
                yield pair_choice(kb, question, rival.races)


def _near(found: tuple[Found, ...]) -> tuple[Found, ...]:
    if not found:
        return ()
    best = min(one.cost for one in found)
    return tuple(one for one in found if one.cost <= best + NEAR)
