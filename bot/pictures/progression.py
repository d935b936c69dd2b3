"""The progression of an athlete's bests: a line through the seasons, better marks higher."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from bot.pictures.canvas import BLUE, ORANGE, QUIET, TEXT, Box, Canvas, Spot, Text, fitted, text_width
from bot.pictures.labels import Labels
from knowledge.models.picture import ProgressionPicture, SeasonPoint

WIDTH, HEIGHT = 340, 188
_LEFT, _BOTTOM = 18, 42
_TOP, _TOP_WITH_RECORD = 44, 48
_LONGEST_NAME = 92
_SIZE, _SMALL = 13.0, 12.0


class _Scale:
    """Where seasons and marks lie."""

    def __init__(self, picture: ProgressionPicture, right: float) -> None:
        years = [point.year for point in picture.points]
        values = [point.value for point in picture.points]
        self._top = _TOP
        if picture.record is not None:
            values.append(picture.record.value)
            self._top = _TOP_WITH_RECORD
        self._first, self._years = years[0], years[-1] - years[0]
        worst, best = (max(values), min(values)) if picture.lower_is_better else (min(values), max(values))
        self._best, self._range = best, worst - best
        self._right = right

    def x(self, year: int) -> float:
        """Where a year lies; points of one year only lie at the left."""
        return _LEFT + (year - self._first) / (self._years or 1) * (self._right - _LEFT)

    def y(self, value: int) -> float:
        """Where a mark lies; marks that are all the same lie in the middle."""
        part = (value - self._best) / self._range if self._range else 0.5
        return self._top + part * (HEIGHT - _BOTTOM - self._top)

    def spot(self, point: SeasonPoint) -> Spot:
        """Where a season's best lies."""
        return self.x(point.year), self.y(point.value)


def draw_progression(picture: ProgressionPicture) -> Canvas:
    """Draw the event and the seasons' bests, the best of all marked, with the name at the line's end."""
    canvas = Canvas(WIDTH, HEIGHT)
    labels = Labels(canvas)
    title = Text((_LEFT - 6, 17), fitted(picture.title, WIDTH - 32, _SIZE), QUIET, _SIZE)
    canvas.text(title)
    labels.take(title.box)
    last = picture.points[-1]
    ending = [Text((0, 0), part, BLUE, _SIZE, bold=True) for part in _name(picture.name)]
    if last != picture.best:
        ending.append(Text((0, 0), last.label, QUIET, _SMALL))
    widest = max(text_width(text.text, text.size, bold=text.bold) for text in ending)
    scale = _Scale(picture, WIDTH - widest - 20)
    spots = [scale.spot(point) for point in picture.points]
    _record_line(picture, scale, canvas, labels)
    for (one, other), ends in zip(pairwise(picture.points), pairwise(spots), strict=True):
        missing = other.year - one.year > 1
        canvas.line(ends, BLUE, 1.5 if missing else 2.5, dash=3 if missing else None)
    labels.take_line(spots, 5)
    for point, spot in zip(picture.points, spots, strict=True):
        best = point == picture.best
        radius = 5.5 if best else 3.5
        canvas.dot(spot, radius, TEXT if best else BLUE, rim=BLUE if best else None)
        labels.take(Box(spot[0], spot[1], spot[0], spot[1]).grown(radius + 1))
    _end(ending, spots[-1], canvas, labels)
    best_at = scale.spot(picture.best)
    if not labels.place(*_around(best_at, picture.best.label, bold=True)):
        labels.place(*_anywhere(best_at, picture.best.label))
    _record_label(picture, scale, labels)
    _years(picture, scale, labels)
    if picture.points[0] != picture.best:
        labels.place(*_around(spots[0], picture.points[0].label, bold=False))
    return canvas


def _name(name: str) -> list[str]:
    """The name, on two lines where it is long and has two parts."""
    if text_width(name, _SIZE, bold=True) <= _LONGEST_NAME:
        return [name]
    cuts = [n for n, char in enumerate(name, 1) if char in " -"]
    cut = min(cuts, key=lambda n: abs(n - len(name) / 2), default=len(name))
    parts = (name[:cut].strip(), name[cut:].strip())
    return [fitted(part, _LONGEST_NAME, _SIZE, bold=True) for part in parts if part]


def _record_line(picture: ProgressionPicture, scale: _Scale, canvas: Canvas, labels: Labels) -> None:
    if picture.record is not None:
        y = scale.y(picture.record.value)
        canvas.line([(_LEFT, y), (WIDTH - 14, y)], ORANGE, 1.25, dash=4)
        labels.take(Box(_LEFT, y - 2, WIDTH - 14, y + 2))


def _record_label(picture: ProgressionPicture, scale: _Scale, labels: Labels) -> None:
    """The record above its line, left or right."""
    if picture.record is not None:
        y = scale.y(picture.record.value) - 6
        text = Text((_LEFT, y), fitted(picture.record.label, WIDTH - 32, _SMALL), ORANGE, _SMALL)
        labels.place(text, text._replace(at=(WIDTH - 14, y), anchor="rs"))


def _end(ending: Sequence[Text], spot: Spot, canvas: Canvas, labels: Labels) -> None:
    """The name, and the last mark below it, right of the line's end, where nothing else is."""
    x, y = spot[0] + 10, spot[1] + 4
    y = min(max(y, 14.0), HEIGHT - _BOTTOM + 8 - 15 * (len(ending) - 1))
    for n, text in enumerate(ending):
        put = text._replace(at=(x, y + 15 * n))
        canvas.text(put)
        labels.take(put.box)


def _around(spot: Spot, label: str, *, bold: bool) -> list[Text]:
    """A label above or below a point, or beside it."""
    x, y = spot
    size = 14.0 if bold else _SMALL
    text = Text((x, y), label, TEXT if bold else QUIET, size, bold=bold, anchor="ms")
    above, below = y - 11, y + 9 + size * 0.8
    return [
        *(text._replace(at=(x, height)) for height in (above, below)),
        *(text._replace(at=(x - 8, height), anchor="ls") for height in (above, below)),
        *(text._replace(at=(x + 8, height), anchor="rs") for height in (above, below)),
        text._replace(at=(x + 10, y + size * 0.35), anchor="ls"),
        text._replace(at=(x - 10, y + size * 0.35), anchor="rs"),
    ]


def _anywhere(spot: Spot, label: str) -> Iterator[Text]:
    """The label of the best, which is never left out, farther and farther from its point."""
    offsets = [(x, y) for x in range(-96, 97, 8) for y in range(-96, 97, 6)]
    for x, y in sorted(offsets, key=lambda offset: hypot(*offset)):
        yield Text((spot[0] + x, spot[1] + y), label, TEXT, 14, bold=True, anchor="ms")


def _years(picture: ProgressionPicture, scale: _Scale, labels: Labels) -> None:
    """The first, the last and the best season, the latter where there is space."""
    years = [point.year for point in picture.points]
    wanted = dict.fromkeys([years[0], years[-1], picture.best.year])
    for year in wanted:
        x = max(scale.x(year), 18.0)
        labels.place(Text((x, HEIGHT - 8), str(year), QUIET, _SMALL, anchor="ms"))
