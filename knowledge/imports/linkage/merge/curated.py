"""What the linkage needs of the curated facts. The facts themselves need not stay in memory for it."""

from dataclasses import dataclass

from knowledge.curation import Facts
from knowledge.imports.linkage.merge.sources import team_key
from knowledge.imports.linkage.people import Person, curated_key, curated_people
from knowledge.imports.linkage.races import ComparedResult
from knowledge.models.base import RaceId

ComparedRaces = dict[RaceId, list[ComparedResult]]


@dataclass(frozen=True, slots=True)
class CuratedEvidence:
    """The curated people and results to compare, and the facts without athletes and the rows of races.

    `spellings` are all names of each person, by key.
    """

    facts: Facts
    people: tuple[Person, ...]
    spellings: dict[str, tuple[str, ...]]
    results: ComparedRaces


def curated_evidence(facts: Facts) -> CuratedEvidence:
    """The evidence of these facts."""
    races = tuple(
        race.model_copy(update={"results": (), "claims": (), "sources": ()}) for race in facts.races
    )
    spellings = {
        curated_key(athlete.id): (athlete.name, *(name.text for name in athlete.names))
        for athlete in facts.athletes
    }
    return CuratedEvidence(
        facts.model_copy(update={"races": races, "athletes": ()}),
        curated_people(facts),
        spellings,
        _curated_results(facts),
    )


def _curated_results(facts: Facts) -> ComparedRaces:
    return {
        race.id: [
            ComparedResult(
                team_key(result.nation, result.team)
                if result.athlete is None
                else curated_key(result.athlete),
                result.place,
                result.mark.text if result.mark else None,
                result.mark.value if result.mark else None,
                result.status,
            )
            for result in race.results
        ]
        for race in facts.races
    }
