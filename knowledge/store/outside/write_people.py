"""Writing the people whom only outside sources know, with their spellings."""

from knowledge.curation import Facts
from knowledge.identity import Person, curated_key
from knowledge.names import fold, tokens
from knowledge.store import schema
from knowledge.store.outside.outside import Outside
from knowledge.store.outside.people import People
from knowledge.store.outside.places import AFTER_CURATED, Places, slug_of
from knowledge.store.rows import Rows

LONGEST_ATHLETE = 36
_CURATED = "curated/"


def write_people(rows: Rows, facts: Facts, people: People, places: Places) -> dict[str, int]:
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
        nation = places.nation(people.nations[key])
        keys[key] = athlete = rows.next_key(schema.athlete)
        slug = _slug(person, taken)
        rows.add_cells(
            schema.athlete,
            (athlete, slug, name, family, fold(family), str(person.sex), nation, person.born, None),
        )
        rows.add_cells(schema.athlete_source, (athlete, 0, source))
        for position, spelling in enumerate(person.names[1:]):
            spelled = rows.add_keyed(
                schema.athlete_name, athlete_id=athlete, position=position, text=spelling, kind="variant"
            )
            rows.add_cells(schema.athlete_name_source, (spelled, 0, source))
        free = [pair for pair in person.ids if pair not in ids_taken]
        ids_taken.update(free)
        for position, (system, value) in enumerate(free):
            rows.add_cells(schema.athlete_outside_id, (athlete, position, system, value))
    return keys


def write_spellings(rows: Rows, facts: Facts, outside: Outside, athletes: dict[str, int]) -> None:
    """Write how outside sources spell curated athletes, where no name that is curated has the same words."""
    known = {
        curated_key(athlete.id): {_words(name) for name in (athlete.name, *(n.text for n in athlete.names))}
        for athlete in facts.athletes
    }
    for one in outside.sources:
        source = rows.key(schema.source, one.source.id)
        for who, seen in zip(outside.people.of[one.source.id], one.printed.athletes, strict=True):
            if who not in known:
                continue
            for spelling in (seen.name, *seen.spellings):
                if _words(spelling) in known[who]:
                    continue
                spelled = rows.add_keyed(
                    schema.athlete_name,
                    athlete_id=athletes[who],
                    position=AFTER_CURATED + len(known[who]),
                    text=spelling,
                    kind="variant",
                )
                rows.add_cells(schema.athlete_name_source, (spelled, 0, source))
                known[who].add(_words(spelling))


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(tokens(name)))


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
