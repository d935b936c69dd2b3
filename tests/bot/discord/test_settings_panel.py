"""The panel: within Discord's limits, every word in every language, what it carries known again."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from discord import ui

from bot.discord.callbacks import TEMPLATES
from bot.discord.limits import BUTTON_LABEL, COMPONENTS, CUSTOM_ID, OPTION, OPTIONS, size
from bot.discord.settings_panel import FIELDS, Panel, choice_of, draw_confirmation, draw_export, draw_panel
from bot.discord.support import Addresses, add_links
from bot.locale import LANGUAGES
from bot.preferences import NOTHING, Chosen
from tests.bot.discord.seen import walk

ALL = Addresses("https://example.org/help", "https://example.org/privacy", "https://example.org/terms")


def views(language: str) -> Iterator[ui.LayoutView]:
    for own, server in ((NOTHING, NOTHING), (Chosen("fr"), Chosen(compact=True))):
        panel = draw_panel(Panel(own, server, language, "Notice."))
        add_links(panel, ALL, language)
        yield panel
    yield draw_confirmation("me", language)
    yield draw_confirmation("server", language)
    yield draw_export("bell-lap.json", language)


def parts(language: str) -> Iterator[dict[str, Any]]:
    for view in views(language):
        components: Any = cast("Any", view).to_components()
        yield from walk(components)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_within_the_limits(language: str) -> None:
    for view in views(language):
        assert view.total_children_count <= COMPONENTS
    for part in parts(language):
        assert size(part.get("label") or "") <= BUTTON_LABEL
        assert size(part.get("custom_id") or "") <= CUSTOM_ID
        options = part.get("options", [])
        assert len(options) <= OPTIONS
        for option in options:
            assert max(size(option["label"]), size(option.get("description") or "")) <= OPTION
        assert sum(option.get("default") or False for option in options) == bool(options)


def test_what_is_carried_is_known_again() -> None:
    carried = {part["custom_id"] for part in parts("en") if part.get("custom_id")}
    assert len(carried) == 13
    for custom_id in carried:
        assert sum(bool(template.fullmatch(custom_id)) for template in TEMPLATES) == 1, custom_id


def test_options_and_choices() -> None:
    assert choice_of("compact", "full") == {"compact": False}
    assert choice_of("language", "fr") == {"language": "fr"}
    assert choice_of("language", "default") == {"language": None}
    assert choice_of("language", "xx") is None
    assert choice_of("no_such", "default") is None
    assert set(FIELDS) == set(Chosen._fields)


def test_languages_are_called_by_their_own_names() -> None:
    labels = {option["label"] for part in parts("en") for option in part.get("options", [])}
    assert {"Language: English", "Language: Français"} <= labels
