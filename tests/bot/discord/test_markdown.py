"""Escaped text is shown as it was written, whatever it was meant to do."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

# The simulation's reading of Discord's markdown: private there, and the only one that can be had offline.
from simcord.preview._markdown import markdown_tokens

from bot.discord.message.markdown import clean, escape

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
