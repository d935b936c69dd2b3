"""A town means its games and series before any other meeting there, which a stadium or a day still names."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import Knowledge, open_knowledge, split_command
from tests.knowledge.curation.broken import spoil
from tests.knowledge.questions.conftest import Beside

ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-09-25,"Hill Ground, Port Brennan (GBR)",mile,men,Fergus Quill,GBR,1999-02-03,1,3:51.20
2024-09-25,"Hill Ground, Port Brennan (GBR)",800m,men,Fergus Quill,GBR,1999-02-03,1,1:45.20
2018-07-01,"Low Field, Oakham (GBR)",800m,men,Fergus Quill,GBR,1999-02-03,1,1:46.20
2018-07-01,"Low Field, Oakham (GBR)",800m,women,Philippa Quill,GBR,1999-02-04,1,2:01.20
2018-08-01,"Long Field, Elmham (GBR)",800m,women,Philippa Quill,GBR,1999-02-04,1,2:02.20
"""


@pytest.fixture(scope="module")
def knowledge(beside: Beside) -> Knowledge:
    return beside(ROWS)


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("/result brennan men mile", "harbour-mile-2024-men-mile-final"),
        ("/result brennan 2024 men mile", "harbour-mile-2024-men-mile-final"),
        ("/result hill ground mile", "2024-09-25-hill-ground-port-brennan-gbr-men-mile-final"),
        ("/result brennan 25 september 2024", None),
        ("/result brennan men 800", "2024-09-25-hill-ground-port-brennan-gbr-men-800m-final"),
    ],
)
def test_the_meeting_of_standing_is_meant(knowledge: Knowledge, text: str, race: str | None) -> None:
    reply = knowledge.ask(*split_command(text), date(2025, 3, 1))
    if race is None:
        assert {choice.question.command.split("-men-")[0] for choice in reply.choices} == {
            "/result 2024-09-25-hill-ground-port-brennan-gbr"
        }
    else:
        assert reply.question is not None
        assert reply.question.command == f"/result {race}"


def test_all_events_that_fit_at_several_meetings_are_offered(knowledge: Knowledge) -> None:
    reply = knowledge.ask(*split_command("/result 800 2018"), date(2025, 3, 1))
    assert [choice.question.command.removeprefix("/result ") for choice in reply.choices] == [
        "2018-08-01-long-field-elmham-gbr-women-800m-final",
        "2018-07-01-low-field-oakham-gbr-men-800m-final",
        "2018-07-01-low-field-oakham-gbr-women-800m-final",
    ]


def test_each_of_several_meetings_is_offered_before_another_event_of_one(knowledge: Knowledge) -> None:
    """Women raced at three of them, at two in more than one event."""
    reply = knowledge.ask(*split_command("/result women"), date(2025, 3, 1))
    offered = [choice.question.command.removeprefix("/result ") for choice in reply.choices]
    assert len(offered) == 5
    meetings = [one.split("-women-")[0] for one in offered]
    assert len(set(meetings[:3])) == len(set(meetings)) == 3


def test_meetings_of_higher_standing_are_offered_first(knowledge: Knowledge) -> None:
    reply = knowledge.ask(*split_command("/result mile 2023"), date(2025, 3, 1))
    assert [choice.question.command.removeprefix("/result ") for choice in reply.choices] == [
        "harbour-mile-2023-men-mile-final",
        "vallorne-memorial-2023-men-mile-final",
    ]


@pytest.fixture(scope="module")
def two_finals(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The invented facts with the Diamond League final in Vallorne in 2023, in Port Brennan in 2024."""
    folder = tmp_path_factory.mktemp("finals")
    tier = 'tier = "diamond-league-final"'
    data = spoil(invented, folder, "editions/vallorne-memorial-2023.toml", 'tier = "other"', tier)
    return open_knowledge(data, folder / "cache")


def test_a_championship_that_moves_between_meetings_is_one_series(two_finals: Knowledge) -> None:
    for text, race in (
        ("/result diamond league final men mile", "harbour-mile-2024-men-mile-final"),
        ("/result diamond league final 2023 men mile", "vallorne-memorial-2023-men-mile-final"),
    ):
        reply = two_finals.ask(*split_command(text), date(2025, 3, 1))
        assert reply.question is not None
        assert reply.question.command == f"/result {race}"
