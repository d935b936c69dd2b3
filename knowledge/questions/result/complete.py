"""Completion: what the text typed so far may be meant to become, as whole questions."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Choice
from knowledge.models.records import RaceHead
from knowledge.names import Found, NameIndex
from knowledge.names.linking.nil import NEAR
from knowledge.questions.query.choices import athlete_choices, race_choices
from knowledge.questions.query.constraints import Frame
from knowledge.questions.query.segmenter import split
from knowledge.questions.query.segments import Part, Spans
from knowledge.questions.query.tokenizer import Word
from knowledge.questions.result.race_prior import Asked, likely_races
from knowledge.store import KnowledgeBase

Words = tuple[Word, ...]

MOST_PEOPLE = 5
A_BEGUN_YEAR = 1.2
BY_WHO_RAN = 1.5
"""What it costs that a race is described by who ran it rather than by where or what it was."""
LETTERS_OF_A_NAME = 3
"""Letters of a name from which on it may describe a race; fewer are those of hundreds who ran everywhere."""
LETTERS_OF_A_KEYWORD = 2
_KEYWORDS = ("women", "men", "mixed", "final", "semi", "heats", "qualification", "femmes", "hommes")
_LETTERS_OF_A_YEAR = 4
SAID_TWICE = 2.0
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
        return race_choices(_newest_finals(kb, limit))
    readings = [_asked(spans) for spans in _readings(index, words, today)]
    asked = [*(one for one in readings if one is not None), *_in_a_begun_year(index, words, today)]
    heads = likely_races(kb, asked, today, limit)
    if not heads:
        # Who did not run there was misread; what else is said still tells of races.
        rest = [one._replace(people=()) for one in asked if one.people and not one.about_people_only]
        heads = likely_races(kb, rest, today, limit)
    return race_choices(heads, most=limit)


def _newest_finals(kb: KnowledgeBase, limit: int) -> tuple[RaceHead, ...]:
    finals = (head for head in kb.curated_races() if head.round is Round.FINAL)
    return tuple(islice(finals, limit)) or kb.races(RaceFilter(rounds=(Round.FINAL,)), limit)


def _asked(spans: Spans) -> Asked | None:
    """What a reading asks for; None where it says nothing about races."""
    frame = Frame(spans)
    people = spans.of(Part.ATHLETE)
    if len(people) > 1 or (frame.empty and not people):
        return None
    ids = tuple(AthleteId(one.id) for person in people for one in _near(person.found)[:MOST_PEOPLE])
    cost = spans.cost + SAID_TWICE * _repeats(spans) + BY_WHO_RAN * len(people)
    return Asked.of(frame, cost, ids)


def _in_a_begun_year(index: NameIndex, words: Words, today: date) -> Iterator[Asked]:
    """Where the last word may be the beginning of a year: the rest, in such years."""
    *rest, last = words
    missing = _LETTERS_OF_A_YEAR - len(last.folded)
    if not (last.folded.isascii() and last.folded.isdigit() and missing > 0 and last.folded[0] in "12"):
        return
    days = {
        "first_day": date(int(last.folded + "0" * missing), 1, 1),
        "last_day": date(int(last.folded + "9" * missing), 12, 31),
    }
    readings = [_asked(spans) for spans in _readings(index, tuple(rest), today)] if rest else [Asked()]
    for one in readings:
        if one is not None and one.any_time:
            yield one._replace(cost=one.cost + A_BEGUN_YEAR, where=one.where.model_copy(update=days))


def _readings(index: NameIndex, words: Words, today: date) -> list[Spans]:
    """The ways to read words of which the last may be the beginning of a place, an event or a name."""
    last = words[-1]
    parts = [Part.DISCIPLINE, Part.WHERE]
    if len(last.folded) >= LETTERS_OF_A_NAME:
        parts.append(Part.ATHLETE)
    readings = [
        split(words, index, prefer=part, this_year=today.year, typing=True, last=part) for part in parts
    ]
    readings += [
        split(words, index, prefer=part, this_year=today.year) for part in (Part.WHERE, Part.ATHLETE)
    ]
    begun = next((word for word in _KEYWORDS if word != last.folded and word.startswith(last.folded)), None)
    if begun and len(last.folded) >= LETTERS_OF_A_KEYWORD:
        finished = (*words[:-1], last._replace(folded=begun))
        readings.append(split(finished, index, prefer=Part.WHERE, this_year=today.year))
    likeliest = min(spans.cost for spans in readings)
    known = [spans for spans in readings if not spans.unknown and spans.cost <= likeliest + AS_LIKELY]
    return sorted(known, key=lambda spans: spans.cost + SAID_TWICE * _repeats(spans))


def _repeats(spans: Spans) -> bool:
    """Whether the last part is of a sort that was said before: the next is likelier something new."""
    return bool(spans.all) and any(span.part is spans.all[-1].part for span in spans.all[:-1])


def _near(found: tuple[Found, ...]) -> tuple[Found, ...]:
    if not found:
        return ()
    best = min(one.cost for one in found)
    return tuple(one for one in found if one.cost <= best + NEAR)
