"""The archive's tables: what outside sources say, row by row, and what they said before.

Portable on purpose: SQLite and PostgreSQL take it as it stands. All names begin with `archive_`, so that the
archive may share a PostgreSQL database with others. Changes need a migration (`migrations/versions`).

The rows of `archive_observation` and `archive_former` refer to races and athletes without a foreign key:
there is one writer at a time, it gives the keys itself within the transaction, and half a million checks
three times over would take longer than the writing.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    # The writer gives the keys, so that rows can go in many at a time.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String, nullable=optional)


def _number(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=optional)


def _said() -> tuple[Column[str] | Column[int] | Column[bool], ...]:
    """What one row says, beside its key within the part."""
    return (
        _number("race_id"),
        _number("athlete_id", optional=True),
        _text("team", optional=True),
        _text("team_nation", optional=True),
        _number("place", optional=True),
        _text("mark", optional=True),
        _number("mark_value", optional=True),
        Column("hand_timed", Boolean, nullable=False),
        _text("status"),
        _text("notes", optional=True),
        _text("wind_mps", optional=True),
    )


state = Table(
    "archive_state",
    metadata,
    _key(),
    _text("name"),
    _number("revision"),
    CheckConstraint("id = 1", name="one"),
)
"""One row: a name that no other archive has, and a number that goes up with every change."""

source = Table(
    "archive_source",
    metadata,
    _key(),
    Column("slug", String, nullable=False, unique=True),
    _text("publisher"),
    _text("title"),
    _text("published", optional=True),
    _text("url", optional=True),
    _text("licence", optional=True),
    _text("note", optional=True),
)

part = Table(
    "archive_part",
    metadata,
    _key(),
    Column("source_id", Integer, ForeignKey("archive_source.id"), nullable=False),
    _text("name"),
    _number("rows"),
    _number("refused"),
    UniqueConstraint("source_id", "name"),
)
"""One file of a source. `rows` and `refused` are as of its last import."""

athlete = Table(
    "archive_athlete",
    metadata,
    _key(),
    Column("source_id", Integer, ForeignKey("archive_source.id"), nullable=False),
    _text("digest"),
    _text("name"),
    _text("family", optional=True),
    _text("sex"),
    _text("nation"),
    _text("born", optional=True),
    _text("ids", optional=True),
    _text("spellings", optional=True),
    UniqueConstraint("source_id", "digest"),
)
"""A person as one source prints them. `digest` stands for all that follows; lists are JSON."""

race = Table(
    "archive_race",
    metadata,
    _key(),
    Column("source_id", Integer, ForeignKey("archive_source.id"), nullable=False),
    _text("digest"),
    _text("discipline"),
    _text("category"),
    _text("date"),
    _text("venue"),
    _text("stadium", optional=True),
    _text("city", optional=True),
    _text("nation", optional=True),
    _text("round"),
    _number("heat", optional=True),
    _text("competition", optional=True),
    _text("race_key", optional=True),
    Column("indoor", Boolean, nullable=False),
    Column("whole", Boolean, nullable=False),
    _text("wind_mps", optional=True),
    UniqueConstraint("source_id", "digest"),
)
"""A race as far as a row of one source tells. `digest` stands for all that follows."""

observation = Table(
    "archive_observation",
    metadata,
    _key(),
    _number("part_id"),
    _text("key"),
    _text("row"),
    *_said(),
    Index(None, "part_id", "key", unique=True),
    Index(None, "race_id"),
)
"""What a row of a part says now. A corrected row keeps its `id`."""

former = Table(
    "archive_former",
    metadata,
    _key(),
    _number("observation_id"),
    _number("revision"),
    _number("part_id"),
    _text("key"),
    _text("row"),
    *_said(),
    Index(None, "observation_id"),
    Index(None, "part_id"),
)
"""What an observation said until a revision: the next one of its `observation_id`, by `id`, follows it."""

SAID = tuple(column.name for column in _said())
"""The columns of an observation whose change is a correction."""
