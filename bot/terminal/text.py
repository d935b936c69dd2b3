"""Text for a terminal: control characters replaced, measured in columns, wrapped."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from wcwidth import wcswidth

Weight = Literal["strong", "normal", "faint", "command"]

# Select Graphic Rendition: bold, faint, cyan.
_STYLES: dict[Weight, str] = {"strong": "1", "normal": "", "faint": "2", "command": "36"}
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Controls, direction overrides, surrogates, and invisible characters.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


class Span(NamedTuple):
    """A part of a line, and its weight."""

    text: str
    weight: Weight = "normal"


Line = tuple[Span, ...]


def safe(text: str) -> str:
    """The text on one line, with characters that could steer a terminal replaced."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))


def display_width(text: str) -> int:
    """The width of a text in terminal columns; a flag has two."""
    return max(wcswidth(text), 0)


def wrap(text: str, width: int | None, hang: int = 0) -> list[str]:
    """The text as lines of at most `width` terminal columns, all but the first indented by `hang`."""
    return join(text.split(" "), " ", width, hang)


def join(pieces: Sequence[str], between: str, width: int | None, hang: int = 0) -> list[str]:
    """The pieces as lines of at most `width` terminal columns, broken between pieces where possible."""
    if width is None:
        return [between.join(pieces)]
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and display_width(line + between + piece) > width:
            lines.append(line)
            line = " " * hang + piece
        else:
            line = line + between + piece if line else piece
        while display_width(line) > width > hang:
            head = _head(line, width)
            lines.append(head)
            line = " " * hang + line[len(head) :]
    return [*lines, line]


def trimmed(spans: Sequence[Span]) -> Line:
    """The line without spaces at its end."""
    kept = list(spans)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return tuple(kept)


def paint(line: Line, *, colour: bool) -> str:
    """The line as text, with ANSI styles where `colour` asks for them."""
    return "".join(_styled(span) if colour else span.text for span in line)


def _styled(span: Span) -> str:
    style = _STYLES[span.weight]
    return f"\x1b[{style}m{span.text}\x1b[0m" if style and span.text else span.text


def _head(text: str, width: int) -> str:
    """The longest start of a text within `width`: at least one character, and not half a flag."""
    end = 1
    for position in range(2, len(text) + 1):
        if display_width(text[:position]) > width:
            break
        end = position
    return text[: end - 1] if end > 2 and _ends_in_half_a_flag(text[:end]) else text[:end]


def _ends_in_half_a_flag(text: str) -> bool:
    return (len(text) - len(text.rstrip(_FLAG_LETTERS))) % 2 == 1
