"""The picture of a race."""

import pytest
from hypothesis import given

from bot.pictures.canvas import BLUE, BRONZE, FAINT, GOLD, SILVER, Box
from bot.pictures.gaps import draw_gaps
from knowledge.models.picture import GapsPicture
from tests.bot.pictures.made import RACES, assert_legible, coloured, race, shown


def test_every_athlete_has_a_row_with_name_and_gap() -> None:
    canvas = draw_gaps(race(0, 170, 278, 361))
    assert shown(canvas) == ["Arvell", "8:06.90", "Hadri", "+1.70", "Okoro", "+2.78", "Sørnes", "+3.61"]
    rows = [text.at[1] for text in canvas.texts[::2]]
    assert rows == sorted(rows)


def test_gaps_are_as_far_apart_as_the_athletes_were() -> None:
    at = {text.text: text.at[0] for text in draw_gaps(race(0, 100, 200, 300)).texts}
    assert at["+2.00"] - at["+1.00"] == pytest.approx(at["+3.00"] - at["+2.00"])
    assert at["8:06.90"] < at["+1.00"]


def test_one_who_walked_home_does_not_push_the_others_together() -> None:
    at = {text.text: text.at[0] for text in draw_gaps(race(0, 100, 200, 20_000)).texts}
    assert at["+2.00"] - at["+1.00"] > 20


def test_a_medal_has_its_metal() -> None:
    canvas = draw_gaps(race(0, 170, 278, 361))
    rows = [Box(0, 12 + 20 * n, canvas.width, 32 + 20 * n) for n in range(4)]
    for row, colour in enumerate((GOLD, SILVER, BRONZE, BLUE)):
        dots = [pixels > 100 for pixels in coloured(canvas, colour, rows)]
        assert dots == [n == row for n in range(4)]


def test_those_who_share_the_win_have_their_mark_alike() -> None:
    rows = race(0, 0, 278, 361).rows
    shared = rows[1].model_copy(update={"label": rows[0].label})
    marks = draw_gaps(GapsPicture(alt="", rows=(rows[0], shared, *rows[2:]))).texts[1::2]
    assert [text.bold for text in marks] == [True, True, False, False]


def test_a_line_that_does_not_reach_as_far_as_the_gap_is_cut() -> None:
    def drawn(last: int) -> int:
        canvas = draw_gaps(race(0, 100, 200, last))
        x, y = canvas.texts[-1].at
        [pixels] = coloured(canvas, FAINT, [Box(x - 26, y - 6, x - 16, y - 3)])
        return pixels

    assert drawn(20_000) < drawn(300) * 0.8


def test_a_long_name_leaves_room_for_the_gaps() -> None:
    canvas = draw_gaps(race(0, 170, 278, 361, names=("Venkatanarasimharajuvaripeta Senior",) * 4))
    at = {text.text: text.at[0] for text in canvas.texts}
    assert at["+3.61"] - at["8:06.90"] > 100


@given(RACES)
def test_texts_never_overlap(picture: GapsPicture) -> None:
    assert_legible(draw_gaps(picture))
