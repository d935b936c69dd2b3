"""Writing the people whom only outside sources know, with their spellings."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, update

from knowledge.curation import Facts
from knowledge.imports.formats import Enrichment
from knowledge.imports.linkage.merge.link import LinkedArchive, LinkedPeople
from knowledge.imports.linkage.people import Person, curated_key
from knowledge.imports.linkage.people.enrich import SYSTEM, AthleteAddition, LinkedEnrichments, enrich
from knowledge.models.facts import ClaimStatus
from knowledge.names import fold, tokens
from knowledge.store import schema
from knowledge.store.build.merged_places import AFTER_CURATED, Places, slug_of
from knowledge.store.build.rows import Rows

LONGEST_ATHLETE = 36
_CURATED = "curated/"


def write_people(rows: Rows, facts: Facts, people: LinkedPeople, places: Places) -> dict[str, int]:
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


def write_spellings(rows: Rows, facts: Facts, outside: LinkedArchive, athletes: dict[str, int]) -> None:
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


_BEHIND = 100_000
"""Where what is added stands among what an athlete has several of: after all the rest."""


def write_enrichments(
    rows: Rows,
    source: int,
    statements: Iterable[Enrichment],
    people: Iterable[Person],
    athletes: Mapping[str, int],
) -> LinkedEnrichments:
    """Add what a source's statements say of athletes, all of whom are written before.

    `source` is the key of the source's row, `athletes` has those of the rows of `people`. What differs from
    what is there becomes a claim beside the athlete. Returns what came of the statements.
    """
    births: list[dict[str, object]] = []
    enriched = enrich(people, statements)
    for addition in enriched.additions:
        athlete = athletes[addition.person]
        _add(rows, source, athlete, addition)
        if addition.born is not None:
            births.append({"whose": athlete, "day": addition.born})
    if births:
        rows.flush()
        whose = schema.athlete.c.id == bindparam("whose")
        rows.connection.execute(update(schema.athlete).where(whose).values(born=bindparam("day")), births)
    return enriched


def _add(rows: Rows, source: int, athlete: int, addition: AthleteAddition) -> None:
    cited = {"position": _BEHIND, "source_id": source}
    for position, text in enumerate(addition.spellings, _BEHIND):
        name = rows.add_keyed(
            schema.athlete_name, athlete_id=athlete, position=position, text=text, kind="variant"
        )
        rows.add(schema.athlete_name_source, athlete_name_id=name, **cited)
    if addition.world_athletics is not None:
        number = {"system": SYSTEM, "value": addition.world_athletics}
        rows.add(schema.athlete_outside_id, athlete_id=athlete, position=_BEHIND, **number)
    for position, says in enumerate(addition.differs, _BEHIND):
        claim = rows.add_keyed(
            schema.claim,
            athlete_id=athlete,
            position=position,
            about="the birth date",
            status=ClaimStatus.UNRESOLVED,
        )
        rows.add(schema.claim_saying, claim_id=claim, says=says, **cited)
    if addition.spellings or addition.world_athletics or addition.born:
        rows.add(schema.athlete_source, athlete_id=athlete, **cited)
