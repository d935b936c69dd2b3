"""A file is imported whole or not at all."""

import multiprocessing
import random
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event

import pytest
from sqlalchemy import func, select

from knowledge.imports.archive import Archive, schema
from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.parts import (
    GAMES,
    LISTS,
    file_of,
    many,
    part,
    row,
)


def test_a_part_that_fails_on_the_way_changes_nothing(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    before = archive.revision()

    def rows() -> Iterator[Observation]:
        yield from many("a.csv", 9_000).rows()  # type: ignore[misc]  # none of them is a Refusal
        raise KnowledgeError("The file is damaged.")

    with archive.importing():
        with pytest.raises(KnowledgeError, match="damaged"):
            archive.import_file(GAMES, file_of("b.csv", rows))
        assert archive.revision() == before
        assert archive.sources() == (LISTS,)
        # What was remembered of the failed part is forgotten with it.
        assert archive.import_file(GAMES, many("b.csv", 100)).new == 100
    assert sum(len(some) for some in archive.observations()) == 101


PARTS, ROWS = 20, 100
SPAWN = multiprocessing.get_context("spawn")


def _import_many(url: str, begun: Event | None = None) -> None:
    archive = Archive.open(url)
    with archive.importing():
        for number in range(PARTS):
            archive.import_file(LISTS, many(f"{number}.csv", ROWS))
            if begun is not None:
                begun.set()
    archive.close()


def _orphans(url: str) -> int:
    """Rows that refer to a race or a person that isn't there."""
    engine = Address(url).engine()
    observation = schema.observation.c
    try:
        with engine.connect() as connection:
            lost = [
                connection.scalar(
                    select(func.count())
                    .select_from(schema.observation.outerjoin(table, column == table.c.id))
                    .where(table.c.id.is_(None))
                )
                for table, column in (
                    (schema.race, observation.race_id),
                    (schema.athlete, observation.athlete_id),
                    (schema.part, observation.id // 2**schema.PART_BITS),
                )
            ]
    finally:
        engine.dispose()
    return sum(one or 0 for one in lost)


def test_a_killed_import_leaves_whole_parts_and_goes_on_when_run_again(url: str) -> None:
    Archive.open(url).close()
    moments = random.Random(20240914)  # noqa: S311 - moments, no secrets
    for _ in range(2):
        begun = SPAWN.Event()
        process = SPAWN.Process(target=_import_many, args=(url, begun))
        process.start()
        assert begun.wait(60), "no part was taken in a minute"
        time.sleep(moments.uniform(0, 0.2))
        process.kill()
        process.join()
        archive = Archive.open(url)
        parts = archive.parts()
        counts: dict[str, int] = {}
        for some in archive.observations():
            for one in some:
                counts[one.part] = counts.get(one.part, 0) + 1
        assert counts == {one.name: ROWS for one in parts}
        assert {one.rows for one in parts} <= {ROWS}
        assert _orphans(url) == 0
        assert parts
        # Nobody has the lock any more, and the next import can write at once.
        archive.import_file(GAMES, part("small.csv", row(1)))
        archive.forget(GAMES.id)
        archive.close()
    _import_many(url)
    archive = Archive.open(url)
    assert [one.rows for one in archive.parts()] == [ROWS] * PARTS
    archive.close()
