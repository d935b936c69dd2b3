"""Commands of the help open themselves where their ids are known."""

import pytest
from discord import ui

from bot.discord.message.mentions import mention_commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**/result brussels mile** · How", "</result:7> brussels mile · How"),
        ("**/random** · Any", "</random:8> · Any"),
        ("**/settings** · Yours", "**/settings** · Yours"),
        ("see /result and **that**", "see /result and **that**"),
    ],
)
def test_a_bold_command_with_a_known_id_becomes_a_mention(text: str, shown: str) -> None:
    view = ui.LayoutView()
    display: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(text)
    view.add_item(ui.Container(display))
    mention_commands(view, {"result": 7, "random": 8})
    assert display.content == shown
