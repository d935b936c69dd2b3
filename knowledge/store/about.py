"""What this knowledge is, as counted when it was built."""

from sqlalchemy import Connection, select

from knowledge.models.base import SourceId
from knowledge.models.records import About, Counts, SourceCounts
from knowledge.store.schema import build, source, source_tally


def read_about(connection: Connection) -> About:
    """The version, the reach and the size."""
    values = connection.execute(select(build)).mappings().one()
    counts = Counts(**{name: values[name] for name in Counts.model_fields})
    return About(
        version=values["version"],
        first_race=values["first_race"],
        last_race=values["last_race"],
        counts=counts,
    )


def read_source_counts(connection: Connection) -> tuple[SourceCounts, ...]:
    """How much rests on each source, most results first."""
    tally = source_tally.c
    query = (
        select(source.c.slug, source.c.publisher, source.c.title, tally.races, tally.results, tally.spellings)
        .join_from(source, source_tally)
        .order_by(tally.results.desc(), tally.races.desc(), source.c.slug)
    )
    return tuple(
        SourceCounts(
            source=SourceId(row.slug),
            publisher=row.publisher,
            title=row.title,
            races=row.races,
            results=row.results,
            spellings=row.spellings,
        )
        for row in connection.execute(query)
    )
