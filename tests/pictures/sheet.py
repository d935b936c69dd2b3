"""The contact sheet: many cards on one picture."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

GAP = 12
WIDTH = 8 * (380 + GAP) + GAP
"""Width of a sheet: eight phones."""
CUT = 700
"""Height at which a longer card is cut."""
BACKGROUND = "#17181b"
LARGEST = 2_000_000
"""Most bytes of a contact sheet."""
COLOURS = (192, 128, 96, 64, 32)
"""Numbers of colours that are tried, until the sheet is small enough."""


def write_sheet(bands: Sequence[Sequence[bytes]], path: Path) -> None:
    """Write bands of PNGs, those of a band being of one width, below each other as one PNG."""
    drawn = [_band([_read(data) for data in band]) for band in bands if band]
    sheet = Image.new("RGB", (WIDTH, sum(band.height for band in drawn)), BACKGROUND)
    top = 0
    for band in drawn:
        sheet.paste(band, (0, top))
        top += band.height
    tried = (_png(sheet, colours) for colours in COLOURS)
    path.write_bytes(next((data for data in tried if len(data) <= LARGEST), _png(sheet, COLOURS[-1])))


def write_small(data: bytes, path: Path) -> None:
    """Write a picture with few colours, for the documentation."""
    path.write_bytes(_png(_read(data), COLOURS[0]))


def _band(images: Sequence[Image.Image]) -> Image.Image:
    """Images in columns, each below the shortest column so far."""
    width = max(image.width for image in images)
    depths = [GAP] * ((WIDTH - GAP) // (width + GAP))
    places = []
    for image in images:
        column = depths.index(min(depths))
        places.append((GAP + column * (width + GAP), depths[column]))
        depths[column] += min(image.height, CUT) + GAP
    band = Image.new("RGB", (WIDTH, max(depths)), BACKGROUND)
    for image, place in zip(images, places, strict=True):
        band.paste(image.crop((0, 0, image.width, min(image.height, CUT))), place)
    return band


def _read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def _png(image: Image.Image, colours: int) -> bytes:
    out = BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
