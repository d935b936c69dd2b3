"""Every answer and card of the invented knowledge base."""

import json
import re
from datetime import date

import pytest

from knowledge.ask import answer, draw_answer
from knowledge.cards.wording import LANGUAGES, Wording
from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.registry import answers_adapter
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import words

TODAY = date(2024, 7, 1)


def questions(kb: KnowledgeBase) -> list[Question]:
    people = [
        AthleteId(entry.id) for entry in kb.name_entries() if entry.kind == "athlete" and entry.registered
    ]
    asked: list[Question] = [ResultQuestion(race=head.id) for head in kb.races(RaceFilter())]
    asked += [AthleteQuestion(athlete=one, races=races) for one in people for races in (True, False)]
    asked += [HeadToHeadQuestion(first=one, second=two) for one in people for two in people if one < two]
    return asked


def few_questions(kb: KnowledgeBase) -> list[Question]:
    people = [
        AthleteId(entry.id) for entry in kb.name_entries() if entry.kind == "athlete" and entry.registered
    ]
    return [
        *(ResultQuestion(race=head.id) for head in kb.races(RaceFilter())),
        *(AthleteQuestion(athlete=one, races=races) for one in people for races in (True, False)),
        *(HeadToHeadQuestion(first=people[0], second=other) for other in people[1:]),
    ]


def _floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(_floats(one) for one in value.values())
    if isinstance(value, list):
        return any(_floats(one) for one in value)
    return isinstance(value, float)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_whole(kb: KnowledgeBase, language: str) -> None:
    wording = Wording(language)
    for question in questions(kb):
        card = draw_answer(question, answer(kb, question, TODAY), (), wording)
        said = words(card)
        assert not re.search(r"\{\w+\}|\bNone\b|\[\]", said), said
        seen = {question.command}
        for group in card.next:
            assert group.items
            assert all(item.label for item in group.items)
            texts = [item.question.command for item in group.items]
            assert not seen & set(texts), "a question is offered once"
            seen |= set(texts)
        for section in card.sections:
            for row in section.table.rows if section.table else ():
                assert section.table is not None
                assert len(row.cells) == len(section.table.columns)


def test_every_number_cited_is_a_source(kb: KnowledgeBase) -> None:
    for question in questions(kb):
        card = draw_answer(question, answer(kb, question, TODAY), (), Wording())
        for cited in re.findall(r"\[([\d, –]+)\]", words(card)):
            assert all(1 <= int(number) <= len(card.sources) for number in re.findall(r"\d+", cited))


def test_every_answer_can_be_written_as_json_and_read_back(kb: KnowledgeBase) -> None:
    adapter = answers_adapter()
    for question in few_questions(kb):
        found = answer(kb, question, TODAY)
        written = adapter.dump_json(found, by_alias=True)
        assert adapter.validate_json(written) == found
        assert not _floats(json.loads(written))
