"""Completion of `/result`: races that the words typed so far may become the description of."""

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
from knowledge.questions.offers import race_choices
from knowledge.questions.query import lexicon
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segment_reader import RunReader
from knowledge.questions.query.segmenter import segment_runs, segment_words
from knowledge.questions.query.segments import Segmentation, SegmentType, Token
from knowledge.questions.result.race_prior import likely_races
from knowledge.questions.result.race_query import RaceQuery
from knowledge.store import KnowledgeBase

Words = tuple[Token, ...]

MAX_PEOPLE = 5
"""Athletes of one name that a race may be described by."""
UNFINISHED_YEAR = 1.2
"""Cost, in nats, of digits read as the beginning of a year. This and the next three are chosen by hand."""
BY_ATHLETE = 1.5
"""Cost, in nats, of a race described by an athlete in it rather than by its place or event."""
REPEATED_TYPE = 2.0
"""Cost, in nats, of a last segment of a type that the question has already."""
ACCEPTED_GAP = 2.0
"""Nats by which a segmentation may be worse than the best and still be completed."""
LETTERS_OF_A_NAME = 3
"""Letters of the shortest unfinished name of an athlete; fewer fit hundreds of athletes."""
LETTERS_OF_A_KEYWORD = 2
"""Letters of the shortest unfinished keyword."""
_LETTERS_OF_A_YEAR = 4


def complete_races(
    kb: KnowledgeBase, index: NameIndex, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    """Return at most `limit` races that the words may come to describe, the most probable first.

    Without words these are the newest finals. `today` dates words such as "last year".
    """
    if not words:
        return race_choices(_newest_finals(kb, limit))
    queries = [*_queries(index, words, today), *_in_unfinished_year(index, words, today)]
    heads = likely_races(kb, queries, today, limit)
    if not heads:
        # The athlete was not in such a race, so the name was misread: the rest still describes races.
        rest = [one._replace(people=()) for one in queries if one.people and not one.about_people_only]
        heads = likely_races(kb, rest, today, limit)
    return race_choices(heads, most=limit)


def _newest_finals(kb: KnowledgeBase, limit: int) -> tuple[RaceHead, ...]:
    finals = RaceFilter(rounds=(Round.FINAL,))
    return kb.races(finals.model_copy(update={"curated": True}), limit) or kb.races(finals, limit)


def _queries(index: NameIndex, words: Words, today: date) -> Iterator[RaceQuery]:
    """Yield what each plausible segmentation of the words asks for."""
    for segmentation in _segmentations(index, words, today):
        query = _query(segmentation)
        if query is not None:
            yield query


def _query(segmentation: Segmentation) -> RaceQuery | None:
    """Return what a segmentation asks for; None where it describes no race."""
    constraints = Constraints(segmentation)
    people = segmentation.of(SegmentType.ATHLETE)
    if len(people) > 1 or (constraints.empty and not people):
        return None
    ids = tuple(AthleteId(one.id) for person in people for one in _closest(person.candidates)[:MAX_PEOPLE])
    cost = segmentation.cost + REPEATED_TYPE * _repeats_type(segmentation) + BY_ATHLETE * len(people)
    return RaceQuery.of(constraints, cost, ids)


def _in_unfinished_year(index: NameIndex, words: Words, today: date) -> Iterator[RaceQuery]:
    """Yield the queries of the other words in the years that the last word may be the beginning of."""
    *rest, last = words
    missing = _LETTERS_OF_A_YEAR - len(last.folded)
    if not (last.folded.isascii() and last.folded.isdigit() and missing > 0 and last.folded[0] in "12"):
        return
    days = {
        "first_day": date(int(last.folded + "0" * missing), 1, 1),
        "last_day": date(int(last.folded + "9" * missing), 12, 31),
    }
    for one in _queries(index, tuple(rest), today) if rest else (RaceQuery(),):
        if one.any_time:
            yield one._replace(cost=one.cost + UNFINISHED_YEAR, where=one.where.model_copy(update=days))


def _segmentations(index: NameIndex, words: Words, today: date) -> list[Segmentation]:
    """Return the plausible segmentations of words of which the last may be unfinished, the best first."""
    runs = RunReader(words, index, today.year)
    segmentations = [
        *_with_unfinished_name(runs),
        *(segment_runs(runs, prefer=type_) for type_ in (SegmentType.WHERE, SegmentType.ATHLETE)),
        *_with_finished_keyword(index, words, today),
    ]
    best = min(segmentation.cost for segmentation in segmentations)
    plausible = (one for one in segmentations if not one.unknown_text and one.cost <= best + ACCEPTED_GAP)
    return sorted(plausible, key=lambda one: one.cost + REPEATED_TYPE * _repeats_type(one))


def _with_unfinished_name(runs: RunReader) -> Iterator[Segmentation]:
    """Yield a segmentation for each type of name that the last word may begin."""
    types = [SegmentType.DISCIPLINE, SegmentType.WHERE]
    if len(runs.words[-1].folded) >= LETTERS_OF_A_NAME:
        types.append(SegmentType.ATHLETE)
    for type_ in types:
        yield segment_runs(runs, prefer=type_, typing=True, last=type_)


def _with_finished_keyword(index: NameIndex, words: Words, today: date) -> Iterator[Segmentation]:
    """Yield the segmentation with the first keyword that the last word begins."""
    *others, last = words
    if len(last.folded) < LETTERS_OF_A_KEYWORD:
        return
    begun = (one for one in lexicon.COMPLETED if one != last.folded and one.startswith(last.folded))
    for keyword in islice(begun, 1):
        finished = (*others, last._replace(folded=keyword))
        yield segment_words(finished, index, prefer=SegmentType.WHERE, this_year=today.year)


def _repeats_type(segmentation: Segmentation) -> bool:
    """Whether an earlier segment has the type of the last one: something new is more probable."""
    types = [segment.type for segment in segmentation.segments]
    return bool(types) and types[-1] in types[:-1]


def _closest(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    best = min((one.cost for one in candidates), default=0.0)
    return tuple(one for one in candidates if one.cost <= best + TIE_MARGIN)
