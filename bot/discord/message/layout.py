"""A card as a message of Components V2, within Discord's limits for any card."""

from discord import ButtonStyle, Colour, ui

from bot.discord.limits import COMPONENTS, CUSTOM_ID, TEXT, size
from bot.discord.message.blocks import MessageBlocks, blocks_of, dropped_blocks
from bot.discord.message.components import MORE, controls
from bot.discord.message.markdown import small
from bot.discord.message.truncate import Block, fit
from bot.locale import say
from knowledge.models.card import Card

TONES = {
    "answer": Colour(0xC8452D),  # a running track
    "choice": Colour(0xE0A526),
    "miss": Colour(0x7D8590),
    "refusal": Colour(0x7D8590),
}
_FRAME = 3
"""Components besides texts and controls: the container, and the row and button that show the rest."""

Items = list[ui.Item[ui.LayoutView]]
Texts = tuple[list[str], list[str]]


def draw(card: Card, language: str, question: str | None = None) -> ui.LayoutView:
    """The message for a card, with the front's own words in `language` (`en` or `fr`).

    Dropped lines are counted. With `question`, the text of the question that the card answers, a button shows
    them.
    """
    below, blocks = controls(card), blocks_of(card)
    texts = _fit(blocks, below, language)
    if not blocks.is_complete and question and size(MORE + question) <= CUSTOM_ID:
        below.insert(0, _more(question, language))
    return _message(card, texts, below)


def draw_rest(card: Card, language: str) -> ui.LayoutView:
    """The message with the lines that the card's message drops; the card's message when it drops none."""
    blocks = blocks_of(card)
    _fit(blocks, controls(card), language)
    if blocks.is_complete:
        return draw(card, language)
    return _message(card, _fit(dropped_blocks(card, blocks), [], language), [])


def plain(text: str) -> ui.LayoutView:
    """A message of one sentence. The text is markdown and is not escaped."""
    return _view(ui.Container(ui.TextDisplay(text), accent_colour=TONES["refusal"]))


def _more(question: str, language: str) -> ui.ActionRow[ui.LayoutView]:
    label = say(language, "Show the rest")
    return ui.ActionRow(ui.Button(style=ButtonStyle.secondary, label=label, custom_id=MORE + question))


def _fit(blocks: MessageBlocks, below: Items, language: str) -> Texts:
    """The texts of the body and of the small print, within the components and characters of a message.

    The blocks are changed: they record the dropped lines.
    """
    spent = sum(size(item.content) for item in below if isinstance(item, ui.TextDisplay))
    slots = COMPONENTS - _FRAME - sum(1 + _children(item) for item in below)
    # Each text has a separator before it.
    body = _merge(blocks.body, slots // 2 - len(blocks.small_print))
    texts = fit(
        [*body, *blocks.small_print],
        TEXT - spent,
        lambda count: small(
            say(language, "… and 1 more" if count == 1 else "… and {count} more", count=count)
        ),
    )
    return [text for text in texts[: len(body)] if text], [text for text in texts[len(body) :] if text]


def _message(card: Card, texts: Texts, below: Items) -> ui.LayoutView:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=TONES[card.tone])
    body, small_print = texts
    # Discord refuses an empty message.
    for index, text in enumerate(body or ([] if small_print else ["—"])):
        if index:
            container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay(text))
    for index, text in enumerate(small_print):
        container.add_item(ui.Separator(visible=not index))
        container.add_item(ui.TextDisplay(text))
    for item in below:
        container.add_item(item)
    return _view(container)


def _view(container: ui.Container[ui.LayoutView]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    # Buttons carry their questions, so discord.py need not keep the view in memory.
    view.stop()
    return view


def _children(item: ui.Item[ui.LayoutView]) -> int:
    return len(item.children) if isinstance(item, ui.ActionRow) else 0


def _merge(blocks: tuple[Block, ...], slots: int) -> tuple[Block, ...]:
    """The blocks as at most `slots` blocks: the last ones are merged."""
    if len(blocks) <= slots:
        return blocks
    tail = [group for block in blocks[slots - 1 :] for group in block.groups]
    return (*blocks[: slots - 1], Block(tail))
