"""People: birth dates, family names, and two files that could be one person."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.curation import Facts, check_folder, read
from knowledge.curation.checks.people import LONGEST_CAREER, check_people
from knowledge.models.base import AthleteId, NationId
from knowledge.models.facts import Athlete, Name, Result, Sex
from tests.knowledge.curation.broken import (
    BEN,
    BRITAIN,
    CZECHS,
    FRANCE,
    NORWAY,
    problems_of,
    spoil,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (NORWAY, "1998-03-04", "1998-13-04", "is not a date"),
        (CZECHS, "1988-03-31", "1988-03-32", "is not a date"),
        (CZECHS, "1988-03-31", "1910", "is before the birth; expected a day after the birth (1910-09-12)"),
        (NORWAY, 'family = "Arvell"', 'family = "Arvel-Moe"', "is not in the name"),
        (FRANCE, "2001-09-09", "1996-01", "could be ali-benamar-1996 of athletes/MAR.toml"),
        (
            BRITAIN,
            BEN,
            BEN.replace("Ben Harrow", "ARVEL Tomas").replace("Harrow", "Arvel").replace("1995-02-14", "1998"),
            "could be ben-harrow of athletes/GBR.toml",
        ),
    ],
)
def test_a_person_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


def test_namesakes_with_different_birth_dates_are_two_people(invented: Path) -> None:
    facts, problems = check_folder(invented)
    namesakes = [athlete.id for athlete in facts.athletes if athlete.name == "Ali Benamar"]
    assert len(namesakes) == 2
    assert problems == ()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"born": "1996-11-30"}, True),
        ({"born": "1997-11-30"}, False),
        ({"born": "1996-11-30", "nation": NationId("ALG")}, False),
        ({"born": "1996-11-30", "name": "Ali Ben", "names": (Name(text="Ali Benamar"),)}, True),
        ({"born": "1996-11-30", "name": "Omar Benamar"}, False),
    ],
)
def test_one_name_nation_and_year_of_birth_could_be_one(
    changed: dict[str, object], found: bool, invented: Path
) -> None:
    facts, _ = read(invented)
    [ali] = [one for one in facts.athletes if one.id == "ali-benamar-1996"]
    twin = ali.model_copy(update={"id": AthleteId("ali-benamar-2"), **changed})
    violations = check_people(facts.model_copy(update={"athletes": (ali, twin)}))
    assert any("could be ali-benamar" in str(one) for one in violations) is found


def test_a_relation_says_that_two_are_two(invented: Path, tmp_path: Path) -> None:
    other = '{ athlete = "ali-benamar-1996", is = "namesake", sources = ["northern-games-results"] }'
    relation = f"relations = [\n  {other},\n]"
    data = spoil(invented, tmp_path, FRANCE, 'born = "2001-09-09"', f'born = "1996"\n{relation}')
    _, problems = check_folder(data)
    assert not any("could be ali-benamar" in str(problem) for problem in problems)


def _runner(name: str, nation: str = "NOR", *, born: str | None = None) -> Athlete:
    return Athlete(
        id=AthleteId(name.lower().replace(" ", "-")),
        name=name,
        family=name.rsplit(maxsplit=1)[-1],
        sex=Sex.MALE,
        nation=NationId(nation),
        born=born,
        sources=(),
    )


def _taken_for_one(invented: Path, *runners: Athlete, years: tuple[int, int] = (1920, 1920)) -> bool:
    """Whether two athletes, who ran a mile each in these years, could be one person."""
    facts, _ = read(invented)
    mile = next(race for race in facts.races if race.discipline == "mile")
    races = tuple(
        mile.model_copy(
            update={"date": date(year, 6, 1), "results": (Result(athlete=one.id, nation=one.nation),)}
        )
        for one, year in zip(runners, years, strict=True)
    )
    some: Facts = facts.model_copy(update={"athletes": runners, "races": races})
    return any("could be" in str(one.problem) for one in check_people(some))


def test_without_birth_dates_names_that_sound_alike_are_compared(invented: Path) -> None:
    assert _taken_for_one(invented, _runner("Gunnar Lindqvist"), _runner("Gunar Lindkvist"))
    assert _taken_for_one(
        invented, _runner("Gunnar Lindqvist"), _runner("Gunar Lindkvist", born="1900-01-02")
    )
    assert not _taken_for_one(invented, _runner("Gunnar Lindqvist"), _runner("Gunnar Berg"))


def test_without_birth_dates_other_nations_need_the_same_spelling(invented: Path) -> None:
    assert _taken_for_one(invented, _runner("Olaf Berg"), _runner("Berg Olaf", "SWE"))
    assert not _taken_for_one(invented, _runner("Gunnar Lindqvist"), _runner("Gunar Lindkvist", "SWE"))


def test_without_birth_dates_two_may_be_one_within_a_career(invented: Path) -> None:
    pair = _runner("Olaf Berg"), _runner("Berg Olaf")
    assert _taken_for_one(invented, *pair, years=(1920, 1920 + LONGEST_CAREER))
    assert not _taken_for_one(invented, *pair, years=(1920, 1921 + LONGEST_CAREER))
    assert not _taken_for_one(invented, *pair, years=(1921 + LONGEST_CAREER, 1920))


def test_with_birth_dates_the_years_of_the_races_do_not_matter(invented: Path) -> None:
    pair = _runner("Olaf Berg", born="1900"), _runner("Berg Olaf", born="1900-01-02")
    assert _taken_for_one(invented, *pair, years=(1920, 1950))
