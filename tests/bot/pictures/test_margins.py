"""The picture of a head-to-head."""

from hypothesis import given, settings

from bot.pictures.canvas import BLUE, ORANGE, QUIET, Box, Canvas
from bot.pictures.margins import draw_margins
from knowledge.models.picture import HeadToHeadPicture
from tests.bot.pictures.made import DUELS, assert_legible, assert_nothing_behind, coloured, duel, shown


def spots(canvas: Canvas) -> dict[str, tuple[float, float]]:
    return {text.text: text.at for text in canvas.texts}


def test_the_first_is_up_and_the_second_is_down() -> None:
    at = spots(draw_margins(duel((2021, 170), (2022, -278), (2023, 120), (2024, -90))))
    assert at["Arvell"][1] < at["1.70 s"][1] < at["2.78 s"][1] < at["Hadri"][1]


def test_the_bar_of_each_has_the_colour_of_the_name() -> None:
    canvas = draw_margins(duel((2021, 170), (2022, -278), (2023, 120), (2024, -90)))
    names = {text.text: text for text in canvas.texts if text.bold}
    assert (names["Arvell"].colour, names["Hadri"].colour) == (BLUE, ORANGE)
    above_and_below = (Box(0, 24, canvas.width, 76), Box(0, 80, canvas.width, 130))
    for colour, inside, outside in ((BLUE, 0, 1), (ORANGE, 1, 0)):
        found = coloured(canvas, colour, above_and_below)
        assert found[inside] > 500
        assert found[outside] == 0


def test_the_oldest_race_is_left() -> None:
    at = spots(draw_margins(duel((2021, 170), (2022, 100), (2023, -278), (2024, 120))))
    assert at["1.70 s"][0] < at["2.78 s"][0] < at["1.20 s"][0]
    assert at["2021"][0] < at["2024"][0]


def test_the_widest_of_each_and_the_newest_margin_are_told() -> None:
    texts = shown(draw_margins(duel((2021, 170), (2022, 100), (2023, -278), (2023, -100), (2024, 120))))
    assert {text for text in texts if text.endswith("s")} == {"1.70 s", "2.78 s", "1.20 s"}


def test_one_fall_does_not_flatten_the_others() -> None:
    def reach(last: int) -> float:
        at = spots(draw_margins(duel((2021, 200), (2022, -150), (2023, -160), (2024, last))))
        return at["Hadri"][1] - at["2.00 s"][1]

    assert reach(-30_000) > 0.8 * reach(-300)


def test_a_bar_that_is_not_as_long_as_its_margin_is_cut() -> None:
    def drawn(margin: int) -> int:
        canvas = draw_margins(duel((2021, margin), (2022, -150), (2023, -160), (2024, -170)))
        [pixels] = coloured(canvas, BLUE, [Box(0, 24, canvas.width, 78)])
        return pixels

    assert drawn(30_000) < drawn(640) * 0.95


def test_the_smallest_margin_and_a_tie_can_be_seen() -> None:
    canvas = draw_margins(duel((2021, 1), (2022, 9_000), (2023, -9_000), (2024, 0)))
    first, last = Box(14, 75, 92, 77), Box(248, 76, 326, 77.5)  # above the line
    assert coloured(canvas, BLUE, [first]) > [20]
    assert coloured(canvas, QUIET, [last]) > [20]


def test_the_last_year_is_told_rather_than_one_between() -> None:
    for races in range(4, 25):
        texts = shown(draw_margins(duel(*((2000 + n, 100) for n in range(races)))))
        assert {"2000", str(1999 + races)} <= set(texts)


@given(DUELS)
def test_texts_never_overlap_and_both_are_named(picture: HeadToHeadPicture) -> None:
    canvas = draw_margins(picture)
    assert_legible(canvas)
    assert shown(canvas)[0].startswith(picture.first[:4])
    assert shown(canvas)[1].startswith(picture.second[:4])


@settings(max_examples=30)
@given(DUELS)
def test_no_margin_lies_on_a_bar(picture: HeadToHeadPicture) -> None:
    assert_nothing_behind(draw_margins(picture), BLUE, ORANGE)
