"""What may be a place or a person is lost neither way, and what imports tell of one town is one staging."""

from datetime import date

import pytest

from knowledge.ask import Knowledge, Reply, split_command
from tests.knowledge.questions.conftest import Beside

_HEAD = "date,venue,discipline,category,name,nation,born,place,mark\n"
_OFTEN = "".join(
    f"2024-08-{day:02},Low Field (GBR),800m,women,Elmstead Quarrie,GBR,1999-05-04,1,2:0{day % 10}.50\n"
    for day in range(1, 9)
)
_KAST = "".join(
    f"2024-07-{day:02},Low Field (GBR),800m,men,Ulverby Kast,GBR,1998-05-04,1,1:4{day % 10}.50\n"
    for day in range(1, 29)
)
ROWS = f"""{_HEAD}{_OFTEN}{_KAST}\
2018-06-05,"Tarn Field, Ulverby (GBR)",1500m,men,Oakwick Smale,GBR,1992-03-04,1,3:42.00
2024-07-01,"Long Field, Elmstead (GBR)",800m,men,Fergus Quill,GBR,1999-02-03,1,1:45.20
2024-07-03,"Long Field, Elmstead (GBR)",800m,women,Philippa Quill,GBR,1999-02-04,1,2:01.20
2024-07-03,"Long Field, Elmstead (GBR)",mile,women,Philippa Quill,GBR,1999-02-04,1,4:31.20
2023-07-03,"Elmstead (GBR)",800m,men,Fergus Quill,GBR,1999-02-03,1,1:46.20
2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,women,Philippa Quill,GBR,1999-02-04,1,4:30.00
2018-05-05,"Short Field, Oakwick (GBR)",1500m,men,Norway Quill,GBR,1990-02-04,1,3:41.00
2024-09-25,"Hill Ground, Port Brennan (GBR)",mile,men,Fergus Quill,GBR,1999-02-03,1,3:51.20
2018-05-05,"Short Field, Oakwick (GBR)",5000m,men,Brian Diemel,GBR,1990-02-04,1,13:41.00
2018-05-05,"Short Field, Oakwick (GBR)",5000m,women,Anna Bran,GBR,1991-02-04,1,15:41.00
2018-05-05,"Short Field, Oakwick (GBR)",5000m,women,Hilda Diemel,GBR,1992-02-04,2,15:51.00
"""


@pytest.fixture(scope="module")
def knowledge(beside: Beside) -> Knowledge:
    return beside(ROWS)


def _ask(knowledge: Knowledge, text: str) -> Reply:
    return knowledge.ask(*split_command(text), date(2025, 3, 1))


def _choices(reply: Reply) -> list[str]:
    return [choice.question.command for choice in reply.choices]


def test_a_town_that_is_a_name_is_asked_about_with_choices_of_both(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "elmstead")
    assert reply.outcome == "ambiguous"
    assert "/athlete elmstead-quarrie" in _choices(reply)
    assert any(text.startswith("/result 2024-07-03") for text in _choices(reply))


def test_whom_nothing_else_fits_is_not_offered(knowledge: Knowledge) -> None:
    assert not any("/athlete" in text for text in _choices(_ask(knowledge, "elmstead mile")))


def test_a_reading_that_leads_nowhere_gives_way(knowledge: Knowledge) -> None:
    """No 1500 m in Norway is known in 2018."""
    reply = _ask(knowledge, "/result norway 1500 2018")
    assert reply.outcome == "answer"
    assert reply.question is not None
    assert reply.question.command.endswith("men-1500m-final norway-quill")


def test_a_place_is_a_person_where_one_is_asked_about(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/athlete elmstead")
    assert reply.question is not None
    assert reply.question.command == "/athlete elmstead-quarrie"


def test_a_town_and_a_year_are_one_staging_of_what_only_imports_tell_of(knowledge: Knowledge) -> None:
    """The men ran two days before the women."""
    assert [
        text.rpartition("-men-")[1] or text.rpartition("-women-")[1]
        for text in _choices(_ask(knowledge, "long field 800"))
    ] == ["-women-", "-men-"]


def test_the_newest_is_answered_and_the_years_before_are_offered(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/result elmstead men 800")
    assert reply.question is not None
    assert reply.question.command.startswith("/result 2024-07-01")
    assert any(text.startswith("/result 2023-07-03") for text in _choices(reply))


def test_of_men_and_women_those_are_assumed_whom_curators_wrote_down(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/result brennan 2024 mile")
    assert reply.question is not None
    assert reply.question.command == "/result harbour-mile-2024-men-mile-final"
    event = next(slot for slot in reply.understood if slot.name == "event")
    assert not event.said
    assert [choice.question.command for choice in event.others] == [
        "/result harbour-mile-2024-women-mile-final"
    ]
    assert any("mile" in sentence for sentence in reply.card.assumed)


def test_what_is_newer_than_the_answer_is_offered_though_only_imports_tell_of_it(
    knowledge: Knowledge,
) -> None:
    reply = _ask(knowledge, "/result brennan men mile")
    (newer,) = (slot for slot in reply.understood if slot.name == "elsewhere")
    assert [choice.question.command for choice in newer.others] == [
        "/result 2024-09-25-hill-ground-port-brennan-gbr-men-mile-final"
    ]


def test_who_says_women_gets_the_women(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/result brennan 2024 women mile")
    assert reply.question is not None
    assert reply.question.command == "/result harbour-mile-2024-women-mile-final"


def test_two_names_near_each_other_are_one_misspelled_where_one_is_asked_about(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/athlete bran diemel")
    assert reply.question is not None
    assert reply.question.command == "/athlete brian-diemel"
    reply = _ask(knowledge, "/h2h bran v hilda diemel")
    assert reply.question is not None
    assert reply.question.command == "/h2h anna-bran hilda-diemel"


def test_what_is_less_likely_is_offered_beside_the_answer(knowledge: Knowledge) -> None:
    """Oakwick Smale ran a 1500 m in 2018, though at no Oakwick."""
    reply = _ask(knowledge, "/result oakwick men 1500 2018")
    assert reply.question is not None
    assert reply.question.command.startswith("/result 2018-05-05-short-field-oakwick")
    (slot,) = (slot for slot in reply.understood if slot.name == "reading")
    assert [choice.question.command for choice in slot.others] == ["/athlete oakwick-smale races 2018"]
    assert any("could also be Oakwick Smale" in sentence for sentence in reply.card.assumed)


def test_the_likelier_of_a_town_and_a_person_comes_first(knowledge: Knowledge) -> None:
    choices = _choices(_ask(knowledge, "/result ulverby"))
    assert choices[0] == "/athlete ulverby-kast"
    assert any(text.startswith("/result 2018-06-05") for text in choices)


@pytest.mark.parametrize(("when", "year"), [("until 2010", 2010), ("since 2024", 2024), ("2011", 2011)])
def test_a_time_without_races_is_named(knowledge: Knowledge, when: str, year: int) -> None:
    reply = _ask(knowledge, f"/result oakwick {when}")
    assert reply.outcome == "not_found"
    assert str(year) in (reply.card.headline or "")
