"""Lines are dropped whole, in their order, and counted."""

import re

import pytest

from bot.discord.limits import size
from bot.discord.message.markdown import table_lines
from bot.discord.message.truncate import Block, LineGroup, LineKind, fit
from knowledge.models.card import Card, Section
from tests.bot.discord.fakes import race_card
from tests.bot.discord.message.parts import parts
from tests.bot.discord.seen import TEXT_DISPLAY


def texts(card: Card, language: str = "en") -> list[str]:
    return [part["content"] for part in parts(card, language) if part["type"] == TEXT_DISPLAY]


@pytest.mark.parametrize("rows", [1, 15, 40, 200, 2000])
def test_rows_are_cut_from_the_end_whole_and_counted(rows: int) -> None:
    card = race_card(rows=rows)
    table = card.sections[0].table
    assert table is not None
    whole = list(table_lines(table))

    text = "\n".join(texts(card))

    kept = text.count("Runner")
    assert "\n".join(whole[:kept]) in text
    left = [
        int(found.replace(",", "")) for found in re.findall(r"^-# … and ([\d,]+) more$", text, re.MULTILINE)
    ]
    assert left == ([rows - kept] if rows > kept else [])
    assert kept >= min(rows, 60)
    # What the rows made way for is all there.
    for fact in (
        "Harbour Games 2024",
        "Mira Vale won",
        "2024 is the latest",
        "Harbour Gazette",
        "Until 2024",
    ):
        assert fact in text


def test_the_count_is_in_the_readers_language() -> None:
    assert any("de plus" in text for text in texts(race_card(rows=300), "fr"))


def test_the_last_table_makes_way_first() -> None:
    table = race_card(rows=45).sections[0].table
    card = Card(tone="answer", title="Two tables", sections=(Section(table=table), Section(table=table)))

    _, first, second = texts(card)

    assert "more" not in first
    assert "more" in second


def test_many_notes_make_way_before_the_rows_but_not_all_of_them() -> None:
    notes = tuple(f"Note {number}: {'word ' * 60}" for number in range(12))
    card = race_card(rows=30).model_copy(update={"notes": notes})

    body, small_print = texts(card)[1:3]

    assert body.count("Runner") == 30
    assert small_print.startswith("-# • Note 0")
    assert re.search(r"\n-# … and \d+ more$", small_print)


def test_a_title_that_can_only_be_cut_is_cut() -> None:
    [title] = texts(Card(tone="miss", title="x" * 9000))

    assert size(title) <= 4000
    assert title.endswith("…")


@pytest.mark.parametrize("room", [60, 69, 70, 71, 75, 79, 80])
def test_the_count_of_dropped_lines_has_its_own_room(room: int) -> None:
    group = LineGroup([f"line {number:04}" for number in range(10)], LineKind.ROWS)
    (text,) = fit([Block([group])], room, lambda count: f"… +{count}")
    lines = text.split("\n")
    assert size(text) <= room
    assert lines[-1] == f"… +{10 - len(lines[:-1])}"
    assert all(len(line) == 9 for line in lines[:-1])
