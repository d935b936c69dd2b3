"""What the cards of choices, misses and refusals say."""

import pytest

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording
from knowledge.models.base import CompetitionId
from knowledge.models.facts import Competition, Round, Sex, Tier
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    RaceChoice,
    Slot,
    Why,
)
from knowledge.models.records import RaceHead
from knowledge.questions.answer import draw_outcome
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.cards.asking import Asker, words
from tests.knowledge.questions.made import ANNA, BRIT, MILE, SHOT, athlete, head

EN = Wording("en")
CORA = athlete("Cora Aas", born="2007")
QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def slot(why: Why, *others: AthleteChoice, typed: str = "aas") -> Slot:
    return Slot(name="first", id=ANNA.id, label=ANNA.name, said=False, typed=typed, why=why, others=others)


def choice(kind: str) -> AthleteChoice:
    question = HeadToHeadQuestion(first=CORA.id, second=BRIT.id) if kind == "h2h" else None
    return AthleteChoice(question=question or AthleteQuestion(athlete=CORA.id), athlete=CORA)


def test_who_was_meant_is_said_with_who_else_it_could_be() -> None:
    brit = Slot(name="second", id=BRIT.id, label=BRIT.name, said=True)
    context = QuestionContext((slot(Why.HAS_MET, choice("h2h")), brit), EN, QUESTION)
    assert assumed(context) == (
        "Aas taken as Anna Aas, who has met Brit Berg; the other is Cora Aas (NOR, 2007).",
    )


def test_only_a_question_of_the_same_kind_replaces_the_card() -> None:
    kinds: list[tuple[str, list[bool]]] = [("h2h", [True]), ("athlete", [False])]
    for kind, replaces in kinds:
        context = QuestionContext((slot(Why.LIKELIEST, choice(kind)),), EN, QUESTION)
        assert [group.changes for group in changes(context) if group.items] == replaces


def test_every_reason_has_a_sentence() -> None:
    for why in Why:
        context = QuestionContext((slot(why, choice("athlete"), typed="aass"),), EN, QUESTION)
        (sentence,) = assumed(context)
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


def test_of_several_competitions_the_newest_is_offered_and_said_to_be(ask: Asker) -> None:
    assert ask("/result mile 2023").headline == (
        "Races of several competitions fit “mile 2023”; the newest of each:"
    )


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
def test_every_refusal_has_a_sentence_and_an_example(fault: Fault, kind: str | None) -> None:
    card = draw_outcome(Invalid(kind=kind, fault=fault, typed="x"), EN)
    assert card.tone == "refusal"
    assert (card.headline or "").endswith(".")
    assert "/" in words(card)


def test_a_second_athlete_is_offered(ask: Asker) -> None:
    card = ask("/h2h arvell")
    assert card.headline == "A head-to-head needs a second athlete beside “arvell”."
    assert card.next


def test_words_for_several_events_are_echoed() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", event="hurdles", nearest=(near,)
    )
    nowhere = outcome.model_copy(update={"where": None})
    assert draw_outcome(nowhere, EN).headline == "No “hurdles” here."
    assert draw_outcome(outcome, EN).headline == "No “hurdles” at Bergen 2024 here; it has women's mile."
    assert draw_outcome(outcome, Wording("fr")).headline == (
        "Pas de «\xa0hurdles\xa0» à Bergen 2024 ici\xa0; il y a\xa0: mile femmes."
    )


def test_the_town_of_championships_is_told_with_their_name() -> None:
    games = head(tier=Tier.OLYMPIC_GAMES)
    near = RaceChoice(question=ResultQuestion(race=games.id), race=games)
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", discipline=SHOT, nearest=(near,)
    )
    assert "at Bergen 2024 (Olympic Games) here" in (draw_outcome(outcome, EN).headline or "")


def test_a_heat_that_is_not_there() -> None:
    there = [head(round_=Round.FINAL), head(round_=Round.HEAT).model_copy(update={"heat": 1})]
    near = tuple(RaceChoice(question=ResultQuestion(race=one.id), race=one) for one in there)
    outcome = NotFound(kind="result", missing=Missing.ROUND, round=Round.HEAT, heat=4, nearest=near)
    assert draw_outcome(outcome, EN).headline == (
        "No heat 4 of women's mile at Bergen 2024 here; there are: final, heat 1."
    )


