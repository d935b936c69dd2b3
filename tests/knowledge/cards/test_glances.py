"""What the glances of all kinds share."""

from dataclasses import replace

import pytest

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.glances import (
    MOST_CHANGES,
    change_buttons,
    disputed,
    entrant,
    evidence,
    short_name,
    short_tier,
)
from knowledge.cards.wording import Wording
from knowledge.models.base import NationId, SourceId
from knowledge.models.claim import Claim, ClaimStatus, Saying
from knowledge.models.facts import Nation, Status, Tier
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice, Slot, Why
from knowledge.models.records import TeamLine
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import ANNA, BRIT, MILE, NORWAY, SPRINT, athlete, head, line

EN = Wording()


@pytest.mark.parametrize(
    ("name", "family", "short"),
    [
        ("Amos Serem", "Serem", "A. Serem"),
        ("Mohamed Amin Jhinaoui", "Jhinaoui", "M. A. Jhinaoui"),
        ("Soufiane El Bakkali", "El Bakkali", "S. El Bakkali"),
        ("Su Bingtian", "Su", "Su Bingtian"),
        ("Pelé", "Pelé", "Pelé"),
    ],
)
def test_a_short_name_keeps_the_family_name_whole(name: str, family: str, short: str) -> None:
    assert short_name(replace(athlete("Anna Aas"), name=name, family=family)) == short


def team(name: str | None) -> TeamLine:
    return TeamLine(
        nation=NORWAY,
        place=1,
        mark=None,
        status=Status.FINISHED,
        notes=(),
        sources=(),
        wind_mps=None,
        superseded=None,
        team=name,
        members=(),
    )


def test_who_entered_has_a_flag_and_a_short_form() -> None:
    assert entrant(line(ANNA, 1), EN) == ("🇳🇴 Anna Aas", "🇳🇴 A. Aas")
    assert entrant(team(None), EN) == ("🇳🇴 Norway", "🇳🇴 NOR")
    assert entrant(team("Harriers"), EN) == ("🇳🇴 Harriers", "🇳🇴 Harriers")


def test_only_tiers_of_one_championship_have_a_short_name() -> None:
    named = {tier for tier in Tier if short_tier(tier, EN)}
    assert {Tier.OLYMPIC_GAMES, Tier.WORLD_CHAMPIONSHIPS} <= named
    assert Tier.CONTINENTAL_CHAMPIONSHIPS not in named


def slot(name: str, *others: AthleteChoice | RaceChoice | PairChoice) -> Slot:
    return Slot(name=name, id=ANNA.id, label="x", said=False, why=Why.LIKELIEST, others=others)


def race_choice(day: str, discipline: object = MILE) -> RaceChoice:
    race = head(day, discipline=SPRINT if discipline is SPRINT else MILE)
    return RaceChoice(question=ResultQuestion(race=race.id), race=race)


RESULT = ResultQuestion(race=head().id)


def test_a_button_for_the_first_alternative_of_each_assumption_two_at_most() -> None:
    slots = (
        slot("edition", race_choice("2023-06-01"), race_choice("2022-06-01")),
        slot("event", race_choice("2024-06-01", SPRINT)),
        slot("round", race_choice("2021-06-01")),
    )
    buttons = list(change_buttons(QuestionContext(slots, EN, RESULT, head=head())))
    assert len(buttons) == MOST_CHANGES == 2
    assert [button.question for button in buttons] == [
        slots[0].others[0].question,
        slots[1].others[0].question,
    ]
    assert [button.label for button in buttons] == ["Bergen 2023", "Women's 100 m"]
    assert all(button.changes for button in buttons)


def test_what_is_in_the_question_already_or_of_another_kind_is_no_change() -> None:
    asked = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)
    cora = athlete("Cora Aas")
    swapped = AthleteChoice(question=HeadToHeadQuestion(first=BRIT.id, second=ANNA.id), athlete=ANNA)
    other = AthleteChoice(question=HeadToHeadQuestion(first=cora.id, second=BRIT.id), athlete=cora)
    profile = AthleteChoice(question=AthleteQuestion(athlete=cora.id), athlete=cora)

    def offered(*others: AthleteChoice) -> list[str]:
        return [one.label for one in change_buttons(QuestionContext((slot("first", *others),), EN, asked))]

    assert offered(swapped, other) == ["Cora Aas"]
    assert offered(profile) == []


def test_the_button_of_a_pair_names_the_athlete_who_changes() -> None:
    cora = athlete("Cora Aas")
    pair = PairChoice(
        question=HeadToHeadQuestion(first=ANNA.id, second=cora.id), first=ANNA, second=cora, races=3
    )
    context = QuestionContext((slot("second", pair),), EN, HeadToHeadQuestion(first=ANNA.id, second=BRIT.id))
    assert [one.label for one in change_buttons(context)] == ["Cora Aas"]


def claim(status: ClaimStatus) -> Claim:
    return Claim(
        about="the time", status=status, sayings=(Saying(source=SourceId("gazette"), says="4:00"),), why="so"
    )


def test_what_differs_is_counted_and_what_was_right_is_not() -> None:
    claims = [claim(status) for status in ClaimStatus]
    assert disputed(claims) == 2
    assert evidence(["All"], claims, EN).startswith("All · 2 ")
    assert evidence(["All"], [claim(ClaimStatus.REFUTED)], EN).startswith("All · 1 ")
    assert evidence(["All"], [claim(ClaimStatus.SUPPORTED)], EN) == "All"


def namesake(races: int) -> QuestionContext:
    """Anna was assumed against Brit, and Cora has met Brit so many times."""
    cora = athlete("Cora Aas")
    asked = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)
    other = PairChoice(
        question=HeadToHeadQuestion(first=cora.id, second=BRIT.id), first=cora, second=BRIT, races=races
    )
    first = slot("first", other).model_copy(update={"label": ANNA.name, "typed": "aas"})
    second = Slot(name="second", id=BRIT.id, label=BRIT.name, said=True, typed="brit")
    return QuestionContext((first, second), EN, asked, races=3)


def test_a_namesake_is_offered_only_where_the_two_have_met() -> None:
    assert [button.label for button in change_buttons(namesake(2))] == ["Cora Aas"]
    assert list(change_buttons(namesake(0))) == []
    assert "Cora Aas (2)" in assumed(namesake(2))[0]
    assert "Cora" not in assumed(namesake(0))[0]


def test_another_edition_is_a_town_and_a_year(ask: Asker) -> None:
    glance = ask("/result port brennan mile").glance
    assert glance is not None
    assert [button.label for button in glance.buttons] == ["Arvell v El Hadri", "Port Brennan 2023"]


def test_a_nation_without_a_flag_is_named_by_its_code() -> None:
    past = replace(line(ANNA, 1), nation=Nation(id=NationId("GDR"), name="East Germany"))
    assert entrant(past, EN) == ("GDR Anna Aas", "GDR A. Aas")
