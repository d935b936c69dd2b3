"""Write curated races, results and claims."""

from collections.abc import Iterable

from sqlalchemy import Table

from knowledge.curation import Facts
from knowledge.models.base import SourceId
from knowledge.models.claim import Claim
from knowledge.models.facts import Edition, Race, Result
from knowledge.store import schema
from knowledge.store.build.rows import Rows


def write_races(rows: Rows, facts: Facts) -> None:
    """Write races with their results. Write the entities they refer to before."""
    editions = {edition.id: edition for edition in facts.editions}
    for race in facts.races:
        key = rows.add_entity(
            schema.race,
            race.id,
            edition_id=rows.key(schema.edition, race.edition),
            discipline_id=rows.key(schema.discipline, race.discipline),
            category=race.category,
            round=race.round,
            heat=race.heat,
            date=race.date or editions[race.edition].end,
            dated=race.date is not None,
            venue_id=_venue(rows, race, editions.get(race.edition)),
            coverage=race.coverage.kind,
            coverage_limit=race.coverage.limit,
            coverage_note=race.coverage.note,
            wind_mps=race.wind_mps,
            note=race.note,
            recovered=False,
        )
        write_sources(rows, schema.race_source, key, race.sources)
        for position, result in enumerate(race.results):
            _write_result(rows, key, position, result)
        write_claims(rows, race.claims, race=key)


def _venue(rows: Rows, race: Race, edition: Edition | None) -> int | None:
    """The key of the race's own venue or, where it names none, of the edition's."""
    name = race.venue or (edition.venue if edition else None)
    return rows.key(schema.venue, venue_of(edition.city, name)) if edition and name else None


def venue_of(city: str, venue: str) -> str:
    """The name of a venue in `Rows.key`: two cities may have venues of one name."""
    return f"{venue}, {city}"


def _write_result(rows: Rows, race: int, position: int, result: Result) -> None:
    mark = result.mark
    key = rows.next_key(schema.result)
    # As cells and not by name: there are more results than all other rows together.
    rows.add_cells(
        schema.result,
        (
            key,
            race,
            None if result.athlete is None else rows.key(schema.athlete, result.athlete),
            position,
            rows.key(schema.nation, result.nation),
            result.team,
            result.place,
            mark.text if mark else None,
            mark.value if mark else None,
            int(mark is not None and mark.hand_timed),
            str.__str__(result.status),
            None if result.medal is None else str.__str__(result.medal),
            result.wind_mps,
            result.superseded,
        ),
    )
    rows.add_texts(schema.result_note, key, result.notes)
    write_sources(rows, schema.result_source, key, result.sources)
    if result.members or result.reserves:
        ran = [(member, False) for member in result.members] + [(member, True) for member in result.reserves]
        members = ({"athlete_id": rows.key(schema.athlete, one), "reserve": reserve} for one, reserve in ran)
        rows.add_list(schema.result_member, key, members)


def write_sources(rows: Rows, table: Table, owner: int, sources: Iterable[SourceId]) -> None:
    """Write the sources of one row, in order."""
    for position, source in enumerate(sources):
        rows.add_cells(table, (owner, position, rows.key(schema.source, source)))


def write_claims(
    rows: Rows, claims: Iterable[Claim], *, race: int | None = None, athlete: int | None = None
) -> None:
    """Write the claims in one file, a race's or an athlete's."""
    for position, claim in enumerate(claims):
        key = rows.add_keyed(
            schema.claim,
            race_id=race,
            athlete_id=athlete,
            position=position,
            about=claim.about,
            status=claim.status,
            stands=claim.stands,
            why=claim.why,
        )
        sayings = (
            {"source_id": rows.key(schema.source, saying.source), "says": saying.says}
            for saying in claim.sayings
        )
        rows.add_list(schema.claim_saying, key, sayings)
        write_sources(rows, schema.claim_source, key, claim.rests_on)
        named = ({"athlete_id": rows.key(schema.athlete, one)} for one in claim.athletes)
        rows.add_list(schema.claim_athlete, key, named)
