"""A conversation over lines, and the prompt around it, with knowledge that only echoes."""

import io
from datetime import date
from types import SimpleNamespace

import pytest

from bot.terminal.chat import LONGEST_LINE, Conversation, banner, lines_of
from knowledge.ask import Knowledge
from knowledge.models.card import Card
from knowledge.models.records import About, Counts
from tests.bot.terminal.echo import CTRL_D, Echo, chat_at_terminal, title


def test_a_line_is_asked_and_an_empty_one_is_not(talk: Conversation) -> None:
    assert title(talk.reply("  /h2h ann zoe ")) == "en: /h2h ann zoe"
    assert talk.reply(" \t") == ""


def test_a_number_asks_what_it_stands_for(talk: Conversation) -> None:
    assert "ask a question first" in str(talk.reply("1"))
    talk.reply("who")
    assert talk.reply("3") == "There is no number 3 to choose; there are 1 to 2."
    assert talk.reply("0") == "There is no number 0 to choose; there are 1 to 2."
    assert title(talk.reply("2")) == "en: /athlete zoe"
    assert "ask a question first" in str(talk.reply("2"))


def test_a_year_is_no_number_to_choose(talk: Conversation) -> None:
    talk.reply("who")
    assert title(talk.reply("2024")) == "en: 2024"


def test_the_settings_of_discord_have_their_like_here(talk: Conversation) -> None:
    assert "/lang" in str(talk.reply("/settings"))
    assert "--brief" in str(talk.reply("/SETTINGS now"))


def test_the_language_can_be_changed(talk: Conversation) -> None:
    offered = str(talk.reply("/lang klingon"))
    assert offered.startswith("Type /lang and one of: en (English), ")
    assert "fr (français)" in offered
    assert talk.reply("/LANG FR") == "Les réponses sont désormais en français."
    assert title(talk.reply("ann")) == "fr: ann"
    assert title(talk.reply("/about")) == "about in fr"


def test_help_adds_what_only_a_chat_has(talk: Conversation) -> None:
    reply = talk.reply("/help")
    assert title(reply) == "help in en"
    assert isinstance(reply, Card)
    assert any("number" in line for section in reply.sections for line in section.lines)


@pytest.mark.parametrize("goodbye", ["/quit", "/exit", " /Quit "])
def test_goodbye_ends_it(talk: Conversation, goodbye: str) -> None:
    assert talk.reply(goodbye) == ""
    assert talk.over


def test_what_cannot_be_decoded_is_asked_all_the_same(talk: Conversation) -> None:
    assert title(talk.reply("zo\udcc3")) == "en: zo\N{REPLACEMENT CHARACTER}"


def test_lines_of_a_pipe_whatever_its_bytes() -> None:
    stream = io.BytesIO(b"\xef\xbb\xbfone\r\n\xff\x00two\n" + b"x" * (3 * LONGEST_LINE) + b"\nlast")
    one, two, long, last = lines_of(stream)
    assert (one, two, last) == ("one", "\N{REPLACEMENT CHARACTER}\x00two", "last")
    assert long == "x" * LONGEST_LINE


def test_a_line_as_long_as_the_limit_does_not_swallow_the_next() -> None:
    full = b"x" * (LONGEST_LINE - 1)
    assert list(lines_of(io.BytesIO(full + b"\nnext\n"))) == [full.decode(), "next"]
    assert list(lines_of(io.BytesIO(full + b"x\nnext\n"))) == [full.decode() + "x", "next"]


def test_the_banner_has_two_lines() -> None:
    counts = Counts(athletes=1234, competitions=2, editions=3, races=64, results=5, sources=6, spellings=7)
    about = About(version="1", first_race=None, last_race=None, counts=counts)
    assert banner(about).splitlines()[0].endswith("64 races of 1,234 athletes.")
    assert len(banner(about).splitlines()) == 2


def test_a_fault_does_not_end_the_chat(echo: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Echo.ask

    def ask(self: Echo, kind: str | None, text: str, today: date, language: str = "en") -> SimpleNamespace:
        if text == "fault":
            raise KeyError(text)
        return answer(self, kind, text, today, language)

    monkeypatch.setattr(Echo, "ask", ask)
    shown, _ = chat_at_terminal(echo, f"fault\rann\r{CTRL_D}")
    assert shown == ["KeyError('fault')", "en: ann"]
