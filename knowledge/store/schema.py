"""The tables: integer keys with the text ids beside them, and what must hold between them.

Portable on purpose: SQLite and PostgreSQL take it as it stands. An `id` is a key of this database alone and
changes with every build; a `slug` is the id that the rest of Bell Lap knows.
"""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

from knowledge.models.facts import Category, ClaimStatus, CoverageKind, Round, Sex, Status, Tier
from knowledge.models.mark import Measure

SCHEMA_VERSION = 12
"""Goes up with every change of the tables or of their content: databases of another version are rebuilt."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TEXT = String().with_variant(String(collation="C"), "postgresql")
"""Text that is sorted by its bytes, whatever language the server was set up for."""


def _enum(values: type[StrEnum], name: str) -> Enum:
    """Text that the database holds to the values of `values`, read back as members of it."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [str(member) for member in members],
    )


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _slug() -> Column[str]:
    return Column("slug", _TEXT, nullable=False)


def _to(table: str, *, name: str | None = None, optional: bool = False) -> Column[int]:
    """A reference to a row of `table`."""
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id"), nullable=optional)


def _thing(name: str, *parts: SchemaItem) -> Table:
    """A table of things that the rest of Bell Lap knows by an id of theirs."""
    # An index rather than a constraint, here and elsewhere: it is made when all rows are in.
    slugs = Index(None, "slug", unique=True)
    return Table(name, metadata, _key(), _slug(), slugs, CheckConstraint("slug <> ''", name="slug"), *parts)


