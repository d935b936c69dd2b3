"""What is disputed: claims beside or against the results, and pairs of athletes that may be one person."""

from collections.abc import Iterator

import numpy as np

from knowledge.models.base import AthleteId
from knowledge.models.claim import Claim, Saying
from knowledge.models.records import Doubt, RaceHead
from knowledge.store.columns import distinct
from knowledge.store.reading.entities import Entities


def claims_of_race(entities: Entities, race: int) -> tuple[Claim, ...]:
    """The claims in the file of a race, in their order."""
    return tuple(_claim(entities, row) for row in entities.tables.claim.of_race.of(race).tolist())


def claims_of_athlete(entities: Entities, athlete: int) -> tuple[Claim, ...]:
    """The claims in the file of an athlete, in their order."""
    return tuple(_claim(entities, row) for row in entities.tables.claim.of_athlete.of(athlete).tolist())


def claims_about(entities: Entities, athlete: int) -> tuple[tuple[RaceHead | None, Claim], ...]:
    """The claims in the athlete's own file, then those elsewhere that name the athlete, newest race first.

    Each comes with the race whose file it is in, if it is a race's.
    """
    of = entities.tables.claim
    naming = distinct(of.naming_claim.codes[of.naming.of(athlete)])
    naming = naming[of.athlete.codes[naming] != athlete]
    # Claims in the files of athletes have no race, and come last.
    files = (of.athlete.codes[naming], of.race.codes[naming], of.race.codes[naming] < 0)
    order = np.lexsort((of.position.codes[naming], *files))
    heads, found = entities.heads, [(None, claim) for claim in claims_of_athlete(entities, athlete)]
    elsewhere: list[tuple[RaceHead | None, Claim]] = []
    for row in naming[order].tolist():
        race = of.race[row]
        elsewhere.append((None if race is None else heads[race], _claim(entities, row)))
    return (*found, *elsewhere)


def _claim(entities: Entities, row: int) -> Claim:
    of, source_ids = entities.tables.claim, entities.source_ids
    slugs = entities.tables.athlete.slug
    return Claim(
        about=of.about[row],
        status=of.status[row],
        sayings=tuple(
            Saying(source=source_ids[of.saying_source[one]], says=of.says[one]) for one in of.sayings.of(row)
        ),
        stands=of.stands[row],
        why=of.why[row],
        rests_on=entities.sources(of.sources, row),
        athletes=tuple(AthleteId(slugs[of.athletes_about[one]]) for one in of.athletes.of(row)),
    )


def read_doubts(entities: Entities, source: str | None = None) -> Iterator[Doubt]:
    """The pairs, most likely one person first; of one source (or of `curated`) where it is given."""
    of, slugs = entities.tables.doubt, entities.tables.athlete.slug
    for row in range(len(of.one)):
        doubt = Doubt(
            one=AthleteId(slugs[of.one[row]]),
            other=AthleteId(slugs[of.other[row]]),
            one_key=of.one_key[row],
            other_key=of.other_key[row],
            evidence=of.evidence.of(row),
        )
        if source is None or _is_of(source, doubt.one_key, doubt.other_key):
            yield doubt


def count_doubts(entities: Entities, source: str | None = None) -> int:
    """How many pairs `read_doubts` gives."""
    of = entities.tables.doubt
    if source is None:
        return len(of.one)
    keys = zip(of.one_key.of(slice(None)), of.other_key.of(slice(None)), strict=True)
    return sum(_is_of(source, *pair) for pair in keys)


def _is_of(source: str, *keys: str) -> bool:
    """Whether a pair of people with these keys has one of a source."""
    return any(key.startswith(f"{source}/") for key in keys)
