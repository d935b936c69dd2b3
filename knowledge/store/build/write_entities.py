"""Write curated nations, sources, cities, disciplines, competitions, editions and athletes."""

from collections.abc import Iterable

from sqlalchemy import Table

from knowledge.curation import Facts
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Name, Nation, Source
from knowledge.names.text.normalize import fold
from knowledge.store import schema
from knowledge.store.build.rows import Rows, Value
from knowledge.store.build.write_races import venue_of, write_claims, write_sources


def write_entities(rows: Rows, facts: Facts) -> None:
    """Write all curated entities but the races."""
    for nation in facts.nations:
        _write_nation(rows, nation)
    for source in facts.sources:
        _write_source(rows, source)
    for city in facts.cities:
        _write_city(rows, city)
    for discipline in facts.disciplines:
        _write_discipline(rows, discipline)
    for competition in facts.competitions:
        _write_competition(rows, competition)
    for edition in facts.editions:
        _write_edition(rows, edition)
    for athlete in facts.athletes:
        _write_athlete(rows, athlete)
    # Relations and claims may refer to athletes later in the order.
    for athlete in facts.athletes:
        _write_links(rows, athlete)


def _write_nation(rows: Rows, nation: Nation) -> None:
    key = rows.add_entity(schema.nation, nation.id, name=nation.name, iso=nation.iso, area=nation.area)
    rows.add_texts(schema.nation_name, key, nation.names)


def _write_source(rows: Rows, source: Source) -> None:
    rows.add_entity(schema.source, source.id, **source.model_dump(exclude={"id"}))


def _write_city(rows: Rows, city: City) -> None:
    key = rows.add_entity(
        schema.city, city.id, name=city.name, nation_id=rows.key(schema.nation, city.nation)
    )
    rows.add_texts(schema.city_name, key, city.names)
    for position, venue in enumerate(city.venues):
        known_as = venue_of(city.id, venue.name)
        venue_key = rows.add_keyed(schema.venue, known_as, city_id=key, position=position, name=venue.name)
        rows.add_texts(schema.venue_name, venue_key, venue.names)


def _write_discipline(rows: Rows, discipline: Discipline) -> None:
    key = rows.add_entity(
        schema.discipline,
        discipline.id,
        name=discipline.name,
        measure=discipline.measure,
        grouping=discipline.group,
        team=discipline.team,
        wind=discipline.wind,
        best=discipline.best,
        worst=discipline.worst,
    )
    rows.add_texts(schema.discipline_name, key, discipline.names)
    codes = ({"system": system, "code": code} for system, code in discipline.codes.items())
    rows.add_list(schema.discipline_code, key, codes)
    translations = (
        {"language": language, "text": text} for language, text in discipline.translations.items()
    )
    rows.add_list(schema.discipline_translation, key, translations)


def _write_competition(rows: Rows, competition: Competition) -> None:
    complete = competition.complete
    key = rows.add_entity(
        schema.competition,
        competition.id,
        name=competition.name,
        complete_since=complete.since if complete else None,
        complete_from_first=complete.whole if complete else None,
    )
    _write_names(rows, schema.competition_name, key, competition.names)


def _write_edition(rows: Rows, edition: Edition) -> None:
    venue = rows.key(schema.venue, venue_of(edition.city, edition.venue)) if edition.venue else None
    key = rows.add_entity(
        schema.edition,
        edition.id,
        competition_id=rows.key(schema.competition, edition.competition),
        year=edition.year,
        name=edition.name,
        tier=edition.tier,
        city_id=rows.key(schema.city, edition.city),
        venue_id=venue,
        start_date=edition.start,
        end_date=edition.end,
        note=edition.note,
        events=" ".join(edition.events) or None,
        recovered=False,
    )
    _write_names(rows, schema.edition_name, key, edition.names)
    write_sources(rows, schema.edition_source, key, edition.sources)
    for position, gap in enumerate(edition.gaps):
        gap_key = rows.add_keyed(
            schema.edition_gap, edition_id=key, position=position, event=gap.event, why=gap.why
        )
        write_sources(rows, schema.edition_gap_source, gap_key, gap.sources)


def _write_athlete(rows: Rows, athlete: Athlete) -> None:
    key = rows.add_entity(
        schema.athlete,
        athlete.id,
        name=athlete.name,
        family=athlete.family,
        family_folded=fold(athlete.family),
        sex=athlete.sex,
        nation_id=rows.key(schema.nation, athlete.nation),
        born=athlete.born,
        died=athlete.died,
        note=athlete.note,
    )
    _write_names(rows, schema.athlete_name, key, athlete.names)
    write_sources(rows, schema.athlete_source, key, athlete.sources)
    outside_ids = ({"system": system, "value": value} for system, value in athlete.ids.items())
    rows.add_list(schema.athlete_outside_id, key, outside_ids)


def _write_links(rows: Rows, athlete: Athlete) -> None:
    key = rows.key(schema.athlete, athlete.id)
    for position, relation in enumerate(athlete.relations):
        relation_key = rows.add_keyed(
            schema.athlete_relation,
            athlete_id=key,
            position=position,
            other_id=rows.key(schema.athlete, relation.athlete),
            kind=relation.is_,
        )
        write_sources(rows, schema.athlete_relation_source, relation_key, relation.sources)
    write_claims(rows, athlete.claims, athlete=key)


def _write_names(rows: Rows, table: Table, owner: int, names: Iterable[Name]) -> None:
    """Write names with a kind, and the sources of each."""
    owner_column = f"{table.name.removesuffix('_name')}_id"
    for position, name in enumerate(names):
        values: dict[str, Value] = {"position": position, "text": name.text, "kind": name.kind}
        key = rows.add_keyed(table, None, **{owner_column: owner}, **values)
        write_sources(rows, schema.metadata.tables[f"{table.name}_source"], key, name.sources)
