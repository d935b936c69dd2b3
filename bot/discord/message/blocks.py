"""A card as blocks of markdown lines, and what was dropped from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.discord.message.markdown import bold, escape, link, small, table_lines
from bot.discord.message.truncate import Block, LineGroup, LineKind
from knowledge.models.card import Card, Section, SourceLine


@dataclass(frozen=True)
class MessageBlocks:
    """The blocks of a message: the answer, and the small print under it."""

    body: tuple[Block, ...]
    small_print: tuple[Block, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no line was dropped."""
        return not self.dropped_count

    @property
    def dropped_count(self) -> int:
        """The number of dropped lines."""
        blocks = (*self.body, *self.small_print)
        return sum(len(group.dropped) for block in blocks for group in block.groups)


def blocks_of(card: Card) -> MessageBlocks:
    """The card as blocks: the head, each section, and as small print the notes and the sources."""
    sections = (Block(_section(section)) for section in card.sections)
    return MessageBlocks((Block([LineGroup(_head(card))]), *sections), (_notes(card), _sources(card)))


def dropped_blocks(card: Card, truncated: MessageBlocks) -> MessageBlocks:
    """The dropped lines of truncated blocks, below the card's title."""
    title = escape(card.title)
    head = Block([LineGroup([f"## {title}"] if title else [])])
    return MessageBlocks((head, *_dropped(truncated.body)), tuple(_dropped(truncated.small_print)))


def _dropped(blocks: Iterable[Block]) -> Iterator[Block]:
    """For each block with dropped lines: its heading and these lines."""
    for block in blocks:
        dropped = [LineGroup(group.dropped, group.kind) for group in block.groups if group.dropped]
        if dropped:
            fixed = [group for group in block.groups[:1] if group.kind is LineKind.FIXED]
            yield Block([*(LineGroup(list(group.lines)) for group in fixed), *dropped])


def _head(card: Card) -> list[str]:
    title, subtitle, headline = (escape(text or "") for text in (card.title, card.subtitle, card.headline))
    lines = [
        f"## {title}" if title else "",
        small(subtitle) if subtitle else "",
        bold(headline) if headline else "",
    ]
    return [line for line in lines if line] + [small(text) for text in _escaped(card.assumed)]


def _section(section: Section) -> list[LineGroup]:
    heading = escape(section.heading or "")
    return [
        LineGroup([bold(heading)] if heading else []),
        LineGroup(list(_escaped(section.lines)), LineKind.LINES),
        LineGroup(list(table_lines(section.table)) if section.table else [], LineKind.ROWS),
    ]


def _notes(card: Card) -> Block:
    return Block([LineGroup([small(f"• {text}") for text in _escaped(card.notes)], LineKind.NOTES)])


def _sources(card: Card) -> Block:
    # Numbered before empty ones are left out: notes and rows cite these numbers.
    numbered = enumerate(map(_linked, card.sources), 1)
    sources = [small(f"\\[{number}] {text}") for number, text in numbered if text]
    footer = escape(card.footer or "")
    return Block([LineGroup(sources, LineKind.SOURCES), LineGroup([small(footer)] if footer else [])])


def _linked(source: SourceLine) -> str:
    """The source in markdown, as a link where it has an address that Discord links."""
    text = escape(source.text)
    return link(text, source.url) if text and source.url else text


def _escaped(texts: Iterable[str]) -> Iterator[str]:
    return (escaped for text in texts if (escaped := escape(text)))
