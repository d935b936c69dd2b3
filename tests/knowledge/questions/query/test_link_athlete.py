"""What else is said tells who is meant, and so does what somebody has done; the answer says which."""

from datetime import date

import pytest

from knowledge.ask import Knowledge, Reply, split_command
from knowledge.models.outcome import Why
from tests.knowledge.questions.conftest import Beside

_HEAD = "date,venue,discipline,category,name,nation,born,place,mark\n"
_OFTEN = "".join(
    f"2024-08-{day:02},Hill Ground (GBR),800m,men,Otis Maskow,GBR,1999-05-04,1,1:4{day % 10}.50\n"
    for day in range(1, 14)
)
_TARROWS = _OFTEN.replace("Otis Maskow", "Ned Tarrow").replace("1999-05-04", "2000-05-05")


def _met(day: str, first: str, second: str) -> str:
    place = f"{day},Deep Ground (GBR),5000m,women"
    return f"{place},{first},GBR,,1,15:01.20\n{place},{second},GBR,,2,15:02.20\n"


_MEETINGS = "".join(
    (
        *(_met(f"2009-07-0{day}", "Ilse Brask", "Edda Lorn") for day in range(1, 4)),
        *(_met(f"2024-07-0{day}", "Nora Brask", "Edda Lorn") for day in range(1, 3)),
        *(_met(f"2024-06-0{day}", "Mira Holt", "Vera Quist") for day in range(1, 4)),
        _met("2024-05-01", "Anna Holt", "Vera Quist"),
        *(_met(f"2024-04-{day:02}", "Mira Holt", f"Other {chr(64 + day)}") for day in range(1, 20)),
    )
)
_ROWS = f"""{_HEAD}{_OFTEN}{_TARROWS}\
2009-08-01,Hill Ground (GBR),800m,men,Ivo Maskow,NOR,1982-05-04,1,1:47.50
2024-09-01,Hill Ground (GBR),5000m,men,Kell Dornan,GBR,1998-02-03,1,13:21.20
2024-09-02,Hill Ground (GBR),5000m,men,Kell Dornan,GBR,1998-02-03,1,13:20.00
2024-09-03,Hill Ground (GBR),1500m,men,Timo Dornau,NOR,1997-02-03,1,3:38.20
2024-09-04,Hill Ground (GBR),5000m,women,Hilda Varga,GBR,1999-02-03,1,15:11.20
2024-09-05,Hill Ground (GBR),1500m,women,Berta Varga,NOR,1995-02-03,1,4:12.20
2024-09-06,Sand Ground (GBR),1500m,women,Berta Varga,NOR,1995-02-03,1,4:11.20
2024-09-06,Sand Ground (GBR),1500m,women,Rosa Quennel,GBR,1994-02-03,2,4:12.00
2024-09-06,Sand Ground (GBR),1500m,women,Rosa Quenell,NOR,1996-02-03,3,4:12.50
2024-09-07,Sand Ground (GBR),1500m,women,Ute Quennel,GBR,2001-02-03,1,4:14.50
2024-09-07,Hill Ground (GBR),5000m,men,Lew Tarrow,GBR,1991-05-04,1,13:41.50
2009-08-01,Hill Ground (GBR),800m,men,Jon Tarrow,GBR,1982-05-04,1,1:47.50
2024-08-02,Sand Ground (GBR),1500m,men,Nils Ottar,NOR,1990-02-03,1,3:41.50
2024-08-03,Hill Ground (GBR),1500m,men,Per Ottar,NOR,1990-02-04,1,3:41.50
2024-08-02,Sand Ground (GBR),1500m,men,Tom Ottar,GBR,1991-02-03,2,3:41.60
2010-08-02,Far Ground (GBR),1500m,men,Timo Dornau,NOR,1997-02-03,1,3:48.20
2010-08-02,Far Ground (GBR),1500m,men,Enno Falkner,NOR,1987-02-03,2,3:49.20
2024-08-04,Far Ground (GBR),1500m,men,Udo Falkner,GBR,1997-02-03,1,3:44.20
2024-08-04,Far Ground (GBR),5000m,men,Jost Falkner,GBR,1996-02-03,1,13:44.20
{_MEETINGS}\
2024-09-08,Sand Ground (GBR),1500m,men,Uwe Brennam,GBR,2000-02-03,1,3:44.50
"""


@pytest.fixture(scope="module")
def knowledge(beside: Beside) -> Knowledge:
    return beside(_ROWS)


def _ask(knowledge: Knowledge, text: str) -> Reply:
    return knowledge.ask(*split_command(text), date(2025, 3, 1))


def _athletes(reply: Reply) -> list[tuple[str, Why | None]]:
    return [(slot.id, slot.why) for slot in reply.understood if slot.name in {"athlete", "first", "second"}]


