"""Text for a terminal: harmless, measured in columns, styled and no more."""

import re

import pytest

from bot.terminal.render import draw
from bot.terminal.text import display_width, safe, wrap
from knowledge.models.card import Card, Column, NextGroup, Row, Section, SourceLine, Table
from tests.bot.terminal.cards import CZECHIA, KENYA, ask_for, race


def test_a_flag_takes_two_columns_and_is_not_cut() -> None:
    assert display_width(KENYA) == 2
    assert (display_width("李"), display_width("e\u0301"), display_width("")) == (2, 1, 0)
    assert wrap(KENYA + CZECHIA, 3) == [KENYA, CZECHIA]
    assert wrap("aaa bb cc", 5, hang=1) == ["aaa", " bb", " cc"]


@pytest.mark.parametrize(
    "typed", ["\x1b[31mred\x07", "a\x00b", "a\u202eb", "\x9b31m", "a\ud800b", "a\rb\nc\td"]
)
def test_nothing_that_steers_a_terminal_comes_through(typed: str) -> None:
    card = Card(
        tone="miss",
        title=typed,
        sections=(
            Section(table=Table(columns=(Column(heading=typed),), rows=(Row(cells=(typed,), note=typed),))),
        ),
        notes=(typed,),
        sources=(SourceLine(text=typed),),
        next=(NextGroup(heading=typed, items=(ask_for(typed),)),),
    )
    for text in (draw(card), draw(card, 40)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", text)
    assert "\n" not in safe(typed)


def test_colour_adds_styles_and_nothing_else() -> None:
    coloured = draw(race(), 60, colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == draw(race(), 60)
