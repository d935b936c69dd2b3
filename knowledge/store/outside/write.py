"""Writing outside people, races and results into the tables that hold the curated ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from knowledge.curation import Facts
from knowledge.identity import Person
from knowledge.models.base import SourceId
from knowledge.models.facts import ClaimStatus, Coverage, CoverageKind, Source
from knowledge.models.observation import SeenRace
from knowledge.names import fold
from knowledge.recovery import Entry, RecoveredRace, Standing, compare
from knowledge.store import schema
from knowledge.store.outside.gathered import Gathered, Row
from knowledge.store.outside.outside import Outside
from knowledge.store.outside.people import People, curated_entries
from knowledge.store.outside.places import Places, slug_of
from knowledge.store.rows import Rows

LONGEST_ATHLETE = 36
COMBINED = "combined event"
"""The note of a row that is a part of a decathlon or heptathlon: its race is none of that event."""
_CURATED = "curated/"


def write_outside(rows: Rows, facts: Facts, outside: Outside) -> None:
    """Write all that outside sources add. What is curated stands; what differs from it becomes a claim."""
    sources, people = outside.sources, outside.people
    known = {str(source.id) for source in facts.sources}
    for one in sources:
        if one.source.id not in known:
            _write_source(rows, one.source)
    places = Places(rows, facts)
    athletes = _write_people(rows, facts, people, places)
    _Results(rows, facts, people, places, athletes).write(sources)


def _write_source(rows: Rows, source: Source) -> None:
    rows.add_thing(schema.source, source.id, **source.model_dump(exclude={"id"}))


def _write_people(rows: Rows, facts: Facts, people: People, places: Places) -> dict[str, int]:
    """The keys of everybody, by person; those who are not curated are written, with their spellings."""
    taken = {str(athlete.id) for athlete in facts.athletes}
    ids_taken: set[tuple[str, str]] = {pair for a in facts.athletes for pair in a.ids.items()}
    keys: dict[str, int] = {}
    for key, person in people.everybody.items():
        if key.startswith(_CURATED):
            keys[key] = rows.key(schema.athlete, key.removeprefix(_CURATED))
            continue
        source = rows.key(schema.source, key.partition("/")[0])
        name = person.names[0]
        family = person.families[0] if person.families else name.split()[-1]
        keys[key] = athlete = rows.add_thing(
            schema.athlete,
            _slug(person, taken),
            name=name,
            family=family,
            family_folded=fold(family),
            sex=person.sex,
            nation_id=places.nation(people.nations[key]),
            born=person.born,
            note=None,
        )
        rows.add_list(schema.athlete_source, athlete, [{"source_id": source}])
        for position, spelling in enumerate(person.names[1:]):
            spelled = rows.add_keyed(
                schema.athlete_name, athlete_id=athlete, position=position, text=spelling, kind="variant"
            )
            rows.add_list(schema.athlete_name_source, spelled, [{"source_id": source}])
        free = [pair for pair in person.ids if pair not in ids_taken]
        ids_taken.update(free)
        rows.add_list(
            schema.athlete_outside_id, athlete, ({"system": system, "value": value} for system, value in free)
        )
    return keys


def _slug(person: Person, taken: set[str]) -> str:
    """An id for somebody: the name, with the year of birth and then a number where others have it."""
    base = slug_of(person.names[0], LONGEST_ATHLETE)
    year = (person.born or "")[:4]
    tries = [base] + ([f"{slug_of(base, LONGEST_ATHLETE - 5)}-{year}"] if year else [])
    number = 2
    while True:
        for slug in tries:
            if slug not in taken:
                taken.add(slug)
                return slug
        tries = [f"{slug_of(tries[-1], LONGEST_ATHLETE - 4)}-{number}"]
        number += 1


def _of_combined_event(one: Gathered, race: RecoveredRace) -> bool:
    """Whether a race is a part of a combined event; such races are kept in the archive and not shown yet."""
    return all(COMBINED in row.notes for row in one.rows[race.number])


class _Results:
    """Writes races and results, each race once, whichever sources tell of it."""

    def __init__(
        self, rows: Rows, facts: Facts, people: People, places: Places, athletes: dict[str, int]
    ) -> None:
        self._rows = rows
        self._people = people
        self._places = places
        self._athletes = athletes
        self._disciplines = {str(discipline.id) for discipline in facts.disciplines}
        self._curated = {str(race.id): race for race in facts.races}
        self._editions = {edition.id: edition for edition in facts.editions}
        self._written: dict[str, int] = {}
        self._there: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        self._position: defaultdict[str, int] = defaultdict(lambda: 1_000)
        for race_id, entries in curated_entries(facts).items():
            self._there[race_id] = {entry.who: entry for entry in entries}

    def write(self, sources: Sequence[Gathered]) -> None:
        """Write everything, source by source."""
        for one in sources:
            for race in one.races:
                if race.seen.discipline in self._disciplines and not _of_combined_event(one, race):
                    self._write_race(one, race)

    def _write_race(self, one: Gathered, race: RecoveredRace) -> None:
        source = self._rows.key(schema.source, one.source.id)
        key = self._key(race, source, self._coverage(one, race))
        there = self._there[race.id]
        met = race.id in self._curated or bool(there)
        for row in one.rows[race.number]:
            who = self._people.of[one.source.id, row.athlete]
            entry = Entry(who, row.place, row.mark, row.value, row.status)
            if who in there:
                self._say_what_differs(one.source.id, race, key, there[who], entry)
                continue
            there[who] = entry
            self._write_result(race, key, row, who, source if met else None)

    def _coverage(self, one: Gathered, race: RecoveredRace) -> Coverage:
        if race.mixed is None and (race.seen.whole or one.cut_off):
            return race.coverage
        return Coverage(kind=CoverageKind.PARTIAL)

    def _key(self, race: RecoveredRace, source: int, coverage: Coverage) -> int:
        """The key of a race, written where it is not there yet."""
        if race.id in self._curated:
            return self._rows.key(schema.race, race.id)
        if race.id in self._written:
            return self._written[race.id]
        seen = race.seen
        edition, venue = self._edition(race, seen, source)
        key = self._written[race.id] = self._rows.add_thing(
            schema.race,
            race.id,
            edition_id=edition,
            discipline_id=self._rows.key(schema.discipline, seen.discipline),
            category=race.attached.category if race.attached else seen.category,
            round=seen.round,
            heat=seen.heat or None,
            date=seen.date,
            venue_id=venue,
            coverage=coverage.kind,
            coverage_limit=coverage.limit,
            coverage_note=None,
            wind_mps=seen.wind_mps,
            note=race.mixed,
        )
        self._rows.add_list(schema.race_source, key, [{"source_id": source}])
        return key

    def _edition(self, race: RecoveredRace, seen: SeenRace, source: int) -> tuple[int, int | None]:
        if race.attached is None:
            return self._places.edition(seen, source)
        edition = self._editions[race.attached.edition]
        venue = self._rows.key(schema.venue, f"{edition.venue}, {edition.city}") if edition.venue else None
        return self._rows.key(schema.edition, edition.id), venue

    def _write_result(self, race: RecoveredRace, key: int, row: Row, who: str, source: int | None) -> None:
        self._position[race.id] += 1
        notes: Iterable[str] = (*row.notes, "i") if race.seen.indoor and "i" not in row.notes else row.notes
        # In rows that may be of several races a place says nothing about who beat whom.
        place = row.place if race.mixed is None and row.place != 0 else None
        result = self._rows.add_keyed(
            schema.result,
            race_id=key,
            athlete_id=self._athletes[who],
            position=self._position[race.id],
            nation_id=self._places.nation(row.nation),
            team=None,
            place=place if row.status == "finished" else None,
            mark=row.mark if row.value else None,
            mark_value=row.value or None,
            hand_timed=row.hand_timed,
            status=row.status,
            wind_mps=row.wind_mps,
            superseded=None,
        )
        self._rows.add_texts(schema.result_note, result, notes)
        if source is not None:
            self._rows.add_list(schema.result_source, result, [{"source_id": source}])

    def _say_what_differs(
        self, source: SourceId, race: RecoveredRace, key: int, known: Entry, entry: Entry
    ) -> None:
        (met,) = compare([known], [entry])
        if met.standing is not Standing.DISAGREES or race.mixed is not None:
            return
        person = self._people.everybody[entry.who]
        self._position[f"claims of {race.id}"] += 1
        claim = self._rows.add_keyed(
            schema.claim,
            race_id=key,
            athlete_id=None,
            position=self._position[f"claims of {race.id}"],
            about=f"the result of {person.names[0]}",
            status=ClaimStatus.UNRESOLVED,
            stands=None,
            why=None,
        )
        says = f"{person.names[0]}: {', '.join(met.differs)}."
        self._rows.add_list(
            schema.claim_saying,
            claim,
            [{"source_id": self._rows.key(schema.source, source), "says": says}],
        )
        self._rows.add_list(schema.claim_athlete, claim, [{"athlete_id": self._athletes[entry.who]}])
