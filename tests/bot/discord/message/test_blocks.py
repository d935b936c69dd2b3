"""The blocks of a message."""

from knowledge.models.card import Card, SourceLine
from tests.bot.discord.message.parts import parts
from tests.bot.discord.seen import TEXT_DISPLAY


def texts(card: Card, language: str = "en") -> list[str]:
    return [part["content"] for part in parts(card, language) if part["type"] == TEXT_DISPLAY]


def test_sources_are_numbered_as_they_are_cited() -> None:
    card = Card(
        tone="answer",
        title="T",
        sources=tuple(SourceLine(text=text) for text in ("Gazette", "", "Herald")),
        footer="Until 2024",
    )

    assert texts(card)[-1] == "-# \\[1] Gazette\n-# \\[3] Herald\n-# Until 2024"
