from collections.abc import Iterator

import pytest

from knowledge.imports.archive import Archive, Correction
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation, Refusal
from tests.knowledge.imports.archive.parts import (
    EVERYTHING,
    GAMES,
    LISTS,
    RACE,
    TEAM,
    athlete,
    file_of,
    many,
    part,
    row,
)


def _said(archive: Archive) -> dict[str, Observation]:
    return {one.observation.key: one.observation for some in archive.observations() for one in some}


def test_everything_that_a_row_says_comes_back(archive: Archive) -> None:
    plain = row(1)
    report = archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, plain))
    assert (report.new, report.same, report.corrected, report.refused_count) == (3, 0, 0, 0)
    assert _said(archive) == {one.key: one for one in (EVERYTHING, TEAM, plain)}
    assert archive.sources() == (LISTS,)
    assert [(one.source_id, one.name, one.rows) for one in archive.parts()] == [("lists", "a.csv", 3)]


def test_a_part_taken_again_changes_nothing(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, row(1)))
    before = archive.revision()
    again = archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, row(1)))
    assert (again.new, again.same, again.corrected, again.withdrawn) == (0, 3, 0, 0)
    assert not again.changed
    assert archive.revision() == before
    assert list(archive.corrections()) == []


def test_a_changed_row_is_a_correction_and_its_predecessor_is_kept(archive: Archive) -> None:
    first, second, third = (
        row(1),
        row(1, mark="2:01.49", mark_value=12149),
        row(1, athlete=athlete("Ana Bergh")),
    )
    other = row(2)
    archive.import_file(LISTS, part("a.csv", first, other))
    ids = {one.observation.key: one.id for some in archive.observations() for one in some}
    before = archive.revision()
    for version in (second, third):
        report = archive.import_file(LISTS, part("a.csv", version, other))
        assert (report.new, report.same, report.corrected, report.withdrawn) == (0, 1, 1, 0)
    assert archive.revision() != before
    assert _said(archive) == {"key 1": third, "key 2": other}
    assert {one.observation.key: one.id for some in archive.observations() for one in some} == ids
    corrections = list(archive.corrections())
    assert [(one.before, one.after) for one in corrections] == [(first, second), (second, third)]
    assert [one.part for one in corrections] == ["a.csv", "a.csv"]
    assert corrections[0].revision < corrections[1].revision


def test_a_row_that_stands_there_no_longer_is_withdrawn_and_kept(archive: Archive) -> None:
    gone, stays = row(1), row(2)
    archive.import_file(LISTS, part("a.csv", gone, stays))
    report = archive.import_file(LISTS, part("a.csv", stays))
    assert (report.same, report.withdrawn) == (1, 1)
    assert _said(archive) == {"key 2": stays}
    assert [(one.before, one.after) for one in archive.corrections()] == [(gone, None)]
    # Back again it is a new row, not a successor of the old one.
    assert archive.import_file(LISTS, part("a.csv", gone, stays)).new == 1
    assert [one.after for one in archive.corrections()] == [None]


def test_a_row_that_only_moved_is_the_same_and_found_at_its_new_place(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    report = archive.import_file(LISTS, part("a.csv", row(1, row="line 5")))
    assert not report.changed
    assert _said(archive)["key 1"].row == "line 5"


def test_rows_that_cannot_be_kept_are_refused_by_name_and_stop_nothing(archive: Archive) -> None:
    told: list[Refusal] = []
    unread = Refusal(row="line 3", value="x", why="It is no mark.")
    bad = [
        row(4, mark="2:0\0"),
        row(5, athlete=athlete("A\ud800")),
        row(6, place=10**12),
        row(7, race=RACE._replace(heat=10**20)),
        row(1, mark="9:59.99"),  # the key of a row before it
    ]
    report = archive.import_file(LISTS, part("a.csv", row(1), unread, *bad, row(8)), refused=told.append)
    assert report.new == 2
    assert report.refused_count == 6
    assert report.refused == tuple(told)
    assert [one.row for one in told] == ["line 3", "line 4", "line 5", "line 6", "line 7", "line 1"]
    assert set(_said(archive)) == {"key 1", "key 8"}
    again = archive.import_file(LISTS, part("a.csv", row(1), unread, *bad, row(8)))
    assert (again.same, again.refused_count, again.changed) == (2, 6, False)


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


def test_progress_tells_the_rows_read(archive: Archive) -> None:
    told: list[int] = []
    archive.import_file(LISTS, many("a.csv", 5_001), told.append)
    assert told == sorted(told)
    assert told[-1] == 5_001
    assert len(told) > 1


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


def test_a_source_is_forgotten_whole_and_others_stay(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1), row(2)))
    archive.import_file(GAMES, part("a.csv", row(1)))
    archive.import_file(LISTS, part("a.csv", row(1, mark="1:59.99")))
    before = archive.revision()
    assert archive.forget(LISTS.id) == 1
    assert archive.revision() != before
    assert archive.sources() == (GAMES,)
    assert [one.source_id for one in archive.parts()] == ["games"]
    assert [one.source_id for some in archive.observations() for one in some] == ["games"]
    assert list(archive.corrections()) == []
    assert archive.forget(LISTS.id) == 0


def test_a_forgotten_source_can_come_again(archive: Archive) -> None:
    revisions = [archive.revision()]
    for _ in range(2):
        archive.import_file(LISTS, part("a.csv", row(1)))
        revisions.append(archive.revision())
        archive.forget(LISTS.id)
        revisions.append(archive.revision())
    assert len(set(revisions)) == 5


def test_what_is_said_of_a_source_follows(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    before = archive.revision()
    newer = LISTS.model_copy(update={"title": "Best of all years"})
    archive.import_file(newer, part("a.csv", row(1)))
    assert archive.sources() == (newer,)
    assert archive.revision() != before


def test_many_corrections_and_withdrawals_at_once(archive: Archive) -> None:
    archive.import_file(LISTS, many("a.csv", 9_500))
    report = archive.import_file(LISTS, many("a.csv", 9_000, mark="1:58.00"))
    assert (report.new, report.same, report.corrected, report.withdrawn) == (0, 0, 9_000, 500)
    corrections = list(archive.corrections())
    assert len(corrections) == 9_500
    assert all(_follows(one) for one in corrections)


def _follows(correction: Correction) -> bool:
    if correction.after is None:
        return int(correction.before.key.split()[1]) >= 9_000
    return correction.after == correction.before._replace(mark="1:58.00")
