"""Labels take the first free place."""

from bot.pictures.canvas import Box, Canvas, Text
from bot.pictures.labels import Labels
from tests.bot.pictures.made import shown


def test_a_label_takes_its_second_place_where_the_first_is_taken() -> None:
    canvas = Canvas(200, 100)
    labels = Labels(canvas)
    labels.take(Box(0, 0, 200, 50))
    assert labels.place(Text((20, 30), "taken"), Text((20, 80), "free"))
    assert shown(canvas) == ["free"]


def test_a_label_without_a_free_place_is_left_out() -> None:
    canvas = Canvas(200, 100)
    labels = Labels(canvas)
    assert labels.place(Text((20, 50), "9.58"))
    outside = [Text((199, 30), "right"), Text((0, 30), "left"), Text((20, 9), "above"), Text((20, 99), "gp")]
    assert not labels.place(Text((24, 52), "9.69"), *outside)
    assert shown(canvas) == ["9.58"]


def test_a_line_is_kept_free() -> None:
    labels = Labels(Canvas(200, 100))
    labels.take_line([(0, 0), (200, 100)], 4)
    assert not labels.place(Text((100, 54), "on it", anchor="ms"))
    assert labels.place(Text((150, 30), "above it", anchor="ms"))
