"""Escaped text is shown as written; rows are one line where they are short, else two."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

# The simulation's reading of Discord's markdown: private there, and the only one that can be had offline.
from simcord.preview._markdown import markdown_tokens

from bot.discord.message.markdown import clean, escape, table_lines
from knowledge.models.card import Column, Row, Table
from tests.bot.discord.fakes import COLUMNS

MARKDOWN = st.text("*_~`|<>@#[]()-+.:/\\ \n\t1aé\u202e\U0001f1f0", max_size=40)
SIGNS = st.sampled_from(["**", "__", "||", "```", "`", "# ", "-# ", "> ", ">>> ", "- ", "1. ", " ", "\n"])
LINKS = st.sampled_from(["[a](https://b.c)", "https://b.c", "<@123456789012345678>", "<#1>", "@everyone"])
TOKENS = st.sampled_from(["<t:1:R>", "<:x:123456789012345678>", "<a:x:123456789012345678>", "</a:1>", "word"])
PIECES = st.lists(SIGNS | LINKS | TOKENS, max_size=12).map("".join)


@given(MARKDOWN | PIECES)
def test_escaped_text_reads_as_the_text(text: str) -> None:
    expected = clean(text)
    # The simulation looks for small print after it has taken the backslashes away; Discord before.
    assume(not expected.startswith("-# "))

    tokens = markdown_tokens(escape(text), "text_display")

    if not expected:
        assert tokens == []
        return
    [paragraph] = tokens
    assert paragraph["type"] == "paragraph"
    [line] = paragraph["children"]
    assert line["type"] == "inline"
    assert {token["type"] for token in line["children"]} == {"text"}
    assert "".join(token["content"] for token in line["children"]) == expected


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("8:06.90", "8:06.90"),
        ("Soufiane El Bakkali", "Soufiane El Bakkali"),
        ("+0.04 s", "+0.04 s"),
        ("+ 1", "\\+ 1"),
        ("1. of 2", "1\\. of 2"),
        ("@everyone", "\\@everyone"),
        ("-# small", "\\-\\# small"),
        ("see https://a.example/b_c", "see https\\://a.example/b\\_c"),
        ("two\nlines\u2028and\x00more", "two lines and more"),
        ("\u202eevil", "evil"),
    ],
)
def test_what_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


SHORT = (
    Column(heading="Season"),
    Column(heading="Mark", weight="strong"),
    Column(heading="When", weight="faint"),
)
DUEL = (
    Column(heading="Ahead", weight="strong"),
    Column(heading="Race"),
    Column(heading="Date", weight="faint"),
    Column(heading="Vale"),
    Column(heading="Lind"),
)


def line(columns: tuple[Column, ...], *cells: str, note: str | None = None, marked: bool = False) -> str:
    row = Row(cells=cells, note=note, marked=marked)
    [text] = table_lines(Table(columns=columns, rows=(row,)))
    return text


def test_a_short_row_is_one_line_and_its_date_does_not_break() -> None:
    assert line(SHORT, "2024", "4:20.01", "4 Aug 2024") == "2024 **4:20.01** · 4\u00a0Aug\u00a02024"


def test_a_long_row_has_its_faint_cells_and_its_note_below() -> None:
    text = line(
        COLUMNS, "1", "🇳🇴", "Mira Margarethe Vale-Nordahl", "4:20.01", "+0.52", note="printed as “Vale”"
    )

    assert text == "1 🇳🇴 **Mira Margarethe Vale-Nordahl** **4:20.01**\n-# +0.52 · printed as “Vale”"


def test_what_moves_below_says_what_it_is() -> None:
    text = line(DUEL, "Vale by 1.70 s", "Harbour Games", "4 Aug 2024", "1st 4:20.01", "2nd 4:21.71")

    assert (
        text
        == "**Vale by 1.70 s** · Harbour Games\n-# 4\u00a0Aug\u00a02024 · Vale 1st 4:20.01 · Lind 2nd 4:21.71"
    )


def test_a_row_without_its_mark_reads_like_the_others() -> None:
    assert line(COLUMNS, "10", "🇳🇴", "Tove Lind", "", "") == "10 🇳🇴 **Tove Lind**"


def test_equal_cells_are_all_shown() -> None:
    text = line(DUEL, "dead heat", "Harbour Games, the mile race", "", "1st 4:20.01", "1st 4:20.01")

    assert text.endswith("Vale 1st 4:20.01 · Lind 1st 4:20.01")


def test_a_marked_row_and_an_empty_one() -> None:
    assert line(SHORT, "2024", "4:20.01", "", marked=True) == "▸ 2024 **4:20.01**"
    assert table_lines(Table(columns=SHORT, rows=(Row(cells=("", " ", "")),))) == ()
