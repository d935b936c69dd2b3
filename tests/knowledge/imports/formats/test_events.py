"""Events as outside files name them."""

import shutil
from pathlib import Path

from knowledge.curation import DATA, read
from knowledge.imports.formats.events import EVENTS, event


def test_events_are_the_curated_disciplines(tmp_path: Path) -> None:
    shutil.copytree(DATA / "disciplines", tmp_path / "disciplines")
    facts, _ = read(tmp_path)
    assert facts.disciplines
    curated = {one.id: (one.measure, one.team, one.wind) for one in facts.disciplines}
    ours = {one.discipline: (one.measure, one.team, one.race_wind or one.row_wind) for one in EVENTS.values()}
    assert {key: value for key, value in curated.items() if key in ours} == ours


def test_event_names() -> None:
    names = [
        "5000-metres",
        "10,000m",
        "4 x 400m Relay",
        "4 x 400m Mixed relay",
        "20km Race Walk",
        "one-mile",
        "5-kilometres",
    ]
    found = [one.discipline for one in map(event, names) if one]
    assert found == ["5000m", "10000m", "4x400m-relay", "4x400m-relay", "20km-walk", "mile", "5km-road"]
    assert event("tug of war") is None
