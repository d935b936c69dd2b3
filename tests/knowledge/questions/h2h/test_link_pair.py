"""Of namesakes who never met, those are offered first who might have."""

from collections.abc import Collection
from datetime import date

import pytest

from knowledge.ask import Knowledge, split_command
from knowledge.models.base import AthleteId
from knowledge.models.records import SharedRaces
from knowledge.names import Candidate
from knowledge.questions.h2h.link_pair import Pair, met_far_more
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.conftest import Beside

ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-09-01,Hill Ground (GBR),1500m,women,Hilda Varga,GBR,1999-02-03,1,4:11.20
2024-09-02,Hill Ground (GBR),1500m,women,Hilda Varga,GBR,1999-02-03,1,4:11.21
2024-09-03,Hill Ground (GBR),1500m,women,Hilda Varga,GBR,1999-02-03,1,4:11.22
2024-09-04,Hill Ground (GBR),5000m,men,Damon Varga,GBR,1998-02-03,1,13:20.00
2024-09-04,Hill Ground (GBR),1500m,men,Damon Varga,GBR,1998-02-03,1,3:50.90
2024-09-05,Hill Ground (GBR),5000m,men,Damon Varga,GBR,1998-02-03,1,13:21.00
2024-09-06,Hill Ground (GBR),1500m,men,Kevan Mosse,GBR,1997-02-03,1,3:40.20
2024-09-08,Hill Ground (GBR),5000m,men,Piers Mosse,GBR,1996-02-03,1,13:22.00
"""


@pytest.fixture(scope="module")
def knowledge(beside: Beside) -> Knowledge:
    return beside(ROWS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("/h2h varga mosse", "/h2h damon-varga piers-mosse"),
        ("/h2h varga mosse 1500m", "/h2h damon-varga kevan-mosse 1500m"),
    ],
)
def test_who_might_have_met_comes_first(knowledge: Knowledge, text: str, first: str) -> None:
    reply = knowledge.ask(*split_command(text), date(2025, 3, 1))
    assert reply.outcome == "ambiguous"
    assert reply.choices[0].question.command == first


OFTEN = "date,venue,discipline,category,name,nation,born,place,mark\n" + "".join(
    f"2023-08-{day:02},Hill Ground (GBR),1500m,women,{name},GBR,{born}-02-03,{place},4:1{place}.20\n"
    for day in range(1, 15)
    for place, (name, born, first, last) in enumerate(
        (("Hilda Varga", 1999, 1, 14), ("Nora Tellem", 1998, 1, 9), ("Inga Tellem", 1997, 10, 12)), start=1
    )
    if first <= day <= last
)


def test_a_pair_thatmet_far_more_often_is_chosen_and_the_other_offered(beside: Beside) -> None:
    reply = beside(OFTEN).ask("h2h", "varga tellem", date(2025, 3, 1))
    assert reply.outcome == "answer"
    assert reply.question is not None
    assert reply.question.command == "/h2h hilda-varga nora-tellem"
    assert [one.question.command for slot in reply.understood for one in slot.others] == [
        "/h2h hilda-varga inga-tellem"
    ]


@pytest.mark.parametrize(
    ("races", "chosen"), [((11, 3), 11), ((11, 5), None), ((7, 1), None), ((9, 0), 9), ((9,), None)]
)
def test_far_more_is_a_share_of_the_races(races: tuple[int, ...], chosen: int | None) -> None:
    someone = Candidate("athlete", "a", "A", registered=True, cost=0.0, popularity=0)
    found = met_far_more([Pair(someone, someone, one) for one in races])
    assert (found.races if found else None) == chosen


def test_names_that_have_no_others_near_are_compared_once(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    shared = KnowledgeBase.shared_races

    def counting(
        kb: KnowledgeBase, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
        compared.append((first, second))
        return shared(kb, first, second)

    monkeypatch.setattr(KnowledgeBase, "shared_races", counting)
    knowledge.ask("h2h", "hilda varga v piers mosse", date(2025, 3, 1))
    assert compared == [(["hilda-varga"], ["piers-mosse"])]