def _list(owner: str, name: str, *parts: SchemaItem) -> Table:
    """A table of what one row of `owner` has several of, in order."""
    return Table(
        name,
        metadata,
        Column(f"{owner}_id", Integer, ForeignKey(f"{owner}.id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *parts,
        sqlite_with_rowid=False,
    )


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, _TEXT, nullable=optional)


def _texts(owner: str, what: str = "name") -> Table:
    """Names, or other texts, that need no source."""
    return _list(owner, f"{owner}_{what}", _text("text"), CheckConstraint("text <> ''", name="text"))


def _sourced_names(owner: str) -> Table:
    """Names with a kind, and (in a table of their own) sources."""
    table = Table(
        f"{owner}_name",
        metadata,
        _key(),
        _to(owner),
        Column("position", Integer, nullable=False),
        _text("text"),
        _text("kind"),
        UniqueConstraint(f"{owner}_id", "position"),
        CheckConstraint("text <> ''", name="text"),
    )
    _sources(f"{owner}_name")
    return table


def _sources(owner: str) -> Table:
    """The sources of each row of `owner`."""
    return _list(owner, f"{owner}_source", _to("source"))


build = Table(
    "build",
    metadata,
    # One row, written last: a database without it is not whole.
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    _text("version"),
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
    # One row, where outside results are here.
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    *(Column(name, Integer, nullable=False) for name in MERGED),
)
"""What came of outside people, races and rows; `records.Merged` says what each column counts."""
merged_hidden = _list("merged", "merged_hidden", _text("why"), Column("rows", Integer, nullable=False))

nation = _thing("nation", _text("name"), _text("iso", optional=True), _text("area", optional=True))
nation_name = _texts("nation")

source = _thing(
    "source",
    _text("publisher"),
    _text("title"),
    *(_text(name, optional=True) for name in ("published", "url", "licence", "note")),
)
source_tally = Table(
    "source_tally",
    metadata,
    Column("source_id", Integer, ForeignKey("source.id"), primary_key=True),
    *(Column(name, Integer, nullable=False) for name in ("races", "results", "spellings")),
)

city = _thing("city", _text("name"), _to("nation"), Index(None, "nation_id"))
city_name = _texts("city")
venue = Table(
    "venue",
    metadata,
    _key(),
    _to("city"),
    Column("position", Integer, nullable=False),
    _text("name"),
    UniqueConstraint("city_id", "name"),
    Index(None, "name"),
)
venue_name = _texts("venue")

discipline = _thing(
    "discipline",
    _text("name"),
    Column("measure", _enum(Measure, "measure"), nullable=False),
    _text("grouping"),
    Column("team", Boolean(create_constraint=True, name="team"), nullable=False),
    Column("wind", Boolean(create_constraint=True, name="wind"), nullable=False),
    _text("best", optional=True),
    _text("worst", optional=True),
)
discipline_name = _texts("discipline")
discipline_code = _list("discipline", "discipline_code", _text("system"), _text("code"))
discipline_translation = _list("discipline", "discipline_translation", _text("language"), _text("text"))

competition = _thing("competition", _text("name"))
competition_name = _sourced_names("competition")

edition = _thing(
    "edition",
    _to("competition"),
    Column("year", Integer, nullable=False),
    _text("name", optional=True),
    Column("tier", _enum(Tier, "tier"), nullable=False),
    _to("city"),
    _to("venue", optional=True),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    _text("note", optional=True),
    # Made of imported rows, where no curated edition was held at that place and time.
    Column("recovered", Boolean(create_constraint=True, name="recovered"), nullable=False),
    CheckConstraint("year BETWEEN 1800 AND 2200", name="year"),
    CheckConstraint("start_date <= end_date", name="dates"),
    *(Index(None, column) for column in ("competition_id", "city_id", "venue_id", "tier", "year")),
)
edition_name = _sourced_names("edition")
edition_source = _sources("edition")

athlete = _thing(
    "athlete",
    _text("name"),
    _text("family"),
    _text("family_folded"),
    Column("sex", _enum(Sex, "sex"), nullable=False),
    _to("nation"),
    _text("born", optional=True),
    _text("note", optional=True),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("length(born) IN (4, 7, 10)", name="born"),
    Index(None, "family_folded"),
)
athlete_name = _sourced_names("athlete")
athlete_name_source = metadata.tables["athlete_name_source"]
athlete_source = _sources("athlete")
athlete_outside_id = _list(
    "athlete",
    "athlete_outside_id",
    _text("system"),
    _text("value"),
    Index(None, "system", "value", unique=True),
)
athlete_relation = Table(
    "athlete_relation",
    metadata,
    _key(),
    _to("athlete"),
    Column("position", Integer, nullable=False),
    _to("athlete", name="other_id"),
    _text("kind"),
    UniqueConstraint("athlete_id", "position"),
    CheckConstraint("athlete_id <> other_id", name="other"),
)
athlete_relation_source = _sources("athlete_relation")

race = _thing(
    "race",
    _to("edition"),
    _to("discipline"),
    Column("category", _enum(Category, "category"), nullable=False),
    Column("round", _enum(Round, "round"), nullable=False),
    Column("heat", Integer),
    Column("date", Date, nullable=False),
    # Where it was run, the edition's venue unless the race names its own.
    _to("venue", optional=True),
    Column("coverage", _enum(CoverageKind, "coverage"), nullable=False),
    _text("coverage_limit", optional=True),
    _text("coverage_note", optional=True),
    _text("wind_mps", optional=True),
    _text("note", optional=True),
    # Made of imported rows; it may belong to a curated edition all the same.
    Column("recovered", Boolean(create_constraint=True, name="recovered"), nullable=False),
    CheckConstraint("heat >= 1", name="heat"),
    Index(None, "edition_id", "discipline_id", "category"),
    Index(None, "discipline_id", "category", "date"),
    # Rare categories, rounds and heats are found without looking at the rows.
    Index(None, "date", "category", "round", "heat"),
    Index(None, "venue_id"),
)
race_source = _sources("race")

result = Table(
    "result",
    metadata,
    _key(),
    _to("race"),
    # None for a team: those of it who are known stand in `result_member`.
    _to("athlete", optional=True),
    Column("position", Integer, nullable=False),
    _to("nation"),
    _text("team", optional=True),
    Column("place", Integer),
    _text("mark", optional=True),
    Column("mark_value", Integer),
    Column("hand_timed", Boolean(create_constraint=True, name="hand_timed"), nullable=False),
    Column("status", _enum(Status, "status"), nullable=False),
    _text("wind_mps", optional=True),
    _text("superseded", optional=True),
    Index(None, "race_id", "athlete_id", unique=True),
    # Covers the races of an athlete without reading the rows.
    Index(None, "athlete_id", "race_id", "status"),
    CheckConstraint("athlete_id IS NULL OR team IS NULL", name="athlete_or_team"),
    CheckConstraint("place >= 1", name="place"),
    CheckConstraint("place IS NULL OR status = 'finished'", name="classified"),
    CheckConstraint("(mark IS NULL) = (mark_value IS NULL)", name="mark"),
    CheckConstraint("mark_value > 0", name="mark_value"),
)
result_note = _texts("result", "note")
result_source = _sources("result")
result_member = _list("result", "result_member", _to("athlete"), Index(None, "athlete_id"))

claim = Table(
    "claim",
    metadata,
    _key(),
    # The file it stands in: a race's or an athlete's.
    _to("race", optional=True),
    _to("athlete", optional=True),
    Column("position", Integer, nullable=False),
    _text("about"),
    Column("status", _enum(ClaimStatus, "status"), nullable=False),
    _text("stands", optional=True),
    _text("why", optional=True),
    CheckConstraint("(race_id IS NULL) <> (athlete_id IS NULL)", name="stands_in_one_file"),
    Index(None, "race_id"),
    Index(None, "athlete_id"),
)
claim_saying = _list("claim", "claim_saying", _to("source"), _text("says"))
claim_source = _sources("claim")
claim_athlete = _list("claim", "claim_athlete", _to("athlete"), Index(None, "athlete_id"))

doubt = Table(
    "doubt",
    metadata,
    # The likeliest to be one person have the lowest.
    _key(),
    _to("athlete", name="one_id"),
    _to("athlete", name="other_id"),
    _text("one_key"),
    _text("other_key"),
    CheckConstraint("one_id <> other_id", name="two"),
)
"""Two who may be one person; the keys are those by which a curator's decision names them."""
doubt_evidence = _texts("doubt", "evidence")
