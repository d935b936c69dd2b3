"""Races and teams: where, when, and who can have competed."""

from pathlib import Path

import pytest

from knowledge.curation import check_folder
from tests.knowledge.curation.broken import (
    FIRST_YEAR,
    HEPTATHLON,
    MILE,
    NORWAY,
    OLD_RELAY,
    RELAY,
    U20,
    WOMEN,
    problems_of,
    spoil,
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
        (OLD_RELAY, '["frantisek-hulka"]', '["erik-dahl"]', "is of NOR and runs for TCH"),
        (OLD_RELAY, '["frantisek-hulka"]', '["jiri-kubik"]', "runs in this race twice, for TCH before"),
        (OLD_RELAY, '["frantisek-hulka"]', '["frantisek-hulk"]', "is no id in athletes"),
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


def test_a_relay_may_be_of_the_nation_before_or_of_one_that_the_member_changed(
    invented: Path, tmp_path: Path
) -> None:
    # The facts hold Kubík, of Czechia today, in a relay of Czechoslovakia.
    assert not check_folder(invented)[1]
    relay = (invented / OLD_RELAY).read_text(encoding="utf-8")
    assert "jiri-kubik" in relay
    # Lomoro's file says why he stood for others; Okoro's races alone do.
    changed = spoil(invented, tmp_path / "one", OLD_RELAY, '["frantisek-hulka"]', '["daniel-okoro"]')
    assert any("is of NGR and runs for TCH" in str(problem) for problem in check_folder(changed)[1])
    alone = 'athlete = "daniel-okoro", nation = "NGR", mark = "3:52.80"'
    problems = problems_of(changed, tmp_path / "two", FIRST_YEAR, alone, alone.replace("NGR", "TCH"))
    assert not any("runs for" in problem for problem in problems)


def test_a_race_without_a_day_is_on_some_day_of_its_edition(invented: Path, tmp_path: Path) -> None:
    assert not problems_of(invented, tmp_path, U20, "date = 2021-07-11\n", "")
    folder = tmp_path / "old"
    problems = problems_of(tmp_path / "data", folder, U20, "noah-keller", "ali-benamar-2001")
    assert any("too early for the under-20s" in problem for problem in problems)
