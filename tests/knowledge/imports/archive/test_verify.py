"""Damage of an archive: the same answers as before or one sentence, and which files are whole."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.imports.archive import Archive
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.filled import change, fill
from tests.knowledge.imports.archive.parts import LISTS, file_of, part, row


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with files, corrections and statements."""
    path = tmp_path / "archive.sqlite"
    archive = Archive.open(f"sqlite:///{path}")
    fill(archive)
    archive.close()
    assert not path.with_name("archive.sqlite-wal").exists()
    return path


def _read(path: Path) -> object:
    """All that a build and `corrections` read, or the sentence on why they can't."""
    try:
        archive = Archive.open(f"sqlite:///{path}")
    except KnowledgeError as error:
        return str(error)
    try:
        sources = archive.sources()
        printed = [
            (
                one.source,
                [*one.races],
                [*one.athletes],
                one.teams,
                [*map(one.details, range(len(one.rows.key)))],
            )
            for one in archive.columns()
        ]
        rows = [one for some in archive.observations() for one in some]
        said = list(archive.enrichments())
        return sources, printed, rows, said, list(archive.corrections())
    except KnowledgeError as error:
        return str(error)
    finally:
        archive.close()


def test_one_changed_byte_changes_no_answer_or_is_told(file: Path) -> None:
    whole, truth = file.read_bytes(), _read(file)
    assert not isinstance(truth, str), truth
    chance = random.Random(20240914)  # noqa: S311 - reproducible damage, nothing secret
    told = 0
    # Most of a small file is empty: bytes that hold something.
    held = [place for place, byte in enumerate(whole) if byte]
    for place in chance.sample(held, 50):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        found = _read(file)
        if found != truth:
            assert isinstance(found, str)
            assert found.endswith(".")
            assert found.isprintable()
            told += 1
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
    assert told > 25


@pytest.mark.parametrize("share", [0, 0.02, 0.3, 0.6, 0.99])
def test_an_archive_that_was_cut_short_is_told(file: Path, share: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    found = _read(file)
    assert isinstance(found, str)
    assert "restore its backup" in found
    assert len(file.read_bytes()) <= len(whole)


DAMAGES = {
    "a mark": "UPDATE archive_observation SET mark = '1:59.99' WHERE key = 'key 2'",
    "a name": "UPDATE archive_athlete SET name = 'Ana Borg' WHERE name LIKE 'Zo%'",
    "a race": "UPDATE archive_race SET heat = 4 WHERE race_key = 'race-9'",
    "what a row said": "UPDATE archive_former SET mark = '2:01.51' WHERE key = 'key 2'",
    "a row that is gone": "DELETE FROM archive_observation WHERE key = 'team'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_names_the_files_that_are_whole(archive: Archive, url: str, damage: str) -> None:
    fill(archive)
    assert archive.verify().whole
    change(url, DAMAGES[damage])
    found = archive.verify()
    damaged = [one.name for one in found.parts if not one.whole]
    assert found.frame
    assert "men.csv" in damaged or "games.csv" in damaged
    with pytest.raises(KnowledgeError) as caught:
        archive.columns()
    message = str(caught.value)
    assert "is damaged; restore its backup" in message
    whole = [one.name for one in found.parts if one.whole]
    assert f"{len(whole)} of the 4 files imported into it are whole: {', '.join(whole[:3])}" in message
    assert all(name in message for name in damaged)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE archive_part SET rows = rows + 1",
        "UPDATE archive_state SET revision = 2",
        "UPDATE archive_source SET title = 'Other'",
    ],
)
def test_damaged_sources_and_files_are_told_when_opened(archive: Archive, url: str, damage: str) -> None:
    fill(archive)
    change(url, damage)
    with pytest.raises(KnowledgeError, match=r"is damaged; .* but what they stand in is not\."):
        Archive.open(url)
    # And nothing is written onto it, which would make another checksum of it.
    with pytest.raises(KnowledgeError, match="is damaged"):
        archive.import_file(LISTS, part("new.csv", row(1)))


def test_many_files_are_counted_and_few_named(archive: Archive, url: str) -> None:
    for number in range(9):
        archive.import_file(LISTS, part(f"{'x' * 200} {number}.csv", row(number)))
    change(url, "UPDATE archive_observation SET place = 99")
    with pytest.raises(KnowledgeError, match=r"0 of the 9 files .* … \+6") as caught:
        archive.columns()
    assert len(str(caught.value)) < 700


def test_a_fault_of_ours_is_not_blamed_on_the_archive(archive: Archive) -> None:
    def rows() -> Iterator[Observation]:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        archive.import_file(LISTS, file_of("a.csv", rows))
