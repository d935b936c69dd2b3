"""The chat at a terminal: a prompt with history and completion."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.live_knowledge import LiveKnowledge
from bot.locale import LANGUAGES, msg, say
from bot.terminal.chat import Conversation, readable
from bot.terminal.text import safe
from knowledge.ask import COMMANDS
from knowledge.models.card import Card

MOST_SUGGESTIONS = 25
"""Lines of the completion menu, which scrolls. Chosen by hand."""
SUMMARIES = {
    **{f"/{name}": words.summary for name, words in COMMANDS.items()},
    "/help": msg("what can be asked"),
    "/about": msg("sources and coverage"),
    "/lang": msg("another language"),
    "/quit": msg("leave"),
}
NO_HISTORY = "What you type is not kept for the next chat: {file} can't be written ({reason})."


class AsYouType(Completer):
    """Completes commands, and what follows a command just as Discord does."""

    def __init__(self, live: LiveKnowledge, conversation: Conversation, today: Callable[[], date]):
        self._live = live
        self._conversation = conversation
        self._today = today

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Completions of the text before the cursor."""
        del complete_event  # whether Tab was pressed makes no difference
        command, space, rest = document.text_before_cursor.lstrip().partition(" ")
        if not command.startswith("/"):
            return ()
        if not space:
            return _commands(command.lower(), self._conversation.language)
        if command == "/lang":
            return (Completion(code, -len(rest)) for code in LANGUAGES if code.startswith(rest))
        return self._names(command.lower().removeprefix("/"), rest)

    def _names(self, kind: str, rest: str) -> Iterator[Completion]:
        if kind not in COMMANDS:
            return
        suggestions = self._live.newest.complete(
            kind, readable(rest), self._today(), MOST_SUGGESTIONS, self._conversation.language
        )
        yield from (Completion(item.value, -len(rest), display=safe(item.label)) for item in suggestions)


def _commands(start: str, language: str) -> Iterator[Completion]:
    for command, meaning in SUMMARIES.items():
        if command.startswith(start) and command != start:
            yield Completion(command + " ", -len(start), display=command, display_meta=say(language, meaning))


class KeptHistory(FileHistory):
    """History in a file. A write error is ignored, so that a full disk does not end the chat."""

    def store_string(self, string: str) -> None:
        """Write a line to the file, if possible."""
        try:
            super().store_string(readable(string))
        except OSError:
            return


def open_history(file: Path) -> tuple[History, str]:
    """The history in `file`; where that can't be written, one in memory and the reason as a sentence."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        with file.open("ab+") as stream:
            stream.seek(0)
            stream.read(1)
    except OSError as error:
        return InMemoryHistory(), NO_HISTORY.format(file=file, reason=error.strerror)
    return KeptHistory(str(file)), ""


def converse(
    conversation: Conversation,
    completer: Completer,
    history: History,
    show: Callable[[Card | str], None],
    report: Callable[[Exception], None],
) -> None:
    """Prompt and answer until the user leaves. Ctrl-C clears the line, Ctrl-D leaves.

    An error ends its own answer only, and is passed to `report`.
    """
    session: PromptSession[str] = PromptSession(
        "> ", history=history, completer=completer, complete_while_typing=True, complete_in_thread=True
    )
    while not conversation.over:
        try:
            reply = conversation.reply(session.prompt())
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        except Exception as fault:
            report(fault)
        else:
            show(reply)
