"""The whole road of a question, on the invented knowledge base."""

import gc
import json
import re
import weakref
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from knowledge.ask import COMMANDS, Knowledge, Reply, answer, answers_type, draw_answer, split_command
from knowledge.cards.wording import Wording
from knowledge.locale import LANGUAGES
from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Answer, Question
from knowledge.models.records import SourceCounts
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import words

TODAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def knowledge(kb: KnowledgeBase) -> Knowledge:
    return Knowledge(kb)


def _ask(knowledge: Knowledge, text: str, language: str = "en") -> Reply:
    return knowledge.ask(*split_command(text), TODAY, language)


@pytest.mark.parametrize(
    ("text", "outcome", "kind"),
    [
        ("/result brennan mile", "answer", "result"),
        ("/athlete okoro", "ambiguous", "athlete"),
        ("/h2h arvell hadri", "answer", "h2h"),
        ("/result brennan long jump", "not_found", "result"),
        ("/h2h arvell", "invalid", "h2h"),
        ("/weather", "invalid", None),
    ],
)
def test_each_outcome_has_its_name_and_kind(
    knowledge: Knowledge, text: str, outcome: str, kind: str | None
) -> None:
    reply = _ask(knowledge, text)
    assert (reply.outcome, reply.kind) == (outcome, kind)


def test_an_answer_has_its_sources_and_what_was_assumed(knowledge: Knowledge) -> None:
    reply = _ask(knowledge, "/result brennan mile")
    assert reply.answer is not None
    assert {source.id for source in reply.sources} >= {"harbour-mile-results", "coast-gazette-2024-06-15"}
    assert [slot.name for slot in reply.understood if not slot.said] == ["edition"]
    assert reply.choices[0].question.command == "/result harbour-mile-2023-men-mile-final"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("/athlete okoro", "/athlete daniel-okoro"),
        ("/athlete arvelo tomis", "/athlete tomas-arvell"),
        ("/result harbour mile 2021 steeple", "/result harbour-mile-2023-men-3000msc-final"),
        ("/h2h arvell", "/h2h tomas-arvell daniel-okoro"),
    ],
)
def test_what_is_no_answer_has_the_choices_of_its_outcome(
    knowledge: Knowledge, text: str, first: str
) -> None:
    reply = _ask(knowledge, text)
    assert reply.answer is None
    assert first in [choice.question.command for choice in reply.choices]
    assert all(choice.label for choice in reply.choices)


def test_every_choice_and_next_question_is_answered(knowledge: Knowledge) -> None:
    for text in ("/result brennan mile", "/athlete arvell", "/h2h arvell hadri", "/athlete okoro"):
        reply = _ask(knowledge, text)
        asked = [choice.question for choice in reply.choices]
        asked += [item.question for group in reply.card.next for item in group.items]
        assert asked
        for question in asked:
            assert _ask(knowledge, question.command).question == question


def test_a_completion_leads_to_an_answer(knowledge: Knowledge) -> None:
    for kind in (name for name, command in COMMANDS.items() if command.option is not None):
        suggestions = knowledge.complete(kind, "", TODAY, 25)
        assert suggestions
        for suggestion in suggestions:
            assert _ask(knowledge, f"/{kind} {suggestion.value}").outcome == "answer"
            assert len(suggestion.value) <= 100
            assert len(suggestion.label) <= 100


def test_french_replies_differ_in_words_not_in_facts(knowledge: Knowledge) -> None:
    english, french = (_ask(knowledge, "/h2h arvell hadri", language) for language in ("en", "fr"))
    assert english.answer == french.answer
    assert english.card.headline != french.card.headline


@given(text=st.text(max_size=300))
def test_no_text_is_a_fault(knowledge: Knowledge, text: str) -> None:
    reply = knowledge.ask(*split_command(text), TODAY)
    assert reply.card.title
    assert reply.answer is None or reply.outcome == "answer"


def test_what_is_let_go_is_gone_at_once(kb: KnowledgeBase) -> None:
    knowledge = Knowledge(kb)
    knowledge.ask(*split_command("/athlete arvel"), TODAY)
    # Only what is counted is freed where garbage is frozen or seldom looked for.
    tables = [table for section in knowledge._index._segments for table in section.arrays.values()]
    left = [weakref.ref(table) for table in tables]
    del tables
    gc.disable()
    try:
        del knowledge
        assert [table for table in left if table() is not None] == []
    finally:
        gc.enable()


def test_what_is_here_is_counted_once_for_each_language(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, count = [], kb.source_counts

    def counting() -> tuple[SourceCounts, ...]:
        counted.append(1)
        return count()

    monkeypatch.setattr(kb, "source_counts", counting)
    knowledge = Knowledge(kb)
    cards = [knowledge.about_card(language) for language in ("en", "fr", "en", "fr", "it", "xx")]
    assert cards[0] is cards[2] is cards[4] is cards[5]
    assert cards[1] is cards[3]
    assert cards[0] != cards[1]
    assert len(counted) == 2


MIDSUMMER = date(2024, 7, 1)


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
        card = draw_answer(question, answer(kb, question, MIDSUMMER), (), wording)
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


ONLY_IN_DETAILS = (
    *("sources", "kin", "namesakes", "bests"),
    *("other_rounds", "other_editions", "other_events"),
)


def test_a_glance_is_the_same_without_details(kb: KnowledgeBase) -> None:
    for question in questions(kb):
        whole, brief = (answer(kb, question, MIDSUMMER, details=details) for details in (True, False))
        assert not any(getattr(brief, name, ()) for name in ONLY_IN_DETAILS)
        glances = [draw_answer(question, one, (), Wording()).glance for one in (whole, brief)]
        assert glances[0] == glances[1]
        card = draw_answer(question, brief, (), Wording(), details=False)
        assert glances[0] is not None
        assert (card.title, card.glance, card.sections) == (glances[0].title, glances[0], ())


def test_every_number_cited_is_a_source(kb: KnowledgeBase) -> None:
    for question in questions(kb):
        card = draw_answer(question, answer(kb, question, MIDSUMMER), (), Wording())
        for cited in re.findall(r"\[([\d, –]+)\]", words(card)):
            assert all(1 <= int(number) <= len(card.sources) for number in re.findall(r"\d+", cited))


def test_every_answer_can_be_written_as_json_and_read_back(kb: KnowledgeBase) -> None:
    adapter: TypeAdapter[Answer] = TypeAdapter(answers_type())
    for question in few_questions(kb):
        found = answer(kb, question, MIDSUMMER)
        written = adapter.dump_json(found, by_alias=True)
        assert adapter.validate_json(written) == found
        assert not _floats(json.loads(written))
