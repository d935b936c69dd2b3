"""Reads observations and corrections from the archive."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from knowledge.imports.archive import schema
from knowledge.imports.archive.encoding import read_athlete, read_observation, read_race
from knowledge.imports.archive.records import ArchivedRow, Correction
from knowledge.models.base import SourceId
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

_PAGE = 2_000
"""Rows read at once. Chosen by hand."""


class ObservationReader:
    """Reads rows as observations. The rows of one file share the objects of their races and athletes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        part, source = schema.part, schema.source
        named = connection.execute(
            select(part.c.id, source.c.slug, part.c.name).join_from(part, source).order_by(part.c.id)
        )
        self._parts = {key: (SourceId(slug), name) for key, slug, name in named}

    def observations(self, races: int) -> Iterator[list[ArchivedRow]]:
        """All rows, file by file, in lists of `races` printed races each."""
        for part in self._parts:
            yield from self._of_part(part, races)

    def _of_part(self, part: int, races: int) -> Iterator[list[ArchivedRow]]:
        columns = schema.observation.c
        people = self._athletes_of_part(part)
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
        """All corrections, in the order of the changes."""
        former = schema.former.c
        after = 0
        while page := self._connection.execute(
            select(schema.former).where(former.id > after).order_by(former.id).limit(_PAGE)
        ).all():
            after = page[-1].id
            yield from self._corrections(page)

    def _corrections(self, page: Sequence[Row[Any]]) -> Iterator[Correction]:
        """The corrections of a page of former rows: each row with the version that follows it."""
        versions = self._versions({row.observation_id for row in page})
        every = [version for rows in versions.values() for version in rows]
        races = self._races({version.race_id for version in every})
        people = self._people({version.athlete_id for version in every})
        for row in page:
            rows = versions[row.observation_id]
            index = next(index for index, version in enumerate(rows) if version.id == row.id)
            following = rows[index + 1] if index + 1 < len(rows) else None
            source_id, part = self._parts[schema.part_of(row.observation_id)]
            yield Correction(
                source_id=source_id,
                part=part,
                revision=row.revision,
                before=_observation(row, races, people),
                after=None if following is None else _observation(following, races, people),
            )

    def _versions(self, ids: Collection[int]) -> dict[int, list[Row[Any]]]:
        """All versions of each of these observations, oldest first; the current version is last."""
        versions: dict[int, list[Row[Any]]] = {key: [] for key in ids}
        former, now = schema.former.c, schema.observation.c
        for row in self._connection.execute(
            select(schema.former).where(former.observation_id.in_(ids)).order_by(former.id)
        ):
            versions[row.observation_id].append(row)
        # Negated, so that it differs from the ids of former rows.
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

    def _athletes_of_part(self, part: int) -> dict[int, SeenAthlete]:
        column = schema.athlete.c.id
        rows = self._connection.execute(
            select(schema.athlete).where(column.between(*schema.keys_of_part(part)))
        )
        return {row[0]: read_athlete(row[1:]) for row in rows}


def _observation(row: Row[Any], races: dict[int, SeenRace], people: dict[int, SeenAthlete]) -> Observation:
    values = [getattr(row, name) for name in schema.VALUES]
    athlete = None if row.athlete_id is None else people[row.athlete_id]
    return read_observation(row.key, row.row, values, races[row.race_id], athlete)
