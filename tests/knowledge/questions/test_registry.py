"""Questions said by ids, as buttons ask them: no name is looked up."""

import pytest

from knowledge.models.outcome import Understood
from knowledge.names import NameIndex
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.parse import split_command, understand
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import TODAY

NO_NAMES = NameIndex(())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("/athlete tomas-arvell", AthleteQuestion),
        ("/h2h tomas-arvell Youssef-El-Hadri", HeadToHeadQuestion),
        ("/result harbour-mile-2024-men-mile-final", ResultQuestion),
        ("/result harbour-mile-2024-men-mile-final tomas-arvell", ResultQuestion),
    ],
)
def test_ids_are_read_without_names(kb: KnowledgeBase, text: str, asked: type) -> None:
    understood = understand(kb, NO_NAMES, *split_command(text), TODAY)
    assert isinstance(understood, Understood)
    assert isinstance(understood.question, asked)
    assert understood.question.command == text.lower()
    assert all(slot.said and slot.why is None for slot in understood.slots)


def test_the_slots_hold_the_names(kb: KnowledgeBase) -> None:
    understood = understand(kb, NO_NAMES, *split_command("/h2h tomas-arvell youssef-el-hadri"), TODAY)
    assert isinstance(understood, Understood)
    assert [(slot.name, slot.label) for slot in understood.slots] == [
        ("first", "Tomas Arvell"),
        ("second", "Youssef El Hadri"),
    ]


@pytest.mark.parametrize(
    "text", ["/athlete tomas-arvel", "/h2h tomas-arvell", "/h2h tomas-arvell tomas-arvell"]
)
def test_what_is_not_just_ids_is_read_as_names(kb: KnowledgeBase, text: str) -> None:
    assert not isinstance(understand(kb, NO_NAMES, *split_command(text), TODAY), Understood)
