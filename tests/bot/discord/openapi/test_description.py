"""The checkers find what is wrong, and say it of the component that was sent."""

from copy import deepcopy
from typing import Any

import pytest

from tests.bot.discord.openapi.description import CALLBACK, COMMANDS, Description
from tests.bot.discord.openapi.limits import command_problems, message_problems

REPLY: dict[str, Any] = {
    "type": 4,
    "data": {
        "flags": 1 << 15,
        "allowed_mentions": {"parse": []},
        "components": [
            {
                "type": 17,
                "components": [
                    {"type": 10, "content": "**Brussels**"},
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 2, "label": "2023", "custom_id": "a"},
                            {"type": 2, "style": 5, "label": "Source", "url": "https://example.org/a"},
                        ],
                    },
                    {
                        "type": 1,
                        "components": [
                            {"type": 3, "custom_id": "b", "options": [{"label": "One", "value": "1"}]},
                        ],
                    },
                ],
            }
        ],
    },
}
COMMAND = {"name": "h2h", "type": 1, "description": "Who beats whom?", "options": []}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good reply with one value in another way; `path` begins below `data.components.0`."""
    body = deepcopy(REPLY)
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = body["data"]["components"][0]
    for part in parents:
        place = place[part]
    place[last] = value
    return body


def test_a_good_reply_has_no_problems(description: Description) -> None:
    assert description.problems(CALLBACK, REPLY) == []
    assert message_problems(REPLY["data"]) == []
    assert description.problems(COMMANDS, [COMMAND]) == []
    assert command_problems(COMMAND) == []


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("components.1.components.0.label", "x" * 81, "is too long"),
        ("components.1.components.0.custom_id", "x" * 101, "is too long"),
        ("components.1.components.0.style", 99, "99"),
        ("components.1.components.1.url", "no address", "is not a 'uri'"),
        ("components.0.content", "", "non-empty"),
        ("components.0.text", "misspelt key", "'text' is not a key"),
        ("components.2.components.0.options", [], "non-empty"),
        ("components.1.components", [{"type": 10, "content": "text in a row"}], "is not valid"),
        ("accent_color", 0x1000000, "maximum"),
    ],
)
def test_the_description_finds_it(description: Description, path: str, value: Any, says: str) -> None:
    problems = description.problems(CALLBACK, changed(path, value))
    assert problems
    assert says in problems[0]
    assert problems[0].startswith(".data.components[0].")


def test_a_refused_command(description: Description) -> None:
    long = {**COMMAND, "description": "x" * 101}
    assert "[0].description" in description.problems(COMMANDS, [long])[0]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("components.0.content", "x" * 4001, "4001 characters"),
        ("components.0.content", "🏃" * 2001, "4002 characters"),
        ("components.0.content", " \n", "blank"),
        (
            "components.1.components.1",
            {"type": 2, "style": 2, "label": "2", "custom_id": "a"},
            "there 2 times",
        ),
        ("components.1.components.0", {"type": 2, "style": 2, "custom_id": "a"}, "label"),
        ("components.1.components.0", {"type": 2, "style": 2, "label": "a"}, "either a URL or"),
        ("components.2.components.0.options", [{"label": "1", "value": "1"}] * 2, "there 2 times"),
        (
            "components.2.components.0.options",
            [{"label": "1", "value": str(n)} for n in range(26)],
            "26 options",
        ),
        ("components", [{"type": 14}] * 41, "42 components"),
    ],
)
def test_the_limits_find_it(path: str, value: Any, says: str) -> None:
    assert any(says in problem for problem in message_problems(changed(path, value)["data"]))


@pytest.mark.parametrize(
    ("key", "value"), [("flags", 0), ("allowed_mentions", {}), ("content", "beside"), ("embeds", [{}])]
)
def test_the_limits_of_a_message_as_a_whole(key: str, value: Any) -> None:
    assert message_problems({**REPLY["data"], key: value})


@pytest.mark.parametrize("change", [{"name": "Upper"}, {"name": "two words"}, {"description": "x" * 101}])
def test_the_limits_of_a_command(change: dict[str, Any]) -> None:
    assert command_problems({**COMMAND, **change})
