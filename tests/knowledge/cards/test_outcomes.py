"""What the cards of choices, misses and refusals say."""

import pytest

from knowledge.cards import Wording, draw_outcome
from knowledge.cards.assumed import Asked, assumed, changes
from knowledge.models.outcome import AthleteChoice, Fault, Invalid, Missing, NotFound, RaceChoice, Slot, Why
from knowledge.models.question import AthleteQuestion, HeadToHeadQuestion, Kind, ResultQuestion
from tests.knowledge.answers.made import ANNA, BRIT, MILE, SHOT, athlete, head
from tests.knowledge.cards.asking import Asker, words

EN = Wording("en")
CORA = athlete("Cora Aas", born="2007")
QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def slot(why: Why, *others: AthleteChoice, typed: str = "aas") -> Slot:
    return Slot(name="first", id=ANNA.id, label=ANNA.name, said=False, typed=typed, why=why, others=others)


def choice(kind: Kind) -> AthleteChoice:
    question = HeadToHeadQuestion(first=CORA.id, second=BRIT.id) if kind == "h2h" else None
    return AthleteChoice(question=question or AthleteQuestion(athlete=CORA.id), athlete=CORA)


def test_who_was_meant_is_said_with_who_else_it_could_be() -> None:
    brit = Slot(name="second", id=BRIT.id, label=BRIT.name, said=True)
    asked = Asked((slot(Why.HAS_MET, choice("h2h")), brit), EN, QUESTION)
    assert assumed(asked) == (
        "Aas taken as Anna Aas, who has met Brit Berg; the other is Cora Aas (NOR, 2007).",
    )


def test_only_a_question_of_the_same_kind_replaces_the_card() -> None:
    kinds: list[tuple[Kind, list[bool]]] = [("h2h", [True]), ("athlete", [False])]
    for kind, replaces in kinds:
        asked = Asked((slot(Why.LIKELIEST, choice(kind)),), EN, QUESTION)
        assert [group.changes for group in changes(asked) if group.items] == replaces


def test_every_reason_has_a_sentence() -> None:
    for why in Why:
        asked = Asked((slot(why, choice("athlete"), typed="aass"),), EN, QUESTION)
        (sentence,) = assumed(asked)
        assert sentence.endswith(".")


def test_a_choice_lists_who_fits(ask: Asker) -> None:
    card = ask("/athlete benamar")
    assert card.tone == "choice"
    assert card.headline == "Two athletes fit “benamar”:"
    assert "🇲🇦 Ali Benamar | Morocco, born 1996 | mile" in words(card)
    assert [item.label for item in card.next[0].items] == [
        "Ali Benamar · MAR · 1996 · mile",
        "Ali Benamar · FRA · 2001 · 1500 m",
    ]


def test_a_miss_says_what_is_not_here_and_what_is(ask: Asker) -> None:
    card = ask("/result brennan women mile")
    assert card.tone == "miss"
    assert card.headline == "No women's mile at Port Brennan 2024 here; it has men's mile."
    assert "does not mean that it did not happen" in words(card)


def test_an_unknown_name_is_echoed_short_and_clean() -> None:
    typed = "\x1b[2J" + "nobody " * 40
    card = draw_outcome(NotFound(kind="athlete", missing=Missing.NAME, typed=typed), EN)
    assert (card.headline or "").startswith("Nothing called “[2Jnobody nobody")
    assert len(card.headline or "") < 110
    assert "\x1b" not in words(card)


@pytest.mark.parametrize("missing", list(Missing))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_miss_has_a_sentence_with_and_without_what_is_near(missing: Missing, language: str) -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    wording = Wording(language)
    for nearest in ((), (near,)):
        outcome = NotFound(
            kind="result",
            missing=missing,
            typed="bergen shot",
            where="Bergen 2024",
            discipline=SHOT,
            year=1999,
            athlete=ANNA,
            nearest=nearest,
        )
        assert len(draw_outcome(outcome, wording).headline or "") > 10
        assert draw_outcome(outcome, wording).tone == "miss"


def test_an_event_that_is_not_there() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head(discipline=MILE))
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", discipline=SHOT, nearest=(near,)
    )
    assert draw_outcome(outcome, EN).headline == "No shot put at Bergen 2024 here; it has women's mile."


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("kind", ["result", "athlete", "h2h", None])
def test_every_refusal_has_a_sentence_and_an_example(fault: Fault, kind: Kind | None) -> None:
    card = draw_outcome(Invalid(kind=kind, fault=fault, typed="x"), EN)
    assert card.tone == "refusal"
    assert (card.headline or "").endswith(".")
    assert "/" in words(card)


def test_a_second_athlete_is_offered(ask: Asker) -> None:
    card = ask("/h2h arvell")
    assert card.headline == "A head-to-head needs a second athlete beside “arvell”."
    assert card.next