@pytest.mark.parametrize(
    ("text", "meant", "why"),
    [
        ("/athlete varga norway", "berta-varga", Why.FROM_THERE),
        ("/athlete varga 1999", "hilda-varga", Why.BORN_THEN),
        ("/athlete varga 5000m", "hilda-varga", Why.DOES_THAT),
        ("/athlete varga sand ground", "berta-varga", Why.RAN_THERE),
        ("/athlete varga norway 1500m", "berta-varga", Why.FROM_THERE),
        ("/result varga sand ground", "berta-varga", Why.RAN_THERE),
        ("/athlete maskow", "otis-maskow", Why.LIKELIEST),
        ("/athlete maskow norway", "ivo-maskow", Why.FROM_THERE),
        ("/athlete ottar norway sand ground", "nils-ottar", Why.FROM_THERE),
        ("/athlete ottar 1990 sand ground", "nils-ottar", Why.BORN_THEN),
        ("/athlete varga 5000m 2019", "hilda-varga", Why.DOES_THAT),
        ("/athlete tarrow 800m", "ned-tarrow", Why.LIKELIEST),
    ],
)
def test_what_tells_namesakes_apart(knowledge: Knowledge, text: str, meant: str, why: Why) -> None:
    reply = _ask(knowledge, text)
    assert reply.outcome == "answer"
    assert _athletes(reply) == [(meant, why)]


def test_who_is_taken_for_being_likeliest_is_not_alone_in_the_card(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/athlete maskow")
    (slot,) = (slot for slot in reply.understood if slot.name == "athlete")
    assert not slot.said
    assert [choice.question.command for choice in slot.others] == ["/athlete ivo-maskow"]
    said = "Otis Maskow, the likeliest match; not Ivo Maskow (NOR, 1982)."
    assert said in reply.card.model_dump_json()


def test_namesakes_who_did_about_as_much_are_asked_about(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/athlete varga")
    assert reply.outcome == "ambiguous"
    assert [choice.question.command for choice in reply.choices] == [
        "/athlete berta-varga",
        "/athlete hilda-varga",
    ]


@pytest.mark.parametrize(
    ("text", "meant", "why"),
    [
        ("/athlete dornan", "kell-dornan", None),
        ("/athlete dornan 1500m", "timo-dornau", Why.DOES_THAT),
        ("/athlete dornan norway", "timo-dornau", Why.FROM_THERE),
        ("/athlete dornan 5000m", "kell-dornan", None),
        ("/athlete dornan 800m", "kell-dornan", None),
        ("/athlete kell dornan 1500m", "kell-dornan", None),
        ("/result hill ground 1500m men dornan", "timo-dornau", Why.RAN_THERE),
    ],
)
def test_a_letter_is_wrong_where_what_else_is_said_fits_another(
    knowledge: Knowledge, text: str, meant: str, why: Why | None
) -> None:
    reply = _ask(knowledge, text)
    assert reply.outcome == "answer"
    assert _athletes(reply) == [(meant, why)]


def test_who_fits_the_text_better_is_offered_beside_whom_the_rest_speaks_for(knowledge: Knowledge) -> None:
    (slot,) = (one for one in _ask(knowledge, "/athlete dornan 1500m").understood if one.name == "athlete")
    assert [choice.question.command for choice in slot.others] == ["/athlete kell-dornan"]


def test_the_opponent_tells_who_is_meant(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/h2h varga rosa quennel")
    assert _athletes(reply) == [("berta-varga", Why.HAS_MET), ("rosa-quennel", None)]
    reply = _ask(knowledge, "/h2h varga quennel")
    assert _athletes(reply) == [("berta-varga", Why.HAS_MET), ("rosa-quennel", Why.HAS_MET)]


def test_who_met_is_meant_though_others_of_the_name_did_more(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/h2h timo dornau falkner")
    assert _athletes(reply) == [("timo-dornau", None), ("enno-falkner", Why.HAS_MET)]


def test_the_opponent_tells_that_a_letter_is_wrong(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/h2h dornan enno falkner")
    assert _athletes(reply) == [("timo-dornau", Why.HAS_MET), ("enno-falkner", None)]


def test_who_met_most_often_and_did_most_is_meant(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/h2h holt vera quist")
    assert _athletes(reply) == [("mira-holt", Why.LIKELIEST), ("vera-quist", None)]


def test_who_met_of_late_but_less_often_is_asked_about(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/h2h brask edda lorn")
    assert reply.outcome == "ambiguous"
    assert [choice.question.command for choice in reply.choices] == [
        "/h2h nora-brask edda-lorn",
        "/h2h ilse-brask edda-lorn",
    ]


def test_what_told_them_apart_is_not_said_to_make_no_difference(knowledge: Knowledge) -> None:
    for text in ("/athlete varga 5000m", "/athlete varga norway", "/athlete tarrow 800m"):
        assert "unused" not in {slot.name for slot in _ask(knowledge, text).understood}


def test_a_row_of_a_list_counts_less_than_what_curators_wrote_down(knowledge: Knowledge) -> None:
    weights = {entry.id: entry.weight for entry in knowledge.kb.name_entries() if entry.kind == "athlete"}
    assert weights["uwe-brennam"] == 10
    assert weights["ada-whitlock"] == round(2 * 200 / 1.5**2)


def test_what_is_sure_without_it_is_not_said_to_be_told_apart(knowledge: Knowledge) -> None:
    assert _athletes(_ask(knowledge, "/athlete hilda varga 1999")) == [("hilda-varga", None)]


def test_a_misspelled_name_is_no_misspelled_place_where_somebody_is_asked_about(knowledge: Knowledge) -> None:
    """Brennaw is a letter from Brennan, which is a town, and from Brennam."""
    assert _athletes(_ask(knowledge, "/athlete brennaw")) == [("uwe-brennam", Why.SPELLING)]
    assert _athletes(_ask(knowledge, "/athlete brennan")) == []
