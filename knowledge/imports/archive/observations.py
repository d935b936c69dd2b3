"""Reading the archive: what all sources say, race by race, and what was corrected."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from knowledge.imports.archive import schema
from knowledge.imports.archive.encoding import read_athlete, read_observation, read_race
from knowledge.imports.archive.records import ArchivedRow, Correction
from knowledge.models.base import SourceId
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

_PAGE = 2_000
"""Corrections read at a time."""


class ObservationReader:
    """Turns rows into observations. Races and people are shared between all rows of them in one part."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        part, source = schema.part, schema.source
        named = connection.execute(
            select(part.c.id, source.c.slug, part.c.name).join_from(part, source).order_by(part.c.id)
        )
        self._parts = {key: (SourceId(slug), name) for key, slug, name in named}

    def observations(self, races: int) -> Iterator[list[ArchivedRow]]:
        """All rows, part by part, those of `races` seen races at a time."""
        for part in self._parts:
            yield from self._of_part(part, races)

    def _of_part(self, part: int, races: int) -> Iterator[list[ArchivedRow]]:
        columns = schema.observation.c
        people = self._all_people(part)
        rows = self._connection.execute(
            select(schema.observation)
            .where(columns.id.between(*schema.keys_of_part(part)))
            .order_by(columns.race_id, columns.id)
            .execution_options(yield_per=_PAGE)
        )
        some: dict[int, list[Row[Any]]] = {}
        for race, its_rows in groupby(rows, key=lambda row: int(row.race_id)):
            some[race] = list(its_rows)
            if len(some) == races:
                yield self._archived(part, some, people)
                some = {}
        if some:
            yield self._archived(part, some, people)

    def _archived(
        self, part: int, rows: dict[int, list[Row[Any]]], people: dict[int, SeenAthlete]
    ) -> list[ArchivedRow]:
        seen = self._races(rows)
        source_id, name = self._parts[part]
        return [
            ArchivedRow(row.id, race, row.athlete_id, source_id, name, _observation(row, seen, people))
            for race, its_rows in rows.items()
            for row in its_rows
        ]

    def corrections(self) -> Iterator[Correction]:
        """All corrections, in the order in which they came."""
        former = schema.former.c
        after = 0
        while page := self._connection.execute(
            select(schema.former).where(former.id > after).order_by(former.id).limit(_PAGE)
        ).all():
            after = page[-1].id
            versions = self._versions({row.observation_id for row in page})
            every = [version for said in versions.values() for version in said]
            races = self._races({version.race_id for version in every})
            people = self._people({version.athlete_id for version in every})
            for row in page:
                said = versions[row.observation_id]
                place = next(index for index, version in enumerate(said) if version.id == row.id)
                then = said[place + 1] if place + 1 < len(said) else None
                source_id, part = self._parts[schema.part_of(row.observation_id)]
                yield Correction(
                    source_id=source_id,
                    part=part,
                    revision=row.revision,
                    before=_observation(row, races, people),
                    after=None if then is None else _observation(then, races, people),
                )

    def _versions(self, ids: Collection[int]) -> dict[int, list[Row[Any]]]:
        """All that each of these observations ever said, what it says now last."""
        versions: dict[int, list[Row[Any]]] = {key: [] for key in ids}
        former, now = schema.former.c, schema.observation.c
        for row in self._connection.execute(
            select(schema.former).where(former.observation_id.in_(ids)).order_by(former.id)
        ):
            versions[row.observation_id].append(row)
        # The negative id can't be a former row's.
        columns = [(-now.id).label("id"), *(column for column in now if column.name != "id")]
        for row in self._connection.execute(select(*columns).where(now.id.in_(ids))):
            versions[-row.id].append(row)
        return versions

    def _races(self, keys: Collection[int]) -> dict[int, SeenRace]:
        return {row[0]: read_race(row[1:]) for row in self._of_keys(schema.race, keys)}

    def _people(self, keys: Collection[int | None]) -> dict[int, SeenAthlete]:
        known = [key for key in keys if key is not None]
        return {row[0]: read_athlete(row[1:]) for row in self._of_keys(schema.athlete, known)}

    def _of_keys(self, table: Table, keys: Collection[int]) -> Iterable[Row[Any]]:
        return self._connection.execute(select(table).where(table.c.id.in_(keys)))

    def _all_people(self, part: int) -> dict[int, SeenAthlete]:
        column = schema.athlete.c.id
        found = self._connection.execute(
            select(schema.athlete).where(column.between(*schema.keys_of_part(part)))
        )
        return {row[0]: read_athlete(row[1:]) for row in found}


def _observation(row: Row[Any], races: dict[int, SeenRace], people: dict[int, SeenAthlete]) -> Observation:
    said = [getattr(row, name) for name in schema.SAID]
    athlete = None if row.athlete_id is None else people[row.athlete_id]
    return read_observation(row.key, row.row, said, races[row.race_id], athlete)
