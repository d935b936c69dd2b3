"""`bell-lap ask`: one question at a terminal or from a program."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import open_from_settings, today
from bot.cli.output import say_json, show
from knowledge.locale import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from knowledge.ask import Reply
    from knowledge.models.outcome import Slot

EXIT_CODES = {"answer": 0, "ambiguous": 3, "not_found": 4, "invalid": 5}


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
    from bot.terminal.chat import readable  # noqa: PLC0415 - help and usage errors start without it
    from bot.terminal.render import in_brief  # noqa: PLC0415
    from knowledge.ask import split_command  # noqa: PLC0415

    knowledge = open_from_settings()
    question = readable(" ".join(text))
    cards = {"/help": knowledge.help_card, "/about": knowledge.about_card}
    if question in cards and not as_json:  # as in Discord and in the chat; they have no outcome for programs
        card = cards[question](lang)
        show(in_brief(card) if brief else card, language=lang)
        return
    reply = knowledge.ask(*split_command(question), today(), lang)
    if as_json:
        say_json(shape_of(reply, lang))
    else:
        show(in_brief(reply.card) if brief else reply.card, language=lang)
    raise typer.Exit(EXIT_CODES[reply.outcome])


def shape_of(reply: "Reply", language: str = ENGLISH) -> dict[str, object]:
    """What `ask --json` prints: one object, for programs.

    version     of the models below; it changes when a reader would have to follow
    outcome     answer, ambiguous, not_found or invalid
    kind        the command that asks it; null where even that is not clear
    question    the canonical command of the question that was answered, else null
    understood  each slot of the question: name, id, label, said (false: assumed, and why), what was typed,
                and as which questions else it could have been understood
    answer      the answer as data (knowledge/questions/*/model.py), else null
    choices     label and question (as text) of everything that could have been meant
    sources     what the answer rests on
    text        the card as plain text
    """
    from bot.terminal.render import draw  # noqa: PLC0415 - help and usage errors start without them
    from knowledge.models.question import VERSION  # noqa: PLC0415

    return {
        "version": VERSION,
        "outcome": reply.outcome,
        "kind": reply.kind,
        "question": reply.question.command if reply.question else None,
        "understood": [_slot(slot) for slot in reply.understood],
        "answer": reply.answer.model_dump(mode="json") if reply.answer else None,
        "choices": [{"label": choice.label, "question": choice.question.command} for choice in reply.choices],
        "sources": [source.model_dump(mode="json") for source in reply.sources],
        "text": draw(reply.card, language=language),
    }


def _slot(slot: "Slot") -> dict[str, object]:
    others = [other.question.command for other in slot.others]
    return {**slot.model_dump(mode="json", exclude={"others"}), "others": others}
