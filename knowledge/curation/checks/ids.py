"""Check ids: well formed, each id that a file names exists, and each entity is used."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.facts import ATHLETES, FOLDERS, Entity, Facts
from knowledge.curation.toml_source import Path
from knowledge.models.claim import Claim
from knowledge.models.facts import Athlete, City, Edition, Name, Race

LONGEST = {"athletes": 36, "editions": 40, "disciplines": 20}
"""In characters. A question may name two athletes and a discipline, and its text is short enough to send."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{3}")

Reference = tuple[Path, str, str]
"""The path of a reference, the folder of the entity it names, and the id."""


def check_ids(facts: Facts) -> Iterator[Violation]:
    """Ids that are not well formed, and references to ids that do not exist."""
    known: dict[str, dict[str, None]] = {
        folder: dict.fromkeys(str(entity.id) for entity in getattr(facts, folder)) for folder in FOLDERS
    }
    for folder in FOLDERS:
        for entity in getattr(facts, folder):
            yield from _formed(entity, folder)
            for path, kind, named in references(entity):
                if named not in known[kind]:
                    near = get_close_matches(named, known[kind], n=1, cutoff=0.7)
                    yield _unknown(entity, path, kind, named, near)


def _unknown(entity: Entity, path: Path, kind: str, named: str, near: Sequence[str]) -> Violation:
    expected, add = f"the name of a file in {kind}, without .toml", f"add {kind}/{named}.toml"
    if kind == ATHLETES:
        expected, add = (
            f"an athlete of a file in {kind}",
            f"add [{named}] to {kind}/{_nation(entity, path)}.toml",
        )
    return violation(
        entity,
        path,
        f"is no id in {kind}",
        value=named,
        expected=expected,
        fix=f"write {near[0]}" if near else add,
        missing=(kind, named),
    )


def _nation(entity: Entity, path: Path) -> str:
    """The nation that the row of a race gives, for an athlete who is named in it."""
    number = path[1] if len(path) > 1 and path[0] == "results" else None
    return (
        entity.results[number].nation if isinstance(entity, Race) and isinstance(number, int) else "<nation>"
    )


def _formed(entity: Entity, folder: str) -> Iterator[Violation]:
    shape, expected = (_SLUG, "lower-case words joined by hyphens, without accents")
    if folder == "nations":
        shape, expected = (_CODE, "three capitals")
    rename = "rename its table" if folder == ATHLETES else "rename the file"
    if shape.fullmatch(entity.id) is None:
        yield violation(entity, (), "is not an id", value=entity.id, expected=expected, fix=rename)
    longest = LONGEST.get(folder)
    if longest and len(entity.id) > longest:
        fix = f"{rename}, and what names it"
        yield violation(
            entity, (), "is too long", value=entity.id, expected=f"at most {longest} characters", fix=fix
        )


def references(entity: Entity) -> Iterator[Reference]:
    """Every reference of an entity to another."""
    for number, source in enumerate(getattr(entity, "sources", ())):
        yield ("sources", number), "sources", source
    for number, name in enumerate(getattr(entity, "names", ())):
        if isinstance(name, Name):
            yield from ((("names", number), "sources", source) for source in name.sources)
    for number, claim in enumerate(getattr(entity, "claims", ())):
        yield from _of_claim(claim, number)
    if isinstance(entity, City):
        yield ("nation",), "nations", entity.nation
    elif isinstance(entity, Edition):
        yield ("competition",), "competitions", entity.competition
        yield ("city",), "cities", entity.city
        for number, gap in enumerate(entity.gaps):
            yield from ((("gaps", number), "sources", source) for source in gap.sources)
    elif isinstance(entity, Athlete):
        yield ("nation",), "nations", entity.nation
        for number, relation in enumerate(entity.relations):
            yield ("relations", number), "athletes", relation.athlete
            yield from ((("relations", number), "sources", source) for source in relation.sources)
    elif isinstance(entity, Race):
        yield from _of_race(entity)


def _of_claim(claim: Claim, number: int) -> Iterator[Reference]:
    yield from ((("claims", number, "sayings"), "sources", saying.source) for saying in claim.sayings)
    yield from ((("claims", number, "rests_on"), "sources", source) for source in claim.rests_on)
    yield from ((("claims", number, "athletes"), "athletes", athlete) for athlete in claim.athletes)


def _of_race(race: Race) -> Iterator[Reference]:
    yield ("edition",), "editions", race.edition
    yield ("discipline",), "disciplines", race.discipline
    for number, result in enumerate(race.results):
        for athlete in (result.athlete, *result.members, *result.reserves):
            if athlete is not None:
                yield ("results", number), "athletes", athlete
        yield ("results", number), "nations", result.nation
        yield from ((("results", number), "sources", source) for source in result.sources)


def used(facts: Facts) -> dict[str, set[str]]:
    """Every id that is referred to, by folder."""
    found: dict[str, set[str]] = {folder: set() for folder in FOLDERS}
    for folder in FOLDERS:
        for entity in getattr(facts, folder):
            for _, kind, named in references(entity):
                found[kind].add(named)
    return found


_USED_BY = {
    "sources": "something that rests on it",
    "cities": "an edition there",
    "competitions": "an edition of it",
}


def _is_town_of_imports(entity: object) -> bool:
    """Whether an entity is a town that is here for its names alone: imports hold meetings there."""
    return isinstance(entity, City) and bool(entity.names) and not entity.venues


def check_usage(facts: Facts) -> Iterator[Violation]:
    """Sources, cities and competitions that nothing names; editions and athletes without a race."""
    named = used(facts)
    raced = {race.edition for race in facts.races}
    entered = {
        athlete
        for race in facts.races
        for result in race.results
        for athlete in (result.athlete, *result.members, *result.reserves)
    }
    for folder, expected in _USED_BY.items():
        yield from (
            violation(entity, (), "is used by nothing", expected=expected, fix="remove the file or use it")
            for entity in getattr(facts, folder)
            if entity.id not in named[folder] and not _is_town_of_imports(entity)
        )
    yield from (
        violation(edition, (), "has no race", expected="a race in it", fix="remove the file or add one")
        for edition in facts.editions
        if edition.id not in raced
    )
    yield from (
        violation(athlete, (), "is in no race", expected="a result", fix="remove the athlete or add one")
        for athlete in facts.athletes
        if athlete.id not in entered
    )
