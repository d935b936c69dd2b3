"""The components of a card's message as Discord gets them."""

from typing import Any

from bot.discord.message.layout import draw
from knowledge.models.card import Card
from tests.bot.discord.seen import walk


def components(view: Any) -> list[dict[str, Any]]:
    """Those that Discord is sent; discord.py gives them no type."""
    found: list[dict[str, Any]] = view.to_components()
    return found


def parts(card: Card, language: str = "en") -> list[dict[str, Any]]:
    # With a question, so that the button for the rest is counted too.
    return list(walk(components(draw(card, language, "/result a-race"))))
