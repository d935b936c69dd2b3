"""Athletes: the whole profile, namesakes, kin, rivals and disciplines."""

from collections.abc import Collection

import numpy as np

from knowledge.models.base import AthleteId, NationId
from knowledge.models.facts import Athlete, Discipline, Relation
from knowledge.models.records import AthleteRef, Rival
from knowledge.store.reading.claims import claims_of_athlete
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.results import (
    competed_in,
    competed_rows,
    entered_rows,
    labelled,
    races_of,
)


def read_athlete(entities: Entities, row: int) -> Athlete:
    """The whole profile of an athlete."""
    of = entities.tables.athlete
    return Athlete(
        id=AthleteId(of.slug[row]),
        name=of.name[row],
        family=of.family[row],
        sex=of.sex[row],
        nation=NationId(entities.tables.nation.slug[of.nation[row]]),
        born=of.born[row],
        died=of.died[row],
        names=entities.names(of.names, row),
        relations=_relations(entities, row),
        ids=of.ids.of(row),
        sources=entities.sources(of.sources, row),
        claims=claims_of_athlete(entities, row),
        note=of.note[row],
    )


def _relations(entities: Entities, row: int) -> tuple[Relation, ...]:
    of = entities.tables.athlete
    return tuple(
        Relation.model_validate(
            {
                "athlete": of.slug[of.relation_other[one]],
                "is": of.relation_kind[one],
                "sources": entities.sources(of.relation_sources, one),
            }
        )
        for one in of.relations.of(row).tolist()
    )


def find_namesakes(entities: Entities, row: int, limit: int) -> tuple[AthleteRef, ...]:
    """Other athletes with the same family name, whatever its case and accents, in the order of ids."""
    of = entities.tables.athlete
    family = of.of_family.of(of.family_folded.codes[row])
    others = family[family != row]
    by_id = others[np.argsort(of.slug.codes[others])]
    return tuple(entities.athletes[one] for one in by_id[:limit].tolist())


def find_kin(entities: Entities, row: int) -> tuple[tuple[AthleteRef, str], ...]:
    """Athletes of the same family name whose files name this one as a relative, and the relation."""
    of = entities.tables.athlete
    rows = of.relations_to.of(row)
    owners = of.relation_of.codes[rows]
    families = of.family_folded.codes
    rows = rows[(families[owners] == families[row]) & (owners != row)]
    order = np.lexsort((of.relation_position.codes[rows], of.slug.codes[of.relation_of.codes[rows]]))
    return tuple(
        (entities.athletes[of.relation_of[one]], of.relation_kind[one]) for one in rows[order].tolist()
    )


def count_disciplines(
    entities: Entities, athletes: Collection[AthleteId]
) -> dict[AthleteId, tuple[Discipline, ...]]:
    """The disciplines of each of the athletes, most races first. Every athlete has an entry."""
    known = {one: row for one in athletes if (row := entities.tables.athlete.find(one)) is not None}
    entered = [races_of(entities, entered_rows(entities, row)) for row in known.values()]
    owners, races = labelled(entered)
    of, many = entities.tables.race.discipline.codes, len(entities.tables.discipline)
    counts = np.bincount(owners * many + of[races], minlength=len(known) * many).reshape(-1, many)
    most = np.argsort(-counts, axis=1, kind="stable")
    counted = {
        one: tuple(entities.disciplines[discipline] for discipline in ranked[:number])
        for one, ranked, number in zip(
            known, most.tolist(), np.count_nonzero(counts, axis=1).tolist(), strict=True
        )
    }
    return {one: counted.get(one, ()) for one in athletes}


def find_rivals(entities: Entities, row: int, limit: int) -> tuple[Rival, ...]:
    """The athletes raced against, most shared races first, then the latest race."""
    of = entities.tables
    people, races = competed_in(entities, races_of(entities, competed_rows(entities, row)))
    people, races = people[people != row], races[people != row]
    rivals, first, counts = np.unique(people, return_index=True, return_counts=True)
    # The races are newest first, and so the first of each rival is the last that both ran.
    last = of.race.date.codes[races[first]]
    order = np.lexsort((of.athlete.slug.codes[rivals], -last, -counts))[:limit]
    return tuple(
        Rival(athlete=entities.athletes[one], races=count)
        for one, count in zip(rivals[order].tolist(), counts[order].tolist(), strict=True)
    )
