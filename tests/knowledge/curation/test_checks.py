from pathlib import Path

import pytest

from knowledge.curation import check, check_folder
from tests.knowledge.curation.broken import spoil

MILE = "races/harbour-mile-2024/harbour-mile-2024-men-mile-final.toml"
LAST_YEAR = "races/harbour-mile-2023/harbour-mile-2023-men-mile-final.toml"
FIRST_YEAR = "races/harbour-mile-2022/harbour-mile-2022-men-mile-final.toml"
HIGH = "races/harbour-mile-2024/harbour-mile-2024-women-high-jump-final.toml"
LONG = "races/northern-games-2020/northern-games-2020-women-long-jump-final.toml"
WOMEN = "races/harbour-mile-2024/harbour-mile-2024-women-5000m-final.toml"
U20 = "races/northern-games-2020/northern-games-2020-men-u20-800m-final.toml"
RELAY = "races/fjord-championships-2022/fjord-championships-2022-women-4x100m-relay-final.toml"
HEPTATHLON = "races/fjord-championships-2022/fjord-championships-2022-women-heptathlon-final.toml"
ARVELL = "athletes/tomas-arvell.toml"
EDITION = "editions/harbour-mile-2024.toml"
BEN = """name = "Ben Harrow"
family = "Harrow"
sex = "M"
nation = "GBR"
born = "1995-02-14"
"""


