"""Understanding: what people type becomes the one question they meant, or an honest answer why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.base import AthleteId, CompetitionId, DisciplineId, RaceId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    RaceChoice,
    Understanding,
    Understood,
    Why,
)
from knowledge.names import NameIndex
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.parse import split_command, understand
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase

TODAY = date(2025, 3, 1)


class Asker:
    """Asks the invented knowledge base."""

    def __init__(self, kb: KnowledgeBase, index: NameIndex) -> None:
        self.kb = kb
        self.index = index

    def __call__(self, text: str) -> Understanding:
        return understand(self.kb, self.index, *split_command(text), TODAY)

    def understood(self, text: str) -> Understood:
        outcome = self(text)
        assert isinstance(outcome, Understood), outcome
        return outcome


@pytest.fixture(scope="module")
def ask(kb: KnowledgeBase, index: NameIndex) -> Asker:
    return Asker(kb, index)


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
        ("/result diamond league final hj", "harbour-mile-2024-women-high-jump-final"),
        ("/result northern games lomoro 1500 heat", "northern-games-2020-men-1500m-heat-2"),
        ("/result fjord 4x400 relay", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("/result fjord 4 x 400 metres relay", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("/result fjord 4×400", "fjord-championships-2022-mixed-4x400m-relay-final"),
        ("brennan mile 2022", "harbour-mile-2022-men-mile-final"),
        ("/result harbour-mile-2022-men-mile-final", "harbour-mile-2022-men-mile-final"),
    ],
)
def test_places_events_and_years_in_any_order(ask: Asker, text: str, race: str) -> None:
    assert _race(ask.understood(text)) == race


def test_a_year_not_said_is_assumed_to_be_the_latest_and_the_others_are_offered(ask: Asker) -> None:
    edition = ask.understood("/result brennan mile").slots[0]
    assert (edition.said, edition.why, edition.id) == (False, Why.LATEST, "harbour-mile-2024")
    races = [choice.race.edition.id for choice in edition.others if isinstance(choice, RaceChoice)]
    assert races == ["harbour-mile-2023", "harbour-mile-2022"]


def test_a_final_is_assumed_and_the_heats_are_offered(ask: Asker) -> None:
    round_ = ask.understood("/result northern games 1500").slots[2]
    assert (round_.said, round_.why) == (False, Why.FINAL)
    assert len(round_.others) == 2


def test_a_guess_at_a_place_is_visible(ask: Asker) -> None:
    edition = ask.understood("/result vallorme mile 2023").slots[0]
    assert (edition.said, edition.why, edition.typed) == (True, Why.SPELLING, "vallorme")


def test_several_events_are_asked_back(ask: Asker) -> None:
    outcome = ask("/result harbour final")
    assert isinstance(outcome, Ambiguous)
    assert outcome.slot == "event"
    assert len(outcome.choices) == 3


def test_heats_are_asked_back(ask: Asker) -> None:
    outcome = ask("/result northern games 1500 heats")
    assert isinstance(outcome, Ambiguous)
    assert (outcome.slot, len(outcome.choices)) == ("round", 2)


def test_an_event_at_several_competitions_is_asked_back(ask: Asker) -> None:
    outcome = ask("/result mile 2023")
    assert isinstance(outcome, Ambiguous)
    assert outcome.slot == "competition"


def test_two_of_one_name_in_one_race_are_asked_back(ask: Asker) -> None:
    outcome = ask("/result brennan mile okoro")
    assert isinstance(outcome, Ambiguous)
    assert {c.athlete.id for c in outcome.choices if isinstance(c, AthleteChoice)} == {
        "daniel-okoro",
        "peter-okoro",
    }
    assert all(isinstance(choice.question, ResultQuestion) for choice in outcome.choices)


def test_who_ran_there_decides_which_namesake_is_meant(ask: Asker) -> None:
    outcome = ask.understood("/result northern games 1500 benamar")
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
def test_what_is_missing_is_said(ask: Asker, text: str, missing: Missing) -> None:
    outcome = ask(text)
    assert isinstance(outcome, NotFound)
    assert outcome.missing is missing


def test_two_names_of_which_one_is_misspelled_are_one_that_is_not_here(ask: Asker) -> None:
    outcome = ask("/athlete arvell hadry")
    assert isinstance(outcome, NotFound)
    assert outcome.typed == "arvell hadry"
    assert outcome.nearest


def test_the_nearest_to_a_name_of_two_misspelled_words_is_who_is_like_both(ask: Asker) -> None:
    outcome = ask("/athlete peder okorxu")
    assert isinstance(outcome, NotFound)
    assert [choice.question.command for choice in outcome.nearest] == ["/athlete peter-okoro"]


@pytest.mark.parametrize("word", ["season", "saison"])
def test_a_season_is_its_year(ask: Asker, word: str) -> None:
    assert _races(ask(f"/result mile {word} 2023")) == _races(ask("/result mile 2023")) != ()


def _races(outcome: Understanding) -> tuple[str, ...]:
    assert isinstance(outcome, Ambiguous)
    return tuple(choice.question.command for choice in outcome.choices)


def test_a_missing_event_names_what_there_is(ask: Asker) -> None:
    outcome = ask("/result brennan long jump")
    assert isinstance(outcome, NotFound)
    assert outcome.where == "Port Brennan 2024"
    assert outcome.discipline is not None
    assert outcome.discipline.id == "long-jump"
    assert len(outcome.nearest) == 3


@pytest.mark.parametrize(
    ("text", "athlete"),
    [
        ("/athlete arvell", "tomas-arvell"),
        ("/athlete Thomas Arvel", "tomas-arvell"),
        ("/athlete ÅRVELL, tomas", "tomas-arvell"),
        ("/athlete penrose", "ruth-ashdown"),
        ("/athlete sornes", "mikkel-sornes"),
        ("/athlete el-hadri", "youssef-el-hadri"),
        ("/athlete benamar france", "ali-benamar-2001"),
        ("/athlete okoro 2003", "peter-okoro"),
        ("/athlete benamar mile", "ali-benamar-1996"),
        ("/athlete ali-benamar-2001", "ali-benamar-2001"),
        ("who is dubosc", "marie-claire-dubosc"),
    ],
)
def test_one_athlete_is_meant(ask: Asker, text: str, athlete: str) -> None:
    question = ask.understood(text).question
    assert isinstance(question, AthleteQuestion)
    assert question.athlete == athlete


def test_a_recorded_spelling_is_said_to_be_one(ask: Asker) -> None:
    slot = ask.understood("/athlete samwel tadele").slots[0]
    assert (slot.why, slot.typed, slot.label) == (Why.RECORDED, "samwel tadele", "Samuel Tadele")


def test_the_list_of_races_is_a_question_too(ask: Asker) -> None:
    question = ask.understood("/athlete arvell races 2024").question
    assert question == AthleteQuestion(
        athlete=AthleteId("tomas-arvell"), races=True, first_year=2024, last_year=2024
    )


def test_namesakes_are_asked_back_who_ran_of_late_first(ask: Asker) -> None:
    outcome = ask("/athlete okoro")
    assert isinstance(outcome, Ambiguous)
    assert [c.athlete.id for c in outcome.choices if isinstance(c, AthleteChoice)] == [
        "daniel-okoro",
        "peter-okoro",
    ]


@pytest.mark.parametrize("text", ["/athlete xqzzv", "/athlete usain bolt", "/athlete tomas bolt"])
def test_an_unknown_athlete_is_not_found(ask: Asker, text: str) -> None:
    outcome = ask(text)
    assert isinstance(outcome, NotFound)
    assert outcome.missing is Missing.NAME


@pytest.mark.parametrize(
    "text",
    [
        "/h2h arvell hadri",
        "/h2h arvell v el hadri",
        "/h2h tomas arvell vs. youssef el hadri",
        "/h2h Arvell - El-Hadri",
        "/h2h arvell, el hadri",
        "/h2h ARVELL, Tomas v EL HADRI, Youssef",
        "/h2h arvell and hadri",
        "/h2h tomas-arvell youssef-el-hadri",
        "arvell v hadri",
        "arvell hadri",
    ],
)
def test_two_names_with_or_without_a_separator(ask: Asker, text: str) -> None:
    question = ask.understood(text).question
    assert isinstance(question, HeadToHeadQuestion)
    assert (question.first, question.second) == ("tomas-arvell", "youssef-el-hadri")


def test_the_one_who_has_met_the_other_is_meant(ask: Asker) -> None:
    outcome = ask.understood("/h2h benamar daniel okoro")
    assert isinstance(outcome.question, HeadToHeadQuestion)
    assert outcome.question.first == "ali-benamar-1996"
    first = outcome.slots[0]
    assert (first.said, first.why) == (False, Why.HAS_MET)
    assert [c.first.id for c in first.others if isinstance(c, PairChoice)] == ["ali-benamar-2001"]


def test_filters_of_a_head_to_head(ask: Asker) -> None:
    question = ask.understood("/h2h arvell hadri mile harbour mile 2022-2023 finals").question
    assert isinstance(question, HeadToHeadQuestion)
    assert question.where == RaceFilter(
        disciplines=(DisciplineId("mile"),),
        competitions=(CompetitionId("harbour-mile"),),
        rounds=(Round.FINAL,),
        first_year=2022,
        last_year=2023,
    )


def test_years_may_be_open_on_one_side(ask: Asker) -> None:
    since = ask.understood("/h2h arvell hadri since 2023").question
    assert isinstance(since, HeadToHeadQuestion)
    assert since.where == RaceFilter(first_year=2023)


def test_pairs_that_met_about_as_often_are_asked_back(ask: Asker) -> None:
    outcome = ask("/h2h arvell okoro")
    assert isinstance(outcome, Ambiguous)
    assert all(isinstance(choice, PairChoice) for choice in outcome.choices)


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
def test_what_is_not_a_question(ask: Asker, text: str, fault: Fault) -> None:
    outcome = ask(text)
    assert isinstance(outcome, Invalid)
    assert outcome.fault is fault


_TYPED = """
/result /athlete /h2h arvell okoro benamar brennan mile 5000 women final heat 2 2023 v , northern games x
"""
_WORDS = st.sampled_from(_TYPED.split())


@given(text=st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=9).map(" ".join)))
def test_any_text_has_one_of_the_four_outcomes(ask: Asker, text: str) -> None:
    outcome = ask(text)
    if isinstance(outcome, Ambiguous):
        assert 1 <= len(outcome.choices) <= 5
    if isinstance(outcome, Understood):
        again = ask(outcome.question.command)
        assert isinstance(again, Understood), outcome.question.command
        assert again.question == outcome.question
