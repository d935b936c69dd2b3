"""Completion of a pair: those who met, most often first, each pair once."""

import pytest

from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.completing import ROWS, TODAY, texts
from tests.knowledge.questions.conftest import Beside


def test_the_second_athlete_is_one_whom_the_first_has_met(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "h2h", "arvell oko") == [
        "/h2h tomas-arvell daniel-okoro",
        "/h2h tomas-arvell peter-okoro",
    ]
    assert texts(kb, index, "h2h", "arvell temba") == ["/h2h tomas-arvell grace-temba"]


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
    assert texts(kb, index, "h2h", typed)[0] == f"/h2h {pair}"


def test_who_met_often_comes_before_who_met_once_whoever_is_first(
    kb: KnowledgeBase, index: NameIndex
) -> None:
    assert texts(kb, index, "h2h", "")[0] == "/h2h tomas-arvell youssef-el-hadri"
    okoro = texts(kb, index, "h2h", "okoro")
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
        pairs = [frozenset(text.split()[1:]) for text in texts(kb, index, "h2h", typed)]
        assert len(pairs) == len(set(pairs))
