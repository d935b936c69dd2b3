"""Pairs of people that nobody has decided about: written when the store is built, read to be reviewed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, or_, select, true

from knowledge.models.doubt import Doubt
from knowledge.store.reading.queries import texts_of
from knowledge.store.schema import athlete, doubt, doubt_evidence

if TYPE_CHECKING:  # who only reads starts without them
    from knowledge.imports.linkage.people import ComparedPair
    from knowledge.store.build.rows import Rows

_AT_ONCE = 500


def write_doubts(
    rows: "Rows", doubtful: "Iterable[ComparedPair]", now: Mapping[str, str], athletes: Mapping[str, int]
) -> None:
    """Write the pairs, the likeliest to be one person first.

    `now` leads from every key of a person to the one that he or she has in the end, `athletes` from that to
    the key of the athlete here. Who became one in the end in another way is no doubt any more.
    """
    for pair in sorted(doubtful, key=_likeliest_first):
        one, other = (athletes.get(now.get(key, key)) for key in (pair.left, pair.right))
        if one is None or other is None or one == other:
            continue
        key = rows.add_keyed(doubt, one_id=one, other_id=other, one_key=pair.left, other_key=pair.right)
        rows.add_texts(doubt_evidence, key, pair.evidence)


def _likeliest_first(pair: "ComparedPair") -> tuple[bool, int, str, str]:
    return not pair.same_birth, -pair.strength, pair.left, pair.right


def read_doubts(connection: Connection, source: str | None = None) -> Iterator[Doubt]:
    """The pairs, the likeliest to be one person first; those of one source (or of `curated`) only."""
    one, other = athlete.alias(), athlete.alias()
    query = (
        select(doubt, one.c.slug.label("one"), other.c.slug.label("other"))
        .join_from(doubt, one, doubt.c.one_id == one.c.id)
        .join(other, doubt.c.other_id == other.c.id)
        .order_by(doubt.c.id)
        .limit(_AT_ONCE)
    )
    query = query.where(_of(source))
    after = 0
    while found := connection.execute(query.where(doubt.c.id > after)).all():
        after = found[-1].id
        evidence = texts_of(connection, doubt_evidence, [row.id for row in found])
        for row in found:
            yield Doubt(
                one=row.one,
                other=row.other,
                one_key=row.one_key,
                other_key=row.other_key,
                evidence=evidence[row.id],
            )


def count_doubts(connection: Connection, source: str | None = None) -> int:
    """How many pairs `read_doubts` gives."""
    return connection.scalar(select(func.count()).select_from(doubt).where(_of(source))) or 0


def _of(source: str | None) -> ColumnElement[bool]:
    if source is None:
        return true()
    start = f"{source}/"
    return or_(
        *(column.startswith(start, autoescape=True) for column in (doubt.c.one_key, doubt.c.other_key))
    )
