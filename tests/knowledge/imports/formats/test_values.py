"""Values of outside files, read or refused one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.imports.formats.source_file import Unreadable
from knowledge.imports.formats.values import (
    SeenMark,
    full_date,
    partial_date,
    position,
    seen_mark,
    seen_venue,
    seen_wind,
)
from knowledge.models.facts import Round, Status
from knowledge.models.mark import Measure


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 SEP 1996", "1996-09-12"),
        ("SEP 1996", "1996-09"),
        ("1996", "1996"),
        ("1996-09-12", "1996-09-12"),
        ("29 FEB 2024", "2024-02-29"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert partial_date(text) == iso


@pytest.mark.parametrize(
    "text", ["", "30 FEB 2024", "12 SEX 1996", "1/2/1996", "0001", "9999", "١٩٩٦", "12 SEP 96"]
)
def test_no_dates(text: str) -> None:
    with pytest.raises(Unreadable):
        partial_date(text)


def test_a_race_needs_a_day() -> None:
    assert full_date("1 MAY 2020") == date(2020, 5, 1)
    with pytest.raises(Unreadable, match="needs a day"):
        full_date("MAY 2020")


@pytest.mark.parametrize(
    ("text", "measure", "value", "hand", "notes"),
    [
        ("9.58", Measure.TIME, 958, False, ()),
        ("8:06.90", Measure.TIME, 48690, False, ()),
        ("2:01:09", Measure.TIME, 726900, False, ()),
        ("45.3h", Measure.TIME, 4530, True, ()),
        ("13:22.8", Measure.TIME, 80280, True, ()),
        ("10.6", Measure.TIME, 1060, False, ()),
        ("5.7", Measure.DISTANCE, 570, False, ()),
        ("8.95A", Measure.DISTANCE, 895, False, ("altitude",)),
        ("3:32.10i", Measure.TIME, 21210, False, ("indoor",)),
        ("9.79*", Measure.TIME, 979, False, ("marked *",)),
        ("8893", Measure.POINTS, 8893, False, ()),
    ],
)
def test_marks(text: str, measure: Measure, value: int, hand: bool, notes: tuple[str, ...]) -> None:
    mark = seen_mark(text, measure, zeros_lost=True)
    assert (mark.value, mark.hand_timed, mark.notes) == (value, hand, notes)


def test_a_lost_zero_is_written_again_only_where_zeros_get_lost() -> None:
    assert seen_mark("10.6", Measure.TIME, zeros_lost=True).text == "10.60"
    assert seen_mark("10.6", Measure.TIME).hand_timed


@pytest.mark.parametrize("text", ["", "fast", "9.58x", "1:99.00", "0.00", "9,5,8", "-9.58", "1e3", "9" * 40])
def test_no_marks(text: str) -> None:
    with pytest.raises(Unreadable):
        seen_mark(text, Measure.TIME)


@given(
    text=st.from_regex(r"\A([0-9]{1,3}:)?([0-9]{1,2}:)?[0-9]{1,3}\.[0-9]{1,3}\Z")
    | st.text("0123456789.:", max_size=9),
    measure=st.sampled_from(Measure),
)
def test_the_short_way_to_read_a_mark_reads_what_the_long_way_does(text: str, measure: Measure) -> None:
    # A space behind the mark is allowed, and sends it the long way.
    assert _mark_or_none(text, measure) == _mark_or_none(f"{text} ", measure)


def _mark_or_none(text: str, measure: Measure) -> SeenMark | None:
    try:
        return seen_mark(text, measure, zeros_lost=True)
    except Unreadable:
        return None


def test_winds() -> None:
    assert [seen_wind(text) for text in ("0.9", "-1.2", "0.0", "+2", "")] == [
        "+0.9",
        "-1.2",
        "0.0",
        "+2.0",
        None,
    ]
    with pytest.raises(Unreadable):
        seen_wind("breezy")


@pytest.mark.parametrize(
    ("text", "place", "round_", "heat", "phase"),
    [
        ("1", 1, Round.FINAL, None, ""),
        ("6.0", 6, Round.FINAL, None, ""),
        ("1=", 1, Round.FINAL, None, ""),
        ("6h1", 6, Round.HEAT, 1, "h1"),
        ("2sf1", 2, Round.SEMI_FINAL, 1, "sf1"),
        ("1f2", 1, Round.FINAL, 2, "f2"),
        ("f2", None, Round.FINAL, 2, "f2"),
        ("1rA", 1, Round.FINAL, 1, "rA"),
        ("1q1", 1, Round.QUALIFICATION, 1, "q1"),
        ("2qf3", 2, Round.HEAT, 3, "qf3"),
        ("1pr4", 1, Round.HEAT, 4, "pr4"),
        ("1ce6", 1, Round.FINAL, 6, "ce6"),
        ("5h2r1", 5, Round.HEAT, 2, "h2r1"),
        ("h", None, Round.HEAT, None, "h"),
        ("", None, Round.FINAL, None, ""),
    ],
)
def test_positions(text: str, place: int | None, round_: Round, heat: int | None, phase: str) -> None:
    seen = position(text)
    assert (seen.place, seen.round, seen.heat, seen.phase) == (place, round_, heat, phase)


def test_positions_that_do_not_tell_the_race_stand_alone() -> None:
    assert {text: position(text).alone for text in ("1", "1f2", "6h1", "h", "1sf", "", "q")} == {
        "1": False,
        "1f2": False,
        "6h1": False,
        "h": True,
        "1sf": True,
        "": True,
        "q": True,
    }
    assert position("DNF").status is Status.DNF


@pytest.mark.parametrize("text", ["first", "0", "-1", "1x2", "h0", "1h2x", "99999999"])
def test_no_positions(text: str) -> None:
    with pytest.raises(Unreadable):
        position(text)


@pytest.mark.parametrize(
    ("text", "stadium", "city", "nation"),
    [
        ("Helsinki (FIN)", None, "Helsinki", "FIN"),
        ("Stade Louis II, Monaco (MON)", "Stade Louis II", "Monaco", "MON"),
        ("Hayward Field, Eugene, OR (USA)", "Hayward Field", "Eugene", "USA"),
        ("Indianapolis, IN (USA)", None, "Indianapolis", "USA"),
        ("Track (Friends Univ), Wichita, KS (USA)", "Track (Friends Univ)", "Wichita", "USA"),
        ("A, B, Seoul (KOR)", "A, B", "Seoul", "KOR"),
    ],
)
def test_venues(text: str, stadium: str | None, city: str, nation: str) -> None:
    seen = seen_venue(text)
    assert (seen.stadium, seen.city, seen.nation, seen.indoor) == (stadium, city, nation, False)


def test_indoor_venues_are_told_by_the_list_or_by_their_name() -> None:
    assert seen_venue("Arena, Glasgow (GBR) (i)").indoor
    assert seen_venue("University Indoor Track, Loughborough (GBR)").indoor
    assert not seen_venue("Halle (GER)").indoor
    with pytest.raises(Unreadable):
        seen_venue("Nowhere")
