"""Completion: the beginning of a question leads to it."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.discord.limits import SUGGESTION
from knowledge.ask import Knowledge
from knowledge.names import NameIndex
from knowledge.questions.parse import complete, split_command
from knowledge.questions.registry import KINDS
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.conftest import Beside

TODAY = date(2025, 3, 1)
ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2025-01-25,Windhoek (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:51.20
2025-01-26,Windhoek (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:52.20
2025-01-27,Windhoek (NAM),mile,men,Tomas Arvell,NOR,1998-05-14,2,3:53.20
1998-01-27,Otjiwarongo (NAM),mile,men,Bertram Aldous,GBR,1970-02-03,1,3:58.20
2019-01-27,Otjiwarongo (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:59.20
"""


def _texts(kb: KnowledgeBase, index: NameIndex, kind: str, text: str) -> list[str]:
    return [choice.question.command for choice in complete(kb, index, kind, text, TODAY, 25)]


@pytest.mark.parametrize("typed", ["tom", "arv", "tomas a", "ARV", "harbour ma"])
def test_an_athlete_from_the_beginning_of_any_name(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert _texts(kb, index, "athlete", typed)[0] == "/athlete tomas-arvell"


def test_the_next_slot_of_a_result(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "result", "brennan st")[0] == "/result harbour-mile-2023-men-3000msc-final"
    assert _texts(kb, index, "result", "northern 15")[0] == "/result northern-games-2020-men-1500m-final"
    assert len(_texts(kb, index, "result", "bren")) == 6


def test_the_second_athlete_is_one_whom_the_first_has_met(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "h2h", "arvell oko") == [
        "/h2h tomas-arvell daniel-okoro",
        "/h2h tomas-arvell peter-okoro",
    ]
    assert _texts(kb, index, "h2h", "arvell temba") == ["/h2h tomas-arvell grace-temba"]


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nothing_typed_offers_what_is_newest_or_busiest(
    kb: KnowledgeBase, index: NameIndex, kind: str
) -> None:
    assert _texts(kb, index, kind, "")


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nonsense_offers_nothing(kb: KnowledgeBase, index: NameIndex, kind: str) -> None:
    assert _texts(kb, index, kind, "qqq zzz \x00") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mile", "harbour-mile-2024-men-mile-final"),
        ("port bren", "harbour-mile-2024-men-mile-final"),
        ("port bren 2022", "harbour-mile-2022-men-mile-final"),
        ("sankt elm", "northern-games-2020-men-5000m-final"),
        ("sankt elm 1500 heat 2", "northern-games-2020-men-1500m-heat-2"),
        ("northern hea", "northern-games-2020-men-1500m-heat-1"),
        ("brennan wom", "harbour-mile-2024-women-5000m-final"),
        ("hadri 1500", "northern-games-2020-men-1500m-final"),
        ("fjord mara", "fjord-championships-2022-men-marathon-final"),
        ("vallrone mi", "vallorne-memorial-2023-men-mile-final"),
    ],
)
def test_the_likeliest_race_comes_first(kb: KnowledgeBase, index: NameIndex, typed: str, first: str) -> None:
    assert _texts(kb, index, "result", typed)[0] == f"/result {first}"


def test_finals_come_before_heats_and_newer_before_older(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "result", "sankt elm 1500") == [
        "/result northern-games-2020-men-1500m-final",
        "/result northern-games-2020-men-1500m-heat-1",
        "/result northern-games-2020-men-1500m-heat-2",
    ]
    assert _texts(kb, index, "result", "brennan mile")[:3] == [
        f"/result harbour-mile-{year}-men-mile-final" for year in (2024, 2023, 2022)
    ]


def test_who_ran_somewhere_else_does_not_hide_where(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "result", "gjerde sankt elm 1500")[0] == (
        "/result northern-games-2020-men-1500m-final"
    )


def test_races_of_imported_lists_come_after_those_that_curators_wrote_down(beside: Beside) -> None:
    knowledge = beside(ROWS)
    values = [one.value for one in knowledge.complete("result", "mile", TODAY, 25)]
    miles = [value.partition("-men-mile")[0] for value in values if "-men-mile-" in value]
    assert miles == [
        "harbour-mile-2024",
        "harbour-mile-2023",
        "harbour-mile-2022",
        "vallorne-memorial-2023",
        "2025-01-27-windhoek-nam",
        "2025-01-26-windhoek-nam",
        "2025-01-25-windhoek-nam",
        "2019-01-27-otjiwarongo-nam",
        "1998-01-27-otjiwarongo-nam",
    ]
    assert len(knowledge.complete("result", "windhoek", TODAY, 25)) == 3


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("arvell v oko", "tomas-arvell daniel-okoro"),
        ("arvel v okro", "tomas-arvell daniel-okoro"),
        ("tomas arvell okoro p", "tomas-arvell peter-okoro"),
        ("arvell vs el hadri", "tomas-arvell youssef-el-hadri"),
        ("h2h arvell v el", "tomas-arvell youssef-el-hadri"),
        ("/h2h arvell v ben h", "tomas-arvell ben-harrow"),
        ("benamar v arv", "ali-benamar-1996 tomas-arvell"),
    ],
)
def test_the_likeliest_pair_comes_first(kb: KnowledgeBase, index: NameIndex, typed: str, pair: str) -> None:
    assert _texts(kb, index, "h2h", typed)[0] == f"/h2h {pair}"


