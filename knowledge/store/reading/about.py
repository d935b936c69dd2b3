"""The version, the size and the coverage of the knowledge."""

from collections.abc import Iterator

import numpy as np

from knowledge.models.facts import CoverageKind, Round, Tier
from knowledge.models.records import (
    About,
    Counts,
    Covered,
    FamilyReach,
    Fullest,
    Hidden,
    Merged,
    SourceCounts,
)
from knowledge.store.columns import TableReader
from knowledge.store.reading.entities import Entities
from knowledge.store.tables import Tables

_MOST_EDITIONS = 5
"""Editions in `read_fullest`. Chosen by hand."""
_FINAL = tuple(Round).index(Round.FINAL)
_COMPLETE = tuple(CoverageKind).index(CoverageKind.COMPLETE)


def read_about(tables: Tables) -> About:
    """The version, the first and last race, and the size."""
    of = TableReader(tables.arrays, "build")
    return About(
        version=of.text("version")[0],
        first_race=of.optional_day("first_race")[0],
        last_race=of.optional_day("last_race")[0],
        counts=Counts(**{name: of.number(name)[0] for name in Counts.model_fields}),
        merged=_read_merged(tables),
    )


def _read_merged(tables: Tables) -> Merged | None:
    of, hidden = TableReader(tables.arrays, "merged"), TableReader(tables.arrays, "merged_hidden")
    counted = [name for name in Merged.model_fields if name != "hidden"]
    if not len(of.number(counted[0])):
        return None
    rows = zip(hidden.text("why").of(slice(None)), hidden.number("rows").of(slice(None)), strict=True)
    return Merged(
        **{name: of.number(name)[0] for name in counted},
        hidden=tuple(Hidden(why=why, rows=count) for why, count in rows),
    )


def read_coverage(entities: Entities) -> tuple[Covered, ...]:
    """The number of races of each discipline and of complete ones, most races first."""
    tables = entities.tables
    disciplines, size = tables.race.discipline.codes, len(tables.discipline)
    counts = np.bincount(disciplines, minlength=size)
    complete = np.bincount(disciplines[tables.race.coverage.codes == _COMPLETE], minlength=size)
    order = np.lexsort((tables.discipline.slug.codes, -counts))
    return tuple(
        Covered(discipline=entities.disciplines[row], races=int(counts[row]), complete=int(complete[row]))
        for row in order.tolist()
        if counts[row]
    )


def read_fullest(entities: Entities) -> tuple[Fullest, ...]:
    """The editions with most complete finals, and the number of these."""
    tables, race = entities.tables, entities.tables.race
    whole = (race.round.codes == _FINAL) & (race.coverage.codes == _COMPLETE)
    finals = np.bincount(race.edition.codes[whole], minlength=len(tables.edition))
    order = np.lexsort((tables.edition.slug.codes, -tables.edition.start.codes, -finals))
    return tuple(
        Fullest(head=entities.heads[int(race.of_edition.of(row)[0])], finals=int(finals[row]))
        for row in order[:_MOST_EDITIONS].tolist()
        if finals[row]
    )


def read_families(entities: Entities) -> tuple[FamilyReach, ...]:
    """The reach of each championship and of each tier of meetings, most finals first."""
    families: dict[tuple[Tier, int | None], FamilyReach] = {}
    for place, one in _editions_with_finals(entities):
        families[place] = _joined(families[place], one) if place in families else one
    return tuple(sorted(families.values(), key=_rank))


def _editions_with_finals(entities: Entities) -> Iterator[tuple[tuple[Tier, int | None], FamilyReach]]:
    """The reach of each curated edition alone."""
    of, race = entities.tables.edition, entities.tables.race
    finals = np.bincount(race.edition.codes[race.round.codes == _FINAL], minlength=len(of))
    for row in np.flatnonzero((finals > 0) & (of.recovered.codes == 0)).tolist():
        tier, competition = of.tier[row], of.competition[row]
        year = of.year[row]
        yield (
            (tier, None if tier.is_meeting else competition),
            FamilyReach(
                competition=None if tier.is_meeting else entities.competitions[competition],
                tier=tier,
                editions=1,
                first=year,
                last=year,
                finals=int(finals[row]),
            ),
        )


def _joined(one: FamilyReach, other: FamilyReach) -> FamilyReach:
    """Two reaches in one."""
    return one.model_copy(
        update={
            "editions": one.editions + other.editions,
            "first": min(one.first, other.first),
            "last": max(one.last, other.last),
            "finals": one.finals + other.finals,
        }
    )


def _rank(family: FamilyReach) -> tuple[int, int, str]:
    return -family.finals, list(Tier).index(family.tier), family.competition.id if family.competition else ""


def read_source_counts(entities: Entities) -> tuple[SourceCounts, ...]:
    """The numbers of races, results and spellings of each source, most results first."""
    of = entities.tables.source
    rows = of.tallied.codes
    order = np.lexsort((of.slug.codes[rows], -of.races.codes, -of.results.codes))
    return tuple(
        SourceCounts(
            source=entities.source_ids[of.tallied[one]],
            publisher=of.publisher[of.tallied[one]],
            title=of.title[of.tallied[one]],
            licence=of.licence[of.tallied[one]],
            races=of.races[one],
            results=of.results[one],
            spellings=of.spellings[one],
        )
        for one in order.tolist()
    )
