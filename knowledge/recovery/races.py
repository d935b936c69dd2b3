"""Races recovered from rows: which rows are of one race, which race it is, and how much of it is here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np

from knowledge.curation import Facts
from knowledge.models.base import RaceId
from knowledge.models.facts import Coverage, CoverageKind, Round, event_id, race_id
from knowledge.models.mark import Measure
from knowledge.models.observation import Observation, SeenRace
from knowledge.names import fold
from knowledge.recovery.contradictions import contradictory
from knowledge.recovery.ids import key_slug, short, slug, told_apart, wind_slug
from knowledge.recovery.places import Attachment, Places
from knowledge.recovery.said import NOTHING, Numbers, Said, Truths

_CONTRADICTION = "two places or marks that can't be of one race: more than one race was held there and then"
_NO_NUMBER = "which of several races of the round it was is not told"
_NO_WIND = "its wind is not told, and races of different winds were held there and then"
_ON_THE_TRACK = frozenset(("track", "relay"))


MarksOf = Callable[[Sequence[int]], Sequence[str | None]]


class RecoveredRace(NamedTuple):
    """A race as the rows of one source tell it.

    `id` is the same wherever the race is met: that of a curated race where it is attached to an edition,
    otherwise made of date and venue. `mixed` says why its rows may be of several races; then two of its
    rows must not be taken for a meeting. `coverage` is complete or cut off at the list's limit.
    """

    number: int
    id: RaceId
    seen: SeenRace
    attached: Attachment | None
    coverage: Coverage
    mixed: str | None
    wind_mps: str | None


@dataclass(frozen=True, slots=True)
class Recovered:
    """All races by their numbers, and the number of the race that each seen race is: a number may repeat."""

    races: tuple[RecoveredRace, ...]
    of: Numbers


def recover(seen: Sequence[SeenRace], said: Said, facts: Facts, marks_of: MarksOf) -> Recovered:
    """The races behind what one source prints.

    `seen` are all different races that it prints, `said` its rows, and `marks_of` gives the marks of a few
    rows (by their indices) as printed. Measures, editions and places are the curated ones.
    """
    grouped = _Grouping(facts)
    provisional = [grouped.number(race) for race in seen]
    became = grouped.settle()
    of = np.array([became[number] for number in provisional], dtype=np.int64)
    return Recovered(_Telling(facts, grouped, said, of, marks_of).races(), of)


def recover_rows(rows: Iterable[Observation], facts: Facts) -> tuple[tuple[RecoveredRace, ...], list[int]]:
    """The races behind the rows of one source, and the number of each row's race."""
    seen: dict[SeenRace, int] = {}
    printed: dict[object, int] = {}
    marks: list[str | None] = []
    columns: list[tuple[int, int, int, int, bool]] = []
    for row in rows:
        one = row.athlete
        who = (row.team, row.team_nation) if one is None else (one.name, one.born, one.nation, one.ids)
        columns.append(
            (
                seen.setdefault(row.race, len(seen)),
                printed.setdefault(who, len(printed)),
                NOTHING if row.place is None else row.place,
                NOTHING if row.mark_value is None else row.mark_value,
                row.hand_timed,
            )
        )
        marks.append(row.mark)
    table = np.array(columns, dtype=np.int64).reshape(-1, 5)
    said = Said(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4].astype(np.bool_))
    found = recover(tuple(seen), said, facts, lambda some: [marks[index] for index in some])
    return found.races, [int(number) for number in found.of[said.race]]


class _Group(NamedTuple):
    """Seen races that are one: the first of them, and what tells the event."""

    seen: SeenRace
    event: int
    split: bool
    """Whether others there and then differ from it by nothing but the wind."""


class _Grouping:
    """Gives each seen race the number of its race."""

    def __init__(self, facts: Facts) -> None:
        self.groups: list[_Group] = []
        self.events: list[SeenRace] = []
        self._winds_matter = {d.id for d in facts.disciplines if d.wind and d.group in _ON_THE_TRACK}
        self._numbers: dict[object, int] = {}
        self._by_wind: dict[object, dict[str | None, int]] = {}
        self._events: dict[object, int] = {}
        self._venues: dict[str, str] = {}
        self._seen: list[tuple[SeenRace, int]] = []

    def number(self, race: SeenRace) -> int:
        """A number for a seen race; `settle` tells what it comes to once all are seen."""
        event = (race.discipline, race.category, race.indoor)
        number = self._events.get(event)
        if number is None:
            number = self._events[event] = len(self.events)
            self.events.append(race)
        if race.key is not None:
            return self._numbered((number, race.key), race, number)
        where = self._venues.get(race.venue)
        if where is None:
            where = self._venues[race.venue] = fold(race.venue)
        key = (number, race.date, where, race.round, race.heat)
        if race.discipline not in self._winds_matter:
            return self._numbered(key, race, number)
        # On the track the wind is the race's: another wind is another race.
        winds = self._by_wind.setdefault(key, {})
        if race.wind_mps not in winds:
            winds[race.wind_mps] = len(self._seen)
            self._seen.append((race, number))
        return winds[race.wind_mps]

    def _numbered(self, key: object, race: SeenRace, event: int) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._seen)
            self._seen.append((race, event))
        return number

    def settle(self) -> list[int]:
        """Make the groups; what each number comes to. Rows without a wind join those of the only one."""
        joined: dict[int, int] = {}
        split: set[int] = set()
        for winds in self._by_wind.values():
            if len(winds) == 2 and None in winds:
                (wind,) = (number for value, number in winds.items() if value is not None)
                joined[winds[None]] = wind
            elif len(winds) > 1:
                split.update(winds.values())
        became: list[int] = []
        for number, (race, event) in enumerate(self._seen):
            if number in joined:
                became.append(NOTHING)
                continue
            became.append(len(self.groups))
            self.groups.append(_Group(race, event, number in split))
        for number, other in joined.items():
            became[number] = became[other]
        return became


