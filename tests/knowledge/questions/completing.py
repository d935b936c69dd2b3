"""Completions of a typed beginning on 1 March 2025, and results to import beside the invented ones."""

from datetime import date

from knowledge.names import NameIndex
from knowledge.questions.parse import complete
from knowledge.store import KnowledgeBase

TODAY = date(2025, 3, 1)
ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2025-01-25,Windhoek (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:51.20
2025-01-26,Windhoek (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:52.20
2025-01-27,Windhoek (NAM),mile,men,Tomas Arvell,NOR,1998-05-14,2,3:53.20
1998-01-27,Otjiwarongo (NAM),mile,men,Bertram Aldous,GBR,1970-02-03,1,3:58.20
2019-01-27,Otjiwarongo (NAM),mile,men,Fergus Quill,GBR,1999-02-03,1,3:59.20
"""


def texts(kb: KnowledgeBase, index: NameIndex, kind: str, text: str) -> list[str]:
    """The completions of a text after a command, as questions."""
    return [choice.question.command for choice in complete(kb, index, kind, text, TODAY, 25)]
