"""Nothing that was said is lost: it narrows the question, or the answer says that it does not."""

from datetime import date

import pytest

from knowledge.models.outcome import Ambiguous, Missing, NotFound, RaceChoice, Understanding, Understood, Why
from knowledge.names import NameIndex
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.parse import split_command, understand
from knowledge.questions.query.segments import clean, tokenize
from knowledge.questions.query.time_expressions import parse_days
from knowledge.store import KnowledgeBase


def _ask(kb: KnowledgeBase, index: NameIndex, text: str) -> Understanding:
    return understand(kb, index, *split_command(text), date(2025, 3, 1))


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("brennan 2023", "city", "port-brennan"),
        ("harbour mile", "competition", "harbour-mile"),
        ("quayside", "venue", "Quayside Stadium"),
        ("norway", "nation", "NOR"),
        ("diamond league", "tier", "diamond-league"),
        ("heats", "round", "heat"),
        ("mile", "discipline", "mile"),
        ("u20", "categories", ("men-u20", "women-u20", "mixed-u20")),
        ("after 2021", "first_year", 2022),
        ("since 2021", "first_year", 2021),
        ("before 2021", "last_year", 2020),
        ("until 2021", "last_year", 2021),
        ("depuis 2022", "first_year", 2022),
        ("heat 2", "heat", 2),
        ("15 june 2024", "first_day", date(2024, 6, 15)),
        ("june 2024", "last_day", date(2024, 6, 30)),
    ],
)
def test_every_part_narrows_a_head_to_head(
    kb: KnowledgeBase, index: NameIndex, said: str, field: str, value: object
) -> None:
    outcome = _ask(kb, index, f"/h2h arvell hadri {said}")
    assert isinstance(outcome, Understood)
    assert isinstance(outcome.question, HeadToHeadQuestion)
    assert outcome.question.model_dump()[field] == value
    again = _ask(kb, index, outcome.question.command)
    assert isinstance(again, Understood)
    assert again.question == outcome.question


@pytest.mark.parametrize("said", ["brennan vallorne", "mile 5000", "harbour mile northern games"])
def test_what_no_race_can_be_is_refused(kb: KnowledgeBase, index: NameIndex, said: str) -> None:
    outcome = _ask(kb, index, f"/h2h arvell hadri {said}")
    assert isinstance(outcome, NotFound)
    assert outcome.missing is Missing.COMBINATION


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("/athlete arvell brennan", ["brennan"]),
        ("/athlete arvell heat 2 women", ["heat 2", "women"]),
        ("/result brennan mile 800", ["800"]),
        ("/h2h arvell hadri final heat", ["heat"]),
        ("/h2h arvell hadri since brennan", ["since"]),
    ],
)
def test_what_makes_no_difference_is_said(
    kb: KnowledgeBase, index: NameIndex, text: str, unused: list[str]
) -> None:
    outcome = _ask(kb, index, text)
    assert isinstance(outcome, Understood)
    assert [slot.typed for slot in outcome.slots if slot.name == "unused"] == unused


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2022-2023", 2022, 2023),
        ("since 2023", 2023, None),
        ("before 2023", None, 2022),
        ("2022", 2022, 2022),
    ],
)
def test_years_of_an_athlete(
    kb: KnowledgeBase, index: NameIndex, said: str, first: int | None, last: int | None
) -> None:
    outcome = _ask(kb, index, f"/athlete arvell {said}")
    assert isinstance(outcome, Understood)
    assert isinstance(outcome.question, AthleteQuestion)
    assert (outcome.question.first_year, outcome.question.last_year) == (first, last)
    assert outcome.question.races


def test_a_span_of_years_leaves_the_edition_open(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result brennan mile 2022-2023")
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
def test_days_and_months(kb: KnowledgeBase, index: NameIndex, text: str, race: str) -> None:
    outcome = _ask(kb, index, text)
    assert isinstance(outcome, Understood)
    assert outcome.question.command == f"/result {race}"


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("13 september 2024", (date(2024, 9, 13), date(2024, 9, 13))),
        ("sept 13th 2024", (date(2024, 9, 13), date(2024, 9, 13))),
        ("february 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024 09 13", (date(2024, 9, 13), date(2024, 9, 13))),
        ("1er aout 2024", (date(2024, 8, 1), date(2024, 8, 1))),
        ("31 02 2024", None),
        ("13 september 99", None),
        ("september", None),
        ("100 m 2024", None),
    ],
)
def test_dates_are_read_or_not(written: str, days: tuple[date, date] | None) -> None:
    assert parse_days(tuple(written.split())) == days


def test_one_in_another_round_is_missing_from_this_one_only(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result northern games 1500 heat 1 lomoro")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.heat) == (Missing.ATHLETE, 1)
    assert {c.race.round for c in outcome.nearest if isinstance(c, RaceChoice)} == {"heat", "final"}


def test_a_word_of_many_names_names_nothing(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result memorial mile")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.typed) == (Missing.NAME, "memorial")


def test_several_disciplines_of_one_word_are_none_of_them(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result vallorne jump")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.event, outcome.discipline) == (Missing.EVENT, "jump", None)


def test_two_editions_of_one_place_and_year_are_asked_back(kb: KnowledgeBase, index: NameIndex) -> None:
    assert isinstance(_ask(kb, index, "/result mile 2023"), Ambiguous)


def test_what_nobody_types_is_not_read() -> None:
    assert clean("se\u200brem <@123> \x00ba\u202ekk") == "serem   bakk"
    assert [word.typed for word in tokenize("El-Bakkali")] == ["El", "Bakkali"]
    assert {word.whole for word in tokenize("El-Bakkali")} == {"El-Bakkali"}


def test_what_is_missing_at_a_venue_is_missing_there(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result quayside long jump")
    assert isinstance(outcome, NotFound)
    assert outcome.where == "Quayside Stadium 2024"


def test_a_place_that_nobody_said_is_not_named(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result mile 1999")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.where) == (Missing.YEAR, None)


def test_an_event_that_somebody_did_not_do_is_missing_of_him(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result hadri long jump")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.event, outcome.where) == (Missing.ATHLETE, "long jump", None)
    assert "men-mile" in outcome.nearest[0].question.command


def test_a_year_that_is_missing_names_the_nearest_first(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/result brennan mile 2019")
    assert isinstance(outcome, NotFound)
    assert [c.race.edition.year for c in outcome.nearest if isinstance(c, RaceChoice)] == [2022, 2023, 2024]


@pytest.mark.parametrize(
    ("text", "why"), [("/result brennan 2024 dubosc", None), ("/result vallorne", Why.ONLY)]
)
def test_an_event_is_the_only_one_where_there_is_no_other(
    kb: KnowledgeBase, index: NameIndex, text: str, why: Why | None
) -> None:
    outcome = _ask(kb, index, text)
    assert isinstance(outcome, Understood)
    assert next(slot.why for slot in outcome.slots if slot.name == "event") is why


def test_choices_keep_what_else_was_asked(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/athlete okoro races 2024")
    assert isinstance(outcome, Ambiguous)
    assert {choice.question.command for choice in outcome.choices} == {
        "/athlete peter-okoro races 2024",
        "/athlete daniel-okoro races 2024",
    }


def test_a_nation_tells_namesakes_apart_before_it_is_a_place(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = _ask(kb, index, "/h2h benamar france arvell")
    assert isinstance(outcome, Understood)
    assert outcome.question.command == "/h2h ali-benamar-2001 tomas-arvell"


def test_a_command_needs_no_slash(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _ask(kb, index, "h2h arvell hadri") == _ask(kb, index, "/h2h arvell hadri")
