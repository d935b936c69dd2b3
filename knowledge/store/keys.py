"""The way from an id to the key that it has in this database."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The key of an id. Raises KeyError for one that is not here."""
    key: int | None = connection.scalar(_by_slug(table), {"slug": slug})
    if key is None:
        raise KeyError(slug)
    return key


@cache
def _by_slug(table: Table) -> Select[Any]:
    return select(table.c.id).where(table.c.slug == bindparam("slug"))
