"""The canvas: what a reader can make out."""

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.canvas import (
    BLUE,
    BRONZE,
    FAINT,
    GOLD,
    GROUND,
    ORANGE,
    QUIET,
    SILVER,
    TEXT,
    Box,
    Canvas,
    Text,
    _font,
    fitted,
    text_width,
)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", [TEXT, QUIET, BLUE, ORANGE])
def test_text_has_the_contrast_that_the_web_asks_of_small_text(colour: str) -> None:
    assert (luminance(colour) + 0.05) / (luminance(GROUND) + 0.05) >= 4.5


@pytest.mark.parametrize("letter", "čłőãşğțəđĦễơưñøåæßžřīķħỳạŞİıΔ−–")
def test_the_font_has_every_letter_of_family_names(letter: str) -> None:
    unknown = bytes(_font(13, False).getmask("\uffff"))
    assert bytes(_font(13, False).getmask(letter)) != unknown


def test_a_picture_has_two_pixels_a_point_and_its_own_ground() -> None:
    image = Image.open(BytesIO(Canvas(340, 170).png()))
    assert image.size == (680, 340)
    assert image.convert("RGB").getpixel((0, 0)) == (0x1E, 0x20, 0x24)


def test_shapes_and_texts_lie_where_they_are_put() -> None:
    canvas = Canvas(100, 50)
    canvas.bar(Box(10, 10, 30, 40), BLUE)
    canvas.line([(50, 25), (95, 25)], ORANGE, 3, dash=10)
    image = Image.open(BytesIO(canvas.png())).convert("RGB")
    blue, orange = (0x56, 0xB4, 0xE9), (0xE6, 0x9F, 0x00)
    assert image.getpixel((40, 50)) == blue
    assert image.getpixel((18, 50)) != blue
    dashes = [image.getpixel((2 * x, 50)) == orange for x in (55, 65, 75, 85, 93, 97)]
    assert dashes == [True, False, True, False, True, False]


@pytest.mark.parametrize("colour", [TEXT, QUIET, FAINT, BLUE, ORANGE, GOLD, SILVER, BRONZE])
def test_a_dot_and_its_rim_have_their_colours(colour: str) -> None:
    canvas = Canvas(60, 40)
    canvas.dot((20, 20), 8, colour, rim=TEXT)
    canvas.dot((40, 20), 8, TEXT, rim=colour)
    image = Image.open(BytesIO(canvas.png())).convert("RGB")
    for x, expected in ((13, TEXT), (20, colour), (40, TEXT), (47, colour)):
        # The palette's nearest shade.
        assert image.getpixel((2 * x, 40)) == pytest.approx(ImageColor.getrgb(expected), abs=3)


def test_bold_letters_are_wider() -> None:
    assert text_width("Arvell", 13, bold=True) > text_width("Arvell", 13)


def test_a_long_text_is_cut_to_its_width() -> None:
    name = "Venkatanarasimharajuvaripeta"
    cut = fitted(name, 90, 13)
    assert cut.endswith("…")
    assert name.startswith(cut[:-1])
    assert 75 < text_width(cut, 13) <= 90
    assert fitted("Arvell", 90, 13) == "Arvell"


def test_the_box_of_a_text_follows_its_anchor() -> None:
    width = text_width("8:06.90", 13)
    for anchor, left in (("ls", 50), ("ms", 50 - width / 2), ("rs", 50 - width)):
        assert Text((50, 20), "8:06.90", anchor=anchor).box.left == pytest.approx(left, abs=2)


def test_the_box_of_a_text_holds_accents_and_descenders() -> None:
    plain, accented, below = (Text((50, 20), text).box for text in ("A", "Ǻ", "Ağ"))
    assert accented.top < plain.top - 2
    assert below.bottom > plain.bottom + 2
