"""The finals of each event at the editions of a competition, and the encounters of athletes, in short."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from knowledge.models.base import AthleteId, CompetitionId, DisciplineId, EditionId, EventId, NationId
from knowledge.models.facts import Round
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
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.results import races_of

_FINAL = tuple(Round).index(Round.FINAL)
_PODIUM = 3


class CompetitionHistory:
    """The curated editions of a competition, oldest first, and the podiums of its events."""

    def __init__(self, entities: Entities, competition_id: CompetitionId) -> None:
        of = entities.tables.edition
        competition = entities.tables.competition.row(competition_id)
        rows = of.of_competition.of(competition)
        rows = rows[of.recovered.codes[rows] == 0]
        self._rows = rows[np.argsort(of.start.codes[rows], kind="stable")].tolist()
        self._of = of
        self._complete = entities.completeness(competition) if self._rows else None
        events = {row: of.events[row] for row in self._rows}
        self._listed = {row: frozenset(held.split()) for row, held in events.items() if held}
        self._podiums = _podiums(entities, self._rows)
        self._histories: dict[EventId, EventHistory] = {}

    @property
    def editions(self) -> int:
        """The number of editions."""
        return len(self._rows)

    def of_event(self, event: EventId) -> EventHistory:
        """The event at each edition. Threads may share it: at worst it is made twice."""
        history = self._histories.get(event)
        if history is None:
            history = self._histories[event] = self._made(event)
        return history

    def _made(self, event: EventId) -> EventHistory:
        podiums, of = self._podiums.get(event, {}), self._of
        stagings = (
            Staging(
                edition=EditionId(of.slug[row]),
                year=of.year[row],
                start=of.start[row],
                held=self._was_held(event, row, known=row in podiums),
                podium=podiums.get(row, ()),
            )
            for row in self._rows
        )
        return EventHistory(tuple(stagings), self._complete)

    def _was_held(self, event: EventId, edition: int, *, known: bool) -> bool | None:
        listed = self._listed.get(edition)
        if known or listed is None:
            return True if known else None
        return event in listed


def _podiums(entities: Entities, editions: list[int]) -> dict[EventId, dict[int, tuple[ShortResult, ...]]]:
    """The first three of the curated finals, by event and then by edition."""
    race, result = entities.tables.race, entities.tables.result
    races = race.of_edition.of_all(editions)
    races = races[(race.round.codes[races] == _FINAL) & (race.recovered.codes[races] == 0)]
    rows = result.of_race.of_all(races)
    places = result.place.codes[rows]
    rows = rows[(places >= 0) & (places <= _PODIUM)]
    podiums: defaultdict[EventId, dict[int, tuple[ShortResult, ...]]] = defaultdict(dict)
    disciplines = entities.tables.discipline.slug
    for row, of in zip(rows.tolist(), races_of(entities, rows).tolist(), strict=True):
        event = event_id(DisciplineId(disciplines[race.discipline[of]]), race.category[of])
        edition = race.edition[of]
        podiums[event][edition] = (*podiums[event].get(edition, ()), _short(entities, row))
    return dict(podiums)


def _short(entities: Entities, row: int) -> ShortResult:
    of, tables = entities.tables.result, entities.tables
    mark, athlete, place = of.mark[row], of.athlete[row], of.place[row]
    entrant = (
        team_entrant(NationId(tables.nation.slug[of.nation[row]]), of.team[row])
        if athlete is None
        else tables.athlete.slug[athlete]
    )
    short = None if mark is None else ShortMark(mark, of.mark_value[row], of.hand_timed[row])
    return ShortResult(place or 0, entrant, short, superseded=of.superseded[row] is not None)


def read_encounters(
    entities: Entities, own: AthleteId, others: Collection[AthleteId]
) -> tuple[Encounter, ...]:
    """The races of an athlete with each of the others, in no order."""
    of, athletes = entities.tables.result, entities.tables.athlete
    mine = of.of_athlete.of(athletes.row(own))
    my_races, found = races_of(entities, mine), []
    for other in dict.fromkeys(others):
        theirs = of.of_athlete.of(athletes.row(other))
        races, at_mine, at_theirs = np.intersect1d(
            my_races, races_of(entities, theirs), assume_unique=True, return_indices=True
        )
        met = zip(races.tolist(), mine[at_mine].tolist(), theirs[at_theirs].tolist(), strict=True)
        found += [_encounter(entities, other, *three) for three in met]
    return tuple(found)


def _encounter(entities: Entities, other: AthleteId, race: int, one: int, two: int) -> Encounter:
    of, result, tables = entities.tables.race, entities.tables.result, entities.tables
    return Encounter(
        other=other,
        edition=EditionId(tables.edition.slug[of.edition[race]]),
        discipline=DisciplineId(tables.discipline.slug[of.discipline[race]]),
        round=of.round[race],
        date=of.date[race],
        dated=of.dated[race],
        own=ShortOutcome(result.place[one], result.status[one]),
        others=ShortOutcome(result.place[two], result.status[two]),
    )
