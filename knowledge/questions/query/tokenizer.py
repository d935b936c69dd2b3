"""From what was typed to words: the command split off, separators found, each word beside its folded form."""

import re
import unicodedata
from typing import NamedTuple, get_args

from knowledge.models.question import Kind
from knowledge.names import fold
from knowledge.questions.query import lexicon

LONGEST_TEXT = 200
"""Letters that a question may have; ids of two athletes with every filter need no more."""
MOST_WORDS = 24

_COMMAND = re.compile(r"/\s*(\w+)\s*", re.ASCII)
_COMMANDS: dict[str, Kind] = {**{kind: kind for kind in get_args(Kind)}, "results": "result"}
_SHORT_YEAR = re.compile(r"(?<!\w)['’](\d\d)(?!\w)")
_STRONG_SEPARATOR = re.compile(
    r"\s[-–—]\s|(?<!\S)(?:v|vs|x(?!\s+\d)|versus|against|contre|gegen)\.?(?!\S)", re.IGNORECASE
)
_WEAK_SEPARATOR = re.compile(
    r"[;|]|[,/](?!\d)|(?<!\b\w)[&+](?!\w\b)|(?<!\S)(?:and|et)(?!\S|\s+\d)", re.IGNORECASE
)
"""Not in 10,000 and 2023/24, not between 2000 and 2003, and not in T&F."""
_INSIDE = re.compile(r"[\W_]+")
_MENTION = re.compile(r"<[@#!&:a-zA-Z0-9_~-]+>")
_HYPHENATED_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")


class Token(NamedTuple):
    """A folded word, the piece of text it comes from and the whole it was typed in.

    `El-Bakkali` is two words of one whole. `side` counts the separators before it.
    """

    folded: str
    typed: str
    whole: str
    side: int


def split_command(text: str) -> tuple[str | None, str]:
    """The command that a text begins with, without its slash, and the rest; None where there is none.

    The slash may be missing before the name of a command that asks a question.
    """
    found = _COMMAND.match(text.strip())
    if found is None:
        first, _, rest = text.strip().partition(" ")
        if first.lower() in _COMMANDS:
            return first.lower(), rest.strip()
        return None, text.strip()
    return found[1].lower(), text.strip()[found.end() :]


def kind_of(command: str) -> Kind | None:
    """The kind of question that a command asks, if it asks one."""
    return _COMMANDS.get(command)


def expand_years(text: str, this_year: int) -> str:
    """`'24` written out, in this century unless that lies ahead, and ranges of years spaced out."""

    def year(found: re.Match[str]) -> str:
        in_this_century = this_year - this_year % 100 + int(found[1])
        return str(in_this_century if in_this_century <= this_year + 1 else in_this_century - 100)

    return _HYPHENATED_YEARS.sub(r"\1 \2", _SHORT_YEAR.sub(year, text))


def has_separator(text: str) -> bool:
    """Whether a text opposes two sides: `v`, `vs`, `against`, a dash between spaces."""
    return _STRONG_SEPARATOR.search(text) is not None


def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a text, in parts.

    Parts are what stands between `v`, `vs`, ` - ` and the like or, where there is none of these, between
    commas and `and`.
    """
    text = text.replace("×", "x")  # As cards write it: 4 × 400 m.
    separator = _STRONG_SEPARATOR if has_separator(text) else _WEAK_SEPARATOR
    found = []
    for number, side in enumerate(separator.split(text)):
        for whole in side.split():
            found += [Token(folded, piece, whole, number) for folded, piece in _pieces(whole)]
    return tuple(found)


def _pieces(whole: str) -> list[tuple[str, str]]:
    """The folded words of a typed one, each beside the piece of it that it stands for."""
    folded = fold(whole).split()
    pieces = [piece for piece in _INSIDE.split(whole) if fold(piece)]
    shown = pieces if len(pieces) == len(folded) else folded
    return [
        (lexicon.SYNONYMS.get(word, word), whole if len(folded) == 1 else piece)
        for word, piece in zip(folded, shown, strict=True)
    ]


def clean(text: str) -> str:
    """A text without what nobody types as part of a word: control characters, joiners, Discord's mentions."""
    text = _MENTION.sub(" ", text)
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