def test_an_athlete_of_another_round_is_told_with_it() -> None:
    other = head(round_=Round.HEAT).model_copy(update={"heat": 3})
    near = RaceChoice(question=ResultQuestion(race=other.id), race=other)
    outcome = NotFound(
        kind="result",
        missing=Missing.ATHLETE,
        where="Bergen 2024",
        round=Round.HEAT,
        heat=2,
        athlete=ANNA,
        nearest=(near,),
    )
    assert draw_outcome(outcome, EN).headline == (
        "Anna Aas is not in heat 2 at Bergen 2024 in the results here; he is in: heat 3."
    )
    woman = outcome.model_copy(update={"athlete": athlete("Eva Eng", sex=Sex.FEMALE), "heat": None})
    final = woman.model_copy(update={"round": Round.FINAL})
    assert "is not in the final at Bergen 2024" in (draw_outcome(final, EN).headline or "")
    assert "she is in: heat 3." in (draw_outcome(final, EN).headline or "")
    same = outcome.model_copy(update={"heat": 3})
    assert draw_outcome(same, EN).headline == "No result of Anna Aas at Bergen 2024 here."


def year(where: str | None, asked: int | None, *there: RaceHead) -> str:
    near = tuple(RaceChoice(question=ResultQuestion(race=one.id), race=one) for one in there)
    outcome = NotFound(
        kind="result", missing=Missing.YEAR, where=where, year=asked, event="mile", nearest=near
    )
    return draw_outcome(outcome, EN).headline or ""


def test_a_year_that_is_not_there() -> None:
    games = head("2021-08-01", year=2020, tier=Tier.OLYMPIC_GAMES)
    assert year("Bergen", 2025, games) == "Nothing at Bergen in 2025 here; there is 2020 (Olympic Games)."
    assert year("Bergen", 2025, head(), games) == (
        "Nothing at Bergen in 2025 here; there is 2024 (Fjord Meet) and 2020 (Olympic Games)."
    )
    assert year("Fjord Meet", 2025, head(), head("2022-06-01")) == (
        "Nothing of Fjord Meet in 2025 here; there is 2024 and 2022."
    )
    assert year("Bergen", None, head()) == "Nothing at Bergen on that day here; there is 1 Jun 2024."


def test_a_year_of_no_place_is_of_the_event() -> None:
    other = Competition(id=CompetitionId("other"), name="Other Meet")
    elsewhere = head("2023-06-01").model_copy(update={"competition": other})
    assert year(None, 1999, head(), elsewhere) == "No “mile” in 1999 here; the nearest: 2024 and 2023."


def test_what_does_not_fit_together_is_echoed() -> None:
    outcome = NotFound(kind="result", missing=Missing.COMBINATION, typed="brussels kenya steeple")
    assert draw_outcome(outcome, EN).headline == "No race here fits all of “brussels kenya steeple”."


def test_a_middle_name_is_told_from_a_name_that_nobody_has() -> None:
    def near(*names: str) -> tuple[AthleteChoice, ...]:
        people = [athlete(name) for name in names]
        return tuple(AthleteChoice(question=AthleteQuestion(athlete=one.id), athlete=one) for one in people)

    middle = NotFound(
        kind="athlete", missing=Missing.NAME, typed="bo", nearest=near("Ann Bo Cox", "Eva Bo Eng", "Bob Eng")
    )
    card = draw_outcome(middle, EN)
    assert card.headline == "Nobody is known here as “bo” alone; it is part of these names:"
    assert len(card.next[0].items) == 2
    assert card.notes == ("That says nothing about the athlete: only some races are known.",)
    alike = draw_outcome(middle.model_copy(update={"nearest": near("Bob Eng")}), EN)
    assert alike.headline == "Nothing called “bo” is known here."


def test_more_races_are_told_apart_by_other_things_than_more_people() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    races = Ambiguous(kind="result", slot="event", typed="bergen", choices=(near, near), more=3)
    assert draw_outcome(races, EN).notes == (
        "Three more fit; a competition, a year or an event tells them apart.",
    )
    people = races.model_copy(update={"choices": (choice("athlete"), choice("athlete"))})
    assert "a first name or a nation" in draw_outcome(people, EN).notes[0]


def test_pairs_of_a_narrowed_question_have_no_counts() -> None:
    def drawn(question: HeadToHeadQuestion) -> str:
        pair = PairChoice(question=question, first=ANNA, second=BRIT, races=9)
        card = draw_outcome(Ambiguous(kind="h2h", slot="athletes", typed="x", choices=(pair, pair)), EN)
        return words(card) + card.next[0].items[0].label

    assert "9 races together" in drawn(QUESTION)
    assert "9" not in drawn(QUESTION.model_copy(update={"round": Round.FINAL}))