def test_who_met_often_comes_before_who_met_once_whoever_is_first(
    kb: KnowledgeBase, index: NameIndex
) -> None:
    assert _texts(kb, index, "h2h", "")[0] == "/h2h tomas-arvell youssef-el-hadri"
    okoro = _texts(kb, index, "h2h", "okoro")
    assert okoro.index("/h2h peter-okoro samuel-tadele") < okoro.index("/h2h daniel-okoro ben-harrow")


def test_a_rival_is_found_among_many_called_alike_who_never_met(beside: Beside) -> None:
    letters = "abcdefghijklm"
    strangers = "".join(
        f"20{year}-03-01,Oakham (GBR),mile,men,Di Oken{one}{two},GBR,1990-01-01,1,4:01.00\n"
        for one in letters
        for two in letters
        for year in (21, 22)
    )
    met = (
        "2019-03-01,Oakham (GBR),mile,men,Bo Okenlast,GBR,1990-01-02,1,4:01.00\n"
        "2019-03-01,Oakham (GBR),mile,men,Bo Okennext,GBR,1991-01-02,3,4:03.00\n"
        "2019-03-01,Oakham (GBR),mile,men,Cuthbert Moxon,GBR,1990-01-02,2,4:02.00\n"
    )
    header = ROWS.partition("\n")[0]
    offered = beside(f"{header}\n{strangers}{met}").complete("h2h", "moxon v ok", TODAY, 25)
    assert {one.label for one in offered} == {
        "Cuthbert Moxon (GBR, 1990) v Bo Okenlast (GBR, 1990) · 1 race",
        "Cuthbert Moxon (GBR, 1990) v Bo Okennext (GBR, 1991) · 1 race",
    }


def test_a_pair_is_offered_once(kb: KnowledgeBase, index: NameIndex) -> None:
    for typed in ("", "okoro", "benamar"):
        pairs = [frozenset(text.split()[1:]) for text in _texts(kb, index, "h2h", typed)]
        assert len(pairs) == len(set(pairs))


def test_no_more_than_asked_for(kb: KnowledgeBase, index: NameIndex) -> None:
    assert len(complete(kb, index, "result", "", TODAY, 3)) == 3


@pytest.mark.parametrize(
    "typed", ["brennan mile 2", "brennan mile 20", "brennan mile 202", "brennan mile 2022"]
)
def test_a_year_may_be_typed_digit_by_digit(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert "/result harbour-mile-2022-men-mile-final" in _texts(kb, index, "result", f"brennan {typed}")


@pytest.mark.parametrize(("typed", "year"), [("1", 1998), ("199", 1998), ("2", 2019), ("201", 2019)])
def test_a_begun_year_says_which_races(beside: Beside, typed: str, year: int) -> None:
    offered = beside(ROWS).complete("result", f"otjiwarongo {typed}", TODAY, 25)
    assert [one.value[:4] for one in offered][:1] == [str(year)]


def test_what_is_whole_already_is_offered(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "h2h", "arvell hadri 2023") == ["/h2h tomas-arvell youssef-el-hadri 2023"]
    assert _texts(kb, index, "athlete", "arvell 2023") == ["/athlete tomas-arvell races 2023"]


def test_what_fitted_so_far_stays(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "athlete", "arvell sinc") == ["/athlete tomas-arvell"]
    assert _texts(kb, index, "result", "vallorne women qqzz")[0] == (
        "/result vallorne-memorial-2023-men-mile-final"
    )


def _beginnings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Beginnings of what may be asked: of names of everything, two of them, and with letters left out."""
    names = [entry.text for entry in knowledge.kb.name_entries() if entry.kind != "nation"][::3]
    for at, name in enumerate(names):
        other = names[at * 7 % len(names)]
        text = (name, f"{name} {other}", f"{name[:3]}{name[4:]} 2", f"{other} v {name}")[at % 4]
        for kind in KINDS:
            yield kind, text[: 1 + at * 5 % len(text)]


def test_whatever_is_offered_is_a_question_with_an_answer(beside: Beside) -> None:
    knowledge = beside(ROWS)
    offered = {
        (kind, one.value): one.label
        for kind, text in _beginnings(knowledge)
        for one in knowledge.complete(kind, text, TODAY, 25)
    }
    assert len(offered) > 60
    for (kind, value), label in offered.items():
        assert len(value) <= SUGGESTION
        reply = knowledge.ask(*split_command(f"/{kind} {value}"), TODAY)
        assert reply.outcome == "answer", (kind, value)
        assert reply.question is not None
        assert reply.question.command == f"/{kind} {value}"
        assert label


def test_whatever_is_offered_together_has_labels_of_its_own(beside: Beside) -> None:
    knowledge = beside(ROWS)
    for kind, text in [*_beginnings(knowledge), ("result", "windhoek mile")]:
        labels = [one.label for one in knowledge.complete(kind, text, TODAY, 25)]
        assert len(labels) == len(set(labels))
