"""Counting what came of outside people, races and rows."""

from collections import Counter

from knowledge.identity.enriching import Enriched
from knowledge.recovery import Standing
from knowledge.store import schema
from knowledge.store.outside.outside import Outside
from knowledge.store.rows import Rows


def write_merged(
    rows: Rows,
    outside: Outside,
    standings: Counter[Standing],
    second: Counter[str],
    enriched: Enriched,
) -> None:
    """Write the counts. `standings` are of the rows about races that somebody else tells of too.

    `second` counts the rows that were found to be no result when they were compared, by why; `enriched` is
    what came of statements without a race.
    """
    sources, people = outside.sources, outside.people
    races = [race for one in sources for race in one.races]
    hidden = sum((one.hidden for one in sources), second)
    rows.add(
        schema.merged,
        id=1,
        printed=sum(len(set(one.printed.athletes)) for one in sources),
        people=len({who for keys in people.of.values() for who in keys}),
        united=len(people.same),
        doubtful=len(people.doubtful),
        recovered=len(races),
        attached=sum(race.attached is not None for race in races),
        mixed=sum(race.mixed is not None for race in races),
        agreeing=standings[Standing.AGREES],
        differing=standings[Standing.DISAGREES],
        added=standings[Standing.ADDS],
        meant=len(enriched.additions),
        unclear=len(enriched.unclear),
        unknown=enriched.unknown,
    )
    reasons = ({"why": why, "rows": count} for why, count in hidden.most_common())
    rows.add_list(schema.merged_hidden, 1, reasons)
