"""Why no race fits: which part of a question keeps it from being answered, and what there is instead."""

from collections.abc import Sequence
from datetime import date

from knowledge.models.base import AthleteId, CityId, CompetitionId
from knowledge.models.outcome import Missing, NotFound
from knowledge.models.records import RaceHead
from knowledge.questions.query.choices import events_of, race_choices
from knowledge.questions.query.constraints import Frame, typed
from knowledge.questions.query.link_athlete import near
from knowledge.questions.query.segments import Span
from knowledge.store import KnowledgeBase

_EVENT = ("event", "category", "round")


def what_is_missing(kb: KnowledgeBase, frame: Frame, people: tuple[Span, ...]) -> NotFound:
    """The first part without which races are found, likeliest culprit first."""
    ids = tuple(AthleteId(one.id) for one in near(people[0])) if people else ()
    missing, found = _culprit(kb, frame, ids)
    latest = [head for head in found if head.edition.id == found[0].edition.id] if found else []
    shown = found if missing in {Missing.YEAR, Missing.COMBINATION} else latest
    if missing in {Missing.YEAR, Missing.COMBINATION}:
        shown = _nearest_in_time(frame, shown)
    disciplines = frame.discipline_ids
    by_round = missing is Missing.ROUND or (missing is Missing.ATHLETE and frame.round is not None)
    return NotFound(
        kind="result",
        missing=missing,
        typed=people[0].typed if missing is Missing.ATHLETE else frame.said,
        where=_where(kb, frame, missing, latest),
        event=typed(frame.disciplines),
        discipline=kb.discipline(disciplines[0]) if len(disciplines) == 1 else None,
        category=frame.categories[0] if frame.categories else None,
        round=frame.round,
        heat=frame.heat,
        year=frame.year or frame.first_year or frame.last_year,
        athlete=kb.athlete_ref(ids[0]) if len(ids) == 1 else None,
        nearest=race_choices(shown if by_round else events_of(shown)),
    )


def _culprit(
    kb: KnowledgeBase, frame: Frame, ids: tuple[AthleteId, ...]
) -> tuple[Missing, tuple[RaceHead, ...]]:
    for missing, left_out, without_people in _suspects(kb, frame, bool(ids)):
        found = frame.races(kb, without=left_out, athletes=() if without_people else ids)
        if found:
            return missing, found
    return Missing.COMBINATION, frame.races(kb, without=("year", *_EVENT))


def _suspects(kb: KnowledgeBase, frame: Frame, people: bool) -> list[tuple[Missing, tuple[str, ...], bool]]:
    """What to leave out, in turn: the part that is then missing, what it is made of, and whether nobody."""
    suspects: list[tuple[Missing, tuple[str, ...], bool]] = []
    if people and frame.disciplines:
        # Somebody who did something else there: it is this event that lacks him.
        suspects.append((Missing.ATHLETE, _EVENT, False))
    if people and frame.round is not None:
        # Somebody who ran there in another round: it is this round that lacks him.
        suspects.append((Missing.ATHLETE, ("round",), False))
    if people:
        suspects.append((Missing.ATHLETE, (), True))
    if frame.round is not None:
        suspects.append((Missing.ROUND, ("round",), False))
    if frame.categories:
        suspects.append((Missing.EVENT, ("category",), False))
    event = [(Missing.EVENT, _EVENT, False)] if frame.disciplines else []
    year = [(Missing.YEAR, ("year",), False)] if frame.when else []
    held_then = bool(year) and bool(frame.races(kb, without=_EVENT))
    return [*suspects, *(event + year if held_then else year + event)]


def _nearest_in_time(frame: Frame, heads: Sequence[RaceHead]) -> tuple[RaceHead, ...]:
    """The races nearest to when was asked for; newest first where no time was said."""
    if frame.days is not None:
        asked = frame.days[0]
    elif (year := frame.first_year or frame.last_year) is not None:
        asked = date(year, 7, 1)
    else:
        return tuple(heads)
    return tuple(sorted(heads, key=lambda head: abs(head.date - asked)))


def _where(kb: KnowledgeBase, frame: Frame, missing: Missing, latest: Sequence[RaceHead]) -> str | None:
    """What the place asked for is called: with its year where one edition is meant."""
    if not latest or not frame.where:
        return typed(frame.where)
    head = latest[0]
    venues = [one.id for span in frame.where for one in span.found if one.kind == "venue"]
    if missing is not Missing.YEAR:
        return f"{venues[0] if venues else head.city.name} {head.edition.year}"
    if venues:
        return venues[0]
    for span in frame.where:
        for one in span.found:
            if one.kind == "city":
                return kb.city(CityId(one.id)).name
            if one.kind == "competition":
                return kb.competition(CompetitionId(one.id)).name
    return typed(frame.where)
