"""Writing what statements without a race add to athletes who are there, and what they say otherwise."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, update

from knowledge.identity import Person
from knowledge.identity.enriching import SYSTEM, Addition, Enriched, enrich
from knowledge.imports import Enrichment
from knowledge.models.facts import ClaimStatus
from knowledge.store import schema
from knowledge.store.rows import Rows

_BEHIND = 100_000
"""Where what is added stands among what an athlete has several of: after all the rest."""


def write_enrichments(
    rows: Rows,
    source: int,
    statements: Iterable[Enrichment],
    people: Iterable[Person],
    athletes: Mapping[str, int],
) -> Enriched:
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


def _add(rows: Rows, source: int, athlete: int, addition: Addition) -> None:
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
