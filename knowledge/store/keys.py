"""The way from ids to the keys that they have in this database."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from sqlalchemy import Column, Connection, Table, bindparam, select

from knowledge.store.prepared import Prepared
from knowledge.store.shelf import ROOM


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The key of an id. Raises KeyError for one that is not here."""
    for (key,) in _by_slug(table).rows(connection, {"slug": slug}):
        return int(key)
    raise KeyError(slug)


@cache
def _by_slug(table: Table) -> Prepared:
    return Prepared(select(table.c.id).where(table.c.slug == bindparam("slug")))


class Keys:
    """The keys of ids, looked up when first wanted. Threads may share it: at worst one is read twice."""

    def __init__(self) -> None:
        self._kept: dict[Column[str], dict[str, tuple[int, ...]]] = {}

    def of(self, connection: Connection, known_as: Column[str], ids: Collection[str]) -> list[int]:
        """The keys of the rows in which this column is one of the ids; of those that are not here, none."""
        kept = self._kept.get(known_as, {})
        missing = [one for one in ids if one not in kept]
        if missing:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for row in _by_ids(known_as).rows(connection, {"ids": missing}):
                found[row.known_as].append(row.id)
            if len(kept) + len(missing) > ROOM:
                kept = {one: kept[one] for one in ids if one in kept}
            kept.update({one: tuple(found[one]) for one in missing})
            self._kept[known_as] = kept
        return [key for one in ids for key in kept[one]]


@cache
def _by_ids(known_as: Column[str]) -> Prepared:
    query = select(known_as.table.c.id, known_as.label("known_as"))
    return Prepared(query.where(known_as.in_(bindparam("ids", expanding=True))))
