"""Writing outside people, races and results into the tables that hold the curated ones."""

from knowledge.curation import Facts
from knowledge.imports import wikidata
from knowledge.models.facts import Source
from knowledge.store import schema
from knowledge.store.doubts import write_doubts
from knowledge.store.outside.enrich import write_enrichments
from knowledge.store.outside.merged import write_merged
from knowledge.store.outside.outside import Outside
from knowledge.store.outside.places import Places
from knowledge.store.outside.plain import PlainResults
from knowledge.store.outside.races import Races
from knowledge.store.outside.shared import SharedResults
from knowledge.store.outside.write_people import write_people, write_spellings
from knowledge.store.rows import Rows


def write_outside(rows: Rows, facts: Facts, outside: Outside) -> None:
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
    write_merged(rows, outside, shared.standings, shared.hidden, enriched)


def _write_source(rows: Rows, source: Source) -> None:
    rows.add_thing(schema.source, source.id, **source.model_dump(exclude={"id"}))
