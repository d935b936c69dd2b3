"""Athletes that only outside sources know, and outside spellings of curated ones."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from knowledge.imports.linkage.merge.curated import CuratedEvidence
from knowledge.imports.linkage.merge.link import LinkedArchive, LinkedPeople
from knowledge.imports.linkage.merge.places import slug_of
from knowledge.imports.linkage.people import Person, curated_id
from knowledge.names import tokens

LONGEST_ATHLETE = 36
"""Longest id of an athlete, in characters: a question may name a race and an athlete, or two athletes."""


class MergedAthlete(NamedTuple):
    """An athlete that is not curated: a person's number, a new id, and the source of the person's key."""

    person: int
    id: str
    source: str
    name: str
    family: str
    sex: str
    nation: str
    born: str | None
    spellings: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]


class OutsideSpelling(NamedTuple):
    """A spelling of a curated athlete's name in a source. `number` counts the athlete's known names."""

    person: int
    source: str
    text: str
    number: int


def merged_athletes(curated: CuratedEvidence, people: LinkedPeople) -> Iterator[MergedAthlete]:
    """The people who are not curated. An outside id that two of them have is kept for the first."""
    used = {curated_id(person.key) or "" for person in curated.people}
    used_ids = {pair for person in curated.people for pair in person.ids}
    for number in people.people.clusters(len(curated.people)):
        person = people.people[number]
        name = person.names[0]
        ids = tuple(pair for pair in person.ids if pair not in used_ids)
        used_ids.update(ids)
        yield MergedAthlete(
            number,
            _athlete_slug(person, used),
            person.key.partition("/")[0],
            name,
            person.families[0] if person.families else name.split()[-1],
            str(person.sex),
            people.codes[people.nations[number]],
            person.born,
            person.names[1:],
            ids,
        )


def outside_spellings(curated: CuratedEvidence, linked: LinkedArchive) -> Iterator[OutsideSpelling]:
    """Spellings of curated athletes in the sources whose words differ from those of all known names."""
    known = [{*map(_words, curated.spellings[person.key])} for person in curated.people]
    for source, person, spelling in _printed_names(linked, len(curated.people)):
        words_of_names = known[person]
        if (words := _words(spelling)) not in words_of_names:
            yield OutsideSpelling(person, source, spelling, len(words_of_names))
            words_of_names.add(words)


def _printed_names(linked: LinkedArchive, curated: int) -> Iterator[tuple[str, int, str]]:
    """Each printed name of the first people, the curated: its source, the person's number, and the text."""
    for one in linked.sources:
        person_of = linked.people.of[one.source.id]
        for index in np.flatnonzero(person_of < curated).tolist():
            seen = one.printed.athletes[index]
            for spelling in (seen.name, *seen.spellings):
                yield one.source.id, int(person_of[index]), spelling


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(tokens(name)))


def _athlete_slug(person: Person, used: set[str]) -> str:
    """A free id: the name, then the name with the year of birth, then with a number. Added to `used`."""
    base = slug_of(person.names[0], LONGEST_ATHLETE)
    year = (person.born or "")[:4]
    tries = [base] + ([f"{slug_of(base, LONGEST_ATHLETE - 5)}-{year}"] if year else [])
    number = 2
    while True:
        for slug in tries:
            if slug not in used:
                used.add(slug)
                return slug
        tries = [f"{slug_of(tries[-1], LONGEST_ATHLETE - 4)}-{number}"]
        number += 1
