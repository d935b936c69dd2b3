"""Of namesakes who never met, those are offered first who might have."""

from datetime import date

import pytest

from knowledge.ask import Knowledge, split_command
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
