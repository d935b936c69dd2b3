"""What the glances of all kinds share."""

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.glances import change_buttons, entrant
from knowledge.cards.wording import Wording
from knowledge.models.base import NationId
from knowledge.models.facts import Nation
from knowledge.models.outcome import PairChoice, Slot, Why
from knowledge.questions.h2h.model import HeadToHeadQuestion
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import ANNA, BRIT, athlete, ended

CORA, QUESTION = athlete("Cora Aas"), HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def context(races: int) -> QuestionContext:
    """Anna was assumed against Brit, and Cora has met Brit so many times."""
    other = HeadToHeadQuestion(first=CORA.id, second=BRIT.id)
    choice = PairChoice(question=other, first=CORA, second=BRIT, races=races)
    first = Slot(
        name="first",
        id=ANNA.id,
        label=ANNA.name,
        said=False,
        typed="aas",
        why=Why.LIKELIEST,
        others=(choice,),
    )
    second = Slot(name="second", id=BRIT.id, label=BRIT.name, said=True, typed="brit")
    return QuestionContext((first, second), Wording(), QUESTION, races=3)


def test_a_namesake_is_offered_only_where_the_two_have_met() -> None:
    assert [button.label for button in change_buttons(context(2))] == [CORA.name]
    assert list(change_buttons(context(0))) == []
    assert "Cora Aas (2)" in assumed(context(2))[0]
    assert "Cora" not in assumed(context(0))[0]


def test_another_edition_is_a_town_and_a_year(ask: Asker) -> None:
    glance = ask("/result port brennan mile").glance
    assert glance is not None
    assert [button.label for button in glance.buttons] == ["Arvell v El Hadri", "Port Brennan 2023"]


def test_a_nation_without_a_flag_is_named_by_its_code() -> None:
    result = ended(ANNA, 1, "3:50.00")
    past = result.model_copy(update={"nation": Nation(id=NationId("GDR"), name="East Germany")})
    assert entrant(result, Wording()) == ("🇳🇴 Anna Aas", "🇳🇴 A. Aas")
    assert entrant(past, Wording()) == ("GDR Anna Aas", "GDR A. Aas")
