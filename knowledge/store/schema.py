"""The tables of the compiled file and of the SQLite export, and the constraints on them.

An `id` is an integer key of one build; in the file, the number of the row stands for it. A `slug` is the text
id of an entity, by which all other rooms know it. Indices that are not unique are for readers of the export.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from knowledge.models.claim import ClaimStatus
from knowledge.models.facts import Category, CoverageKind, Medal, Round, Sex, Status, Tier
from knowledge.models.mark import Measure
from knowledge.store.table_kinds import (
    entity_table,
    enum_type,
    key_column,
    list_table,
    metadata,
    name_tables,
    reference,
    source_table,
    text_column,
    text_table,
)

__all__ = ["metadata"]

build = Table(
    "build",
    metadata,
    # One row, written last.
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    text_column("version"),
    Column("schema_version", Integer, nullable=False),
    Column("first_race", Date),
    Column("last_race", Date),
    *(
        Column(name, Integer, nullable=False)
        for name in ("athletes", "competitions", "editions", "races", "results", "sources", "spellings")
    ),
)

MERGED = (
    *("printed", "people", "united", "doubtful", "recovered", "attached", "mixed"),
    *("agreeing", "differing", "added", "meant", "unclear", "unknown"),
)
merged = Table(
    "merged",
    metadata,
    # One row where the archive has results, else none.
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    *(Column(name, Integer, nullable=False) for name in MERGED),
)
"""Counts of the record linkage; `records.Merged` says what each column counts."""
merged_hidden = list_table(
    "merged", "merged_hidden", text_column("why"), Column("rows", Integer, nullable=False)
)

nation = entity_table(
    "nation", text_column("name"), text_column("iso", optional=True), text_column("area", optional=True)
)
nation_name = text_table("nation")

source = entity_table(
    "source",
    text_column("publisher"),
    text_column("title"),
    *(text_column(name, optional=True) for name in ("published", "url", "licence", "note")),
)
source_tally = Table(
    "source_tally",
    metadata,
    Column("source_id", Integer, ForeignKey("source.id"), primary_key=True),
    *(Column(name, Integer, nullable=False) for name in ("races", "results", "spellings")),
)

city = entity_table("city", text_column("name"), reference("nation"), Index(None, "nation_id"))
city_name = text_table("city")
venue = Table(
    "venue",
    metadata,
    key_column(),
    reference("city"),
    Column("position", Integer, nullable=False),
    text_column("name"),
    UniqueConstraint("city_id", "name"),
    Index(None, "name"),
)
venue_name = text_table("venue")

discipline = entity_table(
    "discipline",
    text_column("name"),
    Column("measure", enum_type(Measure, "measure"), nullable=False),
    text_column("grouping"),
    Column("team", Boolean(create_constraint=True, name="team"), nullable=False),
    Column("wind", Boolean(create_constraint=True, name="wind"), nullable=False),
    text_column("best", optional=True),
    text_column("worst", optional=True),
)
discipline_name = text_table("discipline")
discipline_code = list_table("discipline", "discipline_code", text_column("system"), text_column("code"))
discipline_translation = list_table(
    "discipline", "discipline_translation", text_column("language"), text_column("text")
)

competition = entity_table(
    "competition",
    text_column("name"),
    # NULL where editions may be missing in any year.
    Column("complete_since", Integer),
    Column("complete_from_first", Boolean(create_constraint=True, name="complete_from_first")),
)
competition_name = name_tables("competition")

edition = entity_table(
    "edition",
    reference("competition"),
    Column("year", Integer, nullable=False),
    text_column("name", optional=True),
    Column("tier", enum_type(Tier, "tier"), nullable=False),
    reference("city"),
    reference("venue", optional=True),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    text_column("note", optional=True),
    # The ids of the events held, with spaces between; NULL where the edition does not list them.
    text_column("events", optional=True),
    # True for an edition made of imported rows, because no curated one fits their place and dates.
    Column("recovered", Boolean(create_constraint=True, name="recovered"), nullable=False),
    CheckConstraint("year BETWEEN 1800 AND 2200", name="year"),
    CheckConstraint("start_date <= end_date", name="dates"),
    *(Index(None, column) for column in ("competition_id", "city_id", "venue_id", "tier", "year")),
)
edition_name = name_tables("edition")
edition_source = source_table("edition")
edition_gap = Table(
    "edition_gap",
    metadata,
    key_column(),
    reference("edition"),
    Column("position", Integer, nullable=False),
    text_column("event"),
    text_column("why"),
    UniqueConstraint("edition_id", "position"),
)
edition_gap_source = source_table("edition_gap")

athlete = entity_table(
    "athlete",
    text_column("name"),
    text_column("family"),
    text_column("family_folded"),
    Column("sex", enum_type(Sex, "sex"), nullable=False),
    reference("nation"),
    text_column("born", optional=True),
    text_column("died", optional=True),
    text_column("note", optional=True),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("length(born) IN (4, 7, 10)", name="born"),
    CheckConstraint("length(died) IN (4, 7, 10)", name="died"),
    Index(None, "family_folded"),
)
athlete_name = name_tables("athlete")
athlete_name_source = metadata.tables["athlete_name_source"]
athlete_source = source_table("athlete")
athlete_outside_id = list_table(
    "athlete",
    "athlete_outside_id",
    text_column("system"),
    text_column("value"),
    Index(None, "system", "value", unique=True),
)
athlete_relation = Table(
    "athlete_relation",
    metadata,
    key_column(),
    reference("athlete"),
    Column("position", Integer, nullable=False),
    reference("athlete", name="other_id"),
    text_column("kind"),
    UniqueConstraint("athlete_id", "position"),
    CheckConstraint("athlete_id <> other_id", name="other"),
)
athlete_relation_source = source_table("athlete_relation")

race = entity_table(
    "race",
    reference("edition"),
    reference("discipline"),
    Column("category", enum_type(Category, "category"), nullable=False),
    Column("round", enum_type(Round, "round"), nullable=False),
    Column("heat", Integer),
    # The last day of the edition where `dated` is false: the day of the race is not known.
    Column("date", Date, nullable=False),
    Column("dated", Boolean(create_constraint=True, name="dated"), nullable=False),
    # The race's own venue or, where it has none, the edition's.
    reference("venue", optional=True),
    Column("coverage", enum_type(CoverageKind, "coverage"), nullable=False),
    text_column("coverage_limit", optional=True),
    text_column("coverage_note", optional=True),
    text_column("wind_mps", optional=True),
    text_column("note", optional=True),
    # True for a race made of imported rows; its edition may be curated.
    Column("recovered", Boolean(create_constraint=True, name="recovered"), nullable=False),
    CheckConstraint("heat >= 1", name="heat"),
    Index(None, "edition_id", "discipline_id", "category"),
    Index(None, "discipline_id", "category", "date"),
    Index(None, "date", "category", "round", "heat"),
    Index(None, "venue_id"),
)
race_source = source_table("race")

result = Table(
    "result",
    metadata,
    key_column(),
    reference("race"),
    # None for a team, whose known members are in `result_member`.
    reference("athlete", optional=True),
    Column("position", Integer, nullable=False),
    reference("nation"),
    text_column("team", optional=True),
    Column("place", Integer),
    text_column("mark", optional=True),
    Column("mark_value", Integer),
    Column("hand_timed", Boolean(create_constraint=True, name="hand_timed"), nullable=False),
    Column("status", enum_type(Status, "status"), nullable=False),
    Column("medal", enum_type(Medal, "medal")),
    text_column("wind_mps", optional=True),
    text_column("superseded", optional=True),
    Index(None, "race_id", "athlete_id", unique=True),
    # Covers the races of an athlete without reading the rows.
    Index(None, "athlete_id", "race_id", "status"),
    CheckConstraint("athlete_id IS NULL OR team IS NULL", name="athlete_or_team"),
    CheckConstraint("place >= 1", name="place"),
    CheckConstraint("place IS NULL OR status = 'finished'", name="classified"),
    CheckConstraint("(mark IS NULL) = (mark_value IS NULL)", name="mark"),
    CheckConstraint("mark_value > 0", name="mark_value"),
)
result_note = text_table("result", "note")
result_source = source_table("result")
result_member = list_table(
    "result",
    "result_member",
    reference("athlete"),
    # True for a member who ran in the heats only.
    Column("reserve", Boolean(create_constraint=True, name="reserve"), nullable=False),
    Index(None, "athlete_id"),
)

claim = Table(
    "claim",
    metadata,
    key_column(),
    # The race or the athlete whose file has the claim.
    reference("race", optional=True),
    reference("athlete", optional=True),
    Column("position", Integer, nullable=False),
    text_column("about"),
    Column("status", enum_type(ClaimStatus, "status"), nullable=False),
    text_column("stands", optional=True),
    text_column("why", optional=True),
    CheckConstraint("(race_id IS NULL) <> (athlete_id IS NULL)", name="stands_in_one_file"),
    Index(None, "race_id"),
    Index(None, "athlete_id"),
)
claim_saying = list_table("claim", "claim_saying", reference("source"), text_column("says"))
claim_source = source_table("claim")
claim_athlete = list_table("claim", "claim_athlete", reference("athlete"), Index(None, "athlete_id"))

doubt = Table(
    "doubt",
    metadata,
    # In descending order of the probability that the two are one person.
    key_column(),
    reference("athlete", name="one_id"),
    reference("athlete", name="other_id"),
    text_column("one_key"),
    text_column("other_key"),
    CheckConstraint("one_id <> other_id", name="two"),
)
"""Pairs of athletes that may be one person. A curator's decision names them by `one_key` and `other_key`."""
doubt_evidence = text_table("doubt", "evidence")
