"""What a message shows: its texts, its buttons and its menus."""

from collections.abc import Iterator
from typing import Any

import simcord

TEXT_DISPLAY, BUTTON, SELECT = 10, 2, 3


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
