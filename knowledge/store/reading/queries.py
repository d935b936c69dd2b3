"""Prepared queries, the lists that belong to rows (texts, sources, names), and caches by row key.

Queries are built once, at import or on first use: building one takes longer than running it.
"""

import sqlite3
from collections import defaultdict, namedtuple
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    Select,
    Table,
    bindparam,
    select,
)

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.store.schema import metadata, source

Parameters = Mapping[str, object]
"""Values of the bound parameters of a query by name. A list fills a parameter that expands."""

_Convert = Callable[[Any], Any]


class _Compiled(NamedTuple):
    """A query as SQL text, its parameters in order, the constant ones, and the conversions both ways."""

    text: str
    order: Sequence[str]
    fixed: Mapping[str, object]
    bind: Mapping[str, _Convert]
    row: Callable[[Sequence[Any]], Any]
    convert: Sequence[tuple[int, _Convert]]


class Prepared:
    """A query that runs often, from any thread.

    On SQLite, SQLAlchemy only compiles the text and the driver runs it: the bookkeeping of an execution takes
    longer than most of these queries. On a server SQLAlchemy runs it as well: there the round trip takes
    longest, and its listeners classify the errors.
    """

    def __init__(self, query: Select[Any] | CompoundSelect[Any]) -> None:
        self._query = query
        self._compiled: dict[tuple[int, ...], _Compiled] = {}

    def rows(self, connection: Connection, parameters: Parameters) -> Sequence[Any]:
        """The rows for these parameters, with columns as attributes."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._query, parameters).all()
        sizes: tuple[int, ...] = ()
        values: dict[str, object] = {}
        for name, value in parameters.items():
            if isinstance(value, list):
                padded = _padded(value)
                sizes += (len(padded),)
                values |= {f"{name}_{at}": one for at, one in enumerate(padded, 1)}
            else:
                values[name] = value
        compiled = self._compiled.get(sizes)
        if compiled is None:
            compiled = self._compiled[sizes] = _compile(self._query, connection.dialect, parameters)
        for name, bind in compiled.bind.items():
            if name in values:
                values[name] = bind(values[name])
        values = {**compiled.fixed, **values}
        driver: Any = connection.connection.driver_connection
        try:
            fetched = driver.execute(compiled.text, [values[name] for name in compiled.order]).fetchall()
        except sqlite3.Error:
            # Run again through SQLAlchemy, whose listeners find the cause.
            return connection.execute(self._query, parameters).all()
        if not compiled.convert:
            return list(map(compiled.row, fetched))
        return [compiled.row(_converted(row, compiled.convert)) for row in fetched]


def _compile(query: Select[Any] | CompoundSelect[Any], dialect: Dialect, parameters: Parameters) -> _Compiled:
    values = {
        name: _padded(value) if isinstance(value, list) else value for name, value in parameters.items()
    }
    statement = query.compile(dialect=dialect)
    state = statement.construct_expanded_state({**statement.params, **values}, escape_names=False)
    bind = dict(state.processors)
    fixed = {name: bind[name](value) if name in bind else value for name, value in state.parameters.items()}
    columns = query.selected_columns
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc] # names known at run time
    return _Compiled(
        text=state.statement,
        order=tuple(state.positiontup or ()),
        fixed=fixed,
        bind=bind,
        row=row._make,
        convert=tuple((at, convert) for at, convert in enumerate(converts) if convert is not None),
    )


def _padded(values: Sequence[object]) -> Sequence[object]:
    """The values, the last one repeated up to a power of two, so that few different texts are compiled."""
    if not values:
        return (None,)
    return (*values, *([values[-1]] * ((1 << (len(values) - 1).bit_length()) - len(values))))


def _converted(row: Sequence[Any], convert: Sequence[tuple[int, _Convert]]) -> Sequence[Any]:
    values = list(row)
    for at, converted in convert:
        values[at] = converted(values[at])
    return values


_MANY = 1_000
"""Keys in one query: databases limit the number of parameters."""


def for_keys(query: Select[Any], column: ColumnElement[int]) -> Prepared:
    """A query for `rows_of`: the rows in which `column` is one of the keys."""
    return Prepared(query.where(column.in_(bindparam("keys", expanding=True))))


def rows_of(connection: Connection, query: Prepared, keys: Collection[int]) -> Iterator[Any]:
    """The rows of a query made with `for_keys`, read in batches of keys."""
    waiting = iter(sorted(keys))
    while some := list(islice(waiting, _MANY)):
        yield from query.rows(connection, {"keys": some})


def lists_of(connection: Connection, query: Prepared, keys: Collection[int]) -> dict[int, list[Any]]:
    """The rows of a query grouped by their first column, the owner's key. Every key has a list."""
    by_key: dict[int, list[Any]] = {key: [] for key in keys}
    for row in rows_of(connection, query, keys):
        by_key[row[0]].append(row)
    return by_key


