"""Pictures of invented people, single and by the thousand."""

from collections.abc import Iterable
from io import BytesIO

import numpy as np
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.pictures.canvas import SCALE, Box, Canvas
from knowledge.models.facts import Medal
from knowledge.models.picture import (
    GapRow,
    GapsPicture,
    HeadToHeadPicture,
    MarginBar,
    ProgressionPicture,
    RecordLine,
    SeasonPoint,
)

NAMES = ("Arvell", "Kőrösi-Gonçalvesová", "Łukasiewicz de la Fuente", "Ãčž", "Venkatanarasimharajuvaripeta")


def seasons(*marks: tuple[int, int], name: str = "Arvell", record: int | None = None) -> ProgressionPicture:
    """Years and hundredths of seconds."""
    points = tuple(SeasonPoint(year=year, value=value, label=clock(value)) for year, value in marks)
    return ProgressionPicture(
        alt="Arvell, season by season.",
        title="3000 m steeplechase",
        name=name,
        points=points,
        best=min(points, key=lambda point: point.value),
        record=None if record is None else RecordLine(value=record, label=f"{clock(record)} Okoro, 2019"),
        lower_is_better=True,
    )


def clock(value: int) -> str:
    return f"{value // 6000}:{value // 100 % 60:02}.{value % 100:02}"


def duel(*margins: tuple[int, int], names: tuple[str, str] = ("Arvell", "Hadri")) -> HeadToHeadPicture:
    """Years and margins, below 0 where the second was ahead, 0 in a tie."""
    return HeadToHeadPicture(
        alt="Arvell and Hadri.",
        first=names[0],
        second=names[1],
        margins=tuple(
            MarginBar(
                year=year,
                ahead=None if value == 0 else "first" if value > 0 else "second",
                value=abs(value),
                label=f"{abs(value) / 100:.2f} s" if value else "",
            )
            for year, value in margins
        ),
    )


def race(*gaps: int, names: tuple[str, ...] = ("Arvell", "Hadri", "Okoro", "Sørnes")) -> GapsPicture:
    """Gaps in hundredths of a second; the first is the winner's and not shown."""
    rows = [
        GapRow(
            name=names[n % len(names)],
            value=gap,
            label=f"+{gap / 100:.2f}" if n else "8:06.90",
            medal=list(Medal)[n] if n < 3 else None,
        )
        for n, gap in enumerate(gaps)
    ]
    return GapsPicture(alt="Gaps to Arvell.", rows=tuple(rows))


PROGRESSIONS = st.builds(
    lambda marks, name, lead: seasons(
        *sorted(marks.items()), name=name, record=None if lead is None else min(marks.values()) - lead
    ),
    st.dictionaries(st.integers(1990, 2030), st.integers(40_000, 60_000), min_size=3, max_size=20),
    st.sampled_from(NAMES),
    st.none() | st.integers(0, 3_000),
)
DUELS = st.builds(
    lambda margins, names: duel(*sorted(margins, key=lambda pair: pair[0]), names=names),
    st.lists(st.tuples(st.integers(2000, 2030), st.integers(-9_000, 9_000)), min_size=4, max_size=24),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
)
RACES = st.builds(
    lambda gaps: race(0, *sorted(gaps), names=NAMES),
    st.lists(st.integers(0, 90_000), min_size=3, max_size=7),
)


def shown(canvas: Canvas) -> list[str]:
    return [text.text for text in canvas.texts]


def coloured(canvas: Canvas, colour: str, boxes: Iterable[Box]) -> list[int]:
    """How many pixels in each part of a picture have about this colour."""
    pixels = np.asarray(Image.open(BytesIO(canvas.png())).convert("RGB"), dtype=int)
    near = np.abs(pixels - np.array(ImageColor.getrgb(colour))).max(axis=2) < 16
    return [
        int(near[round(SCALE * box.top) : round(SCALE * box.bottom)][:, _columns(box)].sum()) for box in boxes
    ]


def _columns(box: Box) -> slice:
    return slice(round(SCALE * box.left), round(SCALE * box.right))


def assert_nothing_behind(canvas: Canvas, *colours: str) -> None:
    """No text of other colours lies on a shape of these colours."""
    boxes = [text.box for text in canvas.texts if text.colour not in colours]
    for colour in colours:
        assert not any(coloured(canvas, colour, boxes)), shown(canvas)


def assert_legible(canvas: Canvas) -> None:
    """Every text is inside, and no two meet."""
    boxes = [(text.text, text.box) for text in canvas.texts]
    for n, (text, box) in enumerate(boxes):
        assert box.left >= 0, text
        assert box.right <= canvas.width, text
        assert box.top >= 0, text
        assert box.bottom <= canvas.height, text
        for other, other_box in boxes[n + 1 :]:
            apart = box.right <= other_box.left or other_box.right <= box.left
            assert apart or box.bottom <= other_box.top or other_box.bottom <= box.top, (text, other)
