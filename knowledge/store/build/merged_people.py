"""Writes athletes that only outside sources know, outside spellings, undecided pairs, and enrichments."""

from collections.abc import Iterable

import numpy as np

from knowledge.imports.column_types import MISSING, Numbers
from knowledge.imports.linkage.merge import (
    CuratedEvidence,
    LinkedArchive,
    MergedAthlete,
    OutsideSpelling,
    merged_athletes,
    outside_spellings,
)
from knowledge.imports.linkage.people import ComparedPair, Population, curated_id
from knowledge.imports.linkage.people.enrich import SYSTEM, AthleteAddition
from knowledge.models.claim import ClaimStatus
from knowledge.names import fold
from knowledge.store import schema
from knowledge.store.build.merged_races import AFTER_CURATED, PlaceWriter
from knowledge.store.build.rows import Rows
from knowledge.store.schema import doubt, doubt_evidence

_AFTER_ALL = 100_000
"""First position of additions by enrichments in an athlete's lists: after all other rows."""


def write_people(rows: Rows, curated: CuratedEvidence, linked: LinkedArchive, places: PlaceWriter) -> Numbers:
    """Write all people that are not curated, and all new spellings. Returns the key of each person."""
    keys = np.full(len(linked.people.nations), MISSING, np.int64)
    keys[: len(curated.people)] = [
        rows.key(schema.athlete, curated_id(one.key) or "") for one in curated.people
    ]
    for athlete in merged_athletes(curated, linked.people):
        keys[athlete.person] = _write_athlete(rows, athlete, places)
    for spelling in outside_spellings(curated, linked):
        _write_spelling(rows, spelling, int(keys[spelling.person]))
    return keys


def _write_athlete(rows: Rows, athlete: MergedAthlete, places: PlaceWriter) -> int:
    nation = places.nation(athlete.nation)
    key = rows.next_key(schema.athlete)
    source = rows.key(schema.source, athlete.source)
    name, family = athlete.name, athlete.family
    rows.add_cells(
        schema.athlete,
        (key, athlete.id, name, family, fold(family), athlete.sex, nation, athlete.born, None, None),
    )
    rows.add_cells(schema.athlete_source, (key, 0, source))
    for position, text in enumerate(athlete.spellings):
        _write_name(rows, key, position, text, source)
    for position, (system, value) in enumerate(athlete.ids):
        rows.add_cells(schema.athlete_outside_id, (key, position, system, value))
    return key


def _write_spelling(rows: Rows, spelling: OutsideSpelling, athlete: int) -> None:
    source = rows.key(schema.source, spelling.source)
    _write_name(rows, athlete, AFTER_CURATED + spelling.number, spelling.text, source)


def _write_name(rows: Rows, athlete: int, position: int, text: str, source: int) -> None:
    name = rows.add_keyed(
        schema.athlete_name, athlete_id=athlete, position=position, text=text, kind="variant"
    )
    rows.add_cells(schema.athlete_name_source, (name, 0, source))


def write_enrichments(
    rows: Rows, source: int, additions: Iterable[AthleteAddition], people: Population, athletes: Numbers
) -> None:
    """Write additions to athletes that have been written before; a disagreement becomes a claim.

    `source` is the key of the source's row, `athletes` has the key of each person, by number.
    """
    births: dict[int, str] = {}
    for addition in additions:
        athlete = int(athletes[people.cluster(addition.person)])
        _write_addition(rows, source, athlete, addition)
        if addition.born is not None:
            births[athlete] = addition.born
    rows.columns.change(schema.athlete.c.born, births)


def _write_addition(rows: Rows, source: int, athlete: int, addition: AthleteAddition) -> None:
    cited = {"position": _AFTER_ALL, "source_id": source}
    for position, text in enumerate(addition.spellings, _AFTER_ALL):
        name = rows.add_keyed(
            schema.athlete_name, athlete_id=athlete, position=position, text=text, kind="variant"
        )
        rows.add(schema.athlete_name_source, athlete_name_id=name, **cited)
    if addition.world_athletics is not None:
        number = {"system": SYSTEM, "value": addition.world_athletics}
        rows.add(schema.athlete_outside_id, athlete_id=athlete, position=_AFTER_ALL, **number)
    for position, says in enumerate(addition.differs, _AFTER_ALL):
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


def write_doubts(rows: Rows, doubtful: Iterable[ComparedPair], people: Population, athletes: Numbers) -> None:
    """Write the pairs, most likely one person first.

    `athletes` has the key of each person, by number. Pairs that were merged by other evidence are left out.
    """
    for pair in sorted(doubtful, key=_likeliest_first):
        one, other = (int(athletes[people.cluster(key)]) for key in (pair.left, pair.right))
        if one == other:
            continue
        key = rows.add_keyed(doubt, one_id=one, other_id=other, one_key=pair.left, other_key=pair.right)
        rows.add_texts(doubt_evidence, key, pair.evidence)


def _likeliest_first(pair: ComparedPair) -> tuple[bool, int, str, str]:
    return not pair.same_birth, -pair.strength, pair.left, pair.right
