"""Recovers races from the rows of one source: their ids, editions and coverage."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.column_types import MISSING, Numbers, Truths
from knowledge.imports.linkage.races.blocking import ON_THE_TRACK, RaceGroups, group_races
from knowledge.imports.linkage.races.contradiction import RaceRows, contradictory
from knowledge.imports.linkage.races.edition_match import EditionIndex, EditionMatch
from knowledge.imports.linkage.races.race_ids import key_slug, make_unique, short, slug, wind_slug
from knowledge.models.base import RaceId
from knowledge.models.facts import Coverage, CoverageKind, Round
from knowledge.models.identifiers import event_id, race_id
from knowledge.models.mark import Measure
from knowledge.models.observation import COMBINED, Observation, SeenRace

_CONTRADICTION = "places or marks that two races must have had: more than one was held that day"
_NO_NUMBER = "which race of the round it was is not told"
_SEVERAL_RACES = frozenset((Round.HEAT, Round.SEMI_FINAL))
"""Rounds that usually consist of several races."""
_NO_WIND = "its wind is not told, and races of different winds were held that day"


MarksOf = Callable[[Sequence[int]], Sequence[str | None]]
"""Returns the marks of rows, as printed, by their indices."""


class RecoveredRace(NamedTuple):
    """A race recovered from the rows of one source.

    `id` is the same in all sources: that of the curated race where the race is attached to an edition, else
    made of date and venue. `mixed` is the reason why the rows may be of several races; then two of its rows
    are no meeting of two athletes. `coverage` is complete, or cut off at the list's limit. A `part` of a
    combined event is no race of its discipline, and belongs to no edition.
    """

    number: int
    id: RaceId
    seen: SeenRace
    attached: EditionMatch | None
    coverage: Coverage
    mixed: str | None
    wind_mps: str | None
    part: bool


@dataclass(frozen=True, slots=True)
class RecoveredRaces:
    """All races by number, and for each printed race the number of its race. Several may share a race."""

    races: tuple[RecoveredRace, ...]
    of: Numbers


def recover_races(
    seen: Sequence[SeenRace], rows: RaceRows, facts: Facts, marks_of: MarksOf
) -> RecoveredRaces:
    """Recover the races of one source.

    `seen` are its distinct printed races, `rows` its rows. Measures and editions are the curated ones.
    """
    groups = group_races(seen, facts)
    return RecoveredRaces(_Recovery(facts, groups, rows, marks_of).races(), groups.of)


def recover_observations(
    rows: Iterable[Observation], facts: Facts
) -> tuple[tuple[RecoveredRace, ...], list[int]]:
    """Recover the races of observations of one source. Returns them, and the number of each row's race."""
    seen: dict[SeenRace, int] = {}
    printed: dict[object, int] = {}
    marks: list[str | None] = []
    columns: list[tuple[int, int, int, int, bool, bool]] = []
    for row in rows:
        one = row.athlete
        identity = (row.team, row.team_nation) if one is None else (one.name, one.born, one.nation, one.ids)
        columns.append(
            (
                seen.setdefault(row.race, len(seen)),
                printed.setdefault(identity, len(printed)),
                MISSING if row.place is None else row.place,
                MISSING if row.mark_value is None else row.mark_value,
                row.hand_timed,
                COMBINED in row.notes,
            )
        )
        marks.append(row.mark)
    table = np.array(columns, dtype=np.int64).reshape(-1, 6)
    numbers, truths = table.T[:4], table.T[4:].astype(np.bool_)
    race_rows = RaceRows(*numbers, *truths)
    recovered = recover_races(tuple(seen), race_rows, facts, lambda some: [marks[index] for index in some])
    return recovered.races, [int(number) for number in recovered.of[race_rows.race]]


