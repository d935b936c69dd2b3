"""The archive's tables: what outside sources say, row by row, and what they said before.

Portable on purpose: SQLite and PostgreSQL take it as it stands. All names begin with `archive_`, so that the
archive may share a PostgreSQL database with others. Changes need a migration (`migrations/versions`).

What a part says is the part's own, rows, races and people alike, and their keys say so: a key is that of the
part, shifted by `PART_BITS`, and a number within the part. So a part is a range of keys, rows go in without
looking anything up, and nothing but the primary keys is needed to find them. The same race or person in two
parts has two rows; whoever reads unites them.

The rows of `archive_observation` and `archive_former` refer to races and athletes without a foreign key:
there is one writer at a time, it gives the keys itself within the transaction, and half a million checks
three times over would take longer than the writing.
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
"""How many low bits of the key of a row, race or athlete are its number within the part."""

# In SQLite a column is the row's own number only where it is called INTEGER, and that takes 64 bits.
_LARGE = BigInteger().with_variant(Integer, "sqlite")


def keys_of_part(part_key: int) -> tuple[int, int]:
    """The smallest and the largest key that a row, race or athlete of a part may have."""
    return part_key << PART_BITS, (part_key + 1 << PART_BITS) - 1


def part_of(key: int) -> int:
    """The key of the part that a row, race or athlete is of."""
    return key >> PART_BITS


def _key() -> Column[int]:
    # The writer gives the keys, so that rows can go in many at a time.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _key_in_part() -> Column[int]:
    return Column("id", _LARGE, primary_key=True, autoincrement=False)


def _to(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, _LARGE, nullable=optional)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String, nullable=optional)


def _number(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=optional)


def _said() -> tuple[Column[str] | Column[int] | Column[bool], ...]:
    """What one row says of the race and of who took part. Without a status it is of who finished."""
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
"""One row: a number that goes up with every change, and a name that is new with every change.

`checksum` is that of this table, the sources and the parts.
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

`checksum` is that of all that is kept of it, what it said before too; `digest` the one that it would have if
it had been imported for the first time.
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
"""A person as a part prints them. Lists are JSON."""

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
"""A race as far as a row tells."""

observation = Table(
    "archive_observation",
    metadata,
    _key_in_part(),
    _text("key"),
    _text("row"),
    _to("race_id"),
    _to("athlete_id", optional=True),
    *_said(),
)
"""What a row of a part says now. A corrected row keeps its `id`. The writer sees that `key` is its alone."""

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
    *_said(),
    Index(None, "observation_id"),
)
"""What an observation said until a revision: the next one of its `observation_id`, by `id`, follows it."""

SAID = tuple(column.name for column in _said())
"""What an observation says, beside its race and its athlete."""

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
"""What a part says of somebody who is known elsewhere, without a race; until a revision, or still."""
