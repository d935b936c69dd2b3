"""The prompt: completion, keys and history."""

from pathlib import Path
from typing import cast

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from bot.live_knowledge import LiveKnowledge
from bot.terminal.chat import Conversation
from bot.terminal.prompt import AsYouType, open_history
from knowledge.ask import COMMANDS, Knowledge
from tests.bot.terminal.echo import CTRL_C, CTRL_D, TODAY, Echo, chat_at_terminal


def completions(echo: Knowledge, talk: Conversation, typed: str) -> list[tuple[str, str]]:
    found = AsYouType(LiveKnowledge(echo), talk, lambda: TODAY).get_completions(
        Document(typed), CompleteEvent()
    )
    return [(typed[: len(typed) + one.start_position] + one.text, one.display_text) for one in found]


def test_commands_are_completed(echo: Knowledge, talk: Conversation) -> None:
    assert completions(echo, talk, "/h") == [("/h2h ", "/h2h"), ("/help ", "/help")]
    assert len(completions(echo, talk, "/")) == len(COMMANDS) + len(("/help", "/about", "/lang", "/quit"))
    assert completions(echo, talk, "h2h") == []
    assert completions(echo, talk, "/lang f") == [("/lang fr", "fr")]


def test_names_are_completed_as_in_discord(echo: Knowledge, talk: Conversation) -> None:
    talk.reply("/lang fr")
    assert completions(echo, talk, "/athlete an") == [
        ("/athlete ann-able", "Ann Able \N{REPLACEMENT CHARACTER}(KEN)")
    ]
    assert cast("Echo", echo).completed == [("athlete", "an", "fr")]
    assert completions(echo, talk, "/about an") == []


def test_typing_at_a_terminal(echo: Knowledge) -> None:
    shown, history = chat_at_terminal(echo, f"who\r2\r{CTRL_D}")
    assert shown == ["en: who", "en: /athlete zoe"]
    assert history == ["who", "2"]


def test_ctrl_c_clears_the_line_and_quit_leaves(echo: Knowledge) -> None:
    shown, _ = chat_at_terminal(echo, f"wrong{CTRL_C}right\r/quit\r")
    assert shown == ["en: right", ""]


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
