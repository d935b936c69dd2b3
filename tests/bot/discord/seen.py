"""What is seen of the bot: the texts, buttons and menus of a message, and its metrics."""

from collections.abc import Iterator
from typing import Any

import simcord

from bot.discord.client import BellLap

TEXT_DISPLAY, BUTTON, SELECT, MEDIA_GALLERY = 10, 2, 3, 12


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def shown(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    assert result.response is not None, "nothing was shown"
    return result.response


def text(result: simcord.InteractionResult) -> str:
    return "\n".join(
        part["content"] for part in walk(shown(result).components) if part["type"] == TEXT_DISPLAY
    )


def buttons(result: simcord.InteractionResult) -> dict[str, str]:
    """Labels and what the buttons carry."""
    return {
        part["label"]: part["custom_id"] for part in walk(shown(result).components) if part["type"] == BUTTON
    }


def pictured(result: simcord.InteractionResult) -> list[str]:
    """The names of the files of a reply, each of which it shows."""
    names = [file.filename for file in shown(result).attachments]
    media = [part for part in walk(shown(result).components) if part["type"] == MEDIA_GALLERY]
    assert len(media) == len(names)
    return names


def counted(client: BellLap, what: str) -> str:
    """The number of remembered replies that the metrics tell."""
    start = f'bell_lap_remembered_total{{what="{what}"}} '
    lines = client.metrics.text().decode().splitlines()
    return next((line.removeprefix(start) for line in lines if line.startswith(start)), "0.0")
