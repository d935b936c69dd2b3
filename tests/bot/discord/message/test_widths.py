"""Estimated widths of texts on a phone."""

import pytest

from bot.discord.message.widths import LINE, cut_to, width


@pytest.mark.parametrize(
    ("text", "strong", "pixels"),
    [  # of Noto Sans at 16 pixels
        ("Abraham Kibiwot", False, 129.3),
        ("🇰🇪", False, 19.9),
        ("Armand Duplantis", True, 144.8),
        ("Viorica Viscopoleanu", False, 155.1),
    ],
)
def test_width_is_near_to_that_of_the_font(text: str, strong: bool, pixels: float) -> None:
    assert width(text, strong=strong) == pytest.approx(pixels, rel=0.04)


def test_accents_take_no_room() -> None:
    assert width("Şaşma") == width("Sasma")


def test_a_text_that_fits_is_whole_and_a_longer_one_ends_with_an_ellipsis() -> None:
    assert cut_to("Amos Serem", LINE) == "Amos Serem"
    cut = cut_to("Amos Serem " * 9, LINE)
    assert cut.endswith("…")
    assert width(cut) <= LINE
