"""Explain why no race fits: which part of the question excludes all races, and what there is instead."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId
from knowledge.models.outcome import Missing, NotFound
from knowledge.models.records import RaceHead
from knowledge.questions.offers import events_of, race_choices
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.link_athlete import close_candidates
from knowledge.questions.query.segments import Segment, typed_text
from knowledge.store import KnowledgeBase

_EVENT = ("event", "category", "round")


class _Suspect(NamedTuple):
    """A part of the question that may exclude all races: without it, some fit."""

    missing: Missing
    left_out: tuple[str, ...]
    without_athlete: bool = False


def explain_no_match(kb: KnowledgeBase, constraints: Constraints, people: tuple[Segment, ...]) -> NotFound:
    """Return the most probable part that excludes all races, with the nearest races without it."""
    ids = tuple(AthleteId(one.id) for one in close_candidates(people[0])) if people else ()
    missing, heads = _culprit(kb, constraints, ids)
    latest = [head for head in heads if head.edition.id == heads[0].edition.id] if heads else []
    any_time = missing in {Missing.YEAR, Missing.COMBINATION}
    shown = _nearest_in_time(constraints, heads) if any_time else latest
    disciplines = constraints.discipline_ids
    by_round = missing is Missing.ROUND or (missing is Missing.ATHLETE and constraints.round is not None)
    return NotFound(
        kind="result",
        missing=missing,
        typed=people[0].typed if missing is Missing.ATHLETE else constraints.typed,
        where=_where(kb, constraints, missing, latest),
        event=typed_text(constraints.disciplines),
        discipline=kb.discipline(disciplines[0]) if len(disciplines) == 1 else None,
        category=constraints.categories[0] if constraints.categories else None,
        round=constraints.round,
        heat=constraints.heat,
        year=constraints.year or constraints.first_year or constraints.last_year,
        athlete=kb.athlete_ref(ids[0]) if len(ids) == 1 else None,
        nearest=race_choices(shown if by_round else events_of(shown)),
    )


def _culprit(
    kb: KnowledgeBase, constraints: Constraints, ids: tuple[AthleteId, ...]
) -> tuple[Missing, tuple[RaceHead, ...]]:
    """Return the first suspect without which races fit, and these races."""
    for suspect in _suspects(kb, constraints, bool(ids)):
        athletes = () if suspect.without_athlete else ids
        heads = constraints.races(kb, without=suspect.left_out, athletes=athletes)
        if heads:
            return suspect.missing, heads
    there = constraints.races(kb, without=("year", *_EVENT))
    if not there and not ids and len(constraints.where) == 1:
        return Missing.PLACE, ()
    return Missing.COMBINATION, there


def _suspects(kb: KnowledgeBase, constraints: Constraints, has_athlete: bool) -> list[_Suspect]:
    """Return the parts of the question, the most probable culprit first."""
    event = [_Suspect(Missing.EVENT, _EVENT)] if constraints.disciplines else []
    year = [_Suspect(Missing.YEAR, ("year",))] if constraints.when else []
    held_then = bool(year) and bool(constraints.races(kb, without=_EVENT))
    return [
        *(_athlete_suspects(constraints) if has_athlete else ()),
        *([_Suspect(Missing.ROUND, ("round",))] if constraints.round is not None else ()),
        *([_Suspect(Missing.EVENT, ("category",))] if constraints.categories else ()),
        *(event + year if held_then else year + event),
    ]


def _athlete_suspects(constraints: Constraints) -> Iterator[_Suspect]:
    """Yield the athlete: in another event there, in another round of it, or not there at all."""
    if constraints.disciplines:
        yield _Suspect(Missing.ATHLETE, _EVENT)
    if constraints.round is not None:
        yield _Suspect(Missing.ATHLETE, ("round",))
    yield _Suspect(Missing.ATHLETE, (), without_athlete=True)


def _nearest_in_time(constraints: Constraints, heads: Sequence[RaceHead]) -> tuple[RaceHead, ...]:
    """Return the races nearest to the time of the question first; without a time, in their own order."""
    if constraints.days is not None:
        asked = constraints.days[0]
    elif (year := constraints.first_year or constraints.last_year) is not None:
        asked = date(year, 7, 1)
    else:
        return tuple(heads)
    return tuple(sorted(heads, key=lambda head: abs(head.date - asked)))


def _where(
    kb: KnowledgeBase, constraints: Constraints, missing: Missing, latest: Sequence[RaceHead]
) -> str | None:
    """Return the name of the place, with the year of the edition unless the year is what excludes races."""
    if missing is Missing.PLACE:
        return _name_of_place(kb, constraints)
    if not latest or not constraints.where:
        return typed_text(constraints.where)
    head = latest[0]
    venue = next((id_ for kind, id_ in _entities(constraints) if kind == "venue"), None)
    if missing is not Missing.YEAR:
        return f"{venue if venue is not None else head.city.name} {head.edition.year}"
    return venue if venue is not None else _name_of_place(kb, constraints)


def _name_of_place(kb: KnowledgeBase, constraints: Constraints) -> str | None:
    """Return the name of the first city or competition; the text as typed where there is neither."""
    for kind, id_ in _entities(constraints):
        if kind == "city":
            return kb.city(CityId(id_)).name
        if kind == "competition":
            return kb.competition(CompetitionId(id_)).name
    return typed_text(constraints.where)


def _entities(constraints: Constraints) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of each entity that a place can refer to."""
    for segment in constraints.where:
        for one in segment.candidates:
            yield one.kind, one.id
