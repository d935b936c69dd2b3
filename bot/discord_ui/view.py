"""A card as a message: Components V2, within Discord's limits whatever the card holds."""

from collections.abc import Iterable, Iterator

from discord import Colour, ui

from bot.discord_ui.controls import controls
from bot.discord_ui.escape import clean, escape
from bot.discord_ui.fit import Block, Keep, Part, fit
from bot.discord_ui.limits import COMPONENTS, TEXT, size
from bot.discord_ui.lines import bold, small, table_lines
from bot.locale import say
from knowledge.models.card import Card, Section

TONES = {
    "answer": Colour(0xC8452D),  # a running track
    "choice": Colour(0xE0A526),
    "miss": Colour(0x7D8590),
    "refusal": Colour(0x7D8590),
}
# A container, and a line above the small print.
_FRAME = 2


def draw(card: Card, language: str) -> ui.LayoutView:
    """The message for a card. Rows that find no room are counted in a line, in `language`."""
    below = controls(card)
    spent = sum(size(item.content) for item in below if isinstance(item, ui.TextDisplay))
    blocks = [Block([Part(_head(card))]), *(Block(_section(section)) for section in card.sections)]
    foot = Block(_foot(card))
    slots = COMPONENTS - _FRAME - sum(1 + _children(item) for item in below)
    texts = fit(
        [*_merge(blocks, slots - 1), foot],
        TEXT - spent,
        lambda count: small(
            say(language, "… and 1 more" if count == 1 else "… and {count} more", count=count)
        ),
    )
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=TONES[card.tone])
    # A message can't be empty, whatever the card is.
    for text in filter(None, texts[:-1] if any(texts) else ["—"]):
        container.add_item(ui.TextDisplay(text))
    if texts[-1]:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(texts[-1]))
    for item in below:
        container.add_item(item)
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    # Buttons carry their questions: there is nothing to listen for, and nothing to keep in memory.
    view.stop()
    return view


def plain(text: str) -> ui.LayoutView:
    """A message of one sentence, which may hold markdown of ours."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text), accent_colour=TONES["refusal"]))
    view.stop()
    return view


def _children(item: ui.Item[ui.LayoutView]) -> int:
    return len(item.children) if isinstance(item, ui.ActionRow) else 0


def _head(card: Card) -> list[str]:
    title = escape(card.title)
    lines = [f"## {title}" if title else "", escape(card.subtitle or "")]
    if headline := escape(card.headline or ""):
        lines.append(bold(headline))
    lines += [small(text) for text in _escaped(card.assumed)]
    return [line for line in lines if line]


def _section(section: Section) -> list[Part]:
    heading = escape(section.heading or "")
    return [
        Part([bold(heading)] if heading else []),
        Part(list(_escaped(section.lines)), Keep.LINES),
        Part(list(table_lines(section.table)) if section.table else [], Keep.ROWS),
    ]


def _foot(card: Card) -> list[Part]:
    footer = escape(card.footer or "")
    return [
        Part([small(text) for text in _escaped(card.notes)], Keep.FOOTNOTES),
        Part([small(text) for text in _escaped(card.sources)], Keep.FOOTNOTES),
        Part([small(footer)] if footer else []),
    ]


def _escaped(texts: Iterable[str]) -> Iterator[str]:
    return (escape(text) for text in texts if clean(text))


def _merge(blocks: list[Block], slots: int) -> list[Block]:
    """The blocks in at most `slots`: those at the end share one."""
    if len(blocks) <= slots:
        return blocks
    tail = [part for block in blocks[slots - 1 :] for part in block.parts]
    return [*blocks[: slots - 1], Block(tail)]
