"""The cards of misses."""

from dataclasses import replace

import pytest

from knowledge.ask import draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.base import CompetitionId
from knowledge.models.facts import Competition, Round, Sex, Tier
from knowledge.models.outcome import AthleteChoice, Missing, NotFound, RaceChoice
from knowledge.models.records import RaceHead
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.asking import Asker, words
from tests.knowledge.questions.made import ANNA, MILE, SHOT, athlete, head

EN = Wording()


def year(where: str | None, asked: int | None, *there: RaceHead) -> str:
    near = tuple(RaceChoice(question=ResultQuestion(race=one.id), race=one) for one in there)
    outcome = NotFound(
        kind="result", missing=Missing.YEAR, where=where, year=asked, event="mile", nearest=near
    )
    return draw_outcome(outcome, EN).headline or ""


def test_a_miss_states_what_is_missing_and_what_there_is(ask: Asker) -> None:
    card = ask("/result brennan women mile")
    assert card.tone == "miss"
    assert card.headline == "No women's mile on file for Port Brennan 2024; there is men's mile."
    assert "It may well have happened" in words(card)


def test_an_unknown_name_is_repeated_short_and_clean() -> None:
    typed = "\x1b[2J" + "nobody " * 40
    card = draw_outcome(NotFound(kind="athlete", missing=Missing.NAME, typed=typed), EN)
    assert (card.headline or "").startswith("Nothing on file is called “[2Jnobody nobody")
    assert len(card.headline or "") < 110
    assert "\x1b" not in words(card)


def test_a_place_without_a_race_is_named() -> None:
    missed = NotFound(kind="result", missing=Missing.PLACE, typed="varsovie 800m", where="Warsaw")
    assert draw_outcome(missed, EN).headline == "No race on file for Warsaw."
    assert draw_outcome(missed, Wording("fr")).headline == "Aucune course dans la base pour Warsaw."


@pytest.mark.parametrize("missing", list(Missing))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_miss_has_a_sentence_with_and_without_nearest_races(missing: Missing, language: str) -> None:
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


def test_a_missing_event() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head(discipline=MILE))
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", discipline=SHOT, nearest=(near,)
    )
    assert draw_outcome(outcome, EN).headline == "No shot put on file for Bergen 2024; there is women's mile."


def test_words_for_several_events_are_repeated() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", event="hurdles", nearest=(near,)
    )
    nowhere = outcome.model_copy(update={"where": None})
    assert draw_outcome(nowhere, EN).headline == "No “hurdles” on file."
    assert (
        draw_outcome(outcome, EN).headline == "No “hurdles” on file for Bergen 2024; there is women's mile."
    )
    assert draw_outcome(outcome, Wording("fr")).headline == (
        "Pas de «\xa0hurdles\xa0» dans la base pour Bergen 2024\xa0; il y a mile femmes."
    )


def test_the_city_of_championships_is_named_with_them() -> None:
    games = head(tier=Tier.OLYMPIC_GAMES)
    near = RaceChoice(question=ResultQuestion(race=games.id), race=games)
    outcome = NotFound(
        kind="result", missing=Missing.EVENT, where="Bergen 2024", discipline=SHOT, nearest=(near,)
    )
    assert "on file for Bergen 2024 (Olympic Games)" in (draw_outcome(outcome, EN).headline or "")


def test_a_missing_heat() -> None:
    there = [head(round_=Round.FINAL), replace(head(round_=Round.HEAT), heat=1)]
    near = tuple(RaceChoice(question=ResultQuestion(race=one.id), race=one) for one in there)
    outcome = NotFound(kind="result", missing=Missing.ROUND, round=Round.HEAT, heat=4, nearest=near)
    assert draw_outcome(outcome, EN).headline == (
        "No heat 4 of women's mile on file for Bergen 2024; there are: final, heat 1."
    )


def test_an_athlete_of_another_round() -> None:
    other = replace(head(round_=Round.HEAT), heat=3)
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
        "Anna Aas is not in heat 2 at Bergen 2024 on file, but in: heat 3."
    )
    woman = outcome.model_copy(update={"athlete": athlete("Eva Eng", sex=Sex.FEMALE), "heat": None})
    final = woman.model_copy(update={"round": Round.FINAL})
    assert "is not in the final at Bergen 2024" in (draw_outcome(final, EN).headline or "")
    assert "but in: heat 3." in (draw_outcome(final, EN).headline or "")
    same = outcome.model_copy(update={"heat": 3})
    assert draw_outcome(same, EN).headline == "No result of Anna Aas on file for Bergen 2024."


def test_a_missing_year() -> None:
    games = head("2021-08-01", year=2020, tier=Tier.OLYMPIC_GAMES)
    assert year("Bergen", 2025, games) == "Nothing on file for Bergen in 2025; there is 2020 (Olympic Games)."
    assert year("Bergen", 2025, head(), games) == (
        "Nothing on file for Bergen in 2025; there is 2024 (Fjord Meet) and 2020 (Olympic Games)."
    )
    assert year("Fjord Meet", 2025, head(), head("2022-06-01")) == (
        "Nothing on file for Fjord Meet in 2025; there is 2024 and 2022."
    )
    assert year("Bergen", None, head()) == "Nothing on file for Bergen on that day; there is 1 Jun 2024."


def test_a_missing_year_without_a_place_is_of_the_event() -> None:
    other = Competition(id=CompetitionId("other"), name="Other Meet")
    elsewhere = replace(head("2023-06-01"), competition=other)
    assert year(None, 1999, head(), elsewhere) == "No “mile” on file in 1999; the nearest: 2024 and 2023."


def test_words_that_do_not_fit_together_are_repeated() -> None:
    outcome = NotFound(kind="result", missing=Missing.COMBINATION, typed="brussels kenya steeple")
    assert draw_outcome(outcome, EN).headline == "No race on file fits all of “brussels kenya steeple”."


def test_a_middle_name_differs_from_an_unknown_name() -> None:
    def near(*names: str) -> tuple[AthleteChoice, ...]:
        people = [athlete(name) for name in names]
        return tuple(AthleteChoice(question=AthleteQuestion(athlete=one.id), athlete=one) for one in people)

    middle = NotFound(
        kind="athlete", missing=Missing.NAME, typed="bo", nearest=near("Ann Bo Cox", "Eva Bo Eng", "Bob Eng")
    )
    card = draw_outcome(middle, EN)
    assert card.headline == "Nobody on file is called “bo” alone; it is part of these names:"
    assert len(card.next[0].items) == 2
    assert card.notes == ("Only athletes with a race on file can be found.",)
    alike = draw_outcome(middle.model_copy(update={"nearest": near("Bob Eng")}), EN)
    assert alike.headline == "Nothing on file is called “bo”."
