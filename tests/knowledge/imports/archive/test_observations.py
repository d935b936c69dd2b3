"""Rows are read race by race."""

from knowledge.imports.archive import Archive
from tests.knowledge.imports.archive.parts import (
    LISTS,
    many,
    part,
)


def test_the_rows_of_a_race_of_a_part_come_together(archive: Archive) -> None:
    with archive.importing():
        archive.import_file(LISTS, many("a.csv", 800))
        archive.import_file(LISTS, many("b.csv", 800))
        # The same races again, each row of another one than the row before it.
        rows = sorted(many("a.csv", 800).rows(), key=lambda one: str(one)[::-1])
        archive.import_file(LISTS, part("c.csv", *rows))
    batches = list(archive.observations(races=7))
    assert max(len(some) for some in batches) == 7 * 8
    races = [one.race_id for some in batches for one in some]
    assert races == sorted(races)
    assert len(set(races)) == 300
    for some in batches:
        for one in some:
            assert one.observation.race.competition == ("b.csv" if one.part == "b.csv" else "a.csv")
