"""Labels of editions, races, athletes, flags and qualification marks."""

import pytest

from knowledge.cards.labels import (
    athlete_label,
    dated_place_label,
    edition_label,
    flag,
    letters_explained,
    margin_text,
    mark_text,
    race_label,
    shown_names,
    status_code,
    status_words,
    unusual_medal,
    wind_text,
    winner_labels,
    with_flag,
    with_unit,
)
from knowledge.cards.wording import Wording
from knowledge.models.base import NationId
from knowledge.models.facts import Medal, Nation, Round, Status, Tier
from knowledge.models.mark import Measure, gap, parse_mark
from tests.knowledge.questions.made import ANNA, BRIT, MILE, athlete, head, line, performance

EN, FR = Wording(), Wording("fr")


def test_prose_has_the_decimal_comma_of_french_and_rows_have_marks_as_published() -> None:
    jump, sprint, mile = (
        parse_mark("8.95", Measure.DISTANCE),
        parse_mark("9.58", Measure.TIME),
        parse_mark("3:49.11", Measure.TIME),
    )
    assert [with_unit(one, EN) for one in (jump, sprint, mile)] == ["8.95 m", "9.58", "3:49.11"]
    assert [with_unit(one, FR) for one in (jump, sprint, mile)] == ["8,95 m", "9,58", "3:49,11"]
    assert [mark_text(one, FR) for one in (jump, sprint, mile, None)] == ["8,95", "9,58", "3:49,11", ""]
    assert wind_text("-0.2", EN) == "\N{MINUS SIGN}0.2 m/s"
    assert wind_text("+1.4", FR) == "+1,4 m/s"


@pytest.mark.parametrize(
    ("better", "worse", "measure", "text"),
    [
        ("8.95", "8.94", Measure.DISTANCE, "1 cm"),
        ("8.95", "7.95", Measure.DISTANCE, "1,00 m"),
        ("2.36", "2.36", Measure.DISTANCE, "0,00 m"),
        ("9.58", "9.71", Measure.TIME, "0,13 s"),
        ("3:49.11", "4:50.11", Measure.TIME, "1:01,00"),
    ],
)
def test_margins_in_prose(better: str, worse: str, measure: Measure, text: str) -> None:
    margin = gap(parse_mark(better, measure), parse_mark(worse, measure))
    assert margin is not None
    assert margin_text(margin, FR) == text


def nation(iso: str | None) -> Nation:
    return Nation(id=NationId("XXX"), name="Somewhere", iso=iso)


def test_qualification_marks_are_explained_where_they_occur() -> None:
    lines = [line(ANNA, 1, notes=("qR", "PB")), line(ANNA, 2, notes=("Q",))]
    assert list(letters_explained(lines, EN)) == ["Q: qualified by place; qR: advanced by the referee."]
    assert list(letters_explained(lines[:0], EN)) == []


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("KE", "🇰🇪"),
        ("ma", "🇲🇦"),
        ("GB-ENG", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        (None, ""),
        ("", ""),
        ("K1", ""),
        ("KEN", ""),
    ],
)
def test_flag(iso: str | None, shown: str) -> None:
    assert flag(nation(iso)) == shown


def test_a_name_without_a_flag_has_no_space_before_it() -> None:
    assert with_flag(nation(None), "Ann") == "Ann"
    assert with_flag(nation("KE"), "Ann") == "🇰🇪 Ann"


def test_a_meeting_is_named_by_its_city_and_a_championships_by_its_name() -> None:
    assert edition_label(head(), EN) == "Bergen 2024"
    assert edition_label(head(tier=Tier.OLYMPIC_GAMES), EN) == "Olympic Games, Bergen 2024"
    assert edition_label(head(tier=Tier.OLYMPIC_GAMES), FR) == "Jeux olympiques, Bergen 2024"
    assert edition_label(head(tier=Tier.CONTINENTAL_GAMES), EN) == "Fjord Meet, Bergen 2024"


def test_the_year_stands_beside_a_date_only_where_it_differs() -> None:
    assert dated_place_label(head(), EN) == "Bergen"
    assert dated_place_label(head("2021-08-02", year=2020), EN) == "Bergen 2020"


def test_a_round_is_named_unless_it_is_the_final() -> None:
    assert race_label(head(), EN) == "Bergen 2024 · women's mile"
    assert race_label(head(round_=Round.HEAT), EN) == "Bergen 2024 · women's mile · heat"


def test_an_athlete_is_identified_among_namesakes() -> None:
    assert athlete_label(ANNA, [MILE], EN) == "Anna Aas · NOR · 2000 · mile"
    assert athlete_label(athlete("Cai Cox", born=None), [], EN) == "Cai Cox · NOR"


def test_labels_are_whole_however_long() -> None:
    long = athlete("Maximiliana-Theodora " * 6 + "Aas")
    assert athlete_label(long, [MILE], EN).endswith("Aas · NOR · 2000 · mile")


def test_two_athletes_of_one_family_name_have_their_whole_names() -> None:
    assert shown_names(ANNA, BRIT) == ("Aas", "Berg")
    assert shown_names(ANNA, athlete("Aud Aas")) == ("Anna Aas", "Aud Aas")


def test_an_edition_is_named_by_its_city_or_its_competition_on_request() -> None:
    games = head(tier=Tier.OLYMPIC_GAMES)
    assert edition_label(games, EN, by="city") == "Bergen 2024"
    assert edition_label(games, EN, by="competition") == "Olympic Games 2024"
    assert games.edition.full_name("Fjord Meet") == "Fjord Meet 2024"
    named = games.edition.model_copy(update={"name": "Bergen Games"})
    assert named.full_name("Fjord Meet") == "Bergen Games"


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words_and_most_have_a_code(status: Status) -> None:
    assert status_words(status, EN) != status_words(status, FR)
    assert bool(status_code(status, EN)) == (status not in (Status.FINISHED, Status.TOOK_PART))


def test_winners_are_labelled_by_the_year_of_their_edition() -> None:
    shared = [performance(head(), line(who, 1, "4:20.00")) for who in (ANNA, BRIT)]
    vacant = performance(head("2021-08-01", year=2020), line(ANNA, 1, medal=Medal.SILVER))
    assert list(winner_labels([*shared, vacant], EN)) == [
        f"2024 {ANNA.name} and {BRIT.name} 4:20.00",
        f"2020 {ANNA.name} (silver medal)",
    ]


@pytest.mark.parametrize(
    ("place", "medal", "shown"),
    [(1, Medal.GOLD, ""), (1, None, ""), (4, Medal.BRONZE, "bronze medal"), (2, Medal.GOLD, "gold medal")],
)
def test_a_medal_is_named_where_it_is_not_that_of_the_place(
    place: int, medal: Medal | None, shown: str
) -> None:
    assert unusual_medal(line(ANNA, place, medal=medal), EN) == shown
