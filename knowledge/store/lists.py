"""Reading what rows have several of: texts, sources, names.

Queries are put together once: putting them together takes longer than running them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, select

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.store.prepared import Prepared
from knowledge.store.schema import metadata, source

_MANY = 1_000
"""So many keys in one query: databases have a limit."""


def for_keys(query: Select[Any], column: ColumnElement[int]) -> Prepared:
    """A query for `rows_of`: the rows in which `column` is one of the keys."""
    return Prepared(query.where(column.in_(bindparam("keys", expanding=True))))


def rows_of(connection: Connection, query: Prepared, keys: Collection[int]) -> Iterator[Any]:
    """The rows of a query made with `for_keys`, some keys at a time."""
    waiting = iter(sorted(keys))
    while some := list(islice(waiting, _MANY)):
        yield from query.rows(connection, {"keys": some})


def lists_of(connection: Connection, query: Prepared, keys: Collection[int]) -> dict[int, list[Any]]:
    """The rows of a query by what they belong to, whose key is the first column. Every key has a list."""
    found: dict[int, list[Any]] = {key: [] for key in keys}
    for row in rows_of(connection, query, keys):
        found[row[0]].append(row)
    return found


def texts_of(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The texts of each of the rows that a table of texts belongs to."""
    lists = lists_of(connection, _texts(table), keys)
    return {key: tuple(row.text for row in rows) for key, rows in lists.items()}


def sources_of(
    connection: Connection, table: Table, keys: Collection[int]
) -> dict[int, tuple[SourceId, ...]]:
    """The sources of each of the rows that a table of sources belongs to."""
    lists = lists_of(connection, _sources(table), keys)
    return {key: tuple(SourceId(row.slug) for row in rows) for key, rows in lists.items()}


def names_of(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, tuple[Name, ...]]:
    """The names, with their sources, of each of the rows that a table of sourced names belongs to."""
    rows = list(rows_of(connection, _names(table), keys))
    if not rows:
        return dict.fromkeys(keys, ())
    sources = sources_of(connection, metadata.tables[f"{table.name}_source"], {row.id for row in rows})
    named: defaultdict[int, list[Name]] = defaultdict(list)
    for row in rows:
        named[row.owner].append(Name(text=row.text, kind=row.kind, sources=sources[row.id]))
    return {key: tuple(named[key]) for key in keys}


@cache
def _texts(table: Table) -> Prepared:
    owner = next(iter(table.primary_key))
    return for_keys(select(owner, table.c.text).order_by(owner, table.c.position), owner)


@cache
def _sources(table: Table) -> Prepared:
    owner = next(iter(table.primary_key))
    query = select(owner, source.c.slug).join_from(table, source).order_by(owner, table.c.position)
    return for_keys(query, owner)


@cache
def _names(table: Table) -> Prepared:
    owner = table.c[f"{table.name.removesuffix('_name')}_id"]
    query = select(owner.label("owner"), table.c.id, table.c.text, table.c.kind)
    return for_keys(query.order_by(owner, table.c.position), owner)
