"""Pictures as text, with block characters: at most eight lines."""

from collections.abc import Iterator, Sequence

from bot.terminal.text import display_width, safe
from knowledge.models.picture import (
    GapRow,
    GapsPicture,
    HeadToHeadPicture,
    MarginBar,
    Picture,
    ProgressionPicture,
)

MOST_LINES = 8
_RISING = " ▁▂▃▄▅▆▇█"
_FALLING = " ▔▔▀▀▀███"
_GROWING = " ▏▎▍▌▋▊▉█"
_ROWS, _ROWS_OF_EACH = 4, 3
"""Rows of the columns of a progression, and of those of each athlete in a head-to-head."""
_COLUMN = 5
"""Terminal columns of a season's column; a mark is seldom shorter."""
_WIDEST_BAR = 32
_LONGEST_NAME = 24
_YEAR = 4
"""Columns of a race in a head-to-head: a year of two digits, its apostrophe and a space."""


def lines(picture: Picture, width: int) -> Iterator[str]:
    """The picture as lines of at most `width` terminal columns; none where they are too few."""
    if isinstance(picture, GapsPicture):
        drawn = _gaps(picture, width)
    elif isinstance(picture, HeadToHeadPicture):
        drawn = _margins(picture, width)
    else:
        drawn = _progression(picture, width)
    yield from (line.rstrip() for line in drawn)


def _progression(picture: ProgressionPicture, width: int) -> Iterator[str]:
    """A column for each season, the latest that fit, with year and mark; the best has a star."""
    marks = [point.label + ("*" if point == picture.best else "") for point in picture.points]
    each = max(_COLUMN, *map(display_width, marks)) + 2
    most = width // each
    if not most:
        return
    if display_width(picture.title) <= width:
        yield picture.title
    points, marks = picture.points[-most:], marks[-most:]
    values = [point.value if picture.lower_is_better else -point.value for point in points]
    worst, best = max(values), min(values)
    parts = [0.15 + 0.85 * (worst - value) / (worst - best) if worst > best else 1 for value in values]
    for row in _columns(parts, _ROWS, _RISING):
        yield "".join(_padded(cell * _COLUMN, each) for cell in row)
    yield "".join(_padded(mark, each) for mark in marks)
    yield "".join(_padded(str(point.year), each) for point in points)


def _margins(picture: HeadToHeadPicture, width: int) -> Iterator[str]:
    """A column for each race, the latest that fit: up where the first was ahead, down for the second."""
    names = [_name(picture.first), _name(picture.second)]
    left = max(map(display_width, names)) + 2
    labels = [_widest(picture.margins, side) for side in ("first", "second")]
    most = (width - left - max(map(display_width, labels))) // _YEAR
    if most < 1:
        return
    shown = picture.margins[-most:]
    full = max(margin.value for margin in shown) or 1
    up, down = (
        [max(margin.value / full, 0.1) if margin.ahead == side else 0 for margin in shown]
        for side in ("first", "second")
    )
    upper = list(_columns(up, _ROWS_OF_EACH, _RISING))
    lower = list(_columns(down, _ROWS_OF_EACH, _FALLING))[::-1]
    for n, row in enumerate([*upper, *lower]):
        named = {0: 0, 2 * _ROWS_OF_EACH - 1: 1}.get(n)
        yield (
            _padded(names[named] if named is not None else "", left)
            + "".join(_padded(cell * (_YEAR - 1), _YEAR) for cell in row)
            + (labels[named] if named is not None else "")
        )
    yield _padded("", left) + "".join(f"’{margin.year % 100:02} " for margin in shown)


def _widest(margins: Sequence[MarginBar], side: str) -> str:
    won = [margin for margin in margins if margin.ahead == side]
    return max(won, key=lambda margin: margin.value).label if won else ""


def _gaps(picture: GapsPicture, width: int) -> Iterator[str]:
    """A row for each athlete with a bar as long as the gap."""
    rows = picture.rows[:MOST_LINES]
    names = [_name(row.name) for row in rows]
    left = max(map(display_width, names)) + 2
    room = min(width - left - max(display_width(row.label) for row in rows) - 2, _WIDEST_BAR)
    if room < 1:
        return
    full = max(row.value for row in rows) or 1
    for row, name in zip(rows, names, strict=True):
        yield _padded(name, left) + _bar(row, room, full)


def _bar(row: GapRow, room: int, full: int) -> str:
    whole, eighths = divmod(round(row.value / full * room * 8), 8)
    bar = _GROWING[8] * whole + _GROWING[eighths].strip()
    return f"{bar} {row.label}" if bar else row.label


def _columns(parts: Sequence[float], rows: int, blocks: str) -> Iterator[list[str]]:
    """Columns that are filled to these parts, row by row from their ends to their base."""
    for row in range(rows - 1, -1, -1):
        yield [blocks[min(max(round((part * rows - row) * 8), 0), 8)] for part in parts]


def _name(name: str) -> str:
    """The name, cut where it is very long."""
    shown = safe(name)
    while display_width(shown) > _LONGEST_NAME:
        shown = shown.rstrip("…")[:-1] + "…"
    return shown


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
