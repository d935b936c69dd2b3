"""Writing outside people, races and results into the tables that hold the curated ones."""

from collections import Counter

from knowledge.curation import Facts
from knowledge.imports.formats import wikidata
from knowledge.imports.linkage.merge.link import LinkedArchive
from knowledge.imports.linkage.people.enrich import LinkedEnrichments
from knowledge.imports.linkage.races import Agreement
from knowledge.models.facts import Source
from knowledge.store import schema
from knowledge.store.build.copied_results import PlainResults
from knowledge.store.build.doubts import write_doubts
from knowledge.store.build.merged_people import write_enrichments, write_people, write_spellings
from knowledge.store.build.merged_places import Places
from knowledge.store.build.merged_races import Races
from knowledge.store.build.merged_results import SharedResults
from knowledge.store.build.rows import Rows


def write_merged(
    rows: Rows,
    outside: LinkedArchive,
    agreements: Counter[Agreement],
    second: Counter[str],
    enriched: LinkedEnrichments,
) -> None:
    """Write the counts. `agreements` are of the rows about races that somebody else tells of too.

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
        agreeing=agreements[Agreement.AGREES],
        differing=agreements[Agreement.DISAGREES],
        added=agreements[Agreement.ADDS],
        meant=len(enriched.additions),
        unclear=len(enriched.unclear),
        unknown=enriched.unknown,
    )
    reasons = ({"why": why, "rows": count} for why, count in hidden.most_common())
    rows.add_list(schema.merged_hidden, 1, reasons)


def write_outside(rows: Rows, facts: Facts, outside: LinkedArchive) -> None:
    """Write all that outside sources add. What is curated stands; what differs from it becomes a claim.

    The archive must be readable by the connection behind `rows`, and be the one that `outside` is from.
    """
    known = {str(source.id) for source in facts.sources}
    for source in outside.archive.sources():
        if source.id not in known:
            _write_source(rows, source)
    places = Places(rows, facts)
    athletes = write_people(rows, facts, outside.people, places)
    write_spellings(rows, facts, outside, athletes)
    write_doubts(rows, outside.people.doubtful, outside.people.now, athletes)
    for one in outside.sources:
        for race in one.races:
            places.call(race)
    races = Races(rows, facts, places)
    shared = SharedResults(rows, facts, outside, places, athletes)
    plain = PlainResults(rows, outside, places, athletes)
    for one in outside.sources:
        apart = shared.apart(one)
        keys = races.write(one)
        shared.write(one, apart, keys)
        plain.write(one, ~apart, keys)
    plain.finish()
    said = rows.key(schema.source, wikidata.SOURCE.id) if outside.statements else 0
    enriched = write_enrichments(rows, said, outside.statements, outside.people.everybody.values(), athletes)
    write_merged(rows, outside, shared.agreements, shared.hidden, enriched)


def _write_source(rows: Rows, source: Source) -> None:
    rows.add_thing(schema.source, source.id, **source.model_dump(exclude={"id"}))
