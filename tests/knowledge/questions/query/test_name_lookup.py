"""Words that many names hold and that name nothing by themselves; who bears a word as it is typed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import Knowledge
from knowledge.models.outcome import Missing, NotFound, Understanding
from knowledge.questions.parse import name_index, split_command, understand
from knowledge.store import open_store
from tests.knowledge.questions.conftest import Beside

TODAY = date(2025, 3, 1)


def _row(day: int, name: str, born: int) -> str:
    return f"2024-08-{day:02},Sand Ground (GBR),1500m,women,{name},GBR,{born}-02-03,1,4:1{day % 10}.50\n"


def _met(day: int, first: str, second: str) -> str:
    place = f"2024-09-{day:02},Deep Ground (GBR),5000m,women"
    return f"{place},{first},GBR,,1,15:01.20\n{place},{second},GBR,,2,15:02.20\n"


ROWS = "".join(
    (
        "date,venue,discipline,category,name,nation,born,place,mark\n",
        *(_row(day, "Ida Tarnholt", 1990) for day in range(1, 9)),
        *(_row(10 + day, "Ada Tarn", 1991) for day in range(1, 5)),
        _row(20, "Eva Tarn", 1992),
        *(_row(day, "Greta Quorndal", 1990) for day in range(1, 29)),
        _row(29, "Una Quorn", 1991),
        _row(30, "Zoe Quorn", 1992),
        *(_row(day, "三浦龍司", 1994) for day in range(1, 21)),
        *(_row(20 + day, name, 1995) for day, name in enumerate(("Mia Long", "Mia Long", "Lou Long"))),
        *(_met(day, "Una Tarm", "Enid Vossel") for day in (2, 3)),
        *(_met(day, "Enid Vossel", "Jill Brockan") for day in (5, 6)),
        _met(7, "Enid Vossel", "Dora Ulmer"),
        _met(8, "Ruth Dace", "Jill Brockan"),
        _row(25, "Ruth Vossel Brockan", 1996),
        _row(26, "Vossel Ulmer", 1997),
        _row(27, "Ida Dace Ulmer", 1998),
        _row(21, "Mekla Woldu", 1993),
        _row(22, "Harrold Quintal", 1990),
        _row(23, "Berta Quintel", 1991),
    )
)


@pytest.fixture(scope="module")
def knowledge(beside: Beside) -> Knowledge:
    return beside(ROWS)


@pytest.fixture(scope="module")
def french(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Understanding]:
    """What questions mean where Nigeria is called French Lagoon."""
    folder = tmp_path_factory.mktemp("french")
    data = shutil.copytree(invented, folder / "data")
    file = data / "nations" / "NGR.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Nigeria", "French Lagoon"), encoding="utf-8")
    kb = open_store(data, folder / "cache")
    index = name_index(kb)
    questions = ("/result french mile", "/result lagoon mile", "/result french lagoon mile")
    return {text: understand(kb, index, *split_command(text), TODAY) for text in questions}


def test_a_word_that_names_of_nations_begin_with_is_no_nation(french: dict[str, Understanding]) -> None:
    outcome = french["/result french mile"]
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.typed) == (Missing.NAME, "french")
    for text in ("/result lagoon mile", "/result french lagoon mile"):
        outcome = french[text]
        assert isinstance(outcome, NotFound)
        assert outcome.missing is not Missing.NAME


@pytest.mark.parametrize("text", ["/athlete world", "/result world stadium"])
def test_nobody_is_near_a_word_that_names_nothing(knowledge: Knowledge, text: str) -> None:
    reply = knowledge.ask(*split_command(text), TODAY)
    assert reply.outcome == "not_found"
    assert not [choice for choice in reply.choices if choice.question.kind == "athlete"]


def test_a_word_that_names_nothing_is_not_looked_up_beside_a_name(knowledge: Knowledge) -> None:
    reply = knowledge.ask(*split_command("/athlete zzyzx qorndall world"), TODAY)
    assert next(choice.question.command for choice in reply.choices) == "/athlete greta-quorndal"
    reply = knowledge.ask(*split_command("/athlete zzyzx world"), TODAY)
    assert not reply.choices


@pytest.mark.parametrize(
    ("text", "first", "among"),
    [
        ("/athlete tarn", "ada-tarn", "ida-tarnholt"),
        ("/athlete quorn", "una-quorn", "greta-quorndal"),
        ("/athlete long", "mia-long", "unnamed"),
    ],
)
def test_who_bears_the_word_comes_before_whose_name_it_begins(
    knowledge: Knowledge, text: str, first: str, among: str
) -> None:
    reply = knowledge.ask(*split_command(text), TODAY)
    offered = [choice.question.command for choice in reply.choices]
    assert reply.outcome == "ambiguous"
    assert offered[0] == f"/athlete {first}"
    assert f"/athlete {among}" in offered


def test_two_family_names_that_are_one_athletes_too_are_two_who_met(knowledge: Knowledge) -> None:
    reply = knowledge.ask(*split_command("/h2h vossel brockan"), TODAY)
    assert reply.question is not None
    assert reply.question.command == "/h2h enid-vossel jill-brockan"


@pytest.mark.parametrize(
    "text",
    [
        "/h2h vossel ulmer",  # somebody's whole name, though a Vossel met an Ulmer
        "/h2h ruth brockan",  # a given name and a family name, though a Ruth met a Brockan
        "/h2h dace ulmer",  # family names of two who never met
    ],
)
def test_whose_name_it_is_stays_one_athlete(knowledge: Knowledge, text: str) -> None:
    assert knowledge.ask(*split_command(text), TODAY).outcome == "invalid"


def test_who_met_under_a_name_like_those_of_several_is_asked_about(knowledge: Knowledge) -> None:
    reply = knowledge.ask(*split_command("/h2h tarn v enid vossel"), TODAY)
    assert reply.outcome == "ambiguous"
    assert {choice.question.command for choice in reply.choices} == {
        "/h2h una-tarm enid-vossel",
        "/h2h ada-tarn enid-vossel",
        "/h2h eva-tarn enid-vossel",
    }


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("/athlete harrold quintal", "answer"),
        ("/athlete harrold quintol", "answer"),  # misspelled
        ("/athlete harrold quintel", "not_found"),  # the family name of somebody else
        ("/athlete berta quintal", "not_found"),
    ],
)
def test_a_family_name_of_somebody_else_is_not_misspelled(
    knowledge: Knowledge, typed: str, outcome: str
) -> None:
    assert knowledge.ask(*split_command(typed), TODAY).outcome == outcome
