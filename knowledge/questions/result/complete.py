"""Completion: what the text typed so far may be meant to become, as whole questions."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Choice
from knowledge.models.records import RaceHead
from knowledge.names import Candidate, NameIndex
from knowledge.names.linking.disambiguation import TIE_MARGIN
from knowledge.questions.query import lexicon
from knowledge.questions.query.choices import athlete_choices, race_choices
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segmenter import segment_words
from knowledge.questions.query.segments import Segmentation, SegmentType
from knowledge.questions.query.tokenizer import Token
from knowledge.questions.result.race_prior import RaceQuery, likely_races
from knowledge.store import KnowledgeBase

Words = tuple[Token, ...]

MOST_PEOPLE = 5
A_BEGUN_YEAR = 1.2
BY_WHO_RAN = 1.5
"""What it costs that a race is described by who ran it rather than by where or what it was."""
LETTERS_OF_A_NAME = 3
"""Letters of a name from which on it may describe a race; fewer are those of hundreds who ran everywhere."""
LETTERS_OF_A_KEYWORD = 2
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
    found = index.search(folded, {"athlete"}, typing=True) if folded else index.most_popular("athlete", limit)
    return athlete_choices(kb, found[:limit])


def complete_races(
    kb: KnowledgeBase, index: NameIndex, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    """Races that these words may become the description of; the newest where nothing is typed yet."""
    if not words:
        return race_choices(_newest_finals(kb, limit))
    readings = [_asked(segmentation) for segmentation in _readings(index, words, today)]
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


def _asked(segmentation: Segmentation) -> RaceQuery | None:
    """What a reading asks for; None where it says nothing about races."""
    constraints = Constraints(segmentation)
    people = segmentation.of(SegmentType.ATHLETE)
    if len(people) > 1 or (constraints.empty and not people):
        return None
    ids = tuple(AthleteId(one.id) for person in people for one in _near(person.candidates)[:MOST_PEOPLE])
    cost = segmentation.cost + SAID_TWICE * _repeats(segmentation) + BY_WHO_RAN * len(people)
    return RaceQuery.of(constraints, cost, ids)


def _in_a_begun_year(index: NameIndex, words: Words, today: date) -> Iterator[RaceQuery]:
    """Where the last word may be the beginning of a year: the rest, in such years."""
    *rest, last = words
    missing = _LETTERS_OF_A_YEAR - len(last.folded)
    if not (last.folded.isascii() and last.folded.isdigit() and missing > 0 and last.folded[0] in "12"):
        return
    days = {
        "first_day": date(int(last.folded + "0" * missing), 1, 1),
        "last_day": date(int(last.folded + "9" * missing), 12, 31),
    }
    readings = (
        [_asked(segmentation) for segmentation in _readings(index, tuple(rest), today)]
        if rest
        else [RaceQuery()]
    )
    for one in readings:
        if one is not None and one.any_time:
            yield one._replace(cost=one.cost + A_BEGUN_YEAR, where=one.where.model_copy(update=days))


def _readings(index: NameIndex, words: Words, today: date) -> list[Segmentation]:
    """The ways to read words of which the last may be the beginning of a place, an event or a name."""
    last = words[-1]
    parts = [SegmentType.DISCIPLINE, SegmentType.WHERE]
    if len(last.folded) >= LETTERS_OF_A_NAME:
        parts.append(SegmentType.ATHLETE)
    readings = [
        segment_words(words, index, prefer=part, this_year=today.year, typing=True, last=part)
        for part in parts
    ]
    readings += [
        segment_words(words, index, prefer=part, this_year=today.year)
        for part in (SegmentType.WHERE, SegmentType.ATHLETE)
    ]
    begun = next(
        (word for word in lexicon.COMPLETED if word != last.folded and word.startswith(last.folded)), None
    )
    if begun and len(last.folded) >= LETTERS_OF_A_KEYWORD:
        finished = (*words[:-1], last._replace(folded=begun))
        readings.append(segment_words(finished, index, prefer=SegmentType.WHERE, this_year=today.year))
    likeliest = min(segmentation.cost for segmentation in readings)
    known = [
        segmentation
        for segmentation in readings
        if not segmentation.unknown_text and segmentation.cost <= likeliest + AS_LIKELY
    ]
    return sorted(known, key=lambda segmentation: segmentation.cost + SAID_TWICE * _repeats(segmentation))


def _repeats(segmentation: Segmentation) -> bool:
    """Whether the last part is of a sort that was said before: the next is likelier something new."""
    return bool(segmentation.segments) and any(
        segment.type is segmentation.segments[-1].type for segment in segmentation.segments[:-1]
    )


def _near(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if not found:
        return ()
    best = min(one.cost for one in found)
    return tuple(one for one in found if one.cost <= best + TIE_MARGIN)
