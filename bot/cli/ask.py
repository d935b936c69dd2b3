"""`bell-lap ask`: one question at a terminal or from a program."""

from typing import Annotated

import typer

from bot.asked import Asked
from bot.cli.ask_once import answer
from knowledge.locale import ENGLISH, LANGUAGES


def _language(typed: str) -> str:
    if typed not in LANGUAGES:
        raise typer.BadParameter(f"'{typed}' is not one of {', '.join(LANGUAGES)}.")
    return typed


Brief = Annotated[bool, typer.Option("--brief", help="Show the answer at first sight, without its details.")]
Lang = Annotated[
    str,
    typer.Option(
        "--lang", parser=_language, metavar=f"[{'|'.join(LANGUAGES)}]", help="The language of the answers."
    ),
]


def ask(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="The question. Quotes are optional.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    brief: Brief = False,
    lang: Lang = ENGLISH,
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
    raise typer.Exit(answer(Asked(" ".join(text), as_json, brief, lang)))
