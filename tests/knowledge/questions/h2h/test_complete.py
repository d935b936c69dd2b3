"""Completion of a pair: those who met, most often first, each pair once."""

import re

import pytest

from knowledge.names import NameIndex
from knowledge.questions.h2h.complete import _splits
from knowledge.questions.parse import complete
from knowledge.questions.query.segments import tokenize
from knowledge.questions.registry import KINDS
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


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        # A given name with a letter is no first athlete whom only "Daniel" fits.
        ("lomoro d", ["joseph-lomoro daniel-okoro"]),
        # Whoever else is nearly called so matches much worse.
        ("youssef arvell", ["youssef-el-hadri tomas-arvell"]),
        # He met many others more often.
        ("harrow s", ["ben-harrow mikkel-sornes"]),
        # A whole name is not the beginning of "Benamar" as well, an unfinished one is.
        ("ben harrow", ["ben-harrow tomas-arvell", "ben-harrow daniel-okoro", "ben-harrow joseph-lomoro"]),
        # Of those whose names begin so, the best known come first.
        ("ben", ["ben-harrow tomas-arvell", "ben-harrow daniel-okoro", "ben-harrow joseph-lomoro"]),
    ],
)
def test_the_first_pairs_of_few(kb: KnowledgeBase, index: NameIndex, typed: str, pairs: list[str]) -> None:
    offered = complete(kb, index, "h2h", typed, TODAY, 5)
    assert [choice.question.command for choice in offered][:3] == [f"/h2h {pair}" for pair in pairs]


def test_who_met_often_comes_before_who_met_once_whoever_is_first(
    kb: KnowledgeBase, index: NameIndex
) -> None:
    offered = texts(kb, index, "h2h", "")
    assert offered[0] == "/h2h tomas-arvell youssef-el-hadri"
    assert sum(text.startswith("/h2h tomas-arvell") for text in offered) > 1
    okoro = texts(kb, index, "h2h", "okoro")
    assert okoro.index("/h2h peter-okoro samuel-tadele") < okoro.index("/h2h daniel-okoro ben-harrow")


@pytest.mark.parametrize("rivals", [("Cy Ash", "Cy Birch", "Cy Sorrel"), ("Cy Ash", "Cy Birch", "Bo Oak")])
def test_of_equal_pairs_the_first_is_the_one_that_the_words_name_both_athletes_of(
    beside: Beside, rivals: tuple[str, ...]
) -> None:
    """Also where the last word begins the name of the first athlete, and few are offered."""
    races = [*((rival, "1999-01-01", "Bo Sanderling", "2000-01-01") for rival in rivals)]
    races.append(("Di Sills", "1980-01-01", "Bo Zander", "1981-01-01"))
    rows = "".join(
        f"{2023 - before}-03-01,Oakham (GBR),mile,men,{first},GBR,{born},1,4:01.00\n"
        f"{2023 - before}-03-01,Oakham (GBR),mile,men,{second},GBR,{second_born},2,4:02.00\n"
        for before, (first, born, second, second_born) in enumerate(races)
    )
    header = ROWS.partition("\n")[0]
    (offered,) = beside(f"{header}\n{rows}").complete("h2h", "bo s", TODAY, 1)
    assert {rivals[-1], "Bo Sanderling"} == {
        re.sub(r" \(.*", "", name) for name in offered.label.split(" v ")
    }
    assert offered.label.endswith("· 1 race")


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


def test_a_separator_divides_the_names_and_without_one_any_word_may() -> None:
    kind = KINDS["h2h"].text
    assert kind is not None
    assert _splits(kind.grammar.sides(tokenize("ben harrow v el"))) == [(("ben", "harrow"), ("el",))]
    assert len(_splits(kind.grammar.sides(tokenize("ben harrow el")))) == 3
