"""Entities and heads of races by row, made of columns on first use and kept."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    EventId,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.facts import (
    City,
    Competition,
    Completeness,
    Coverage,
    Discipline,
    Edition,
    Gap,
    Name,
    Nation,
    Source,
    Status,
    Venue,
)
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store.columns import is_one_of
from knowledge.store.popularity import of_editions
from knowledge.store.table_parts import NameTable, SourceList
from knowledge.store.tables import Tables

Value = TypeVar("Value")

_NOT_COMPETING = tuple(
    place for place, status in enumerate(Status) if status in {Status.DNS, Status.OC, Status.PACEMAKER}
)

_ROOM = 2_000
_ROOM_FOR_ATHLETES = 8_000
"""Values that a cache keeps; beyond that it starts again from nothing. Chosen by hand.

A completion of /h2h reads hundreds of athletes; one takes about 400 bytes.
"""


class RowCache(dict[int, Value]):
    """Values by row, made on first use. Threads may share it: at worst a value is made twice."""

    def __init__(self, make: Callable[[int], Value], room: int = _ROOM) -> None:
        super().__init__()
        self._make = make
        self._room = room

    def __missing__(self, row: int) -> Value:
        value = self._make(row)
        if len(self) >= self._room:
            self.clear()
        self[row] = value
        return value


class Entities:
    """The entities of rows: nations, places, disciplines, editions, short athletes, heads of races."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.source_ids = tuple(map(SourceId, tables.source.slug.of(slice(None))))
        """The id of each source."""
        self.nations: RowCache[Nation] = RowCache(self.nation)
        self.cities: RowCache[City] = RowCache(self.city)
        self.disciplines: RowCache[Discipline] = RowCache(self.discipline)
        self.competitions: RowCache[Competition] = RowCache(self.competition)
        self.editions: RowCache[Edition] = RowCache(self.edition)
        self.athletes: RowCache[AthleteRef] = RowCache(self.athlete, _ROOM_FOR_ATHLETES)
        self.heads: RowCache[RaceHead] = RowCache(self.head)
        # Of heads, without the events held and the gaps.
        self._short_editions: RowCache[Edition] = RowCache(self._short_edition)

    @cached_property
    def sources_by_id(self) -> dict[SourceId, Source]:
        """All sources: there are few, and every answer names some."""
        return {source_id: self.source(row) for row, source_id in enumerate(self.source_ids)}

    @cached_property
    def popularity(self) -> npt.NDArray[np.float64]:
        """The popularity of each race, in imported rows of the newest year."""
        return np.asarray(of_editions(self.tables)[self.tables.race.edition.codes])

    @cached_property
    def competed(self) -> npt.NDArray[np.bool_]:
        """Marks the results of those who started, and not as a pacemaker or a guest."""
        return ~is_one_of(self.tables.result.status.codes, _NOT_COMPETING)

    def nation(self, row: int) -> Nation:
        """A nation."""
        of = self.tables.nation
        return Nation(
            id=NationId(of.slug[row]), name=of.name[row], iso=of.iso[row], area=of.area[row],
            names=of.names.of(row),
        )  # fmt: skip

    def source(self, row: int) -> Source:
        """A source."""
        of = self.tables.source
        return Source(
            id=self.source_ids[row],
            publisher=of.publisher[row],
            title=of.title[row],
            published=of.published[row],
            url=of.url[row],
            licence=of.licence[row],
            note=of.note[row],
        )

    def city(self, row: int) -> City:
        """A city with its venues."""
        of, venue = self.tables.city, self.tables.venue
        return City(
            id=CityId(of.slug[row]),
            name=of.name[row],
            nation=NationId(self.tables.nation.slug[of.nation[row]]),
            names=of.names.of(row),
            venues=tuple(
                Venue(name=venue.name[one], names=venue.names.of(one))
                for one in venue.of_city.of(row).tolist()
            ),
        )

    def discipline(self, row: int) -> Discipline:
        """A discipline."""
        of = self.tables.discipline
        return Discipline(
            id=DisciplineId(of.slug[row]),
            name=of.name[row],
            measure=of.measure[row],
            group=of.group[row],
            team=of.team[row],
            wind=of.wind[row],
            best=of.best[row],
            worst=of.worst[row],
            names=of.names.of(row),
            codes=of.codes.of(row),
            translations=of.translations.of(row),
        )

    def competition(self, row: int) -> Competition:
        """A competition."""
        of = self.tables.competition
        return Competition(
            id=CompetitionId(of.slug[row]),
            name=of.name[row],
            names=self.names(of.names, row),
            complete=self.completeness(row),
        )

    def completeness(self, competition: int) -> Completeness | None:
        """The years of a competition without a missing edition."""
        of = self.tables.competition
        since = of.complete_since[competition]
        return (
            None
            if since is None
            else Completeness(since=since, whole=bool(of.complete_from_first[competition]))
        )

    def edition(self, row: int) -> Edition:
        """An edition of a competition."""
        of = self.tables.edition
        gaps = tuple(
            Gap(
                event=EventId(of.gap_event[gap]),
                why=of.gap_why[gap],
                sources=self.sources(of.gap_sources, gap),
            )
            for gap in of.gaps.of(row).tolist()
        )
        events = tuple(map(EventId, (of.events[row] or "").split()))
        return self._short_edition(row).model_copy(update={"events": events, "gaps": gaps})

    def _short_edition(self, row: int) -> Edition:
        of, venue = self.tables.edition, self.tables.edition.venue[row]
        return Edition(
            id=EditionId(of.slug[row]),
            competition=CompetitionId(self.tables.competition.slug[of.competition[row]]),
            year=of.year[row],
            name=of.name[row],
            names=self.names(of.names, row),
            tier=of.tier[row],
            city=CityId(self.tables.city.slug[of.city[row]]),
            venue=None if venue is None else self.tables.venue.name[venue],
            start=of.start[row],
            end=of.end[row],
            sources=self.sources(of.sources, row),
            note=of.note[row],
        )

    def athlete(self, row: int) -> AthleteRef:
        """An athlete in short."""
        of = self.tables.athlete
        return AthleteRef(
            id=AthleteId(of.slug[row]),
            name=of.name[row],
            family=of.family[row],
            sex=of.sex[row],
            nation=self.nations[of.nation[row]],
            born=of.born[row],
        )

    def head(self, row: int) -> RaceHead:
        """A race without its results."""
        of, edition = self.tables.race, self.tables.race.edition[row]
        city, venue = self.tables.edition.city[edition], of.venue[row]
        return RaceHead(
            id=RaceId(of.slug[row]),
            edition=self._short_editions[edition],
            competition=self.competitions[self.tables.edition.competition[edition]],
            city=self.cities[city],
            nation=self.nations[self.tables.city.nation[city]],
            discipline=self.disciplines[of.discipline[row]],
            category=of.category[row],
            round=of.round[row],
            heat=of.heat[row],
            date=of.date[row],
            dated=of.dated[row],
            venue=None if venue is None else self.tables.venue.name[venue],
            coverage=Coverage(
                kind=of.coverage[row], limit=of.coverage_limit[row], note=of.coverage_note[row]
            ),
            sources=self.sources(of.sources, row),
            wind_mps=of.wind_mps[row],
            note=of.note[row],
            curated=not of.recovered[row],
            edition_curated=not self.tables.edition.recovered[edition],
        )

    def heads_of(self, rows: Iterable[int]) -> tuple[RaceHead, ...]:
        """The heads of several races."""
        heads = self.heads
        return tuple(heads[row] for row in rows)

    def names(self, table: NameTable, owner: int) -> tuple[Name, ...]:
        """The names of an owner, with their sources."""
        return tuple(
            Name(text=table.text[row], kind=table.kind[row], sources=self.sources(table.sources, row))
            for row in table.of.of(owner).tolist()
        )

    def sources(self, of: SourceList, owner: int) -> tuple[SourceId, ...]:
        """The ids of the sources of an owner."""
        return tuple(self.source_ids[of.source[row]] for row in of.rows.of(owner))
