"""The gaps of a race: a row for each athlete, the dots as far apart as the athletes were."""

from bot.pictures.canvas import (
    BLUE,
    BRONZE,
    FAINT,
    GOLD,
    GROUND,
    QUIET,
    SILVER,
    TEXT,
    Canvas,
    Text,
    fitted,
    text_width,
)
from knowledge.models.facts import Medal
from knowledge.models.picture import GapRow, GapsPicture

WIDTH = 340
_ROW, _EDGE = 20, 12
_LONGEST_NAME = 116
_SIZE = 13.0
_METALS = {Medal.GOLD: GOLD, Medal.SILVER: SILVER, Medal.BRONZE: BRONZE}
_BREAK = 2.5
"""The largest ratio of the last gap to the one before it; a longer line is cut. Chosen by hand."""


def draw_gaps(picture: GapsPicture) -> Canvas:
    """Draw the rows, names left and gaps at the dots."""
    rows = picture.rows
    canvas = Canvas(WIDTH, 2 * _EDGE + _ROW * len(rows))
    names = [fitted(row.name, _LONGEST_NAME, _SIZE, bold=n == 0) for n, row in enumerate(rows)]
    start = _EDGE + max(text_width(name, _SIZE, bold=True) for name in names) + 14
    longest = max(text_width(row.label, _SIZE, bold=True) for row in rows)
    reach = WIDTH - _EDGE - longest - 12 - start
    full = _full(rows)
    canvas.line([(start, _EDGE), (start, canvas.height - _EDGE)], FAINT, 1)
    for n, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = _EDGE + _ROW * (n + 0.5)
        x = start + min(row.value / full, 1) * reach
        colour = _METALS[row.medal] if row.medal else BLUE
        if row.value:
            canvas.line([(start, y), (x, y)], FAINT, 2)
        if row.value > full:
            canvas.line([(x - 14, y + 4), (x - 10, y - 4)], GROUND, 3)
        canvas.dot((x, y), 5, colour)
        won = row.label == rows[0].label
        canvas.text(Text((_EDGE, y + 4.5), name, TEXT, _SIZE, bold=n == 0))
        canvas.text(Text((x + 10, y + 4.5), row.label, TEXT if won else QUIET, _SIZE, bold=won))
    return canvas


def _full(rows: tuple[GapRow, ...]) -> float:
    """The gap that the full width stands for: the largest, unless it is far beyond the one before."""
    values = sorted(row.value for row in rows)
    before, largest = values[-2], values[-1]
    return min(largest, before * _BREAK) if before else largest or 1
