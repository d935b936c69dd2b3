"""From a picture to its file."""

from functools import lru_cache

from bot.pictures.gaps import draw_gaps
from bot.pictures.margins import draw_margins
from bot.pictures.progression import draw_progression
from knowledge.models.picture import GapsPicture, HeadToHeadPicture, Picture

MOST_REMEMBERED = 256
"""Drawn pictures that are kept: about 2 MB. Chosen by hand."""


@lru_cache(MOST_REMEMBERED)
def draw(picture: Picture) -> bytes:
    """The picture as PNG, the same bytes for the same picture. For one thread at a time."""
    if isinstance(picture, GapsPicture):
        return draw_gaps(picture).png()
    if isinstance(picture, HeadToHeadPicture):
        return draw_margins(picture).png()
    return draw_progression(picture).png()
