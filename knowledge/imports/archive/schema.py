"""The archive's tables: the rows of the sources, current and former.

The tables are portable between SQLite and PostgreSQL. All names begin with `archive_`, so that the archive
may share a PostgreSQL database with other tables. A change needs a migration (`migrations/versions`).

A part is one imported file of a source. Rows, races and athletes belong to a part, and their keys are the key
of the part, shifted by `PART_BITS`, plus a number within the part. So a part is a range of keys: rows are
inserted without any lookup, and the primary keys are the only indices needed. A race or an athlete of two
parts has two rows; the linkage joins them.

`archive_observation` and `archive_former` refer to races and athletes without a foreign key. There is a
single writer, which assigns the keys within the transaction, and half a million checks would take longer than
the inserts.
"""

from sqlalchemy import (
    BigInteger,
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


PART_BITS = 32
"""Low bits of the key of a row, race or athlete: its number within the part."""

# In SQLite a column is the row id only where its type is INTEGER, which has 64 bits.
_LARGE = BigInteger().with_variant(Integer, "sqlite")


def keys_of_part(part_key: int) -> tuple[int, int]:
    """The smallest and the largest possible key of a row, race or athlete of a part."""
    return part_key << PART_BITS, (part_key + 1 << PART_BITS) - 1


def part_of(key: int) -> int:
    """The key of the part that a row, race or athlete belongs to."""
    return key >> PART_BITS


def _key() -> Column[int]:
    # The writer assigns the keys, for inserts in bulk.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _key_in_part() -> Column[int]:
    return Column("id", _LARGE, primary_key=True, autoincrement=False)


def _to(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, _LARGE, nullable=optional)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String, nullable=optional)


def _number(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=optional)


def _values() -> tuple[Column[str] | Column[int] | Column[bool], ...]:
    """The values of a row, without its race and athlete. No status means finished."""
    return (
        _text("team", optional=True),
        _text("team_nation", optional=True),
        _number("place", optional=True),
        _text("mark", optional=True),
        _number("mark_value", optional=True),
        Column("hand_timed", Boolean, nullable=False),
        _text("status", optional=True),
        _text("notes", optional=True),
        _text("wind_mps", optional=True),
    )


state = Table(
    "archive_state",
    metadata,
    _key(),
    _text("name"),
    _number("revision"),
    _text("checksum", optional=True),
    CheckConstraint("id = 1", name="one"),
)
"""One row: the number of changes, and a random name that is new with every change.

`checksum` covers this table, the sources and the parts.
"""

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
    _text("digest", optional=True),
    _text("checksum", optional=True),
    UniqueConstraint("source_id", "name"),
)
"""One file of a source, as of its last import.

`checksum` covers all its rows, current and former. `digest` is the checksum that a first import of the same
file would have.
"""

athlete = Table(
    "archive_athlete",
    metadata,
    _key_in_part(),
    _text("name"),
    _text("family", optional=True),
    _text("sex"),
    _text("nation"),
    _text("born", optional=True),
    _text("ids", optional=True),
    _text("spellings", optional=True),
)
"""An athlete as printed in a part. Lists are JSON."""

race = Table(
    "archive_race",
    metadata,
    _key_in_part(),
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
)
"""A race as printed in a part."""

observation = Table(
    "archive_observation",
    metadata,
    _key_in_part(),
    _text("key"),
    _text("row"),
    _to("race_id"),
    _to("athlete_id", optional=True),
    *_values(),
)
"""The current rows. A corrected row keeps its `id`. The writer keeps `key` unique within the part."""

former = Table(
    "archive_former",
    metadata,
    _key(),
    _to("observation_id"),
    _number("revision"),
    _text("key"),
    _text("row"),
    _to("race_id"),
    _to("athlete_id", optional=True),
    *_values(),
    Index(None, "observation_id"),
)
"""Former versions of rows, valid until a revision. By `id`, the next one of an `observation_id` follows."""

VALUES = tuple(column.name for column in _values())
"""The names of an observation's columns without its race and athlete."""

enrichment = Table(
    "archive_enrichment",
    metadata,
    _key_in_part(),
    _number("until", optional=True),
    _text("row"),
    _text("item"),
    _text("world_athletics", optional=True),
    _text("name", optional=True),
    _text("language", optional=True),
    _text("born", optional=True),
    _text("sex", optional=True),
    _text("nation", optional=True),
)
"""Statements of a part about athletes, without a race. `until` is the revision that ended one."""
