"""Why no race fits: which part of a question keeps it from being answered, and what there is instead."""

from collections.abc import Sequence
from datetime import date

from knowledge.models.base import AthleteId, CityId, CompetitionId
from knowledge.models.outcome import Missing, NotFound
from knowledge.models.records import RaceHead
from knowledge.questions.query.choices import events_of, race_choices
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.link_athlete import close_candidates
from knowledge.questions.query.segments import Segment, typed_text
from knowledge.store import KnowledgeBase

_EVENT = ("event", "category", "round")


def explain_no_match(kb: KnowledgeBase, constraints: Constraints, people: tuple[Segment, ...]) -> NotFound:
    """The first part without which races are found, likeliest culprit first."""
    ids = tuple(AthleteId(one.id) for one in close_candidates(people[0])) if people else ()
    missing, found = _culprit(kb, constraints, ids)
    latest = [head for head in found if head.edition.id == found[0].edition.id] if found else []
    shown = found if missing in {Missing.YEAR, Missing.COMBINATION} else latest
    if missing in {Missing.YEAR, Missing.COMBINATION}:
        shown = _nearest_in_time(constraints, shown)
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
    for missing, left_out, without_people in _suspects(kb, constraints, bool(ids)):
        found = constraints.races(kb, without=left_out, athletes=() if without_people else ids)
        if found:
            return missing, found
    return Missing.COMBINATION, constraints.races(kb, without=("year", *_EVENT))


def _suspects(
    kb: KnowledgeBase, constraints: Constraints, people: bool
) -> list[tuple[Missing, tuple[str, ...], bool]]:
    """What to leave out, in turn: the part that is then missing, what it is made of, and whether nobody."""
    suspects: list[tuple[Missing, tuple[str, ...], bool]] = []
    if people and constraints.disciplines:
        # Somebody who did something else there: it is this event that lacks him.
        suspects.append((Missing.ATHLETE, _EVENT, False))
    if people and constraints.round is not None:
        # Somebody who ran there in another round: it is this round that lacks him.
        suspects.append((Missing.ATHLETE, ("round",), False))
    if people:
        suspects.append((Missing.ATHLETE, (), True))
    if constraints.round is not None:
        suspects.append((Missing.ROUND, ("round",), False))
    if constraints.categories:
        suspects.append((Missing.EVENT, ("category",), False))
    event = [(Missing.EVENT, _EVENT, False)] if constraints.disciplines else []
    year = [(Missing.YEAR, ("year",), False)] if constraints.when else []
    held_then = bool(year) and bool(constraints.races(kb, without=_EVENT))
    return [*suspects, *(event + year if held_then else year + event)]


def _nearest_in_time(constraints: Constraints, heads: Sequence[RaceHead]) -> tuple[RaceHead, ...]:
    """The races nearest to when was asked for; newest first where no time was said."""
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
    """What the place asked for is called: with its year where one edition is meant."""
    if not latest or not constraints.where:
        return typed_text(constraints.where)
    head = latest[0]
    venues = [one.id for segment in constraints.where for one in segment.candidates if one.kind == "venue"]
    if missing is not Missing.YEAR:
        return f"{venues[0] if venues else head.city.name} {head.edition.year}"
    if venues:
        return venues[0]
    for segment in constraints.where:
        for one in segment.candidates:
            if one.kind == "city":
                return kb.city(CityId(one.id)).name
            if one.kind == "competition":
                return kb.competition(CompetitionId(one.id)).name
    return typed_text(constraints.where)
