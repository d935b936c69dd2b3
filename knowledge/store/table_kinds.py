"""Kinds of columns and tables that `schema` is made of."""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
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

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def enum_type(values: type[StrEnum], name: str) -> Enum:
    """Text that SQLite restricts to the values of an enumeration."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [str(member) for member in members],
    )


def key_column() -> Column[int]:
    """The integer key of a row, `id`."""
    return Column("id", Integer, primary_key=True)


def slug_column() -> Column[str]:
    """The text id of an entity."""
    return Column("slug", String, nullable=False)


def reference(table: str, *, name: str | None = None, optional: bool = False) -> Column[int]:
    """A reference to a row of `table`."""
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id"), nullable=optional)


def entity_table(name: str, *parts: SchemaItem) -> Table:
    """A table of entities, which have text ids."""
    # An index and not a constraint, because it is created after all rows were inserted.
    slugs = Index(None, "slug", unique=True)
    return Table(
        name, metadata, key_column(), slug_column(), slugs, CheckConstraint("slug <> ''", name="slug"), *parts
    )


def list_table(owner: str, name: str, *parts: SchemaItem) -> Table:
    """A table of ordered values, of which a row of `owner` has any number."""
    return Table(
        name,
        metadata,
        Column(f"{owner}_id", Integer, ForeignKey(f"{owner}.id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *parts,
        sqlite_with_rowid=False,
    )


def text_column(name: str, *, optional: bool = False) -> Column[str]:
    """A column of text, NULL only where it is optional."""
    return Column(name, String, nullable=optional)


def text_table(owner: str, what: str = "name") -> Table:
    """A list of texts (by default names) without sources."""
    return list_table(
        owner, f"{owner}_{what}", text_column("text"), CheckConstraint("text <> ''", name="text")
    )


def name_tables(owner: str) -> Table:
    """A table of names with their kinds, and a table of the sources of each name."""
    table = Table(
        f"{owner}_name",
        metadata,
        key_column(),
        reference(owner),
        Column("position", Integer, nullable=False),
        text_column("text"),
        text_column("kind"),
        UniqueConstraint(f"{owner}_id", "position"),
        CheckConstraint("text <> ''", name="text"),
    )
    source_table(f"{owner}_name")
    return table


def source_table(owner: str) -> Table:
    """A table of the sources of each row of `owner`."""
    return list_table(owner, f"{owner}_source", reference("source"))
