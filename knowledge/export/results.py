"""All results as observations: each row identifies its athlete and its race by itself."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from knowledge.export.entities import batches
from knowledge.models.facts import CoverageKind, Round
from knowledge.models.observation import Observation, SeenAthlete, SeenRace
from knowledge.store import KnowledgeBase, schema
from knowledge.store.reading import for_keys, lists_of, rows_of, texts_of

OWN_ID = "bell-lap"
"""The system of the ids that tell namesakes apart in an export. Ids of it are dropped on import."""

_INDOORS = "i"
_host = schema.nation.alias("host")
_RACES = for_keys(
    select(
        schema.race,
        schema.discipline.c.slug.label("discipline"),
        schema.competition.c.name.label("competition"),
        schema.venue.c.name.label("stadium"),
        schema.city.c.name.label("city"),
        _host.c.slug.label("host"),
    )
    .join_from(schema.race, schema.edition)
    .join(schema.competition, schema.edition.c.competition_id == schema.competition.c.id)
    .join(schema.city, schema.edition.c.city_id == schema.city.c.id)
    .join(_host, schema.city.c.nation_id == _host.c.id)
    .join(schema.discipline, schema.race.c.discipline_id == schema.discipline.c.id)
    .outerjoin(schema.venue, schema.race.c.venue_id == schema.venue.c.id),
    schema.race.c.id,
)
_RESULTS = for_keys(
    select(
        schema.result.c.race_id.label("of"),
        schema.result,
        schema.nation.c.slug.label("nation"),
        schema.nation.c.name.label("nation_name"),
    )
    .join_from(schema.result, schema.nation, schema.result.c.nation_id == schema.nation.c.id)
    .order_by(schema.result.c.race_id, schema.result.c.position),
    schema.result.c.race_id,
)
_ATHLETES = for_keys(
    select(schema.athlete, schema.nation.c.slug.label("nation")).join_from(schema.athlete, schema.nation),
    schema.athlete.c.id,
)
_SPELLINGS = for_keys(
    select(schema.athlete_name.c.athlete_id, schema.athlete_name.c.text)
    .where(schema.athlete_name.c.kind != "nickname")
    .order_by(schema.athlete_name.c.athlete_id, schema.athlete_name.c.position),
    schema.athlete_name.c.athlete_id,
)
_IDS = for_keys(
    select(
        schema.athlete_outside_id.c.athlete_id,
        schema.athlete_outside_id.c.system,
        schema.athlete_outside_id.c.value,
    )
    .where(schema.athlete_outside_id.c.system != OWN_ID)
    .order_by(schema.athlete_outside_id.c.athlete_id, schema.athlete_outside_id.c.position),
    schema.athlete_outside_id.c.athlete_id,
)


def all_results(kb: KnowledgeBase) -> Iterator[Observation]:
    """Every result with its race and its athlete, race by race."""
    with kb.connection() as connection:
        yield from _all_results(connection)


def _all_results(connection: Connection) -> Iterator[Observation]:
    ambiguous = _ambiguous_races(connection)
    for keys in batches(connection, schema.race):
        yield from _results_of(connection, keys, ambiguous)


def _results_of(connection: Connection, keys: list[int], ambiguous: set[int]) -> Iterator[Observation]:
    """The results of some races, race by race, with the places, names and marks of the store."""
    races = {row.id: row for row in rows_of(connection, _RACES, keys)}
    results = lists_of(connection, _RESULTS, keys)
    rows = [row for some in results.values() for row in some]
    people = _people(connection, {row.athlete_id for row in rows if row.athlete_id is not None})
    notes = texts_of(connection, schema.result_note, {row.id for row in rows})
    for key in keys:
        own_key = key in ambiguous or _is_alone_in_unnumbered_heat(races[key], results[key])
        race = _race(races[key], own_key=own_key, notes=[notes[row.id] for row in results[key]])
        yield from _rows(race, results[key], people, notes)


def _ambiguous_races(connection: Connection) -> set[int]:
    """Races that agree with another one in every exported column, such as two finals on one day."""
    race, edition, city, venue = schema.race.c, schema.edition.c, schema.city.c, schema.venue.c
    what = (race.discipline_id, race.category, race.date, race.round, race.heat)
    where = (venue.name, city.name, city.nation_id)
    counted = (
        select(race.id, func.count().over(partition_by=(*what, *where)).label("n"))
        .join_from(schema.race, schema.edition)
        .join(schema.city, edition.city_id == city.id)
        .outerjoin(schema.venue, race.venue_id == venue.id)
        .subquery()
    )
    return set(connection.scalars(select(counted.c.id).where(counted.c.n > 1)))


def _is_alone_in_unnumbered_heat(row: Row[Any], results: Sequence[Row[Any]]) -> bool:
    """Whether a heat without a number has one result: without a key it would merge with other heats."""
    return len(results) == 1 and row.heat is None and row.round in {Round.HEAT, Round.SEMI_FINAL}


def _race(row: Row[Any], *, own_key: bool, notes: Sequence[Sequence[str]]) -> SeenRace:
    place = f"{row.stadium}, {row.city}" if row.stadium else row.city
    made_up = row.competition in {row.stadium, row.city, place}
    return SeenRace(
        discipline=row.discipline,
        category=row.category,
        date=row.date,
        venue=f"{place} ({row.host})",
        stadium=row.stadium,
        city=row.city,
        nation=row.host,
        round=row.round,
        heat=row.heat,
        competition=None if made_up else row.competition,
        key=row.slug if own_key else None,
        indoor=bool(notes) and all(_INDOORS in one for one in notes),
        whole=row.coverage is CoverageKind.COMPLETE,
        wind_mps=row.wind_mps,
    )


def _people(connection: Connection, keys: Collection[int]) -> dict[int, SeenAthlete]:
    """The athletes as the exported rows print them, by key."""
    spellings = lists_of(connection, _SPELLINGS, keys)
    ids = lists_of(connection, _IDS, keys)
    return {
        row.id: SeenAthlete(
            name=row.name,
            family=row.family,
            sex=row.sex,
            nation=row.nation,
            born=row.born,
            # With the birth date: the same slug in two exports may name two people.
            ids=(
                (OWN_ID, f"{row.slug}/{row.born or row.nation}"),
                *((one.system, one.value) for one in ids[row.id]),
            ),
            spellings=tuple(one.text for one in spellings[row.id]),
        )
        for row in rows_of(connection, _ATHLETES, keys)
    }


def _rows(
    race: SeenRace,
    rows: Sequence[Row[Any]],
    people: dict[int, SeenAthlete],
    notes: dict[int, tuple[str, ...]],
) -> Iterator[Observation]:
    where = race.key or f"{race.discipline}|{race.category}|{race.date}|{race.venue}|{race.round}|{race.heat}"
    seen: Counter[str] = Counter()
    for row in rows:
        athlete = None if row.athlete_id is None else _under(people[row.athlete_id], row.nation)
        team = None if athlete else row.team or row.nation_name
        key = f"{where}|{f'{athlete.name}|{athlete.born or str()}' if athlete else team}"
        seen[key] += 1
        yield Observation(
            row="",
            key=key if seen[key] == 1 else f"{key}|{seen[key]}",
            race=race,
            athlete=athlete,
            team=team,
            team_nation=None if athlete else row.nation,
            place=row.place,
            mark=row.mark,
            mark_value=row.mark_value,
            hand_timed=row.hand_timed,
            status=row.status,
            notes=notes[row.id],
            wind_mps=row.wind_mps,
        )


def _under(athlete: SeenAthlete, nation: str) -> SeenAthlete:
    return athlete if athlete.nation == nation else replace(athlete, nation=nation)
