"""The way from an id to the key that it has in this database."""

from functools import cache

from sqlalchemy import Connection, Table, bindparam, select

from knowledge.store.prepared import Prepared


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The key of an id. Raises KeyError for one that is not here."""
    for (key,) in _by_slug(table).rows(connection, {"slug": slug}):
        return int(key)
    raise KeyError(slug)


@cache
def _by_slug(table: Table) -> Prepared:
    return Prepared(select(table.c.id).where(table.c.slug == bindparam("slug")))
