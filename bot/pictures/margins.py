"""The margins of two athletes through time: bars up where the first was ahead, down where the second was."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from bot.pictures.canvas import BLUE, FAINT, GROUND, ORANGE, QUIET, TEXT, Box, Canvas, Text, fitted
from bot.pictures.labels import Labels
from knowledge.models.picture import HeadToHeadPicture, MarginBar

WIDTH, HEIGHT = 340, 174
_SIDE, _MIDDLE, _REACH = 14, 78, 42
_WIDEST_BAR = 22
_BREAK = 4
"""The largest ratio of a margin to the median; a longer bar is cut. Chosen by hand.

A single fall would flatten all other bars.
"""
_SMALL = 12.0


def draw_margins(picture: HeadToHeadPicture) -> Canvas:
    """Draw a bar for each race, oldest left, the widest margins with their labels."""
    canvas = Canvas(WIDTH, HEIGHT)
    labels = Labels(canvas)
    names = ((picture.first, BLUE, 17), (picture.second, ORANGE, _MIDDLE + _REACH + 29))
    for name, colour, y in names:
        labels.place(Text((_SIDE, y), fitted(name, WIDTH - 2 * _SIDE, 14, bold=True), colour, 14, bold=True))
    canvas.line([(_SIDE, _MIDDLE), (WIDTH - _SIDE, _MIDDLE)], FAINT, 1)
    step = (WIDTH - 2 * _SIDE) / len(picture.margins)
    full = _full(picture)
    placed = []
    for n, margin in enumerate(picture.margins):
        box = _box(margin, _SIDE + (n + 0.5) * step, min(step * 0.72, _WIDEST_BAR), full)
        _bar(margin, box, canvas, cut=margin.value > full)
        labels.take(box)
        placed.append((margin, box))
    for margin, box in _labelled(placed):
        up = margin.ahead == "first"
        text = Text((0, box.top - 4 if up else box.bottom + 12), margin.label, TEXT, _SMALL, anchor="ms")
        half = (text.box.right - text.box.left) / 2
        x = min(max((box.left + box.right) / 2, half + 2), WIDTH - half - 2)
        labels.place(text._replace(at=(x, text.at[1])))
    _years(picture, step, canvas, labels)
    return canvas


def _full(picture: HeadToHeadPicture) -> float:
    """The margin that a bar of full length stands for."""
    values = [margin.value for margin in picture.margins if margin.value]
    return min(max(values), _BREAK * median(values)) if values else 1


def _box(margin: MarginBar, x: float, width: float, full: float) -> Box:
    """The rectangle of a bar; the smallest can be seen, a tie lies across the line."""
    left, right = x - width / 2, x + width / 2
    if margin.ahead is None:
        return Box(left, _MIDDLE - 1.5, right, _MIDDLE + 1.5)
    length = max(min(margin.value / full, 1) * _REACH, 3)
    return (
        Box(left, _MIDDLE - length, right, _MIDDLE)
        if margin.ahead == "first"
        else Box(left, _MIDDLE, right, _MIDDLE + length)
    )


def _bar(margin: MarginBar, box: Box, canvas: Canvas, *, cut: bool) -> None:
    colours = {"first": BLUE, "second": ORANGE, None: QUIET}
    canvas.bar(box, colours[margin.ahead])
    if cut:
        y = box.top + 9 if margin.ahead == "first" else box.bottom - 9
        canvas.line([(box.left - 1, y + 2), (box.right + 1, y - 2)], GROUND, 2)


def _labelled(placed: Sequence[tuple[MarginBar, Box]]) -> Iterator[tuple[MarginBar, Box]]:
    """The widest margin of each, then the newest; the label of one that comes twice is placed once."""
    for side in ("first", "second"):
        of_side = [pair for pair in placed if pair[0].ahead == side and pair[0].label]
        if of_side:
            yield max(of_side, key=lambda pair: pair[0].value)
    if placed[-1][0].label:
        yield placed[-1]


def _years(picture: HeadToHeadPicture, step: float, canvas: Canvas, labels: Labels) -> None:
    """Each year below its first race, where there is space; the first and the last year first."""
    starts = []
    for year, group in groupby(enumerate(picture.margins), key=lambda pair: pair[1].year):
        starts.append((year, _SIDE + next(group)[0] * step))
    for year, x in [starts[0], starts[-1], *starts[1:-1]]:
        canvas.line([(x, HEIGHT - 20), (x, HEIGHT - 16)], FAINT, 1)
        text = Text((x, HEIGHT - 5), str(year), QUIET, _SMALL)
        labels.place(text, text._replace(at=(WIDTH - _SIDE + 2, text.at[1]), anchor="rs"))
