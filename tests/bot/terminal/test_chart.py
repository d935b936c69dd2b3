"""Pictures as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.chart import MOST_LINES, lines
from bot.terminal.text import display_width
from knowledge.models.picture import Picture
from tests.bot.pictures.made import DUELS, PROGRESSIONS, RACES, duel, race, seasons

STEADY = seasons((2021, 50530), (2022, 48993), (2023, 49441), (2024, 48236))


def drawn(picture: Picture, width: int = 80) -> list[str]:
    return list(lines(picture, width))


def test_a_progression_has_a_column_for_each_season() -> None:
    assert drawn(STEADY) == [
        "3000 m steeplechase",
        "                              █████",
        "          ▇▇▇▇▇     ▂▂▂▂▂     █████",
        "          █████     █████     █████",
        "▅▅▅▅▅     █████     █████     █████",
        "8:25.30   8:09.93   8:14.41   8:02.36*",
        "2021      2022      2023      2024",
    ]


def test_a_higher_mark_is_a_higher_column_where_more_is_better() -> None:
    thrown = STEADY.model_copy(update={"lower_is_better": False, "best": STEADY.points[0]})
    _, first, *_ = drawn(thrown)
    assert first.startswith("█████")
    assert drawn(thrown)[-2].startswith("8:25.30*")


def test_a_narrow_terminal_keeps_the_latest_seasons() -> None:
    assert drawn(STEADY, 20)[-1].split() == ["2023", "2024"]
    assert drawn(STEADY, 5) == []


def test_a_head_to_head_goes_up_for_the_first_and_down_for_the_second() -> None:
    assert drawn(duel((2021, 100), (2022, -300), (2023, 0), (2024, -150))) == [
        "Arvell                  1.00 s",
        "",
        "        ███",
        "            ███     ███",
        "            ███     ▀▀▀",
        "Hadri       ███         3.00 s",
        "        ’21 ’22 ’23 ’24",
    ]


def test_a_race_has_a_bar_as_long_as_each_gap() -> None:
    found = drawn(race(0, 100, 200, 400))
    assert found[0] == "Arvell  8:06.90"
    assert found[-1] == f"Sørnes  {'█' * 32} +4.00"
    assert [line.count("█") for line in found] == [0, 8, 16, 32]


def test_a_name_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in "".join(drawn(race(0, 1, 2, 3, names=("\x1b[31mArvell",) * 4)))


@given(st.one_of(PROGRESSIONS, DUELS, RACES), st.integers(1, 120))
def test_no_picture_is_wider_than_the_terminal_or_taller_than_eight_lines(
    picture: Picture, width: int
) -> None:
    found = drawn(picture, width)
    assert len(found) <= MOST_LINES
    assert all(display_width(line) <= width for line in found)


@pytest.mark.parametrize("picture", [STEADY, duel((2021, 1), (2022, -3)), race(0, 1, 2, 4)])
def test_every_kind_fits_into_eighty_columns(picture: Picture) -> None:
    assert len(drawn(picture)) >= 4


@pytest.mark.parametrize("width", range(10, 60))
def test_a_head_to_head_leaves_room_for_its_widest_margins(width: int) -> None:
    many = duel(*((2000 + n, 100 * (-1) ** n) for n in range(24)))
    assert all(display_width(line) <= width for line in drawn(many, width))
