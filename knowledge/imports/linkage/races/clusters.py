"""Recovers races from the rows of one source: their ids, editions and coverage."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import starmap
from typing import NamedTuple

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.coded_records import AnyCodes, CodedRecords, first_seen
from knowledge.imports.column_types import Codes, Truths
from knowledge.imports.linkage.races.blocking import ON_THE_TRACK, RaceGroups, group_races
from knowledge.imports.linkage.races.contradiction import RaceRows, contradictory
from knowledge.imports.linkage.races.edition_match import EditionIndex, EditionMatch
from knowledge.imports.linkage.races.race_ids import RaceIds, key_slug, short, slug, unique_ids, wind_slug
from knowledge.models.base import RaceId
from knowledge.models.facts import Coverage, CoverageKind, Round
from knowledge.models.identifiers import event_id, race_id
from knowledge.models.mark import Measure
from knowledge.models.observation import SeenRace

_CONTRADICTION = "places or marks that two races must have had: more than one was held that day"
_NO_NUMBER = "which race of the round it was is not told"
_SEVERAL_RACES = frozenset((Round.HEAT, Round.SEMI_FINAL))
"""Rounds that usually consist of several races."""
_NO_WIND = "its wind is not told, and races of different winds were held that day"
_REASONS = (None, _NO_NUMBER, _NO_WIND, _CONTRADICTION)


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


class RecoveredRaces:
    """The races of one source by number, as columns. Each becomes a RecoveredRace when it is read."""

    def __init__(self, of: Codes, seen: CodedRecords[SeenRace], ids: RaceIds, values: "RaceValues") -> None:
        """`of` has the number of the race of each printed race; several may share a race."""
        self.of = of
        self.seen = seen
        self.ids = ids
        self.values = values

    def __len__(self) -> int:
        return len(self.seen)

    def __getitem__(self, number: int) -> RecoveredRace:
        return self._made(number, self.seen[number])

    def __iter__(self) -> Iterator[RecoveredRace]:
        return starmap(self._made, enumerate(self.seen))

    def _made(self, number: int, seen: SeenRace) -> RecoveredRace:
        values = self.values
        return RecoveredRace(
            number,
            self.ids[number],
            seen,
            values.attached.get(number),
            values.coverages[values.coverage[number]],
            values.reasons[values.mixed[number]],
            seen.wind_mps,
            bool(values.is_part[number]),
        )


class RaceValues(NamedTuple):
    """What recovery adds to the printed races, by number.

    `coverage` and `mixed` are indices of the `coverages` and `reasons`.
    """

    attached: Mapping[int, EditionMatch]
    coverages: Sequence[Coverage]
    coverage: AnyCodes
    reasons: Sequence[str | None]
    mixed: AnyCodes
    is_part: Truths


def recover_races(
    seen: CodedRecords[SeenRace], rows: RaceRows, facts: Facts, marks_of: MarksOf
) -> RecoveredRaces:
    """Recover the races of one source.

    `seen` are its printed races, `rows` its rows. Measures and editions are the curated ones.
    """
    return _Recovery(facts, group_races(seen, facts), rows, marks_of).races()


class _Recovery:
    """Turns the groups of one source into races."""

    def __init__(self, facts: Facts, groups: RaceGroups, rows: RaceRows, marks_of: MarksOf) -> None:
        self._groups = groups
        self._events = groups.events
        self._rows = rows
        self._race_of = groups.of[rows.race]
        all_rows = np.bincount(self._race_of, minlength=len(groups.firsts))
        of_parts = np.bincount(self._race_of[rows.combined], minlength=len(groups.firsts))
        self._is_part = (all_rows == of_parts) & (all_rows > 0)
        self._marks_of = marks_of
        self._editions = EditionIndex(facts)
        self._measures = {discipline.id: discipline.measure for discipline in facts.disciplines}
        self._track = {d.id for d in facts.disciplines if d.group in ON_THE_TRACK}
        self._curated_winds = {race.id: race.wind_mps for race in facts.races}
        self._names = [
            event_id(race.discipline, race.category) + ("-indoor" if race.indoor else "")
            for race in self._events
        ]

    def races(self) -> RecoveredRaces:
        firsts = self._groups.firsts
        track = firsts.mapped("discipline", self._track.__contains__, np.bool_)
        whole = firsts.mapped("whole", bool, np.bool_)
        mixed = self._ambiguous(whole)
        mixed[contradictory(self._rows, self._race_of, track, whole)] = _REASONS.index(_CONTRADICTION)
        attached = self._attached()
        coverages = [*self._cut_off(whole), Coverage(kind=CoverageKind.COMPLETE)]
        ids = unique_ids(
            (self._id(number, race, attached.get(number)) for number, race in enumerate(firsts)),
            # Races that the source distinguishes and our rounds do not: a repechage beside the heats.
            lambda number: firsts[number].key or firsts[number].venue,
        )
        coverage = np.where(whole, len(coverages) - 1, self._groups.event_of).astype(np.int16)
        values = RaceValues(attached, coverages, coverage, _REASONS, mixed, self._is_part)
        return RecoveredRaces(self._groups.of, firsts, ids, values)

    def _ambiguous(self, whole: Truths) -> AnyCodes:
        """The reason, if any, why the race of some rows is not told, as an index of the reasons."""
        firsts, split = self._groups.firsts, np.zeros(len(whole), np.bool_)
        split[[*self._groups.split]] = True
        keyless, windless, heatless = (
            firsts.mapped(field, lambda value: value is None, np.bool_)
            for field in ("key", "wind_mps", "heat")
        )
        of_time = firsts.mapped(
            "discipline", lambda discipline: self._measures.get(discipline) is Measure.TIME, np.bool_
        )
        of_several = firsts.mapped("round", _SEVERAL_RACES.__contains__, np.bool_)
        reasons = np.zeros(len(whole), np.int8)
        reasons[keyless & heatless & ~whole & of_several & of_time] = _REASONS.index(_NO_NUMBER)
        reasons[keyless & windless & split] = _REASONS.index(_NO_WIND)
        return reasons

    def _cut_off(self, whole: Truths) -> list[Coverage]:
        """The coverage of each event's races that are not whole: cut off at the worst mark in the list."""
        event_of = self._groups.event_of
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
        firsts = self._groups.firsts
        places, seen = first_seen(*(firsts.codes(field) for field in ("stadium", "city", "nation")))
        known = np.array([*map(self._editions.is_in_a_known_city, firsts.take(seen))], np.bool_)
        for number in np.flatnonzero(known[places] & ~self._is_part).tolist():
            race = firsts[number]
            edition = self._editions.match(race)
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
