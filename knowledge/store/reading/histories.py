"""The finals of each event at the editions of a competition, and the encounters of athletes, in short."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, select

from knowledge.models.base import AthleteId, CompetitionId, EventId
from knowledge.models.facts import Completeness, Round
from knowledge.models.history import (
    Encounter,
    EventHistory,
    ShortMark,
    ShortOutcome,
    ShortResult,
    Staging,
    team_entrant,
)
from knowledge.models.identifiers import event_id
from knowledge.store.reading.entities import completeness
from knowledge.store.reading.entity_cache import EntityCache
from knowledge.store.reading.queries import Prepared
from knowledge.store.schema import athlete, competition, discipline, edition, nation, race, result

_THERE = (competition.c.slug == bindparam("competition"), edition.c.recovered.is_(False))
_EDITIONS = Prepared(
    select(
        edition.c.id,
        edition.c.slug,
        edition.c.year,
        edition.c.start_date,
        edition.c.events,
        competition.c.complete_since,
        competition.c.complete_from_first,
    )
    .join_from(edition, competition)
    .where(*_THERE)
    .order_by(edition.c.start_date)
)
_PODIUMS = Prepared(
    select(
        race.c.edition_id,
        race.c.category,
        discipline.c.slug.label("discipline"),
        athlete.c.slug.label("athlete"),
        nation.c.slug.label("nation"),
        result.c.team,
        result.c.place,
        result.c.mark,
        result.c.mark_value,
        result.c.hand_timed,
        result.c.superseded,
    )
    .join_from(race, edition, race.c.edition_id == edition.c.id)
    .join(competition, edition.c.competition_id == competition.c.id)
    .join(discipline, race.c.discipline_id == discipline.c.id)
    .join(result, result.c.race_id == race.c.id)
    .join(nation, result.c.nation_id == nation.c.id)
    .outerjoin(athlete, result.c.athlete_id == athlete.c.id)
    .where(*_THERE, race.c.round == Round.FINAL, race.c.recovered.is_(False), result.c.place <= 3)
    .order_by(result.c.race_id, result.c.place, result.c.position)
)
_OWN, _OTHER = result.alias(), result.alias()
_ENCOUNTERS = Prepared(
    select(
        _OTHER.c.athlete_id,
        edition.c.slug.label("edition"),
        discipline.c.slug.label("discipline"),
        race.c.round,
        race.c.date,
        race.c.dated,
        _OWN.c.place,
        _OWN.c.status,
        _OTHER.c.place.label("other_place"),
        _OTHER.c.status.label("other_status"),
    )
    .join_from(_OWN, _OTHER, _OWN.c.race_id == _OTHER.c.race_id)
    .join(race, _OWN.c.race_id == race.c.id)
    .join(edition, race.c.edition_id == edition.c.id)
    .join(discipline, race.c.discipline_id == discipline.c.id)
    .where(
        _OWN.c.athlete_id == bindparam("own"),
        _OTHER.c.athlete_id.in_(bindparam("others", expanding=True)),
    )
)


class CompetitionHistory:
    """The curated editions of a competition, oldest first, and the podiums of its events."""

    def __init__(self, connection: Connection, competition_id: CompetitionId) -> None:
        asked = {"competition": competition_id}
        self._editions = _EDITIONS.rows(connection, asked)
        self._complete: Completeness | None = completeness(self._editions[0]) if self._editions else None
        self._listed = {row.id: frozenset(row.events.split()) for row in self._editions if row.events}
        podiums: defaultdict[EventId, dict[int, tuple[ShortResult, ...]]] = defaultdict(dict)
        for row in _PODIUMS.rows(connection, asked):
            of_event = podiums[event_id(row.discipline, row.category)]
            of_event[row.edition_id] = (*of_event.get(row.edition_id, ()), _short(row))
        self._podiums = podiums
        self._histories: dict[EventId, EventHistory] = {}

    @property
    def editions(self) -> int:
        """The number of editions."""
        return len(self._editions)

    def of_event(self, event: EventId) -> EventHistory:
        """The event at each edition. Threads may share it: at worst it is made twice."""
        history = self._histories.get(event)
        if history is None:
            history = self._histories[event] = self._made(event)
        return history

    def _made(self, event: EventId) -> EventHistory:
        podiums = self._podiums.get(event, {})
        stagings = (
            Staging(
                edition=row.slug,
                year=row.year,
                start=row.start_date,
                held=self._was_held(event, row.id, known=row.id in podiums),
                podium=podiums.get(row.id, ()),
            )
            for row in self._editions
        )
        return EventHistory(tuple(stagings), self._complete)

    def _was_held(self, event: EventId, edition_key: int, *, known: bool) -> bool | None:
        listed = self._listed.get(edition_key)
        if known or listed is None:
            return True if known else None
        return event in listed


def _short(row: Any) -> ShortResult:
    mark = None if row.mark is None else ShortMark(row.mark, row.mark_value, row.hand_timed)
    entrant = row.athlete or team_entrant(row.nation, row.team)
    return ShortResult(row.place, entrant, mark, superseded=row.superseded is not None)


def read_encounters(
    connection: Connection, cache: EntityCache, own: AthleteId, others: Collection[AthleteId]
) -> tuple[Encounter, ...]:
    """The races of an athlete with each of the others, in no order."""
    ids = {cache.athlete(connection, other)[0]: other for other in others}
    asked = {"own": cache.athlete(connection, own)[0], "others": list(ids)}
    return tuple(
        Encounter(
            other=ids[row.athlete_id],
            edition=row.edition,
            discipline=row.discipline,
            round=row.round,
            date=row.date,
            dated=row.dated,
            own=ShortOutcome(row.place, row.status),
            others=ShortOutcome(row.other_place, row.other_status),
        )
        for row in _ENCOUNTERS.rows(connection, asked)
    )
