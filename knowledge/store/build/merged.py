"""Writes what the linked archive adds to the curated facts, in the order of the references."""

from collections import Counter

import numpy as np

from knowledge.imports.formats import wikidata
from knowledge.imports.linkage.merge import (
    CuratedEvidence,
    LinkedArchive,
    PlaceMatcher,
    RaceMerger,
    ResultMerger,
)
from knowledge.imports.linkage.races import Agreement
from knowledge.store import schema
from knowledge.store.build.merged_people import write_doubts, write_enrichments, write_people
from knowledge.store.build.merged_races import PlaceWriter, RaceWriter
from knowledge.store.build.merged_results import ResultWriter
from knowledge.store.build.plain_results import PlainResults
from knowledge.store.build.rows import Rows


def write_merged(rows: Rows, curated: CuratedEvidence, linked: LinkedArchive) -> None:
    """Write all people, races and results of the sources. Curated values stay; differences become claims."""
    facts = curated.facts
    known = {str(source.id) for source in facts.sources}
    for source in linked.known:
        if source.id not in known:
            rows.add_entity(schema.source, source.id, **source.model_dump(exclude={"id"}))
    places = PlaceWriter(rows, facts)
    athletes = write_people(rows, curated, linked, places)
    write_doubts(rows, linked.people.doubtful, linked.people.people, athletes)
    matcher = PlaceMatcher(facts)
    for one in linked.sources:
        matcher.add_competition_names(one.races, linked.shared_races)
    merger = ResultMerger(curated, linked)
    races = RaceWriter(
        rows, facts, RaceMerger(facts, matcher, linked.shared_races), places, linked.shared_races
    )
    results = ResultWriter(rows, facts, merger, places, athletes)
    plain = PlainResults(rows, linked.people, places, athletes)
    for one in linked.sources:
        compared = merger.races_compared(one)
        keys = races.write(one)
        results.write(one, compared, keys)
        plain.add(one, ~compared, keys)
    if linked.enrichments.additions:
        source_key = rows.key(schema.source, wikidata.SOURCE.id)
        write_enrichments(rows, source_key, linked.enrichments.additions, linked.people.people, athletes)
    _write_counts(rows, linked, merger.agreements, merger.hidden)


def _write_counts(
    rows: Rows, linked: LinkedArchive, agreements: Counter[Agreement], hidden: Counter[str]
) -> None:
    """Write the counts of the linkage; `hidden` are rows that were hidden by the comparison, by reason."""
    sources, people, enrichments = linked.sources, linked.people, linked.enrichments
    rows.add(
        schema.merged,
        id=1,
        printed=sum(len(one.printed.athletes) for one in sources),
        people=len(np.unique(np.concatenate([np.empty(0, np.int32), *people.of.values()]))),
        united=len(people.same),
        doubtful=len(people.doubtful),
        recovered=sum(len(one.races) for one in sources),
        attached=sum(len(one.races.values.attached) for one in sources),
        mixed=sum(int(np.count_nonzero(one.races.values.mixed)) for one in sources),
        agreeing=agreements[Agreement.AGREES],
        differing=agreements[Agreement.DISAGREES],
        added=agreements[Agreement.ADDS],
        meant=len(enrichments.additions),
        unclear=len(enrichments.unclear),
        unknown=enrichments.unknown,
    )
    all_hidden = sum((one.hidden for one in sources), hidden)
    reasons = ({"why": why, "rows": count} for why, count in all_hidden.most_common())
    rows.add_list(schema.merged_hidden, 1, reasons)
