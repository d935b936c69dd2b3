"""Races and teams: where, when, and who can have competed."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import (
    HEPTATHLON,
    MILE,
    NORWAY,
    RELAY,
    U20,
    WOMEN,
    problems_of,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (MILE, "date = 2024-06-15", "date = 2024-06-16", "is outside its edition"),
        (
            MILE,
            'round = "final"',
            'round = "heat"',
            "is not the name that the race's edition, event and round give",
        ),
        (WOMEN, "Quayside Promenade", "Elm Stadion", "is not in cities/port-brennan.toml"),
        (WOMEN, "Quayside Promenade", "Quayside Stadium", "is the venue of the edition"),
        (MILE, '"daniel-okoro"', '"tomas-arvell"', "is in this race twice"),
        (WOMEN, "grace-temba", "ben-harrow", "does not fit the category"),
        (U20, "noah-keller", "ali-benamar-2001", "too early for the under-20s"),
        (NORWAY, "1998-03-04", "2015-03-04", "too late for a race on"),
        (RELAY, '"astrid-lyng"', '"astrid-lyngg"', "of a file in athletes. Fix: write astrid-lyng."),
        (RELAY, '"liv-sandnes"', '"astrid-lyng"', "runs in this race twice, for NOR before"),
        (RELAY, '"ada-whitlock"', '"oda-myhre"', "is of NOR and runs for GBR"),
        (RELAY, '"astrid-lyng"', '"erik-dahl"', "does not fit the category"),
        (RELAY, 'nation = "FRA"', 'nation = "GBR"', "is in this race twice"),
        (RELAY, 'nation = "FRA"', 'athlete = "marie-claire-dubosc", nation = "FRA"', "names an athlete"),
        (RELAY, "Grimsund Sprint Club", "Norway", "is the nation's name"),
        (HEPTATHLON, 'athlete = "tuva-strand", ', "", "names no athlete"),
        (HEPTATHLON, 'nation = "GBR", ', 'nation = "GBR", members = ["oda-myhre"], ', "is a team"),
        ("athletes/NOR.toml", "1999-02-11", "2015-02-11", "too late for a race on"),
    ],
)
def test_a_race_or_a_team_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems
