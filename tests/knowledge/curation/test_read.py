"""Facts as they are read: every part, and all problems at once, each with its line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.curation import check_folder, read
from knowledge.curation.files import LARGEST_FILE
from knowledge.curation.toml import MOST_KEYS
from knowledge.models.facts import Status
from knowledge.models.mark import Measure
from tests.knowledge.curation.broken import spoil

MILE = "races/harbour-mile-2024/harbour-mile-2024-men-mile-final.toml"


def test_every_part_of_a_race_is_read(invented: Path) -> None:
    facts, problems = read(invented)
    assert problems == ()
    race = next(race for race in facts.races if race.id == "harbour-mile-2024-men-mile-final")
    assert (race.edition, race.discipline, race.date) == ("harbour-mile-2024", "mile", date(2024, 6, 15))
    first, *_, last = race.results
    assert first.mark is not None
    assert (first.mark.text, first.mark.value, first.mark.measure) == ("3:49.11", 22911, Measure.TIME)
    assert first.notes == ("photo finish", "SB")
    assert len(first.sources) == 3
    assert (last.athlete, last.place, last.mark, last.status) == ("ben-harrow", None, None, Status.PACEMAKER)
    assert [claim.about for claim in race.claims] == ["how the mile was won", "defending champion"]


def test_things_come_in_the_order_of_their_ids(invented: Path) -> None:
    facts, _ = read(invented)
    ids = [athlete.id for athlete in facts.athletes]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            '"3:50.02"',
            '"3:61.90"',
            "11: '3:61.90' is not a mark; expected a time like 9.58, 8:06.90 or 2:01:09; a minute has 60",
        ),
        ('"3:50.02"', "3.5", "11: '3.5' is a number; expected a mark in quotes"),
        ('"3:50.02"', "3:50.02", "11: is not TOML"),
        ("place = 3", 'place = "3"', "'results.3.place = 3' does not fit; expected a valid integer"),
        ("place = 3,", "palce = 3,", "'results.3.palce' is not a key here"),
        ('round = "final"\n', 'round = "final"\ndate = 2024\n', "is not TOML"),
        ('category = "men"\n', "", "'category' is missing"),
        (
            'coverage = { kind = "complete" }',
            'coverage = "complete"',
            "'coverage = complete' does not fit; expected a table with kind, limit",
        ),
        (
            'round = "final"',
            'round = "finale"',
            "'round = finale' does not fit; expected 'final', 'semi-final'",
        ),
        ("date = 2024-06-15", 'id = "x"\ndate = 2024-06-15', "is written out"),
        ("date = 2024-06-15", "# who?\ndate = 2024-06-15", "has a comment that formatting would lose"),
        ("SB", "S\\u0007B", "holds U+0007"),
        ("SB", "S\u200bB", "holds ZERO WIDTH SPACE"),
        ('"SB"', '" SB"', "begins or ends with a space, or is empty"),
        ('"SB"', '""', "begins or ends with a space, or is empty"),
        ('edition = "harbour-mile-2024"', 'edition = "harbour-mile-2023"', "is another edition"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    invented: Path, tmp_path: Path, old: str, new: str, found: str
) -> None:
    data = spoil(invented, tmp_path, MILE, old, new)
    _, problems = read(data)
    assert len(problems) == 1, [str(problem) for problem in problems]
    assert problems[0].file == MILE
    assert found in str(problems[0])


def test_a_key_that_is_nearly_right_is_suggested(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, "athletes/GBR.toml", 'born = "1995', 'bron = "1995')
    _, problems = read(data)
    assert any("write born" in str(problem) for problem in problems)


def test_all_problems_come_at_once_each_with_its_line(invented: Path, tmp_path: Path) -> None:
    spoil(invented, tmp_path, MILE, '"3:50.02"', '"3:61.90"')
    data = spoil(invented, tmp_path, MILE, '"3:53.40"', '"fast"')
    spoil(invented, tmp_path, "athletes/GBR.toml", 'sex = "M"', 'sex = "X"')
    _, problems = read(data)
    assert [(problem.file, problem.line) for problem in problems] == [
        ("athletes/GBR.toml", 11),
        (MILE, 11),
        (MILE, 13),
    ]


def test_one_bad_file_does_not_blame_those_that_name_it(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, "athletes/GBR.toml", 'name = "Ben', 'name == "Ben')
    _, problems = check_folder(data)
    assert [problem.file for problem in problems] == ["athletes/GBR.toml"]


def test_one_bad_athlete_does_not_blame_those_that_name_him(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, "athletes/GBR.toml", 'family = "Harrow"', "family = 1")
    _, problems = check_folder(data)
    assert [str(problem) for problem in problems] == [
        "athletes/GBR.toml:10: ben-harrow: 'family = 1' does not fit; expected a valid string."
    ]


ONE_OF_BRITAIN = 'name = "Una Swale"\nfamily = "Swale"\nsex = "F"\nsources = ["harbour-mile-results"]\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ": holds no athlete; expected a table for each athlete of the nation."),
        (
            ONE_OF_BRITAIN,
            ":1: 'name' is outside a table; expected a table for each athlete, such as [amos-serem]."
            " Fix: write the id of the athlete above it, in brackets.",
        ),
        (
            f'[una-swale]\nnation = "GBR"\n{ONE_OF_BRITAIN}',
            ":2: una-swale: 'nation' is written out; expected no nation: the file's name gives it, here SWE."
            " Fix: leave it out, or move the athlete to the file of that nation.",
        ),
        (
            f'[una-swale]\nid = "una"\n{ONE_OF_BRITAIN}',
            ":2: una-swale: 'id' is written out; expected no id: the table's name gives it, here una-swale."
            " Fix: leave it out, or rename its table.",
        ),
        (
            f"[ben-harrow]\n{ONE_OF_BRITAIN}",
            ":1: ben-harrow: is in athletes/GBR.toml too; expected an athlete in the file of one nation, the"
            " latest. Fix: remove one, or give another person an id with the birth year.",
        ),
        (
            f"[una-swale]\n{ONE_OF_BRITAIN}\n[[una-swale.claims]]\nabout = 3\n",
            ":8: una-swale: 'claims.1.about = 3' does not fit; expected a valid string.",
        ),
    ],
)
def test_what_is_wrong_with_a_file_of_athletes_is_said(
    invented: Path, tmp_path: Path, text: str, found: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(invented, data)
    (data / "athletes" / "SWE.toml").write_text(text, encoding="utf-8")
    _, problems = read(data)
    assert f"athletes/SWE.toml{found}" in [str(problem) for problem in problems]


def test_a_nation_may_have_more_athletes_than_another_table_has_keys(invented: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(invented, data)
    many = "\n".join(f"[una-swale-{number}]\n{ONE_OF_BRITAIN}" for number in range(MOST_KEYS + 1))
    (data / "athletes" / "SWE.toml").write_text(many, encoding="utf-8")
    facts, problems = read(data)
    assert problems == ()
    assert sum(athlete.nation == "SWE" for athlete in facts.athletes) == MOST_KEYS + 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xff\xfe", "is not UTF-8"),
        (b'\xef\xbb\xbfpublisher = "A"', "begins with a byte order mark; expected plain UTF-8. Fix: save it"),
        (b"[" * 100_000, "is "),
        (b"x = " + b"9" * 5_000, "holds a number that is too large"),
        (b"".join(b"[a%d]\nb = 1\n" % number for number in range(MOST_KEYS + 1)), "has 501 keys"),
        (b"a" * (LARGEST_FILE + 1), "is too large"),
        (b"", "is missing"),
        (b"<html>", "is not TOML"),
    ],
)
def test_content_that_is_no_facts_is_a_problem(
    invented: Path, tmp_path: Path, content: bytes, found: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(invented, data)
    (data / "sources" / "odd.toml").write_bytes(content)
    _, problems = read(data)
    assert problems
    assert all(problem.file == "sources/odd.toml" and found in str(problem) for problem in problems)
