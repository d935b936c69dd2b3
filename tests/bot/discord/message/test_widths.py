"""Estimated widths of texts on a phone."""

import pytest

from bot.discord.message.widths import LINE, cut_to, width


@pytest.mark.parametrize(
    ("text", "strong", "pixels"),
    [  # as a browser drew them in Noto Sans
        ("Abraham Kibiwot", False, 126.8),
        ("🇰🇪", False, 19.9),
        ("Armand Duplantis", True, 139.6),
        ("Viorica Viscopoleanu", False, 158.8),
    ],
)
def test_width_is_near_to_what_a_browser_draws(text: str, strong: bool, pixels: float) -> None:
    assert width(text, strong=strong) == pytest.approx(pixels, rel=0.04)


def test_accents_take_no_room() -> None:
    assert width("Şaşma") == width("Sasma")


def test_a_text_that_fits_is_whole_and_a_longer_one_ends_with_an_ellipsis() -> None:
    assert cut_to("Amos Serem", LINE) == "Amos Serem"
    cut = cut_to("Amos Serem " * 9, LINE)
    assert cut.endswith("…")
    assert width(cut) <= LINE
