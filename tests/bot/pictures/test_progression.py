"""The picture of a progression."""

from hypothesis import given, settings

from bot.pictures.canvas import BLUE, ORANGE, Box, Canvas
from bot.pictures.progression import draw_progression
from knowledge.models.picture import ProgressionPicture
from tests.bot.pictures.made import (
    PROGRESSIONS,
    assert_legible,
    assert_nothing_behind,
    coloured,
    seasons,
    shown,
)

STEADY = ((2021, 50530), (2022, 48993), (2023, 49441), (2024, 48236))


def heights(canvas: Canvas) -> dict[str, float]:
    return {text.text: text.at[1] for text in canvas.texts}


def test_the_event_the_best_the_first_the_years_and_the_name_are_told() -> None:
    texts = shown(draw_progression(seasons(*STEADY)))
    assert sorted(texts) == ["2021", "2024", "3000 m steeplechase", "8:02.36", "8:25.30", "Arvell"]


def test_a_last_season_that_is_not_the_best_stands_below_the_name() -> None:
    at = heights(draw_progression(seasons(*STEADY, (2025, 48500))))
    assert at["8:05.00"] > at["Arvell"]


def test_better_is_higher_for_times_and_for_distances() -> None:
    timed = seasons((2021, 900), (2022, 800), (2023, 850), (2024, 880))
    at = heights(draw_progression(timed))
    assert at[timed.best.label] < at[timed.points[0].label]
    thrown = timed.model_copy(update={"lower_is_better": False, "best": timed.points[0]})
    at = heights(draw_progression(thrown))
    assert at[thrown.best.label] < at[thrown.points[-1].label]


def test_the_record_is_above_all_marks() -> None:
    at = heights(draw_progression(seasons(*STEADY, record=47211)))
    assert at.pop("3000 m steeplechase") < at["7:52.11 Okoro, 2019"] == min(at.values())


def test_a_long_name_of_two_parts_has_two_lines() -> None:
    texts = shown(draw_progression(seasons(*STEADY, name="Kőrösi-Gonçalvesová")))
    assert {"Kőrösi-", "Gonçalvesová"} <= set(texts)


def test_the_best_season_is_told_between_first_and_last() -> None:
    texts = shown(draw_progression(seasons((2010, 50530), (2017, 48236), (2024, 49000))))
    assert {"2010", "2017", "2024"} <= set(texts)


def test_a_first_season_that_is_the_best_is_labelled_once() -> None:
    texts = shown(draw_progression(seasons((2010, 48236), (2017, 48300), (2024, 50530))))
    assert texts.count("8:02.36") == 1


def test_a_line_over_years_without_a_race_has_gaps() -> None:
    def gaps(middle: int) -> int:
        canvas = draw_progression(seasons((2010, 50530), (middle, 50530), (middle + 1, 50530)))
        columns = [Box(x, 40, x + 1, 150) for x in range(30, 150)]
        return coloured(canvas, BLUE, columns).count(0)

    assert gaps(2011) == 0
    assert gaps(2018) > 10


@given(PROGRESSIONS)
def test_labels_never_overlap_and_the_best_is_always_told(picture: ProgressionPicture) -> None:
    canvas = draw_progression(picture)
    assert_legible(canvas)
    assert picture.best.label in shown(canvas)


@settings(max_examples=30)
@given(PROGRESSIONS)
def test_no_label_lies_on_the_line_or_on_the_record(picture: ProgressionPicture) -> None:
    assert_nothing_behind(draw_progression(picture), BLUE, ORANGE)
