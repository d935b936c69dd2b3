"""A town means its games and series before any other meeting there, which a stadium or a day still names."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import Knowledge, open_knowledge
from knowledge.importing import take_in

ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-09-25,"Hill Ground, Port Brennan (GBR)",mile,men,Fergus Quill,GBR,1999-02-03,1,3:51.20
2024-09-25,"Hill Ground, Port Brennan (GBR)",800m,men,Fergus Quill,GBR,1999-02-03,1,1:45.20
"""


@pytest.fixture(scope="module")
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("standing")
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    url = f"sqlite:///{folder / 'archive.sqlite'}"
    list(take_in(url, "results-csv", [folder / "rows.csv"], lambda *_: None, lambda *_: None))
    return open_knowledge(invented, folder / "cache", url)


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
    reply = knowledge.ask(text, date(2025, 3, 1))
    if race is None:
        assert {choice.question.text.split("-men-")[0] for choice in reply.choices} == {
            "/result 2024-09-25-hill-ground-port-brennan-gbr"
        }
    else:
        assert reply.question is not None
        assert reply.question.text == f"/result {race}"