class _Recovery:
    """Turns the groups of one source into races."""

    def __init__(
        self,
        facts: Facts,
        groups: RaceGroups,
        rows: RaceRows,
        marks_of: MarksOf,
    ) -> None:
        self._groups = groups
        self._events = groups.events
        self._rows = rows
        self._race_of = groups.of[rows.race]
        all_rows = np.bincount(self._race_of, minlength=len(groups.firsts))
        of_parts = np.bincount(self._race_of[rows.combined], minlength=len(groups.firsts))
        self._is_part: list[bool] = ((all_rows == of_parts) & (all_rows > 0)).tolist()
        self._marks_of = marks_of
        self._editions = EditionIndex(facts)
        self._measures = {discipline.id: discipline.measure for discipline in facts.disciplines}
        self._track = {d.id for d in facts.disciplines if d.group in ON_THE_TRACK}
        self._curated_winds = {race.id: race.wind_mps for race in facts.races}
        self._names = [
            event_id(race.discipline, race.category) + ("-indoor" if race.indoor else "")
            for race in self._events
        ]

    def races(self) -> tuple[RecoveredRace, ...]:
        firsts = self._groups.firsts
        track = self._truths(race.discipline in self._track for race in firsts)
        whole = self._truths(race.whole for race in firsts)
        mixed: dict[int, str] = {}
        for number, race in enumerate(firsts):
            if race.key is None and (why := self._ambiguity(number, race)) is not None:
                mixed[number] = why
        contradicted = contradictory(self._rows, self._race_of, track, whole)
        mixed.update(dict.fromkeys(np.flatnonzero(contradicted).tolist(), _CONTRADICTION))
        attached = self._attached()
        cut_off = self._coverages(whole)
        complete = Coverage(kind=CoverageKind.COMPLETE)
        ids = [self._id(number, race, attached.get(number)) for number, race in enumerate(firsts)]
        # Races that the source distinguishes and our rounds do not: a repechage beside the heats.
        make_unique(ids, lambda number: firsts[number].key or firsts[number].venue)
        return tuple(
            [
                RecoveredRace(
                    number,
                    ids[number],
                    race,
                    attached.get(number),
                    complete if race.whole else cut_off[event],
                    mixed.get(number),
                    race.wind_mps,
                    self._is_part[number],
                )
                for number, (race, event) in enumerate(zip(firsts, self._groups.event_of, strict=True))
            ]
        )

    def _truths(self, values: Iterable[bool]) -> Truths:
        return np.fromiter(values, dtype=np.bool_, count=len(self._groups.firsts))

    def _ambiguity(self, number: int, race: SeenRace) -> str | None:
        if race.wind_mps is None and number in self._groups.split:
            return _NO_WIND
        if race.heat is not None or race.whole or race.round not in _SEVERAL_RACES:
            return None
        return _NO_NUMBER if self._measures.get(race.discipline) is Measure.TIME else None

    def _coverages(self, whole: Truths) -> list[Coverage]:
        """The coverage of each event's races that are not whole: cut off at the worst mark in the list."""
        event_of = np.array(self._groups.event_of, dtype=np.int64)
        falling = np.array([self._lower_is_better(race) for race in self._events], dtype=np.bool_)
        listed = np.flatnonzero((self._rows.value >= 0) & ~whole[self._race_of])
        events = event_of[self._race_of[listed]]
        values = self._rows.value[listed] * np.where(falling[events], 1, -1)
        worst = np.full(len(self._events), np.iinfo(np.int64).min, dtype=np.int64)
        np.maximum.at(worst, events, values)
        # Of rows with equal marks, the first in the list.
        at_worst = np.flatnonzero(values == worst[events])
        events_at_limit, first = np.unique(events[at_worst], return_index=True)
        marks = self._marks_of(listed[at_worst[first]].tolist())
        limits = dict(zip(events_at_limit.tolist(), marks, strict=True))
        return [
            Coverage(kind=CoverageKind.CUT_OFF, limit=limits.get(event)) for event in range(len(self._events))
        ]

    def _lower_is_better(self, race: SeenRace) -> bool:
        return self._measures.get(race.discipline, Measure.TIME).lower_is_better

    def _id(self, number: int, race: SeenRace, attached: EditionMatch | None) -> RaceId:
        own = "" if race.key is None or race.whole else f"-{key_slug(race.key)}"
        split = number in self._groups.split
        if attached is not None:
            event = event_id(race.discipline, attached.category)
            name = race_id(attached.edition, event, race.round, race.heat)
            if split and not _same_wind(race.wind_mps, self._curated_winds.get(name)):
                own = f"-{_wind(race)}"
            return short(name, "", own) if own else name
        if split:
            own = f"-{_wind(race)}"
        heat = "" if race.heat is None else f"-{race.heat}"
        event_name = self._names[self._groups.event_of[number]]
        part = "-in-combined-event" if self._is_part[number] else ""
        end = f"-{event_name}{part}-{str.__str__(race.round)}{heat}{own}"
        return short(f"{race.date}-", slug(race.venue), end)

    def _attached(self) -> dict[int, EditionMatch]:
        """The edition matches, by number of the race.

        Of several races that would get one id, only the one that matches by venue is attached.
        """
        attached: dict[int, EditionMatch] = {}
        rivals: dict[RaceId, list[int]] = defaultdict(list)
        for number, race in enumerate(self._groups.firsts):
            edition = None if self._is_part[number] else self._editions.match(race)
            if edition is None:
                continue
            attached[number] = edition
            if race.key is None:
                rivals[self._id(number, race, edition)].append(number)
        for numbers in rivals.values():
            for number in _outrivalled(numbers, attached):
                del attached[number]
        return attached


def _outrivalled(numbers: Sequence[int], attached: Mapping[int, EditionMatch]) -> list[int]:
    """The races of one id that are not attached: all but the only one that matches by venue."""
    if len(numbers) == 1:
        return []
    by_venue = [number for number in numbers if attached[number].by_venue]
    return [number for number in numbers if len(by_venue) != 1 or number != by_venue[0]]


def _wind(race: SeenRace) -> str:
    return "wind-untold" if race.wind_mps is None else wind_slug(race.wind_mps)


def _same_wind(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    try:
        return Decimal(one.replace("−", "-")) == Decimal(other.replace("−", "-"))
    except InvalidOperation:
        return False
