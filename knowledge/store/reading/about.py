"""The version, the size and the coverage of the knowledge."""

from sqlalchemy import Connection, case, distinct, func, select

from knowledge.models.base import EditionId, SourceId
from knowledge.models.facts import CoverageKind, Round, Tier
from knowledge.models.filter import RaceFilter
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
from knowledge.store.reading.entity_cache import EntityCache
from knowledge.store.reading.races import find_races
from knowledge.store.schema import (
    MERGED,
    build,
    discipline,
    edition,
    merged,
    merged_hidden,
    race,
    source,
    source_tally,
)

_MOST_EDITIONS = 5
"""Editions in `read_fullest`. Chosen by hand."""


def read_about(connection: Connection) -> About:
    """The version, the first and last race, and the size."""
    values = connection.execute(select(build)).mappings().one()
    counts = Counts(**{name: values[name] for name in Counts.model_fields})
    return About(
        version=values["version"],
        first_race=values["first_race"],
        last_race=values["last_race"],
        counts=counts,
        merged=_read_merged(connection),
    )


def _read_merged(connection: Connection) -> Merged | None:
    counted = connection.execute(select(*(merged.c[name] for name in MERGED))).mappings().one_or_none()
    if counted is None:
        return None
    hidden = connection.execute(
        select(merged_hidden.c.why, merged_hidden.c.rows).order_by(merged_hidden.c.position)
    )
    return Merged(**counted, hidden=tuple(Hidden(why=why, rows=rows) for why, rows in hidden))


def read_coverage(connection: Connection, cache: EntityCache) -> tuple[Covered, ...]:
    """The number of races of each discipline and of complete ones, most races first."""
    whole = func.sum(case((race.c.coverage == CoverageKind.COMPLETE, 1), else_=0))
    races = func.count()
    query = (
        select(discipline.c.id, races, whole)
        .join_from(race, discipline)
        .group_by(discipline.c.id, discipline.c.slug)
        .order_by(races.desc(), discipline.c.slug)
    )
    rows = connection.execute(query).all()
    disciplines = cache.disciplines.get(connection, {key for key, _, _ in rows})
    return tuple(
        Covered(discipline=disciplines[key], races=count, complete=complete) for key, count, complete in rows
    )


def read_fullest(connection: Connection, cache: EntityCache) -> tuple[Fullest, ...]:
    """The editions with most complete finals, and the number of these."""
    finals = func.count()
    query = (
        select(edition.c.slug, finals)
        .join_from(race, edition)
        .where(race.c.round == Round.FINAL, race.c.coverage == CoverageKind.COMPLETE)
        .group_by(edition.c.slug, edition.c.start_date)
        .order_by(finals.desc(), edition.c.start_date.desc(), edition.c.slug)
        .limit(_MOST_EDITIONS)
    )
    return tuple(
        Fullest(
            head=find_races(connection, cache, RaceFilter(editions=(EditionId(slug),)), 1)[0], finals=count
        )
        for slug, count in connection.execute(query).all()
    )


def read_families(connection: Connection, cache: EntityCache) -> tuple[FamilyReach, ...]:
    """The reach of each championship and of each tier of meetings, most finals first."""
    query = (
        select(
            edition.c.competition_id,
            edition.c.tier,
            func.count(distinct(edition.c.id)),
            func.min(edition.c.year),
            func.max(edition.c.year),
            func.count(race.c.id),
        )
        .join_from(edition, race)
        .where(race.c.round == Round.FINAL, edition.c.recovered.is_(False))
        .group_by(edition.c.competition_id, edition.c.tier)
    )
    rows = connection.execute(query).all()
    competitions = cache.competitions.get(connection, {key for key, *_ in rows})
    families: dict[tuple[Tier, int | None], FamilyReach] = {}
    for key, tier, editions, first, last, finals in rows:
        one = FamilyReach(
            competition=None if tier.is_meeting else competitions[key],
            tier=tier,
            editions=editions,
            first=first,
            last=last,
            finals=finals,
        )
        place = (tier, None if tier.is_meeting else key)
        families[place] = _joined(families[place], one) if place in families else one
    return tuple(sorted(families.values(), key=_rank))


def _joined(one: FamilyReach, other: FamilyReach) -> FamilyReach:
    """Two competitions of one tier of meetings."""
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


def read_source_counts(connection: Connection) -> tuple[SourceCounts, ...]:
    """The numbers of races, results and spellings of each source, most results first."""
    tally = source_tally.c
    query = (
        select(
            source.c.slug,
            source.c.publisher,
            source.c.title,
            source.c.licence,
            tally.races,
            tally.results,
            tally.spellings,
        )
        .join_from(source, source_tally)
        .order_by(tally.results.desc(), tally.races.desc(), source.c.slug)
    )
    return tuple(
        SourceCounts(
            source=SourceId(row.slug),
            publisher=row.publisher,
            title=row.title,
            licence=row.licence,
            races=row.races,
            results=row.results,
            spellings=row.spellings,
        )
        for row in connection.execute(query)
    )