def test_the_invented_facts_have_no_problem(invented: Path) -> None:
    facts, problems = check_folder(invented)
    assert problems == ()
    assert check(facts) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        # ids
        (MILE, '"daniel-okoro"', '"daniel-okorro"', "athletes, without .toml. Fix: write daniel-okoro."),
        (MILE, 'rests_on = ["harbour-lists-2023"]', 'rests_on = ["nobody"]', "Fix: add sources/nobody.toml."),
        (EDITION, 'city = "port-brennan"', 'city = "atlantis"', "is no id in cities"),
        # things
        ("nations/KEN.toml", '"KE"', '"Kenya"', "is not a code"),
        ("sources/island-times-2024-06-16.toml", "2024-06-18", "2024-06-31", "is not a date"),
        ("sources/harbour-mile-results.toml", "https://", "www.", "is not an address"),
        ("disciplines/mile.toml", '"track"', '"running"', "is no group"),
        ("disciplines/mile.toml", '"3:43.00"', '"3:73.00"', "is not a mark"),
        ("disciplines/mile.toml", '"3:43.00"', '"5:43.00"', "is not better than the worst"),
        # names
        (ARVELL, "nickname", "pet name", "is no kind of name"),
        (ARVELL, "Thomas Arvel", "Tomas Arvell", "is said twice"),
        (
            ARVELL,
            "Thomas Arvel",
            "a " * 12 + "Arvel",
            "is a name of 13 words; expected at most 12. Fix: shorten",
        ),
        (ARVELL, ', sources = ["coast-gazette-2024-06-15"]', "", "is a spelling without a source"),
        ("cities/vallorne.toml", "Wallhorn", "brennan", "is a name in cities/port-brennan.toml too"),
        # people
        (ARVELL, "1998-03-04", "1998-13-04", "is not a date"),
        (ARVELL, 'family = "Arvell"', 'family = "Arvel-Moe"', "is not in the name"),
        ("athletes/ali-benamar-2001.toml", "2001-09-09", "1996-01", "could be the person of athletes/ali-"),
        (
            "athletes/ben-harrow.toml",
            BEN,
            BEN.replace("Ben Harrow", "ARVEL Tomas").replace("Harrow", "Arvel").replace("1995-02-14", "1998"),
            "could be the person of athletes/ben-harrow.toml",
        ),
        # editions
        (EDITION, "end = 2024-06-15", "end = 2024-06-14", "is before the start"),
        (EDITION, "year = 2024", "year = 2025", "is not the year of its dates"),
        (EDITION, "Quayside Stadium", "Elm Stadion", "is not in cities/port-brennan.toml"),
        ("editions/harbour-mile-2023.toml", "end = 2023-06-17", "end = 2024-07-01", "overlaps"),
        ("editions/northern-games-2020.toml", "note =", "name =", "is not the year of its dates"),
        # races
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
        (ARVELL, "1998-03-04", "2015-03-04", "too late for a race on"),
        # teams
        (RELAY, '"astrid-lyng"', '"astrid-lyngg"', "athletes, without .toml. Fix: write astrid-lyng."),
        (RELAY, '"liv-sandnes"', '"astrid-lyng"', "runs in this race twice, for NOR before"),
        (RELAY, '"ada-whitlock"', '"oda-myhre"', "is of NOR and runs for GBR"),
        (RELAY, '"astrid-lyng"', '"erik-dahl"', "does not fit the category"),
        (RELAY, 'nation = "FRA"', 'nation = "GBR"', "is in this race twice"),
        (RELAY, 'nation = "FRA"', 'athlete = "marie-claire-dubosc", nation = "FRA"', "names an athlete"),
        (RELAY, "Grimsund Sprint Club", "Norway", "is the nation's name"),
        (HEPTATHLON, 'athlete = "tuva-strand", ', "", "names no athlete"),
        (HEPTATHLON, 'nation = "GBR", ', 'nation = "GBR", members = ["oda-myhre"], ', "is a team"),
        ("athletes/astrid-lyng.toml", "1999-02-11", "2015-02-11", "too late for a race on"),
        # places
        (MILE, "place = 3,", "place = 2,", "is a place given twice"),
        (MILE, "place = 4,", "place = 5,", "does not run on; expected 4"),
        (FIRST_YEAR, "place = 4,", "place = 3,", "does not run on; expected 4, after two in place 2"),
        (FIRST_YEAR, '"3:54.66"', '"3:52.70"', "is a better mark behind a worse one"),
        (FIRST_YEAR, '"4:01.20"', '"3:54.66"', "is the mark of ali-benamar-1996 too, one place ahead"),
        (FIRST_YEAR, 'status = "DNS"', 'place = 6, status = "DNS"', "has a place"),
        (FIRST_YEAR, ', status = "DNS"', "", "has no place"),
        (
            HIGH,
            '"GBR", mark = "1.95", notes = ["countback"]',
            '"GBR", mark = "1.95"',
            '"countback" or "next best"',
        ),
        (WOMEN, '"podium"', '"winner"', "is beyond the coverage winner"),
        (LAST_YEAR, "{ place = 5, ", '{ status = "DNF", ', "has no place; expected sources of its own"),
        # marks
        (
            MILE,
            '"3:55.05"',
            '"5:55.05"',
            "is not plausible for Mile; expected a mark from 3:43.00 to 5:30.00",
        ),
        (LAST_YEAR, '"3:55.98"', '"3:56.01"', "is beyond the limit of the list, 3:56.00"),
        (LAST_YEAR, 'limit = "3:56.00"', 'limit = "soon"', "has no limit"),
        (MILE, 'kind = "complete"', 'kind = "complete", limit = "4:00.00"', "has a limit"),
        (LONG, ', notes = ["w"]', "", "is wind-aided"),
        (LONG, '"-0.2"', '"strong"', "is not a wind"),
        (MILE, "coverage = {", 'wind_mps = "+1.0"\ncoverage = {', "is a wind in Mile"),
        # claims
        (MILE, 'why = "The list of 2023 has Okoro first."\n', "", "has no reason"),
        (MILE, 'rests_on = ["harbour-lists-2023"]\n', "", "is refuted by nothing"),
        (
            MILE,
            '  { source = "coast-gazette-2024-06-15", says = "Arvell led from the start" },\n',
            "",
            "is unresolved with one account",
        ),
        # usage
        (
            "editions/vallorne-memorial-2023.toml",
            'city = "vallorne"\nvenue = "Stade des Trois Ponts"',
            'city = "port-brennan"',
            "is used by nothing; expected an edition there",
        ),
        (U20, '  { athlete = "noah-keller", nation = "SUI", status = "took-part" },\n', "", "is in no race"),
    ],
)
def test_each_thing_that_can_be_wrong_is_found(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    _, problems = check_folder(spoil(invented, tmp_path, name, old, new))
    said = [str(problem) for problem in problems]
    assert any(found in one for one in said), said


def test_a_problem_names_its_line(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, MILE, "place = 3,", "place = 2,")
    facts, problems = check_folder(data)
    lines = [problem.line for problem in problems]
    assert lines == [11]
    assert [problem.line for problem in check(facts)] == [None]


def test_a_source_that_nobody_uses_is_found(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, ARVELL, "1998-03-04", "1998-03-05")
    (data / "sources" / "unused.toml").write_text('publisher = "Nobody"\ntitle = "Nothing"\n')
    _, problems = check_folder(data)
    assert [str(problem) for problem in problems] == [
        "sources/unused.toml: is used by nothing; expected something that rests on it."
        " Fix: remove the file or use it."
    ]


def test_a_name_that_is_too_long_for_a_button_is_found(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, ARVELL, "1998-03-04", "1998-03-05")
    (data / ARVELL).rename(data / "athletes" / f"{'tomas-' * 6}arvell.toml")
    _, problems = check_folder(data)
    assert any("is too long; expected at most 36 characters" in str(problem) for problem in problems)


def test_namesakes_with_different_birth_dates_are_two_people(invented: Path) -> None:
    facts, problems = check_folder(invented)
    namesakes = [athlete.id for athlete in facts.athletes if athlete.name == "Ali Benamar"]
    assert len(namesakes) == 2
    assert problems == ()


def test_a_relation_says_that_two_are_two(invented: Path, tmp_path: Path) -> None:
    name = "athletes/ali-benamar-2001.toml"
    other = '{ athlete = "ali-benamar-1996", is = "namesake", sources = ["northern-games-results"] }'
    relation = f"relations = [\n  {other},\n]"
    data = spoil(invented, tmp_path, name, 'born = "2001-09-09"', f'born = "1996"\n{relation}')
    _, problems = check_folder(data)
    assert not any("could be the person" in str(problem) for problem in problems)
