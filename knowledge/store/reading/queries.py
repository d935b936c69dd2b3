"""Reading what rows have several of: texts, sources, names.

Queries are put together once: putting them together takes longer than running them.
"""

import sqlite3
from collections import defaultdict, namedtuple
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Dialect, Select, Table, bindparam, select

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.store.schema import metadata, source

Parameters = Mapping[str, object]
"""What the conditions of a query are asked with. A list stands for a parameter that expands."""

_Convert = Callable[[Any], Any]


class _Words(NamedTuple):
    """A query in SQL: what to ask with, in order, what never changes of that, and how rows come back."""

    text: str
    order: Sequence[str]
    fixed: Mapping[str, object]
    bind: Mapping[str, _Convert]
    row: Callable[[Sequence[Any]], Any]
    convert: Sequence[tuple[int, _Convert]]


class Prepared:
    """A query that may be asked often, from any thread.

    A file is asked without SQLAlchemy, whose bookkeeping takes longer than most of these queries; only the
    words are its own. A server is asked through it: there the way takes longest, and faults are told apart.
    """

    def __init__(self, query: Select[Any] | CompoundSelect[Any]) -> None:
        self._query = query
        self._words: dict[tuple[int, ...], _Words] = {}

    def rows(self, connection: Connection, parameters: Parameters) -> Sequence[Any]:
        """The rows, whose columns are attributes."""
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
        words = self._words.get(sizes)
        if words is None:
            words = self._words[sizes] = _put(self._query, connection.dialect, parameters)
        for name, bind in words.bind.items():
            if name in values:
                values[name] = bind(values[name])
        values = {**words.fixed, **values}
        driver: Any = connection.connection.driver_connection
        try:
            found = driver.execute(words.text, [values[name] for name in words.order]).fetchall()
        except sqlite3.Error:
            # Asked again through SQLAlchemy, whose listeners tell what is at fault.
            return connection.execute(self._query, parameters).all()
        if not words.convert:
            return list(map(words.row, found))
        return [words.row(_converted(row, words.convert)) for row in found]


def _put(query: Select[Any] | CompoundSelect[Any], dialect: Dialect, parameters: Parameters) -> _Words:
    asked = {name: _padded(value) if isinstance(value, list) else value for name, value in parameters.items()}
    compiled = query.compile(dialect=dialect)
    state = compiled.construct_expanded_state({**compiled.params, **asked}, escape_names=False)
    bind = dict(state.processors)
    fixed = {name: bind[name](value) if name in bind else value for name, value in state.parameters.items()}
    columns = query.selected_columns
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc] # their names are the query's
    return _Words(
        text=state.statement,
        order=tuple(state.positiontup or ()),
        fixed=fixed,
        bind=bind,
        row=row._make,
        convert=tuple((at, convert) for at, convert in enumerate(converts) if convert is not None),
    )


def _padded(values: Sequence[object]) -> Sequence[object]:
    """As many values as a power of two, the last one repeated: so there are few different queries."""
    if not values:
        return (None,)
    return (*values, *([values[-1]] * ((1 << (len(values) - 1).bit_length()) - len(values))))


def _converted(row: Sequence[Any], convert: Sequence[tuple[int, _Convert]]) -> Sequence[Any]:
    values = list(row)
    for at, converted in convert:
        values[at] = converted(values[at])
    return values


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
