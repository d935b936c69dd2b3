"""Pictures as files."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.draw import draw
from knowledge.models.picture import Picture
from tests.bot.pictures.made import DUELS, PROGRESSIONS, RACES, duel, race, seasons

MOST_BYTES = 80_000
PICTURES = [
    seasons((2021, 900), (2022, 800), (2023, 850)),
    duel((2021, 170), (2022, -278), (2023, 0), (2024, -90)),
    race(0, 170, 278, 361),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.kind)
def test_a_picture_is_a_file_as_wide_as_a_phone(picture: Picture) -> None:
    image = Image.open(BytesIO(draw(picture)))
    assert image.format == "PNG"
    assert image.width == 680
    assert 200 <= image.height <= 400


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.kind)
def test_the_same_picture_is_the_same_file_and_drawn_once(picture: Picture) -> None:
    draw.cache_clear()
    drawn = draw(picture)
    assert draw(picture.model_copy(deep=True)) is drawn
    draw.cache_clear()
    assert draw(picture) == drawn


def test_what_is_shown_otherwise_is_drawn_otherwise() -> None:
    files = {draw(picture) for picture in (*PICTURES, race(0, 170, 278, 362))}
    assert len(files) == 4


@settings(max_examples=25)
@given(st.one_of(PROGRESSIONS, DUELS, RACES))
def test_every_picture_can_be_drawn_and_is_small(picture: Picture) -> None:
    assert len(draw(picture)) <= MOST_BYTES
