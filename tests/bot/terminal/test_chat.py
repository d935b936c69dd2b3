"""A conversation over lines, and the prompt around it, with knowledge that only echoes."""

import io
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.live_knowledge import LiveKnowledge
from bot.terminal.chat import LONGEST_LINE, Conversation, banner, lines_of
from bot.terminal.prompt import AsYouType, converse, open_history
from knowledge.ask import COMMANDS
from knowledge.models.base import AthleteId
from knowledge.models.card import Card, Next, NextGroup
from knowledge.models.records import About, Counts
from knowledge.questions.athlete.model import AthleteQuestion

if TYPE_CHECKING:
    from knowledge.ask import Knowledge

TODAY = date(2021, 8, 2)


def titled(title: str, *athletes: str) -> Card:
    items = tuple(Next(label=name, question=AthleteQuestion(athlete=AthleteId(name))) for name in athletes)
    return Card(tone="answer", title=title, next=(NextGroup(heading="Next", items=items),) if items else ())


class Echo:
    """Knowledge that answers with what it was asked; "who" offers two choices."""

    def __init__(self) -> None:
        self.completed: list[tuple[str, str, str]] = []

    def ask(self, kind: str | None, text: str, today: date, language: str = "en") -> SimpleNamespace:
        assert today == TODAY
        text = f"/{kind} {text}" if kind else text
        return SimpleNamespace(card=titled(f"{language}: {text}", *(("ann", "zoe") if text == "who" else ())))

    def complete(
        self, kind: str, text: str, today: date, limit: int = 25, language: str = "en"
    ) -> list[SimpleNamespace]:
        assert (today, limit) == (TODAY, 25)
        self.completed.append((kind, text, language))
        return [SimpleNamespace(value="ann-able", label="Ann Able \x07(KEN)")]

    def about_card(self, language: str = "en") -> Card:
        return titled(f"about in {language}")

    def help_card(self, language: str = "en") -> Card:
        return titled(f"help in {language}")


@pytest.fixture
def echo() -> "Knowledge":
    return cast("Knowledge", Echo())


@pytest.fixture
def talk(echo: "Knowledge") -> Conversation:
    return Conversation(LiveKnowledge(echo), lambda: TODAY)


def title(reply: Card | str) -> str:
    assert isinstance(reply, Card)
    return reply.title


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


def test_the_language_can_be_changed(talk: Conversation) -> None:
    assert talk.reply("/lang klingon") == "Type /lang en for English or /lang fr for French."
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


def completions(echo: "Knowledge", talk: Conversation, typed: str) -> list[tuple[str, str]]:
    found = AsYouType(LiveKnowledge(echo), talk, lambda: TODAY).get_completions(
        Document(typed), CompleteEvent()
    )
    return [(typed[: len(typed) + one.start_position] + one.text, one.display_text) for one in found]


def test_commands_are_completed(echo: "Knowledge", talk: Conversation) -> None:
    assert completions(echo, talk, "/h") == [("/h2h ", "/h2h"), ("/help ", "/help")]
    assert len(completions(echo, talk, "/")) == len(COMMANDS) + len(("/help", "/about", "/lang", "/quit"))
    assert completions(echo, talk, "h2h") == []
    assert completions(echo, talk, "/lang f") == [("/lang fr", "fr")]


def test_names_are_completed_as_in_discord(echo: "Knowledge", talk: Conversation) -> None:
    talk.reply("/lang fr")
    assert completions(echo, talk, "/athlete an") == [
        ("/athlete ann-able", "Ann Able \N{REPLACEMENT CHARACTER}(KEN)")
    ]
    assert cast("Echo", echo).completed == [("athlete", "an", "fr")]
    assert completions(echo, talk, "/about an") == []


def chat_at_terminal(echo: "Knowledge", keys: str) -> tuple[list[str], list[str]]:
    shown: list[str] = []
    history = InMemoryHistory()
    current = LiveKnowledge(echo)
    talk = Conversation(current, lambda: TODAY)
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(keys)
        converse(
            talk,
            AsYouType(current, talk, lambda: TODAY),
            history,
            lambda reply: shown.append(reply if isinstance(reply, str) else reply.title),
            lambda fault: shown.append(repr(fault)),
        )
    return shown, history.get_strings()


CTRL_C, CTRL_D = "\x03", "\x04"


def test_typing_at_a_terminal(echo: "Knowledge") -> None:
    shown, history = chat_at_terminal(echo, f"who\r2\r{CTRL_D}")
    assert shown == ["en: who", "en: /athlete zoe"]
    assert history == ["who", "2"]


def test_ctrl_c_clears_the_line_and_quit_leaves(echo: "Knowledge") -> None:
    shown, _ = chat_at_terminal(echo, f"wrong{CTRL_C}right\r/quit\r")
    assert shown == ["en: right", ""]


def test_a_fault_does_not_end_the_chat(echo: "Knowledge", monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Echo.ask

    def ask(self: Echo, kind: str | None, text: str, today: date, language: str = "en") -> SimpleNamespace:
        if text == "fault":
            raise KeyError(text)
        return answer(self, kind, text, today, language)

    monkeypatch.setattr(Echo, "ask", ask)
    shown, _ = chat_at_terminal(echo, f"fault\rann\r{CTRL_D}")
    assert shown == ["KeyError('fault')", "en: ann"]


def test_history_is_kept_for_the_next_chat_and_for_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "state" / "history"
    history, warning = open_history(file)
    history.append_string("zoë \udcff")
    assert warning == ""
    assert file.stat().st_mode & 0o077 == 0
    assert list(open_history(file)[0].load_history_strings()) == ["zoë \N{REPLACEMENT CHARACTER}"]


def test_without_a_place_for_history_the_chat_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder", encoding="utf-8")
    history, warning = open_history(tmp_path / "state" / "history")
    assert isinstance(history, InMemoryHistory)
    assert warning.startswith("What you type is not kept for the next chat: ")
