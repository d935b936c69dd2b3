"""Queries that are put into words once, and then sent as they are."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Dialect, Select

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
