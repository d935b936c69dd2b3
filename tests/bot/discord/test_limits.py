"""Discord's limits: where they stand, and how a text is measured and cut."""

import ast
from pathlib import Path

import pytest

import bot.discord.limits
from bot.discord.limits import cut, size

ROOT = Path(__file__).parents[3]
LIMITS = ROOT / "bot" / "discord" / "limits.py"
FLAG = "\U0001f1f0\U0001f1ea"
OTHER_MEANING: set[tuple[str, int]] = {
    ("bot/discord/gateway.py", 4000),  # characters of a frame that are logged
    ("bot/discord/health.py", 25),  # athletes whom the canary asks about
}
"""Numbers that are equal to a limit and are none: (file, number)."""


def values() -> set[int]:
    """The numbers of the limits; 5 is too common to look for."""
    return {int(value) for name, value in vars(bot.discord.limits).items() if name.isupper()} - {3, 5}


def numbers(path: Path) -> set[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if type(value) is int}


def test_no_other_module_for_discord_repeats_a_limit() -> None:
    paths = [path for path in (ROOT / "bot" / "discord").rglob("*.py") if path != LIMITS]
    assert len(paths) > 15
    found = {(path.relative_to(ROOT).as_posix(), one) for path in paths for one in numbers(path) & values()}
    assert not found - OTHER_MEANING, (
        f"{found - OTHER_MEANING}: import the limit from bot/discord/limits.py; a number that is equal by "
        "chance goes into OTHER_MEANING, with what it is"
    )


def test_knowledge_does_not_cut_labels_to_discords_lengths() -> None:
    limits = {bot.discord.limits.BUTTON_LABEL, bot.discord.limits.TEXT}
    paths = [*(ROOT / "knowledge" / "cards").rglob("*.py"), *(ROOT / "knowledge" / "questions").rglob("*.py")]
    found = {(path.relative_to(ROOT).as_posix(), one) for path in paths for one in numbers(path) & limits}
    assert not found - OTHER_MEANING, (
        f"{found - OTHER_MEANING}: a card says what is important, and bot/discord/message cuts it to "
        "bot/discord/limits.py; a number that is equal by chance goes into OTHER_MEANING, with what it is"
    )


def test_a_text_is_measured_in_utf_16_code_units() -> None:
    assert [size(text) for text in ("", "abc", "é", FLAG, "\ud800")] == [0, 3, 1, 4, 1]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("ab cde", 4, "ab…"), (FLAG * 2, 6, f"{FLAG}…")],
)
def test_a_long_text_ends_in_an_ellipsis(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected
