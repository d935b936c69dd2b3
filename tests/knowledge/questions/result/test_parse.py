"""A text after /result: places, events and years in any order; what is left open is assumed or asked."""

import pytest

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Missing,
    NotFound,
    RaceChoice,
    Understanding,
    Understood,
    Why,
)
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.questions.conftest import Parser


def _race(outcome: Understood) -> str:
    assert isinstance(outcome.question, ResultQuestion)
    return outcome.question.race


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("/result brennan mile", "harbour-mile-2024-men-mile-final"),
        ("/result mile port brennan", "harbour-mile-2024-men-mile-final"),
        ("/result norrland bank harbour mile mile 2023", "harbour-mile-2023-men-mile-final"),
        ("/result quayside mile '22", "harbour-mile-2022-men-mile-final"),
        ("/result brennan mile last year", "harbour-mile-2024-men-mile-final"),
        ("/result brenan steeple", "harbour-mile-2023-men-3000msc-final"),
        ("/result harbour final women 5000", "harbour-mile-2024-women-5000m-final"),
        ("/result harbour final high jump", "harbour-mile-2024-women-high-jump-final"),
        ("/result northern games 2020 1500 metres", "northern-games-2020-men-1500m-final"),
        ("/result northern games 2021 1500", "northern-games-2020-men-1500m-final"),
        ("/result sankt elm 1500 heat 2", "northern-games-2020-men-1500m-heat-2"),
        ("/result who won the u20 800 m at the northern games", "northern-games-2020-men-u20-800m-final"),
        ("/result vallorne", "vallorne-memorial-2023-men-mile-final"),
        ("/result world indoors 800", "lantern-games-1948-men-800m-final"),
        ("/result world indoor championships 1936", "lantern-games-1936-men-800m-final"),
        ("/result mondiaux en salle 1936 800 m", "lantern-games-1936-men-800m-final"),
        ("/result kestrel quay february 1936", "lantern-games-1936-men-800m-final"),
        ("/result diamond league final hj", "harbour-mile-2024-women-high-jump-final"),
        ("/result northern games lomoro 1500 heat", "northern-games-2020-men-1500m-heat-2"),
        ("/result fjord 4x400 relay", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("/result fjord 4 x 400 metres relay", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("/result fjord 4×400", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("brennan mile 2022", "harbour-mile-2022-men-mile-final"),
        ("/result harbour-mile-2022-men-mile-final", "harbour-mile-2022-men-mile-final"),
    ],
)
def test_places_events_and_years_in_any_order(parse: Parser, text: str, race: str) -> None:
    assert _race(parse.understood(text)) == race


def test_a_year_not_said_is_assumed_to_be_the_latest_and_the_others_are_offered(parse: Parser) -> None:
    edition = parse.understood("/result brennan mile").slots[0]
    assert (edition.said, edition.why, edition.id) == (False, Why.LATEST, "harbour-mile-2024")
    races = [choice.race.edition.id for choice in edition.others if isinstance(choice, RaceChoice)]
    assert races == ["harbour-mile-2023", "harbour-mile-2022"]


def test_a_final_is_assumed_and_the_heats_are_offered(parse: Parser) -> None:
    round_ = parse.understood("/result northern games 1500").slots[2]
    assert (round_.said, round_.why) == (False, Why.FINAL)
    assert len(round_.others) == 2


def test_a_guess_at_a_place_is_visible(parse: Parser) -> None:
    edition = parse.understood("/result vallorme mile 2023").slots[0]
    assert (edition.said, edition.why, edition.typed) == (True, Why.SPELLING, "vallorme")


def test_several_events_are_asked_back(parse: Parser) -> None:
    outcome = parse("/result harbour final")
    assert isinstance(outcome, Ambiguous)
    assert outcome.slot == "event"
    assert len(outcome.choices) == 3


def test_heats_are_asked_back(parse: Parser) -> None:
    outcome = parse("/result northern games 1500 heats")
    assert isinstance(outcome, Ambiguous)
    assert (outcome.slot, len(outcome.choices)) == ("round", 2)


def test_an_event_at_several_competitions_is_asked_back(parse: Parser) -> None:
    outcome = parse("/result mile 2023")
    assert isinstance(outcome, Ambiguous)
    assert outcome.slot == "competition"


def test_two_of_one_name_in_one_race_are_asked_back(parse: Parser) -> None:
    outcome = parse("/result brennan mile okoro")
    assert isinstance(outcome, Ambiguous)
    assert {c.athlete.id for c in outcome.choices if isinstance(c, AthleteChoice)} == {
        "daniel-okoro",
        "peter-okoro",
    }
    assert all(isinstance(choice.question, ResultQuestion) for choice in outcome.choices)


def test_who_ran_there_decides_which_namesake_is_meant(parse: Parser) -> None:
    outcome = parse.understood("/result northern games 1500 benamar")
    assert outcome.question == ResultQuestion(
        race=RaceId("northern-games-2020-men-1500m-final"), athlete=AthleteId("ali-benamar-2001")
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("/result brennan long jump", Missing.EVENT),
        ("/result brennan 2024 men high jump", Missing.EVENT),
        ("/result brennan mile 2019", Missing.YEAR),
        ("/result brennan mile heat 3", Missing.ROUND),
        ("/result brennan mile tadele 2022", Missing.ATHLETE),
        ("/result atlantis mile", Missing.NAME),
        ("/result qqq", Missing.NAME),
    ],
)
def test_what_is_missing_is_said(parse: Parser, text: str, missing: Missing) -> None:
    outcome = parse(text)
    assert isinstance(outcome, NotFound)
    assert outcome.missing is missing


def test_two_names_of_which_one_is_misspelled_are_one_that_is_not_here(parse: Parser) -> None:
    outcome = parse("/athlete arvell hadry")
    assert isinstance(outcome, NotFound)
    assert outcome.typed == "arvell hadry"
    assert outcome.nearest


def test_the_nearest_to_a_name_of_two_misspelled_words_is_who_is_like_both(parse: Parser) -> None:
    outcome = parse("/athlete peder okorxu")
    assert isinstance(outcome, NotFound)
    assert [choice.question.command for choice in outcome.nearest] == ["/athlete peter-okoro"]


@pytest.mark.parametrize("word", ["season", "saison"])
def test_a_season_is_its_year(parse: Parser, word: str) -> None:
    assert _races(parse(f"/result mile {word} 2023")) == _races(parse("/result mile 2023")) != ()


def _races(outcome: Understanding) -> tuple[str, ...]:
    assert isinstance(outcome, Ambiguous)
    return tuple(choice.question.command for choice in outcome.choices)


def test_a_missing_event_names_what_there_is(parse: Parser) -> None:
    outcome = parse("/result brennan long jump")
    assert isinstance(outcome, NotFound)
    assert outcome.where == "Port Brennan 2024"
    assert outcome.discipline is not None
    assert outcome.discipline.id == "long-jump"
    assert len(outcome.nearest) == 3


def test_a_span_of_years_leaves_the_edition_open(parse: Parser) -> None:
    outcome = parse("/result brennan mile 2022-2023")
    assert isinstance(outcome, Understood)
    edition = outcome.slots[0]
    assert (edition.id, edition.said) == ("harbour-mile-2023", False)
    assert [c.race.edition.id for c in edition.others if isinstance(c, RaceChoice)] == ["harbour-mile-2022"]


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("/result 15 june 2024 high jump", "harbour-mile-2024-women-high-jump-final"),
        ("/result hj 2024-06-15", "harbour-mile-2024-women-high-jump-final"),
        ("/result 5000 July 2021", "northern-games-2020-men-5000m-final"),
        ("/result brennan mile 18.06.2022", "harbour-mile-2022-men-mile-final"),
    ],
)
def test_days_and_months(parse: Parser, text: str, race: str) -> None:
    outcome = parse(text)
    assert isinstance(outcome, Understood)
    assert outcome.question.command == f"/result {race}"


def test_two_editions_of_one_place_and_year_are_asked_back(parse: Parser) -> None:
    assert isinstance(parse("/result mile 2023"), Ambiguous)


@pytest.mark.parametrize(
    ("text", "why"), [("/result brennan 2024 dubosc", None), ("/result vallorne", Why.ONLY)]
)
def test_an_event_is_the_only_one_where_there_is_no_other(parse: Parser, text: str, why: Why | None) -> None:
    outcome = parse(text)
    assert isinstance(outcome, Understood)
    assert next(slot.why for slot in outcome.slots if slot.name == "event") is why
