"""Marks: read exactly, kept to the digit, compared as integers."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.mark import Mark, MarkError, Measure, gap, parse_mark, show_difference


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9.58", 958),
        ("52.4", 5240),
        ("8:06.90", 48690),
        ("12:43.66", 76366),
        ("59:59.99", 359999),
        ("2:01:09", 726900),
        ("1:04:30.5", 387050),
        ("3:53.0h", 23300),
    ],
)
def test_times_are_hundredths(text: str, value: int) -> None:
    assert parse_mark(text, Measure.TIME).value == value


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("8.95", Measure.DISTANCE, 895),
        ("2.00", Measure.DISTANCE, 200),
        ("104.80", Measure.DISTANCE, 10480),
        ("8893", Measure.POINTS, 8893),
    ],
)
def test_distances_are_centimetres_and_points_whole(text: str, measure: Measure, value: int) -> None:
    assert parse_mark(text, measure).value == value


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("8:61.90", Measure.TIME),
        ("61.90", Measure.TIME),
        ("1:60:00", Measure.TIME),
        ("8:6.90", Measure.TIME),
        ("8:06.901", Measure.TIME),
        ("-8:06.90", Measure.TIME),
        ("0.00", Measure.TIME),
        ("", Measure.TIME),
        ("8.9", Measure.DISTANCE),
        ("0.00", Measure.DISTANCE),
        ("88,93.1", Measure.POINTS),
        ("٨:٠٦.٩٠", Measure.TIME),
    ],
)
def test_what_is_not_a_mark_is_refused(text: str, measure: Measure) -> None:
    with pytest.raises(MarkError):
        parse_mark(text, measure)


def test_a_mark_is_kept_to_the_digit() -> None:
    assert parse_mark("8:06.90", Measure.TIME).text == "8:06.90"
    assert parse_mark("8:06,90", Measure.TIME).text == "8:06.90"
    assert parse_mark("2.00", Measure.DISTANCE).text == "2.00"


def test_one_decimal_is_hand_timing() -> None:
    assert parse_mark("3:53.0", Measure.TIME).hand_timed
    assert parse_mark("45.30h", Measure.TIME).hand_timed
    assert not parse_mark("3:53.00", Measure.TIME).hand_timed


def test_better_is_faster_farther_and_more() -> None:
    assert parse_mark("8:06.90", Measure.TIME).better_than(parse_mark("8:08.60", Measure.TIME))
    assert parse_mark("8.95", Measure.DISTANCE).better_than(parse_mark("8.90", Measure.DISTANCE))
    assert not parse_mark("8000", Measure.POINTS).better_than(parse_mark("8000", Measure.POINTS))


@given(st.integers(min_value=1, max_value=359_999))
def test_a_written_time_reads_back(hundredths: int) -> None:
    seconds, rest = divmod(hundredths, 100)
    text = f"{seconds // 60}:{seconds % 60:02d}.{rest:02d}" if seconds >= 60 else f"{seconds}.{rest:02d}"
    mark = parse_mark(text, Measure.TIME)
    assert (mark.value, mark.text) == (hundredths, text)


@given(st.text(max_size=20), st.sampled_from(Measure))
def test_any_text_is_a_mark_or_refused(text: str, measure: Measure) -> None:
    mark: Mark | None = None
    with suppress(MarkError):
        mark = parse_mark(text, measure)
    assert mark is None or mark.value > 0


@pytest.mark.parametrize(
    ("value", "measure", "shown"),
    [
        (170, Measure.TIME, "1.70"),
        (-5, Measure.TIME, "0.05"),
        (6230, Measure.TIME, "1:02.30"),
        (7, Measure.DISTANCE, "0.07"),
        (117, Measure.POINTS, "117"),
    ],
)
def test_differences_are_written_as_people_write_them(value: int, measure: Measure, shown: str) -> None:
    assert show_difference(value, measure) == shown


@pytest.mark.parametrize(
    ("better", "worse", "text"),
    [
        ("3:49.11", "3:50.02", "0.91"),
        ("2:09:26", "2:09:47", "21"),
        ("3:49.8h", "3:50.0h", "0.2"),
        ("3:50.1h", "3:50.20", "0.10"),
        ("2:01:09", "2:01:09.50", "0.50"),
        ("3:50.02", "3:49.11", None),
    ],
)
def test_a_margin_has_the_decimals_of_the_marks_and_none_where_they_contradict_the_order(
    better: str, worse: str, text: str | None
) -> None:
    margin = gap(parse_mark(better, Measure.TIME), parse_mark(worse, Measure.TIME))
    assert (margin.text if margin else None) == text
    assert gap(parse_mark(better, Measure.TIME), None) is None
