"""Results with their athletes, the performances of an athlete, and the races two athletes shared."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from knowledge.models.base import AthleteId, RaceId, SourceId
from knowledge.models.facts import Name, Status
from knowledge.models.mark import Mark, Measure
from knowledge.models.records import (
    AnyLine,
    AthleteRef,
    Meeting,
    Performance,
    ResultLine,
    SharedRaces,
    TeamLine,
)
from knowledge.store.columns import NONE, Rows, distinct
from knowledge.store.reading.entities import Entities

_FINISHED = tuple(Status).index(Status.FINISHED)
_TIME = tuple(Measure).index(Measure.TIME)
_MOST_BARRED = 3
"""Best marks read per athlete and discipline: marks that do not count (wind) may stand before the best."""


def lines_of(entities: Entities, rows: Rows | range) -> list[AnyLine]:
    """Results by row, in the order of the rows."""
    of = entities.tables.result
    chosen = slice(rows.start, rows.stop) if isinstance(rows, range) else rows
    races, athletes, marks = of.race.of(chosen), of.athlete.of(chosen), of.mark.of(chosen)
    columns = (
        of.nation,
        of.place,
        of.mark_value,
        of.hand_timed,
        of.status,
        of.medal,
        of.wind_mps,
        of.superseded,
    )
    cells = zip(*(column.of(chosen) for column in columns), strict=True)
    built: list[AnyLine] = []
    heads, nations = entities.heads, entities.nations
    numbers = rows if isinstance(rows, range) else rows.tolist()
    for row, race, athlete, mark, cell in zip(numbers, races, athletes, marks, cells, strict=True):
        nation, place, value, hand_timed, status, medal, wind, superseded = cell
        head = heads[race]
        sources = entities.sources(of.sources, row) or head.sources
        shared: dict[str, Any] = {
            "nation": nations[nation],
            "place": place,
            "mark": None
            if mark is None
            else Mark(text=mark, value=value, measure=head.discipline.measure, hand_timed=hand_timed),
            "status": status,
            "medal": medal,
            "notes": of.notes.of(row),
            "sources": sources,
            "wind_mps": wind,
            "superseded": superseded,
        }
        if athlete is None:
            built.append(_team(entities, row, shared))
            continue
        ref = entities.athletes[athlete]
        built.append(ResultLine(athlete=ref, printed=_printed(entities, athlete, ref, sources), **shared))
    return built


def _team(entities: Entities, row: int, shared: dict[str, Any]) -> TeamLine:
    """The result of a team, with its members in the order of their legs, and those of its heats only."""
    of = entities.tables.result
    rows = of.members.of(row)
    athletes = entities.athletes
    return TeamLine(
        team=of.team[row],
        members=tuple(athletes[of.member[one]] for one in rows if not of.is_reserve[one]),
        reserves=tuple(athletes[of.member[one]] for one in rows if of.is_reserve[one]),
        **shared,
    )


def _printed(
    entities: Entities, athlete: int, ref: AthleteRef, sources: Collection[SourceId]
) -> tuple[Name, ...]:
    """The other spellings that these sources use, each with those of them that use it."""
    table = entities.tables.athlete.names
    printed = []
    for row in table.of.of(athlete).tolist():
        using = tuple(source for source in entities.sources(table.sources, row) if source in sources)
        if using and (text := table.text[row]) != ref.name:
            printed.append(Name(text=text, kind=table.kind[row], sources=using))
    return tuple(printed)


def entered_rows(entities: Entities, athlete: int) -> Rows:
    """The results of an athlete, alone or in a team, newest race first; each once."""
    of = entities.tables.result
    members = of.of_member.of(athlete)
    own = of.of_athlete.of(athlete)
    return distinct(np.concatenate((own, of.member_of.codes[members]))) if len(members) else own


def competed_rows(entities: Entities, athlete: int) -> Rows:
    """The individual results of an athlete who competed: started, and not as a pacemaker or a guest."""
    of = entities.tables.result
    rows = of.of_athlete.of(athlete)
    return rows[entities.competed[rows]]


def races_of(entities: Entities, rows: Rows) -> Rows:
    """The race of each result."""
    return entities.tables.result.race.codes[rows]


def competed_in(entities: Entities, races: Rows) -> tuple[Rows, Rows]:
    """All who competed in these races as individuals: the athletes, and the race of each."""
    of = entities.tables.result
    rows = of.of_race.of_all(races)
    rows = rows[entities.competed[rows] & (of.athlete.codes[rows] != NONE)]
    return of.athlete.codes[rows], of.race.codes[rows]


def performances(entities: Entities, athlete: int) -> tuple[Performance, ...]:
    """All results of an athlete, alone or in a team, newest race first."""
    athlete_id = entities.athletes[athlete].id
    return _performances(entities, entered_rows(entities, athlete), athlete_id)


def _performances(
    entities: Entities, rows: Rows, athlete_id: AthleteId | None = None
) -> tuple[Performance, ...]:
    heads = entities.heads
    races = races_of(entities, rows).tolist()
    return tuple(
        Performance(head=heads[race], result=line, reserve=_is_reserve(line, athlete_id))
        for race, line in zip(races, lines_of(entities, rows), strict=True)
    )


def _is_reserve(line: AnyLine, athlete_id: AthleteId | None) -> bool:
    return isinstance(line, TeamLine) and any(one.id == athlete_id for one in line.reserves)


def _shared_rows(entities: Entities, first: int, second: int) -> tuple[Rows, Rows]:
    """The results of two athletes in the races that both entered as individuals, in one order."""
    of = entities.tables.result.of_athlete
    one, other = of.of(first), of.of(second)
    _, at_one, at_other = np.intersect1d(
        races_of(entities, one), races_of(entities, other), assume_unique=True, return_indices=True
    )
    return one[at_one], other[at_other]


def meetings(entities: Entities, first: int, second: int) -> tuple[Meeting, ...]:
    """All races that both entered as individuals, newest first."""
    ours, theirs = _shared_rows(entities, first, second)
    heads, found = entities.heads, []
    races = races_of(entities, ours).tolist()
    for race, one, other in zip(races, lines_of(entities, ours), lines_of(entities, theirs), strict=True):
        if isinstance(one, ResultLine) and isinstance(other, ResultLine):
            found.append(Meeting(head=heads[race], first=one, second=other))
    return tuple(found)


def best_marks(entities: Entities, first: int, second: int) -> tuple[Performance, ...]:
    """The few best marks of two athletes in every discipline in which they met, newest race first.

    Hand-timed marks rank after all others.
    """
    of, race = entities.tables.result, entities.tables.race
    shared, _ = _shared_rows(entities, first, second)
    met = distinct(race.discipline.codes[races_of(entities, shared)])
    best = [
        _best_rows(entities, own[race.discipline.codes[races_of(entities, own)] == discipline])
        for own in (of.of_athlete.of(first), of.of_athlete.of(second))
        for discipline in met.tolist()
    ]
    return _performances(entities, distinct(np.concatenate(best))) if best else ()


def _best_rows(entities: Entities, rows: Rows) -> Rows:
    """The best few of an athlete's results in one discipline."""
    of, race = entities.tables.result, entities.tables.race
    rows = rows[(of.status.codes[rows] == _FINISHED) & (of.mark_value.codes[rows] != NONE)]
    if not len(rows):
        return rows
    races = races_of(entities, rows)
    values = of.mark_value.codes[rows].astype(np.int64)
    measure = entities.tables.discipline.measure.codes[race.discipline.codes[races[0]]]
    quality = values if measure == _TIME else -values
    order = np.lexsort((race.date.codes[races], quality, of.hand_timed.codes[rows]))
    return rows[order[:_MOST_BARRED]]


