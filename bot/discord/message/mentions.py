"""Commands of a message as mentions, which open the command when they are pressed."""

import re
from collections.abc import Mapping

from discord import ui

_COMMAND = re.compile(r"\*\*/(?P<name>[a-z0-9]+)(?: (?P<text>[^*\n]*))?\*\*")
"""A command in bold, with an example of its text, as the cells of the help are drawn."""


def mention_commands(view: ui.LayoutView, ids: Mapping[str, int]) -> None:
    """Turn the bold commands of a message into mentions where their ids are known; `ids` are by name."""
    for item in view.walk_children():
        if isinstance(item, ui.TextDisplay):
            item.content = _COMMAND.sub(lambda match: _mention(match, ids), item.content)


def _mention(match: re.Match[str], ids: Mapping[str, int]) -> str:
    command = ids.get(match["name"])
    if command is None:
        return match[0]
    return " ".join(part for part in (f"</{match['name']}:{command}>", match["text"]) if part)
