"""`bell-lap chat`: one question after the other, from a person or a pipe."""

import sys
from typing import TYPE_CHECKING

from bot.cli.ask import Brief, Lang
from bot.cli.context import open_live_knowledge, today
from bot.cli.endings import report
from bot.cli.output import at_a_terminal, complain, say, show
from knowledge.locale import ENGLISH

if TYPE_CHECKING:
    from knowledge.models.card import Card


def chat(brief: Brief = False, lang: Lang = ENGLISH) -> None:
    """Ask one question after the other.

    Names are completed as you type, and the arrow keys bring back what you typed before. Type the number
    of a choice or of a next question to ask it, /help to see what can be asked, Ctrl-D to leave.

    \b
    Without a terminal, every line that comes in is answered:
      printf '/result brussels steeplechase\\n' | bell-lap chat
    """
    if at_a_terminal():
        _converse(lang, brief=brief)
    else:
        _answer_lines(lang, brief=brief)


def _answer_lines(language: str, *, brief: bool) -> None:
    from bot.terminal.chat import Conversation, lines_of  # noqa: PLC0415

    with open_live_knowledge() as live:
        conversation = Conversation(live, today, language, brief=brief)
        answered = False
        for line in lines_of(sys.stdin.buffer) if sys.stdin else ():
            reply = conversation.reply(line)
            if reply:
                if answered:
                    say("")
                show(reply, language=conversation.language)
                answered = True
            if conversation.over:
                return


def _converse(language: str, *, brief: bool) -> None:
    from platformdirs import user_state_path  # noqa: PLC0415

    from bot.terminal.chat import Conversation, banner  # noqa: PLC0415
    from bot.terminal.prompt import AsYouType, converse, open_history  # noqa: PLC0415

    with open_live_knowledge() as live:
        conversation = Conversation(live, today, language, brief=brief)
        history, warning = open_history(user_state_path("bell-lap", appauthor=False) / "history")
        knowledge = live.newest
        say(banner(knowledge.about()))
        if warning:
            complain(warning)
        completer = AsYouType(live, conversation, today)

        def show_reply(shown: "Card | str") -> None:
            _show_and_space(shown, conversation.language)

        converse(conversation, completer, history, show_reply, report)


def _show_and_space(shown: "Card | str", language: str) -> None:
    show(shown, commands=False, language=language)
    if shown:
        say("")
