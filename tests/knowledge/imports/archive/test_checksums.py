"""Checksums: right after every import, checked before anything rests on a row, the same everywhere."""

import random
from collections.abc import Callable

import pytest

from knowledge.imports.archive import Archive, schema
from knowledge.imports.archive.checksums import FileChecksum
from knowledge.imports.formats import SourceFile
from knowledge.imports.formats.wikidata import SOURCE
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.filled import change, fill
from tests.knowledge.imports.archive.parts import EVERYTHING, GAMES, LISTS, TEAM, many, part, row
from tests.knowledge.imports.archive.test_enrichments import ADA, ADA_IN_RUSSIAN, BEN, answer

DAMAGES = {
    "a mark": "UPDATE archive_observation SET mark = '1:59.99' WHERE key = 'key 2'",
    "a name": "UPDATE archive_athlete SET name = 'Ana Borg' WHERE name LIKE 'Zo%'",
    "a race": "UPDATE archive_race SET heat = 4 WHERE race_key = 'race-9'",
    "what a row said": "UPDATE archive_former SET mark = '2:01.51' WHERE key = 'key 2'",
    "a row that is gone": "DELETE FROM archive_observation WHERE key = 'team'",
}


def test_what_a_row_said_before_is_checked_before_it_is_listed(archive: Archive, url: str) -> None:
    fill(archive)
    change(url, DAMAGES["what a row said"])
    with pytest.raises(KnowledgeError, match="is damaged"):
        list(archive.corrections())


def test_a_damaged_file_is_not_corrected_and_can_be_forgotten(archive: Archive, url: str) -> None:
    fill(archive)
    change(url, DAMAGES["a name"])
    with pytest.raises(KnowledgeError, match=r"damaged: men\.csv"):
        archive.import_file(LISTS, part("men.csv", row(1)))
    archive.import_file(GAMES, part("games.csv", row(1, mark="2:02.00")))
    archive.forget(LISTS.id)
    assert archive.verify().whole
    archive.import_file(LISTS, part("men.csv", row(1)))
    assert archive.verify().whole


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_imported_and_forgotten_the_checksums_hold(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible steps, nothing secret

    def rows() -> SourceFile[Observation]:
        of = range(1, 12)
        some = [row(number, mark=chance.choice(("2:01.50", "2:01.60"))) for number in chance.sample(of, 6)]
        some += chance.sample([EVERYTHING, TEAM], 1)
        return part(f"{chance.randrange(2)}.csv", *some)

    steps: dict[str, Callable[[], object]] = {
        "rows": lambda: archive.import_file(chance.choice((LISTS, GAMES)), rows()),
        "many": lambda: archive.import_file(
            LISTS, many("many.csv", chance.randrange(1, 2_500), chance.choice("12"))
        ),
        "statements": lambda: archive.import_enrichments(
            SOURCE, answer(tuple(chance.sample([ADA, ADA_IN_RUSSIAN, BEN], 2)))
        ),
        "forget": lambda: archive.forget(chance.choice((LISTS, GAMES, SOURCE)).id),
    }
    done = []
    for _ in range(8):
        step = chance.choices(list(steps), (6, 1, 3, 1))[0]
        steps[step]()
        done.append(step)
        assert archive.verify().whole, done
    archive.columns()


def test_the_checksum_is_the_same_in_every_version_of_python() -> None:
    checksum = FileChecksum()
    cells = (
        4294967297,
        "key",
        "line 1",
        4294967297,
        None,
        "Zoë 李",
        None,
        1,
        "2:01.50",
        12150,
        0,
        None,
        "",
        -1,
    )
    checksum.add(schema.observation, [cells])
    checksum.add(schema.observation, [cells, cells])
    at_once = FileChecksum()
    at_once.add(schema.observation, [cells, cells, cells])
    assert checksum.text() == at_once.text() == "f7248900d425b2b5e81ea580903e30e6"