def texts_of(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The texts of each owner in a table of texts, by the owner's key."""
    lists = lists_of(connection, _texts(table), keys)
    return {key: tuple(row.text for row in rows) for key, rows in lists.items()}


def sources_of(
    connection: Connection, table: Table, keys: Collection[int]
) -> dict[int, tuple[SourceId, ...]]:
    """The sources of each owner in a table of sources, by the owner's key."""
    lists = lists_of(connection, _sources(table), keys)
    return {key: tuple(SourceId(row.slug) for row in rows) for key, rows in lists.items()}


def names_of(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, tuple[Name, ...]]:
    """The names, with their sources, of each owner in a table of names, by the owner's key."""
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


Value = TypeVar("Value")

ROOM = 10_000
"""Values that a cache keeps; beyond that it starts again from nothing. Chosen by hand."""


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The row key of an id. Raises KeyError for an unknown id."""
    for (key,) in _by_slug(table).rows(connection, {"slug": slug}):
        return int(key)
    raise KeyError(slug)


@cache
def _by_slug(table: Table) -> Prepared:
    return Prepared(select(table.c.id).where(table.c.slug == bindparam("slug")))


class KeyCache:
    """Row keys by id, read on first use. Threads may share it: at worst a key is read twice."""

    def __init__(self) -> None:
        self._cached: dict[Column[str], dict[str, tuple[int, ...]]] = {}

    def of(self, connection: Connection, known_as: Column[str], ids: Collection[str]) -> list[int]:
        """The keys of the rows whose column `known_as` is one of the ids. Unknown ids have none."""
        cached = self._cached.get(known_as, {})
        missing = [one for one in ids if one not in cached]
        if missing:
            read: defaultdict[str, list[int]] = defaultdict(list)
            for row in _by_ids(known_as).rows(connection, {"ids": missing}):
                read[row.known_as].append(row.id)
            if len(cached) + len(missing) > ROOM:
                cached = {one: cached[one] for one in ids if one in cached}
            cached.update({one: tuple(read[one]) for one in missing})
            self._cached[known_as] = cached
        return [key for one in ids for key in cached[one]]


@cache
def _by_ids(known_as: Column[str]) -> Prepared:
    query = select(known_as.table.c.id, known_as.label("known_as"))
    return Prepared(query.where(known_as.in_(bindparam("ids", expanding=True))))


class RowCache(Generic[Value]):
    """Values by row key, read on first use. Threads may share it: at worst a value is read twice."""

    def __init__(self, load: Callable[[Connection, Collection[int]], dict[int, Value]]) -> None:
        self._load = load
        self._cached: dict[int, Value] = {}

    def get(self, connection: Connection, keys: Iterable[int]) -> dict[int, Value]:
        """The values of these keys."""
        cached = self._cached
        wanted = set(keys)
        values = {key: cached[key] for key in wanted & cached.keys()}
        missing = wanted - values.keys()
        if missing:
            loaded = self._load(connection, missing)
            values |= loaded
            self.put(loaded)
        return values

    def cached(self, keys: Iterable[int]) -> dict[int, Value]:
        """The values of these keys that need no query."""
        cached = self._cached
        return {key: cached[key] for key in set(keys) & cached.keys()}

    def put(self, values: Mapping[int, Value]) -> None:
        """Add values that another query returned."""
        if len(self._cached) + len(values) > ROOM:
            self._cached = {}
        self._cached.update(values)