class _Telling:
    """Tells of each group which race it is."""

    def __init__(
        self,
        facts: Facts,
        grouped: _Grouping,
        said: Said,
        of: Numbers,
        marks_of: MarksOf,
    ) -> None:
        self._groups = grouped.groups
        self._events = grouped.events
        self._said = said
        self._race_of = of[said.race]
        self._marks_of = marks_of
        self._places = Places(facts)
        self._measures = {discipline.id: discipline.measure for discipline in facts.disciplines}
        self._track = {d.id for d in facts.disciplines if d.group in _ON_THE_TRACK}
        self._curated_winds = {race.id: race.wind_mps for race in facts.races}
        self._names = [
            event_id(race.discipline, race.category) + ("-indoor" if race.indoor else "")
            for race in self._events
        ]

    def races(self) -> tuple[RecoveredRace, ...]:
        groups = self._groups
        track = np.array([group.seen.discipline in self._track for group in groups], dtype=np.bool_)
        whole = np.array([group.seen.whole for group in groups], dtype=np.bool_)
        contradicted = contradictory(self._said, self._race_of, track, whole).tolist()
        attached = [self._places.attach(group.seen) for group in groups]
        self._detach_rivals(attached)
        cut_off = self._coverages(whole)
        complete = Coverage(kind=CoverageKind.COMPLETE)
        ids = told_apart(
            [self._id(group, found) for group, found in zip(groups, attached, strict=True)],
            [group.seen.key or group.seen.venue for group in groups],
        )
        return tuple(
            RecoveredRace(
                number,
                ids[number],
                group.seen,
                attached[number],
                complete if group.seen.whole else cut_off[group.event],
                _CONTRADICTION if contradicted[number] else self._untold(group),
                group.seen.wind_mps,
            )
            for number, group in enumerate(groups)
        )

    def _untold(self, group: _Group) -> str | None:
        race = group.seen
        if race.whole or race.key:
            return None
        if group.split and race.wind_mps is None:
            return _NO_WIND
        several = race.round in (Round.HEAT, Round.SEMI_FINAL)
        timed = self._measures.get(race.discipline) is Measure.TIME
        return _NO_NUMBER if several and timed and race.heat is None else None

    def _coverages(self, whole: Truths) -> list[Coverage]:
        """How much is here of the races of each event that aren't whole: down to the list's worst mark."""
        event_of = np.array([group.event for group in self._groups], dtype=np.int64)
        listed = np.flatnonzero((self._said.value >= 0) & ~whole[self._race_of])
        events = event_of[self._race_of[listed]]
        values = self._said.value[listed]
        falling = np.array([self._lower_is_better(race) for race in self._events], dtype=np.bool_)
        # The last of each event is its worst; of equal ones the first that was listed.
        order = np.lexsort((-listed, np.where(falling[events], values, -values), events))
        events, listed = events[order], listed[order]
        last = np.flatnonzero(np.append(events[1:] != events[:-1], True)) if len(events) else events
        worst = dict(zip(events[last].tolist(), self._marks_of(listed[last].tolist()), strict=True))
        return [
            Coverage(kind=CoverageKind.CUT_OFF, limit=worst.get(event)) for event in range(len(self._events))
        ]

    def _lower_is_better(self, race: SeenRace) -> bool:
        return self._measures.get(race.discipline, Measure.TIME).lower_is_better

    def _id(self, group: _Group, attached: Attachment | None) -> RaceId:
        race = group.seen
        own = "" if race.key is None or race.whole else f"-{key_slug(race.key)}"
        if attached is not None:
            name = race_id(
                attached.edition, event_id(race.discipline, attached.category), race.round, race.heat
            )
            if group.split and not _same_wind(race.wind_mps, self._curated_winds.get(name)):
                own = f"-{_wind(race)}"
            return short(name, "", own) if own else name
        if group.split:
            own = f"-{_wind(race)}"
        heat = "" if race.heat is None else f"-{race.heat}"
        end = f"-{self._names[group.event]}-{str.__str__(race.round)}{heat}{own}"
        return short(f"{race.date}-", slug(race.venue), end)

    def _detach_rivals(self, attached: list[Attachment | None]) -> None:
        """Of two races that would be one race of an edition, the one whose stadium isn't told is not it."""
        rivals: dict[RaceId, list[int]] = defaultdict(list)
        for number, found in enumerate(attached):
            if found is not None and self._groups[number].seen.key is None:
                rivals[self._id(self._groups[number], found)].append(number)
        for numbers in rivals.values():
            by_venue = [number for number in numbers if (it := attached[number]) and it.by_venue]
            for number in numbers:
                if len(numbers) > 1 and (len(by_venue) != 1 or number != by_venue[0]):
                    attached[number] = None


def _wind(race: SeenRace) -> str:
    return "wind-untold" if race.wind_mps is None else wind_slug(race.wind_mps)


def _same_wind(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    try:
        return Decimal(one.replace("−", "-")) == Decimal(other.replace("−", "-"))
    except InvalidOperation:
        return False
