"""The columns say of every row what its observation says."""

from knowledge.imports.archive import Archive
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.filled import fill


def test_columns_say_what_the_rows_say(archive: Archive) -> None:
    fill(archive)
    rows: dict[tuple[str, int], Observation] = {
        (one.source_id, one.id): one.observation for some in archive.observations() for one in some
    }
    for one in archive.columns():
        for index, key in enumerate(one.rows.key.tolist()):
            seen = rows.pop((one.source.id, key))
            athlete = int(one.rows.athlete[index])
            assert one.races[one.rows.race[index]] == seen.race
            assert (None if athlete < 0 else one.athletes[athlete]) == seen.athlete
            assert one.teams.get(index, (None, None)) == (seen.team, seen.team_nation)
            assert one.details(index) == (
                *(seen.place, seen.mark, seen.mark_value, seen.hand_timed, seen.status, seen.notes),
                seen.wind_mps,
            )
    assert rows == {}
