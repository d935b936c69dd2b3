"""Every kind: any text has an outcome, any beginning leads to a question, both within the steps."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord.limits import SUGGESTION
from knowledge.ask import Knowledge, draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.base import Steps
from knowledge.models.errors import TooManyStepsError
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Understood,
)
from knowledge.names import NameIndex, tokens
from knowledge.questions.parse import MOST_STEPS, complete, split_command, understand
from knowledge.questions.registry import KINDS
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.completing import ROWS, TODAY, texts
from tests.knowledge.questions.conftest import Beside, Parser


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("/result", Fault.EMPTY),
        ("/athlete   ", Fault.EMPTY),
        ("/h2h", Fault.EMPTY),
        ("/h2h arvell", Fault.SECOND_ATHLETE_MISSING),
        ("/h2h tomas arvell v tomas arvell", Fault.SAME_ATHLETE),
        ("/h2h arvell hadri tadele", Fault.TOO_MANY_ATHLETES),
        ("/athlete arvell hadri", Fault.TOO_MANY_ATHLETES),
        ("/athlete mile", Fault.NO_ATHLETE),
        ("/weather oslo", Fault.UNKNOWN_COMMAND),
        ("/athlete " + "x" * 6000, Fault.TOO_LONG),
        ("hello there friend", Fault.UNCLEAR),
        ("\x00\x07", Fault.EMPTY),
    ],
)
def test_what_is_not_a_question(parse: Parser, text: str, fault: Fault) -> None:
    outcome = parse(text)
    assert isinstance(outcome, Invalid)
    assert outcome.fault is fault


_TYPED = """
/result /athlete /h2h arvell okoro benamar brennan mile 5000 women final heat 2 2023 v , northern games x
"""
_WORDS = st.sampled_from(_TYPED.split())


@given(text=st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=9).map(" ".join)))
def test_any_text_has_one_of_the_four_outcomes(parse: Parser, text: str) -> None:
    outcome = parse(text)
    if isinstance(outcome, Ambiguous):
        assert 1 <= len(outcome.choices) <= 5
    if isinstance(outcome, Understood):
        again = parse(outcome.question.command)
        assert isinstance(again, Understood), outcome.question.command
        assert again.question == outcome.question


def test_a_command_needs_no_slash(parse: Parser) -> None:
    assert parse("h2h arvell hadri") == parse("/h2h arvell hadri")


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nothing_typed_offers_what_is_newest_or_busiest(
    kb: KnowledgeBase, index: NameIndex, kind: str
) -> None:
    assert texts(kb, index, kind, "")


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nonsense_offers_nothing(kb: KnowledgeBase, index: NameIndex, kind: str) -> None:
    assert texts(kb, index, kind, "qqq zzz \x00") == []


def test_no_more_than_asked_for(kb: KnowledgeBase, index: NameIndex) -> None:
    assert len(complete(kb, index, "result", "", TODAY, 3)) == 3


def test_what_is_whole_already_is_offered(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "h2h", "arvell hadri 2023") == ["/h2h tomas-arvell youssef-el-hadri 2023"]
    assert texts(kb, index, "athlete", "arvell 2023") == ["/athlete tomas-arvell races 2023"]


def test_what_fitted_so_far_stays(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "athlete", "arvell sinc") == ["/athlete tomas-arvell"]
    assert texts(kb, index, "result", "vallorne women qqzz")[0] == (
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


MOST_WORDS = 24
_ONE_LOOK = 3_000
"""Steps of the dearest single look: where they end, no more than these are taken beyond them."""


@pytest.fixture(scope="session")
def words(kb: KnowledgeBase) -> list[str]:
    """Every word of every name."""
    return sorted({word for entry in kb.name_entries() for word in tokens(entry.text)})


def _reading(kb: KnowledgeBase, index: NameIndex, kind: str, text: str) -> Steps:
    """The steps of a question, which has a plain end where they are used up."""
    steps = Steps(MOST_STEPS)
    outcome = understand(kb, index, *split_command(f"/{kind} {text}"), TODAY, steps)
    if steps.spent > steps.most:
        assert outcome == Invalid(kind=kind, fault=Fault.TOO_MUCH)
    return steps


def _completing(kb: KnowledgeBase, index: NameIndex, kind: str, text: str) -> Steps:
    """The same of a completion, which offers nothing then."""
    steps = Steps(MOST_STEPS)
    choices = complete(kb, index, kind, text, TODAY, 25, steps)
    assert steps.spent <= steps.most or choices == ()
    return steps


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data(), kind=st.sampled_from([*KINDS]))
def test_any_words_end_within_the_steps(
    kb: KnowledgeBase, index: NameIndex, words: list[str], data: st.DataObject, kind: str
) -> None:
    few = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=MOST_WORDS))
    text = " ".join(data.draw(st.lists(st.sampled_from(few), min_size=1, max_size=MOST_WORDS)))
    for ask in (_reading, _completing):
        assert ask(kb, index, kind, text).spent <= MOST_STEPS + _ONE_LOOK


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text", ["monaco worlds " * 12, "a a a a a a a a z", "brussels " * 24, "serem bakkali " * 12, "m " * 24]
)
def test_places_said_again_and_again_end_within_the_steps(
    kb: KnowledgeBase, index: NameIndex, kind: str, text: str
) -> None:
    for ask in (_reading, _completing):
        assert ask(kb, index, kind, text).spent <= MOST_STEPS + _ONE_LOOK


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row.words.option])
def test_who_asks_for_too_much_hears_so(kb: KnowledgeBase, index: NameIndex, kind: str) -> None:
    few = Steps(10)
    outcome = understand(kb, index, *split_command(f"/{kind} bergheim 5000 tomas arvell"), TODAY, few)
    assert outcome == Invalid(kind=kind, fault=Fault.TOO_MUCH)
    assert isinstance(outcome, Invalid)
    assert draw_outcome(outcome, Wording("en")).headline == "Too much at once; ask for less."
    assert draw_outcome(outcome, Wording("fr")).headline == "C'est trop à la fois ; demandez-en moins."
    assert complete(kb, index, kind, "bergheim 5000 tomas arvell", TODAY, 25, Steps(10)) == ()


def test_a_text_without_a_command_may_ask_for_too_much_as_well(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = understand(kb, index, *split_command("bergheim 5000 tomas arvell"), TODAY, Steps(10))
    assert outcome == Invalid(kind=None, fault=Fault.TOO_MUCH)


def test_the_same_text_takes_the_same_steps_again(kb: KnowledgeBase, index: NameIndex) -> None:
    for kind in KINDS:
        for ask in (_reading, _completing):
            taken = {ask(kb, index, kind, "northern games 2023 arvell").spent for _ in range(3)}
            assert len(taken) == 1


def test_steps_of_one_question_are_not_those_of_another(kb: KnowledgeBase, index: NameIndex) -> None:
    steps = Steps(1)
    with pytest.raises(TooManyStepsError):
        index.counted(steps).search(("arvell",), {"athlete"})
    assert index.search(("arvell",), {"athlete"})
    assert kb.counted(Steps(MOST_STEPS)).race_columns() is kb.race_columns()
