"""How a typed name differs from the spelling that matched, on invented names."""

import pytest

from knowledge.names import Candidate, tokens
from knowledge.names.linking.explain import How, explain_match


@pytest.mark.parametrize(
    ("typed", "spelling", "how"),
    [
        ("TOMAS  Arvéll", "Tomas Arvell", How.EXACT),
        ("Томас Арвелл", "Tomas Arvell", How.EXACT),
        ("arvell tomas", "Tomas Arvell", How.ORDER),
        ("arvell", "Tomas Arvell", How.PART),
        ("hadri youssef", "Youssef El Hadri", How.PART),
        ("elhadri", "Youssef El Hadri", How.JOINED),
        ("tomasarvell", "Tomas Arvell", How.JOINED),
        ("tomas ar vell", "Tomas Arvell", How.SPLIT),
        ("ar vell tomas", "Tomas Arvell", How.SPLIT),
        ("t arvell", "Tomas Arvell", How.INITIAL),
        ("tomas arv", "Tomas Arvell", How.BEGINNING),
        ("tomas arvellsen", "Tomas Arvell", How.BEGINNING),
        ("bill okoronwa", "William Okoronwa", How.NICKNAME),
        ("yousef hadrri", "Youssef El Hadri", How.SOUNDS_ALIKE),
        ("yurij arvell", "Yuriy Arvell", How.SOUNDS_ALIKE),
        ("tomas arvlel", "Tomas Arvell", How.MISSPELLED),
        ("tomas erik arvell", "Tomas Arvell", How.EXTRA_WORD),
        ("tomas tomas arvell", "Tomas Arvell", How.EXTRA_WORD),
        ("x", "Tomas Arvell", How.EXTRA_WORD),
        ("high jmp", "highjump", How.MISSPELLED),
        ("tomas b arvell", "Barvell Tomas", How.SPLIT),
        # Of several differences the farthest is told.
        ("arvlel t", "Tomas Arvell", How.MISSPELLED),
        ("arvell t", "Tomas Arvell", How.INITIAL),
    ],
)
def test_what_differs(typed: str, spelling: str, how: How) -> None:
    found = Candidate("athlete", "a", spelling, registered=True, cost=0.0, popularity=1)
    assert explain_match(tokens(typed), found) is how
