"""The races that fit a filter, those beside a race, and the athletes with a result in them."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store.columns import NONE, Postings, Rows, distinct, is_one_of
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.results import entered_rows, races_of
from knowledge.store.table_parts import EntityTable
from knowledge.store.tables import Tables

Mask = npt.NDArray[np.bool_]

_TIERS, _CATEGORIES, _ROUNDS = tuple(Tier), tuple(Category), tuple(Round)
_FINAL = _ROUNDS.index(Round.FINAL)


def find_races(entities: Entities, where: RaceFilter, limit: int | None) -> tuple[RaceHead, ...]:
    """The heads of the races that fit, newest first, then by the tier of the edition, then by id."""
    return entities.heads_of(rows_where(entities, where)[:limit].tolist())


def find_ids(entities: Entities, where: RaceFilter) -> tuple[RaceId, ...]:
    """The ids of the races that fit, in the order of `find_races`."""
    return tuple(map(RaceId, entities.tables.race.slug.of(rows_where(entities, where))))


def rows_where(entities: Entities, where: RaceFilter) -> Rows:
    """The races that fit, in their order."""
    tables = entities.tables
    editions = _editions_where(tables, where)
    rows = _candidates(entities, where, editions)
    return rows[_fitting(tables, where, editions, rows)]


def fitting(tables: Tables, where: RaceFilter, rows: Rows) -> Mask:
    """Marks those of the races that fit. Raises ValueError for a condition on athletes."""
    if where.athletes:
        raise ValueError("races alone do not tell their athletes")
    return _fitting(tables, where, _editions_where(tables, where), rows)


def find_entered(
    entities: Entities, where: RaceFilter, athletes: Collection[AthleteId]
) -> tuple[AthleteId, ...]:
    """Which of the athletes have a result in a race that fits, in the order given."""
    tables = entities.tables
    editions, found = _editions_where(tables, where), []
    for athlete_id in athletes:
        row = tables.athlete.find(athlete_id)
        if row is None:
            continue
        races = races_of(entities, entered_rows(entities, row))
        if _fitting(tables, where, editions, races).any():
            found.append(athlete_id)
    return tuple(found)


def find_beside(entities: Entities, race_id: RaceId, most: int) -> tuple[RaceHead, ...]:
    """Races related to a race: the other rounds of its event, and finals. In no order.

    Finals are those of other events at its edition, and the newest `most` of its event at other editions of
    the competition or in the town.
    """
    tables, race = entities.tables, entities.tables.race
    row = race.row(race_id)
    edition = race.edition[row]
    here = race.of_edition.of(edition)
    here = here[(race.round.codes[here] == _FINAL) | _is_event(tables, here, row)]
    of_competition = tables.edition.of_competition.of(tables.edition.competition[edition])
    of_city = tables.edition.of_city.of(tables.edition.city[edition])
    others = distinct(np.concatenate((of_competition, of_city)))
    there = race.of_edition.of_all(others[others != edition])
    there = there[(race.round.codes[there] == _FINAL) & _is_event(tables, there, row)]
    newest = np.lexsort((-race.slug.codes[there].astype(np.int64), -race.date.codes[there]))
    return entities.heads_of([*here[here != row].tolist(), *there[newest[:most]].tolist()])


def _is_event(tables: Tables, rows: Rows, of: int) -> Mask:
    """Marks the races of the same event as the race `of`."""
    race = tables.race
    return np.asarray(
        (race.discipline.codes[rows] == race.discipline.codes[of])
        & (race.category.codes[rows] == race.category.codes[of])
    )


def _candidates(entities: Entities, where: RaceFilter, editions: Rows | None) -> Rows:
    """A superset of the races that fit, read from the shortest postings there are; exact for athletes."""
    tables, race = entities.tables, entities.tables.race
    if where.athletes:
        people = _known(tables.athlete, where.athletes)
        entered = [races_of(entities, entered_rows(entities, person)) for person in people]
        return distinct(np.concatenate(entered)) if entered else np.empty(0, np.int64)
    if where.races:
        return distinct(np.array(_known(race, where.races), np.int64))
    postings: list[tuple[Postings, Rows]] = []
    if editions is not None:
        postings.append((race.of_edition, editions))
    if where.disciplines:
        of = np.array(_known(tables.discipline, where.disciplines), np.int64)
        postings.append((race.of_discipline, of))
    if not postings:
        return np.arange(len(race))
    shortest, owners = min(postings, key=lambda one: one[0].count(one[1]))
    return np.sort(shortest.of_all(owners))


def _editions_where(tables: Tables, where: RaceFilter) -> Rows | None:
    """The editions that fit the conditions on places; None without such a condition."""
    of, found = tables.edition, []
    if where.editions:
        found.append(np.array(_known(of, where.editions), np.int64))
    if where.competitions:
        found.append(of.of_competition.of_all(_known(tables.competition, where.competitions)))
    if where.cities:
        found.append(of.of_city.of_all(_known(tables.city, where.cities)))
    if where.nations:
        nations = is_one_of(tables.city.nation.codes, _known(tables.nation, where.nations))
        found.append(of.of_city.of_all(np.flatnonzero(nations)))
    return reduce(lambda some, others: some[np.isin(some, others)], found) if found else None


def _fitting(tables: Tables, where: RaceFilter, editions: Rows | None, rows: Rows) -> Mask:
    """Marks those of the races that fit every condition except `athletes`."""
    race, fits = tables.race, _at_fitting_edition(tables, where, editions, rows)
    if where.races:
        fits &= is_one_of(rows, _known(race, where.races))
    if where.disciplines:
        fits &= is_one_of(race.discipline.codes[rows], _known(tables.discipline, where.disciplines))
    if where.categories:
        fits &= is_one_of(race.category.codes[rows], [_CATEGORIES.index(one) for one in where.categories])
    if where.rounds:
        fits &= is_one_of(race.round.codes[rows], [_ROUNDS.index(one) for one in where.rounds])
    if where.heat is not None:
        fits &= race.heat.codes[rows] == where.heat
    if where.venues:
        codes = [code for name in where.venues if (code := tables.venue.name.code(name)) != NONE]
        fits &= is_one_of(race.venue.codes[rows], tables.venue.named.of_all(codes))
    return fits & _in_time(tables, where, rows)


def _at_fitting_edition(tables: Tables, where: RaceFilter, editions: Rows | None, rows: Rows) -> Mask:
    of, fits = tables.race.edition.codes[rows], np.ones(len(rows), np.bool_)
    if editions is not None:
        fits &= _marked(len(tables.edition), editions)[of]
    if where.tiers:
        fits &= is_one_of(tables.edition.tier.codes[of], [_TIERS.index(tier) for tier in where.tiers])
    if where.curated is not None:
        fits &= tables.edition.recovered.codes[of] != where.curated
    return fits


def _in_time(tables: Tables, where: RaceFilter, rows: Rows) -> Mask:
    days, fits = tables.race.date.codes[rows], np.ones(len(rows), np.bool_)
    if where.first_day is not None:
        fits &= days >= where.first_day.toordinal()
    if where.last_day is not None:
        fits &= days <= where.last_day.toordinal()
    if where.first_year is not None:
        fits &= days >= _first_day(where.first_year)
    if where.last_year is not None:
        fits &= days < _first_day(where.last_year + 1)
    if where.years:
        # The year that the edition carries, or that of the race's day.
        any_year = is_one_of(tables.edition.year.codes[tables.race.edition.codes[rows]], where.years)
        for year in where.years:
            any_year |= (days >= _first_day(year)) & (days < _first_day(year + 1))
        fits &= any_year
    return fits


def _first_day(year: int) -> int:
    """The ordinal of the first day of a year; beyond the years of dates that of the nearest day."""
    if year < date.min.year:
        return 0
    return date.max.toordinal() + 1 if year > date.max.year else date(year, 1, 1).toordinal()


def _known(table: EntityTable, ids: Iterable[str]) -> list[int]:
    """The rows of those ids that are known, each once."""
    return [row for one in dict.fromkeys(ids) if (row := table.find(one)) is not None]


def _marked(size: int, rows: Any) -> Mask:
    mask = np.zeros(size, np.bool_)
    mask[rows] = True
    return mask
