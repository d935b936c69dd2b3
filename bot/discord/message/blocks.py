"""A card taken apart into lines of markdown, and what of it did not fit as a card of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.discord.message.escape import escape
from bot.discord.message.table import bold, small, table_lines
from bot.discord.message.truncate import Block, Part, Sort
from knowledge.models.card import Card, Section


@dataclass(frozen=True)
class Sheet:
    """The blocks of a message: what is answered, and the small print under it."""

    body: tuple[Block, ...]
    small_print: tuple[Block, ...]

    @property
    def is_whole(self) -> bool:
        """Nothing went."""
        return not any(part.gone for block in (*self.body, *self.small_print) for part in block.parts)


def sheet_of(card: Card) -> Sheet:
    """The title with what it says at once, and each section; below, the notes, and the sources."""
    sections = (Block(_section(section)) for section in card.sections)
    return Sheet((Block([Part(_head(card))]), *sections), (_notes(card), _sources(card)))


def rest_of(card: Card, sheet: Sheet) -> Sheet:
    """What went from the sheet of a card, below its title."""
    title = escape(card.title)
    head = Block([Part([f"## {title}"] if title else [])])
    return Sheet((head, *_gone(sheet.body)), tuple(_gone(sheet.small_print)))


def _gone(blocks: Iterable[Block]) -> Iterator[Block]:
    """For each block that lost something: its heading, and what it lost."""
    for block in blocks:
        lost = [Part(part.gone, part.sort) for part in block.parts if part.gone]
        if lost:
            fixed = [part for part in block.parts[:1] if part.sort is Sort.FIXED]
            yield Block([*(Part(list(part.lines)) for part in fixed), *lost])


def _head(card: Card) -> list[str]:
    title, subtitle, headline = (escape(text or "") for text in (card.title, card.subtitle, card.headline))
    lines = [
        f"## {title}" if title else "",
        small(subtitle) if subtitle else "",
        bold(headline) if headline else "",
    ]
    return [line for line in lines if line] + [small(text) for text in _escaped(card.assumed)]


def _section(section: Section) -> list[Part]:
    heading = escape(section.heading or "")
    return [
        Part([bold(heading)] if heading else []),
        Part(list(_escaped(section.lines)), Sort.LINES),
        Part(list(table_lines(section.table)) if section.table else [], Sort.ROWS),
    ]


def _notes(card: Card) -> Block:
    return Block([Part([small(f"• {text}") for text in _escaped(card.notes)], Sort.NOTES)])


def _sources(card: Card) -> Block:
    # Numbered before anything is left out: notes and rows cite these numbers.
    numbered = enumerate(map(escape, card.sources), 1)
    sources = [small(f"\\[{number}] {text}") for number, text in numbered if text]
    footer = escape(card.footer or "")
    return Block([Part(sources, Sort.SOURCES), Part([small(footer)] if footer else [])])


def _escaped(texts: Iterable[str]) -> Iterator[str]:
    return (escaped for text in texts if (escaped := escape(text)))
