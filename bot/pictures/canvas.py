"""A canvas in points of the reader's screen, drawn with two pixels a point.

Shapes are drawn at twice the pixels and reduced, which smooths their edges. Texts are drawn after that, for
the font smooths its own.
"""

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

SCALE = 2
"""Pixels a point."""
_SMOOTH = 2
_SHAPES = SCALE * _SMOOTH
_FONT = files("fontpkg_roboto") / "files" / "Roboto[wdth,wght].ttf"
_DISTANCE = 1.5
"""Points around a text that no other text takes."""
_ELLIPSIS = "…"

# Okabe and Ito's colours, which colour-blind readers tell apart, on a dark ground of their own: no colour of
# text has a contrast of 4.5 on both of Discord's grounds.
GROUND = "#1e2024"
TEXT = "#f2f3f5"
QUIET = "#a9adb5"
FAINT = "#4b4f58"
BLUE = "#56b4e9"
ORANGE = "#e69f00"
GOLD = "#f0c419"
SILVER = "#c9ced6"
BRONZE = "#cd7f32"
_INKS = (TEXT, QUIET, FAINT, BLUE, ORANGE, GOLD, SILVER, BRONZE)
_SHADES = 30
"""Shades of each ink, from the ground to the ink itself: what the smoothed edge of a shape takes.

All shades of all inks fit into the 256 colours of a palette. A file with a palette takes half the time and
space of one without, and one that is known beforehand a fifth of the time of finding the best.
"""


class Box(NamedTuple):
    """A rectangle, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Box":
        """The rectangle with every edge moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> "Box":
        """The rectangle, moved to the right and down."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


Spot = tuple[float, float]


class Text(NamedTuple):
    """A text of one line. `anchor` is Pillow's: `ls` begins at the spot, `ms` is centred, `rs` ends there."""

    at: Spot
    text: str
    colour: str = TEXT
    size: float = 13
    bold: bool = False
    anchor: str = "ls"

    @property
    def box(self) -> Box:
        """The space that the text takes, its accents and some distance to other texts included."""
        ink = _font(self.size, self.bold).getbbox(self.text, anchor=self.anchor)
        x, y = self.at
        return Box(*(edge / SCALE for edge in ink)).moved(x, y).grown(_DISTANCE)


class Canvas:
    """A picture in the making."""

    def __init__(self, width: int, height: int) -> None:
        """A canvas of this size in points."""
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _SHAPES, height * _SHAPES), GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._texts: list[Text] = []

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts, in the order in which they were put."""
        return tuple(self._texts)

    def line(self, spots: Sequence[Spot], colour: str, width: float, *, dash: float | None = None) -> None:
        """A line through spots, with dashes of this length if there is one."""
        if dash is None:
            self._draw.line(
                [_shape(spot) for spot in spots], fill=colour, width=round(width * _SHAPES), joint="curve"
            )
            return
        for ends in pairwise(spots):
            for part in _dashes(*ends, dash):
                self.line(part, colour, width)

    def dot(self, spot: Spot, radius: float, colour: str, *, rim: str | None = None) -> None:
        """A disc, with a rim of another colour if there is one."""
        self._draw.circle(
            _shape(spot), radius * _SHAPES, fill=colour, outline=rim, width=2 * _SHAPES if rim else 0
        )

    def bar(self, box: Box, colour: str) -> None:
        """A filled rectangle with slightly rounded corners."""
        radius = min(2.0, (box.right - box.left) / 2, (box.bottom - box.top) / 2)
        self._draw.rounded_rectangle(
            (*_shape((box.left, box.top)), *_shape((box.right, box.bottom))), radius * _SHAPES, fill=colour
        )

    def text(self, text: Text) -> None:
        """A text, above all shapes."""
        self._texts.append(text)

    def png(self) -> bytes:
        """The picture as a file."""
        image = self._image.reduce(_SMOOTH)
        draw = ImageDraw.Draw(image)
        for text in self._texts:
            draw.text(
                (text.at[0] * SCALE, text.at[1] * SCALE),
                text.text,
                fill=text.colour,
                font=_font(text.size, text.bold),
                anchor=text.anchor,
            )
        few = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
        file = BytesIO()
        # Runs of one colour are most of a picture: a third of the time of all that deflate can find.
        few.save(file, "PNG", compress_type=zlib.Z_RLE)
        return file.getvalue()


@cache
def _palette() -> Image.Image:
    """An image whose palette has the shades of every ink. Pillow remembers in it which colour fits best."""
    ground = ImageColor.getrgb(GROUND)
    shades = [
        round(low + (high - low) * step / (_SHADES - 1))
        for ink in _INKS
        for step in range(_SHADES)
        for low, high in zip(ground, ImageColor.getrgb(ink), strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades)
    return palette


def _dashes(begin: Spot, end: Spot, dash: float) -> Iterator[tuple[Spot, Spot]]:
    """A straight line as dashes, with gaps as long as they are."""
    (x0, y0), (x1, y1) = begin, end
    length = hypot(x1 - x0, y1 - y0)
    for n in range(int(length / dash / 2) + 1):
        parts = (2 * n * dash / length, min((2 * n + 1) * dash / length, 1)) if length else (0, 0)
        one, other = ((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for part in parts)
        yield one, other


def _shape(spot: Spot) -> Spot:
    return spot[0] * _SHAPES, spot[1] * _SHAPES


@cache
def _font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(BytesIO(_FONT.read_bytes()), size * SCALE, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([600 if bold else 400, 100])
    return font


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text, in points."""
    return _font(size, bold).getlength(text) / SCALE


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or its longest start that fits into a width, with an ellipsis."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS
