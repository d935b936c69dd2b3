"""How a kind of question is called and explained, in English; fronts and cards translate."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CommandWords:
    """The words of one kind of question.

    `name` is the command, without its slash, and the `kind` of its questions; `aliases` are accepted too.
    `summary` (a few words) and `description` (at most 100 characters) say what is asked. `option` is the name
    of the text that follows the command; None where none does. `example` and `short_example` are questions
    as they are typed, where there is one worth showing; `help` are the lines of the help: what is typed, and
    what that asks. `empty` is the refusal of a question that names no athlete or race; `too_many`, with
    `{typed}`, that of too many athletes, where more than one is allowed. `about_athletes` says that a name
    that is not found was an athlete's.
    """

    name: str
    summary: str
    description: str
    help: tuple[tuple[str, str], ...]
    option: str | None = None
    option_description: str = ""
    example: str | None = None
    short_example: str | None = None
    empty: str = ""
    too_many: str | None = None
    aliases: tuple[str, ...] = ()
    about_athletes: bool = False