def weigh_meetings(
    entities: Entities, first: Collection[AthleteId], second: Collection[AthleteId]
) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
    """The races each of `first` shared with each of `second`, and their popularity; pairs that met only."""
    ids = list(dict.fromkeys(second))
    owners, races = labelled([_raced(entities, one) for one in ids])
    weighed: dict[tuple[AthleteId, AthleteId], SharedRaces] = {}
    ran = np.zeros(len(entities.tables.race), np.bool_)
    for one in dict.fromkeys(first):
        own = _raced(entities, one)
        ran[own] = True
        shared = np.flatnonzero(ran[races])
        ran[own] = False
        counts = np.bincount(owners[shared], minlength=len(ids)).tolist()
        weights = np.bincount(owners[shared], entities.popularity[races[shared]], len(ids)).tolist()
        for other, count, weight in zip(ids, counts, weights, strict=True):
            if count and other != one:
                weighed[one, other] = SharedRaces(races=count, popularity=weight)
    return weighed


def _raced(entities: Entities, athlete_id: AthleteId) -> Rows:
    """The races in which an athlete competed as an individual; none for an unknown id."""
    row = entities.tables.athlete.find(athlete_id)
    return races_of(entities, np.empty(0, np.int64) if row is None else competed_rows(entities, row))


def labelled(parts: Sequence[Rows]) -> tuple[Rows, Rows]:
    """All rows of the parts, one part after the other: the number of the part of each, and the rows."""
    owners = np.repeat(np.arange(len(parts)), [*map(len, parts)])
    return owners, np.concatenate(parts) if parts else np.empty(0, np.int64)


def winners(entities: Entities, race_ids: Collection[RaceId], most: int) -> tuple[Performance, ...]:
    """The places up to `most` of these races, newest race first; more of a race where places are shared."""
    of = entities.tables.result
    races = [row for one in race_ids if (row := entities.tables.race.find(one)) is not None]
    rows = of.of_race.of_all(np.array(sorted(set(races)), np.int64))
    places = of.place.codes[rows]
    rows = rows[(places != NONE) & (places <= most)]
    order = np.lexsort((of.position.codes[rows], races_of(entities, rows)))
    return _performances(entities, rows[order])
