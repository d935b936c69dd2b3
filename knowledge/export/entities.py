"""Every entity of the knowledge for export, made one after the other."""

from collections.abc import Iterable, Iterator

from knowledge.curation import Entity
from knowledge.models.base import AthleteId, DisciplineId, EditionId, NationId, RaceId
from knowledge.models.facts import Athlete, Coverage, Race, Result
from knowledge.models.mark import Mark, Measure
from knowledge.store import Entities, KnowledgeBase, claims_of_race, read_athlete


def all_entities(kb: KnowledgeBase) -> Iterator[Entity]:
    """Every entity: nations first, races with their results last, each after the entities it refers to."""
    of = Entities(kb.tables)
    for make, table in (
        (of.nation, kb.tables.nation),
        (of.source, kb.tables.source),
        (of.city, kb.tables.city),
        (of.discipline, kb.tables.discipline),
        (of.competition, kb.tables.competition),
        (of.edition, kb.tables.edition),
    ):
        yield from map(make, range(len(table)))
    yield from _athletes(of)
    for row in range(len(kb.tables.race)):
        yield _race(of, row)


def _athletes(of: Entities) -> Iterator[Athlete]:
    for row in range(len(of.tables.athlete)):
        yield read_athlete(of, row)


def _race(of: Entities, row: int) -> Race:
    race, tables = of.tables.race, of.tables
    venue, discipline = race.venue[row], race.discipline[row]
    measure = tables.discipline.measure[discipline]
    rows = sorted(tables.result.of_race.of(row), key=tables.result.position.__getitem__)
    return Race(
        id=RaceId(race.slug[row]),
        edition=EditionId(tables.edition.slug[race.edition[row]]),
        discipline=DisciplineId(tables.discipline.slug[discipline]),
        category=race.category[row],
        round=race.round[row],
        heat=race.heat[row],
        date=race.date[row] if race.dated[row] else None,
        venue=None if venue is None else tables.venue.name[venue],
        coverage=Coverage(
            kind=race.coverage[row], limit=race.coverage_limit[row], note=race.coverage_note[row]
        ),
        sources=of.sources(race.sources, row),
        results=tuple(_result(of, result, measure) for result in rows),
        wind_mps=race.wind_mps[row],
        claims=claims_of_race(of, row),
        note=race.note[row],
    )


def _result(of: Entities, row: int, measure: Measure) -> Result:
    result, slugs = of.tables.result, of.tables.athlete.slug
    athlete, mark = result.athlete[row], result.mark[row]
    members = result.members.of(row)
    return Result(
        athlete=None if athlete is None else AthleteId(slugs[athlete]),
        nation=NationId(of.tables.nation.slug[result.nation[row]]),
        team=result.team[row],
        members=_slugs(of, (one for one in members if not result.is_reserve[one])),
        reserves=_slugs(of, (one for one in members if result.is_reserve[one])),
        place=result.place[row],
        mark=None
        if mark is None
        else Mark(
            text=mark, value=result.mark_value[row], measure=measure, hand_timed=result.hand_timed[row]
        ),
        status=result.status[row],
        medal=result.medal[row],
        notes=result.notes.of(row),
        sources=of.sources(result.sources, row),
        wind_mps=result.wind_mps[row],
        superseded=result.superseded[row],
    )


def _slugs(of: Entities, members: Iterable[int]) -> tuple[AthleteId, ...]:
    return tuple(AthleteId(of.tables.athlete.slug[of.tables.result.member[one]]) for one in members)
