"""Ids: well formed, and each one that is named somewhere exists."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from knowledge.curation.checks.finding import Finding, finding
from knowledge.curation.facts import FOLDERS, Facts, Thing, file_of
from knowledge.curation.toml_source import Path
from knowledge.models.facts import Athlete, City, Claim, Edition, Name, Race

LONGEST = {"athletes": 36, "editions": 40, "disciplines": 20}
"""A question holds two athletes and a discipline, and a button holds a question in 100 characters."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{3}")

Reference = tuple[Path, str, str]
"""Where an id is named, the folder of what it names, and the id."""


def check(facts: Facts) -> Iterator[Finding]:
    """Ids that are not well formed, and ids of nothing."""
    known: dict[str, dict[str, None]] = {
        folder: dict.fromkeys(str(thing.id) for thing in getattr(facts, folder)) for folder in FOLDERS
    }
    for folder in FOLDERS:
        for thing in getattr(facts, folder):
            yield from _formed(thing, folder)
            for path, kind, named in references(thing):
                if named not in known[kind]:
                    near = get_close_matches(named, known[kind], n=1, cutoff=0.7)
                    yield finding(
                        thing,
                        path,
                        f"is no id in {kind}",
                        value=named,
                        expected=f"the name of a file in {kind}, without .toml",
                        fix=f"write {near[0]}" if near else f"add {file_of(kind, named)}",
                        missing=file_of(kind, named),
                    )


def _formed(thing: Thing, folder: str) -> Iterator[Finding]:
    shape, expected = (_SLUG, "lower-case words joined by hyphens, without accents")
    if folder == "nations":
        shape, expected = (_CODE, "three capitals")
    if shape.fullmatch(thing.id) is None:
        yield finding(thing, (), "is not an id", value=thing.id, expected=expected, fix="rename the file")
    longest = LONGEST.get(folder)
    if longest and len(thing.id) > longest:
        fix = "rename the file, and what names it"
        yield finding(
            thing, (), "is too long", value=thing.id, expected=f"at most {longest} characters", fix=fix
        )


def references(thing: Thing) -> Iterator[Reference]:
    """Every id of another thing that a thing names."""
    for number, source in enumerate(getattr(thing, "sources", ())):
        yield ("sources", number), "sources", source
    for number, name in enumerate(getattr(thing, "names", ())):
        if isinstance(name, Name):
            yield from ((("names", number), "sources", source) for source in name.sources)
    for number, claim in enumerate(getattr(thing, "claims", ())):
        yield from _of_claim(claim, number)
    if isinstance(thing, City):
        yield ("nation",), "nations", thing.nation
    elif isinstance(thing, Edition):
        yield ("competition",), "competitions", thing.competition
        yield ("city",), "cities", thing.city
    elif isinstance(thing, Athlete):
        yield ("nation",), "nations", thing.nation
        for number, relation in enumerate(thing.relations):
            yield ("relations", number), "athletes", relation.athlete
            yield from ((("relations", number), "sources", source) for source in relation.sources)
    elif isinstance(thing, Race):
        yield from _of_race(thing)


def _of_claim(claim: Claim, number: int) -> Iterator[Reference]:
    yield from ((("claims", number, "sayings"), "sources", saying.source) for saying in claim.sayings)
    yield from ((("claims", number, "rests_on"), "sources", source) for source in claim.rests_on)
    yield from ((("claims", number, "athletes"), "athletes", athlete) for athlete in claim.athletes)


def _of_race(race: Race) -> Iterator[Reference]:
    yield ("edition",), "editions", race.edition
    yield ("discipline",), "disciplines", race.discipline
    for number, result in enumerate(race.results):
        for athlete in (result.athlete, *result.members):
            if athlete is not None:
                yield ("results", number), "athletes", athlete
        yield ("results", number), "nations", result.nation
        yield from ((("results", number), "sources", source) for source in result.sources)


def used(facts: Facts) -> dict[str, set[str]]:
    """Every id that anything names, by folder."""
    found: dict[str, set[str]] = {folder: set() for folder in FOLDERS}
    for folder in FOLDERS:
        for thing in getattr(facts, folder):
            for _, kind, named in references(thing):
                found[kind].add(named)
    return found
