"""Races recovered from rows: which rows are of one race, which race it is, and how much of it is here."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from knowledge.curation import Facts
from knowledge.models.base import RaceId
from knowledge.models.facts import Coverage, CoverageKind, Round, event_id, race_id
from knowledge.models.mark import Measure
from knowledge.models.observation import Observation, SeenRace
from knowledge.names import fold
from knowledge.recovery.places import Attachment, Places

_CONTRADICTION = "two places or marks that can't be of one race: more than one race was held there and then"
_NO_NUMBER = "which of several races of the round it was is not told"
_PLACE_BITS, _VALUE_BITS, _ATHLETE_BITS = 14, 26, 22


@dataclass(frozen=True, slots=True)
class RecoveredRace:
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
    rows: int


class Recovery:
    """Takes the rows of one source in any order, and tells the races at the end.

    Of a row only integers are kept, so memory grows with the number of races, not with the size of rows.
    """

    def __init__(self, facts: Facts) -> None:
        """Measures, editions and places are the curated ones."""
        self._places = Places(facts)
        self._measures = {discipline.id: discipline.measure for discipline in facts.disciplines}
        self._group = {discipline.id: discipline.group for discipline in facts.disciplines}
        self._numbers: dict[object, int] = {}
        self._seen: list[SeenRace] = []
        self._rows = array("l")
        self._ints: dict[object, int] = {}
        self._venues: dict[str, int] = {}
        self._places_taken = array("Q")
        self._took_part = array("Q")
        self._marks = array("l")
        self._events = array("l")
        self._worst: dict[int, tuple[int, str]] = {}
        self._lower_is_better: dict[int, bool] = {}
        self._names: dict[int, str] = {}
        self._last: tuple[SeenRace | None, int] = (None, -1)

    def add(self, row: Observation) -> int:
        """Take one row; the number of its race."""
        race = row.race
        if race is self._last[0]:
            number = self._last[1]
        else:
            number = self._number(race)
            self._last = (race, number)
        self._rows[number] += 1
        value = row.mark_value
        if value is not None and 0 <= value < 1 << _VALUE_BITS:
            if not race.whole and row.mark is not None:
                self._limit(self._events[number], value, row.mark)
            if row.place is not None and row.place < 1 << _PLACE_BITS and not row.hand_timed:
                packed = (number << _PLACE_BITS | row.place) << _VALUE_BITS | value
                self._places_taken.append(packed)
            one = row.athlete
            who = (row.team, row.team_nation) if one is None else (one.name, one.born, one.nation, one.ids)
            athlete = self._int(who) & ((1 << _ATHLETE_BITS) - 1)
            self._took_part.append(number << _ATHLETE_BITS | athlete)
            self._marks.append(value)
        return number

    def races(self) -> Iterator[RecoveredRace]:
        """All races, in the order of their numbers."""
        contradictory = self._contradictions()
        attached = [self._places.attach(race) for race in self._seen]
        self._detach_rivals(attached)
        cut_off = self._coverages()
        whole = Coverage(kind=CoverageKind.COMPLETE)
        names = [self._id(number, found) for number, found in enumerate(attached)]
        shared = {name for name, times in Counter(names).items() if times > 1}
        for number, race in enumerate(self._seen):
            mixed = _CONTRADICTION if number in contradictory else self._unnumbered(race)
            name = names[number]
            if name in shared:
                # Races that the source tells apart and our rounds don't, a repechage beside the heats.
                name = RaceId(f"{name}-{_slug(race.key) if race.key else number}")
            coverage = whole if race.whole else cut_off[self._events[number]]
            yield RecoveredRace(number, name, race, attached[number], coverage, mixed, self._rows[number])

    def _number(self, race: SeenRace) -> int:
        event = self._event(race)
        key = self._key(event, race)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._seen)
            self._seen.append(race)
            self._rows.append(0)
            self._events.append(event)
        return number

    def _event(self, race: SeenRace) -> int:
        event = self._int((race.discipline, str(race.category), race.indoor))
        if event not in self._lower_is_better:
            self._lower_is_better[event] = self._measures.get(race.discipline, Measure.TIME).lower_is_better
        return event

    def _key(self, event: int, race: SeenRace) -> object:
        """What the rows of one race have in common: the source's own key, or all that tells races apart."""
        if race.key is not None:
            return (event, race.key)
        where = self._venues.get(race.venue)
        if where is None:
            where = self._venues[race.venue] = self._int(fold(race.venue))
        when = race.date.toordinal()
        heat = -1 if race.heat is None else race.heat
        return ((event << 22 | when) << 24 | where) << 12 | _ROUNDS[race.round] << 10 | heat + 1

    def _int(self, value: object) -> int:
        return self._ints.setdefault(value, len(self._ints))

    def _limit(self, event: int, value: int, mark: str) -> None:
        worst = self._worst.get(event)
        if worst is None or (value > worst[0] if self._lower_is_better[event] else value < worst[0]):
            self._worst[event] = (value, mark)

    def _coverages(self) -> dict[int, Coverage]:
        """How much is here of the races of each event that aren't whole: down to the list's worst mark."""
        return {
            event: Coverage(
                kind=CoverageKind.CUT_OFF, limit=self._worst[event][1] if event in self._worst else None
            )
            for event in self._lower_is_better
        }

    def _unnumbered(self, race: SeenRace) -> str | None:
        lanes = self._measures.get(race.discipline) is Measure.TIME
        several = race.round in (Round.HEAT, Round.SEMI_FINAL) and lanes
        return _NO_NUMBER if several and race.heat is None and not race.whole and not race.key else None

    def _contradictions(self) -> set[int]:
        """The races in which two with different marks have one place, or somebody has two marks.

        On the track a better place with a slower time says the same; elsewhere it can be true (a wind-aided
        jump that isn't listed).
        """
        found: set[int] = set()
        for number, rows in groupby(
            sorted(self._places_taken), key=lambda row: row >> _PLACE_BITS + _VALUE_BITS
        ):
            race = self._seen[number]
            track = self._group.get(race.discipline) == "track"
            if not race.whole and _contradict(rows, track=track):
                found.add(number)
        who, marks = self._took_part, self._marks
        for one, other in pairwise(sorted(range(len(who)), key=who.__getitem__)):
            if who[one] == who[other] and marks[one] != marks[other]:
                found.add(who[one] >> _ATHLETE_BITS)
        return found

    def _id(self, number: int, attached: Attachment | None) -> RaceId:
        race = self._seen[number]
        own = "" if race.key is None or race.whole else f"-{_slug(race.key)}"
        if attached is not None:
            event = event_id(race.discipline, attached.category)
            return RaceId(race_id(attached.edition, event, race.round, race.heat) + own)
        name = self._names.get(self._events[number])
        if name is None:
            indoor = "-indoor" if race.indoor else ""
            name = self._names[self._events[number]] = event_id(race.discipline, race.category) + indoor
        heat = "" if race.heat is None else f"-{race.heat}"
        return RaceId(f"{race.date}-{_slug(race.venue)}-{name}-{str.__str__(race.round)}{heat}{own}")

    def _detach_rivals(self, attached: list[Attachment | None]) -> None:
        """Of two races that would be one race of an edition, the one whose stadium isn't told is not it."""
        rivals: dict[RaceId, list[int]] = defaultdict(list)
        for number, found in enumerate(attached):
            if found is not None and self._seen[number].key is None:
                rivals[self._id(number, found)].append(number)
        for numbers in rivals.values():
            by_venue = [number for number in numbers if (it := attached[number]) and it.by_venue]
            for number in numbers:
                if len(numbers) > 1 and (len(by_venue) != 1 or number != by_venue[0]):
                    attached[number] = None


_ROUNDS = {round_: number for number, round_ in enumerate(Round)}


def recover(rows: Iterable[Observation], facts: Facts) -> tuple[RecoveredRace, ...]:
    """The races behind the rows of one source."""
    recovery = Recovery(facts)
    for row in rows:
        recovery.add(row)
    return tuple(recovery.races())


def _contradict(rows: Iterator[int], *, track: bool) -> bool:
    """Whether marks, packed behind their places and sorted, can't be of one race."""
    mask = (1 << _VALUE_BITS) - 1
    for one, other in pairwise(rows):
        if one >> _VALUE_BITS == other >> _VALUE_BITS:
            if one != other:
                return True
        elif track and one & mask > other & mask:
            return True
    return False


_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def _slug(text: str) -> str:
    return _NOT_A_SLUG.sub("-", fold(text)).strip("-")
