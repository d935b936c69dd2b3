"""However many words a text has, what reading and completing it takes is bounded: counted in steps."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.ask import draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.base import Steps
from knowledge.models.errors import TooManyStepsError
from knowledge.models.outcome import Fault, Invalid
from knowledge.names import NameIndex, tokens
from knowledge.questions.parse import MOST_STEPS, complete, split_command, understand
from knowledge.questions.registry import KINDS
from knowledge.store import KnowledgeBase

TODAY = date(2025, 3, 1)
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
    assert draw_outcome(outcome, Wording("en")).headline == "That is too much at once; ask for less."
    assert draw_outcome(outcome, Wording("fr")).headline == "C'est trop à la fois ; demandez-en moins."
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
    assert kb.counted(Steps(MOST_STEPS)).curated_races() is kb.curated_races()
