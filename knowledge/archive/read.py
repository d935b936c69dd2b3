"""Reading the archive: what all sources say, race by race, and what was corrected."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from knowledge.archive import schema
from knowledge.archive.coding import read_athlete, read_observation, read_race
from knowledge.archive.records import Archived, Correction
from knowledge.models.base import SourceId
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

_PAGE = 2_000
"""Corrections read at a time."""


class Reader:
    """Turns rows into observations. People are read once and shared between all that they did."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        people = connection.execute(select(schema.athlete.c.id, *list(schema.athlete.c)[3:]))
        self._people: dict[int, SeenAthlete] = {row[0]: read_athlete(row[1:]) for row in people}
        part, source = schema.part, schema.source
        named = connection.execute(select(part.c.id, source.c.slug, part.c.name).join_from(part, source))
        self._parts = {key: (SourceId(slug), name) for key, slug, name in named}

    def observations(self, races: int) -> Iterator[list[Archived]]:
        """All rows, those of `races` seen races at a time."""
        columns = schema.observation.c
        after = 0
        while found := self._races_after(after, races):
            after = max(found)
            rows = self._connection.execute(
                select(schema.observation)
                .where(columns.race_id.between(min(found), after))
                .order_by(columns.race_id, columns.id)
            )
            yield [self._archived(row, found) for row in rows]

    def corrections(self) -> Iterator[Correction]:
        """All corrections, in the order in which they came."""
        former = schema.former.c
        after = 0
        while page := self._connection.execute(
            select(schema.former).where(former.id > after).order_by(former.id).limit(_PAGE)
        ).all():
            after = page[-1].id
            ids = {row.observation_id for row in page}
            versions = self._versions(ids)
            races = self._races({version.race_id for row in ids for version in versions[row]})
            for row in page:
                said = versions[row.observation_id]
                place = next(index for index, version in enumerate(said) if version.id == row.id)
                then = said[place + 1] if place + 1 < len(said) else None
                source_id, part = self._parts[row.part_id]
                yield Correction(
                    source_id=source_id,
                    part=part,
                    revision=row.revision,
                    before=self._observation(row, races),
                    after=None if then is None else self._observation(then, races),
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
        columns = schema.race.c
        found = self._connection.execute(select(columns.id, *list(columns)[3:]).where(columns.id.in_(keys)))
        return {row[0]: read_race(row[1:]) for row in found}

    def _races_after(self, after: int, limit: int) -> dict[int, SeenRace]:
        columns = schema.race.c
        found = self._connection.execute(
            select(columns.id, *list(schema.race.c)[3:])
            .where(columns.id > after)
            .order_by(columns.id)
            .limit(limit)
        )
        return {row[0]: read_race(row[1:]) for row in found}

    def _archived(self, row: Row[Any], races: dict[int, SeenRace]) -> Archived:
        key, part_key, name, place, *said = tuple[Any, ...](row)
        race_id, athlete_id = said[:2]
        source_id, part = self._parts[part_key]
        athlete = None if athlete_id is None else self._people[athlete_id]
        observation = read_observation(name, place, said, races[race_id], athlete)
        return Archived(key, race_id, athlete_id, source_id, part, observation)

    def _observation(self, row: Row[Any], races: dict[int, SeenRace]) -> Observation:
        said = [getattr(row, name) for name in schema.SAID]
        athlete = None if row.athlete_id is None else self._people[row.athlete_id]
        return read_observation(row.key, row.row, said, races[row.race_id], athlete)
