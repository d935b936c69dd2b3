"""`bell-lap ask` and `bell-lap chat`: questions at a terminal."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.context import open_from_settings, open_live_knowledge, today
from bot.cli.errors import report
from bot.cli.output import at_a_terminal, complain, say, say_json, show
from knowledge.models.card import Card

EXIT_CODES = {"answer": 0, "ambiguous": 3, "not_found": 4, "invalid": 5}


class Language(StrEnum):
    """The languages that answers come in."""

    EN = "en"
    FR = "fr"


Lang = Annotated[Language, typer.Option("--lang", help="The language of the answers.")]


def ask(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="The question. Quotes are optional.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    lang: Lang = Language.EN,
) -> None:
    """Answer one question and end.

    \b
    Examples:
      bell-lap ask /result brussels steeplechase
      bell-lap ask /athlete bakkali
      bell-lap ask "/h2h serem bakkali since 2022"
      bell-lap ask serem v bakkali
      bell-lap ask --json --lang fr /result silesia steeple

    \b
    The exit code tells what came of it:
      0  an answer
      1  Bell Lap can't work as it is set up
      2  the command was typed wrongly
      3  more than one thing fits: choose one
      4  nothing of that name is known
      5  this is not a question that Bell Lap answers
    """
    from bot.terminal.chat import readable  # noqa: PLC0415 - help and usage errors start without it
    from knowledge.ask import split_command  # noqa: PLC0415

    knowledge = open_from_settings()
    question = readable(" ".join(text))
    cards = {"/help": knowledge.help_card, "/about": knowledge.about_card}
    if question in cards and not as_json:  # as in Discord and in the chat; they have no outcome for programs
        show(cards[question](lang.value))
        return
    reply = knowledge.ask(*split_command(question), today(), lang.value)
    if as_json:
        from bot.cli.ask_json import shape_of  # noqa: PLC0415

        say_json(shape_of(reply))
    else:
        show(reply.card)
    raise typer.Exit(EXIT_CODES[reply.outcome])


def chat(lang: Lang = Language.EN) -> None:
    """Ask one question after the other.

    Names are completed as you type, and the arrow keys bring back what you typed before. Type the number
    of a choice or of a next question to ask it, /help to see what can be asked, Ctrl-D to leave.

    \b
    Without a terminal, every line that comes in is answered:
      printf '/result brussels steeplechase\\n' | bell-lap chat
    """
    if at_a_terminal():
        _converse(lang.value)
    else:
        _answer_lines(lang.value)


def _answer_lines(language: str) -> None:
    from bot.terminal.chat import Conversation, lines_of  # noqa: PLC0415

    with open_live_knowledge() as live:
        conversation = Conversation(live, today, language)
        answered = False
        for line in lines_of(sys.stdin.buffer) if sys.stdin else ():
            reply = conversation.reply(line)
            if reply:
                if answered:
                    say("")
                show(reply)
                answered = True
            if conversation.over:
                return


def _converse(language: str) -> None:
    from platformdirs import user_state_path  # noqa: PLC0415

    from bot.terminal.chat import Conversation, banner  # noqa: PLC0415
    from bot.terminal.prompt import AsYouType, converse, open_history  # noqa: PLC0415

    with open_live_knowledge() as live:
        conversation = Conversation(live, today, language)
        history, warning = open_history(user_state_path("bell-lap", appauthor=False) / "history")
        with live.lease() as knowledge:
            say(banner(knowledge.about()))
        if warning:
            complain(warning)
        completer = AsYouType(live, conversation, today)
        converse(conversation, completer, history, _show_and_space, report)


def _show_and_space(shown: Card | str) -> None:
    show(shown, commands=False)
    if shown:
        say("")
