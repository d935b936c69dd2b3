"""Knowledge that only echoes, and a chat at a terminal of keys."""

from datetime import date
from types import SimpleNamespace

from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.live_knowledge import LiveKnowledge
from bot.terminal.chat import Conversation
from bot.terminal.prompt import AsYouType, converse
from knowledge.ask import Knowledge
from knowledge.models.base import AthleteId
from knowledge.models.card import Card, Next, NextGroup
from knowledge.questions.athlete.model import AthleteQuestion

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


def title(reply: Card | str) -> str:
    assert isinstance(reply, Card)
    return reply.title


def chat_at_terminal(echo: Knowledge, keys: str) -> tuple[list[str], list[str]]:
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
