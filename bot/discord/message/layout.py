"""A card as a message: Components V2, within Discord's limits whatever the card holds."""

from discord import ButtonStyle, Colour, ui

from bot.discord.limits import COMPONENTS, CUSTOM_ID, TEXT, size
from bot.discord.message.blocks import Sheet, rest_of, sheet_of
from bot.discord.message.components import MORE, controls
from bot.discord.message.table import small
from bot.discord.message.truncate import Block, fit
from bot.locale import say
from knowledge.models.card import Card

TONES = {
    "answer": Colour(0xC8452D),  # a running track
    "choice": Colour(0xE0A526),
    "miss": Colour(0x7D8590),
    "refusal": Colour(0x7D8590),
}
# The container, and the button that shows the rest in its row.
_FRAME = 3

Items = list[ui.Item[ui.LayoutView]]
Texts = tuple[list[str], list[str]]


def draw(card: Card, language: str, question: str | None = None) -> ui.LayoutView:
    """The message for a card, its own words in `language`.

    What finds no room is counted, and with the `question` that it answers a button shows it.
    """
    below, sheet = controls(card), sheet_of(card)
    texts = _fit(sheet, below, language)
    if not sheet.is_whole and question and size(MORE + question) <= CUSTOM_ID:
        below.insert(0, _more(question, language))
    return _message(card, texts, below)


def draw_rest(card: Card, language: str) -> ui.LayoutView:
    """The message for what found no room in that of the card; the card itself when all did."""
    sheet = sheet_of(card)
    _fit(sheet, controls(card), language)
    if sheet.is_whole:
        return draw(card, language)
    return _message(card, _fit(rest_of(card, sheet), [], language), [])


def plain(text: str) -> ui.LayoutView:
    """A message of one sentence, which may hold markdown of ours."""
    return _view(ui.Container(ui.TextDisplay(text), accent_colour=TONES["refusal"]))


def _more(question: str, language: str) -> ui.ActionRow[ui.LayoutView]:
    label = say(language, "Show the rest")
    return ui.ActionRow(ui.Button(style=ButtonStyle.secondary, label=label, custom_id=MORE + question))


def _fit(sheet: Sheet, below: Items, language: str) -> Texts:
    """A text for each block of the body and of the small print, as far as components and characters go."""
    spent = sum(size(item.content) for item in below if isinstance(item, ui.TextDisplay))
    slots = COMPONENTS - _FRAME - sum(1 + _children(item) for item in below)
    # Each text has a separator before it.
    body = _merge(sheet.body, slots // 2 - len(sheet.small_print))
    texts = fit(
        [*body, *sheet.small_print],
        TEXT - spent,
        lambda count: small(
            say(language, "… and 1 more" if count == 1 else "… and {count} more", count=count)
        ),
    )
    return [text for text in texts[: len(body)] if text], [text for text in texts[len(body) :] if text]


def _message(card: Card, texts: Texts, below: Items) -> ui.LayoutView:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=TONES[card.tone])
    body, small_print = texts
    # A message can't be empty, whatever the card is.
    for place, text in enumerate(body or ([] if small_print else ["—"])):
        if place:
            container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay(text))
    for place, text in enumerate(small_print):
        container.add_item(ui.Separator(visible=not place))
        container.add_item(ui.TextDisplay(text))
    for item in below:
        container.add_item(item)
    return _view(container)


def _view(container: ui.Container[ui.LayoutView]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    # Buttons carry their questions: there is nothing to listen for, and nothing to keep in memory.
    view.stop()
    return view


def _children(item: ui.Item[ui.LayoutView]) -> int:
    return len(item.children) if isinstance(item, ui.ActionRow) else 0


def _merge(blocks: tuple[Block, ...], slots: int) -> tuple[Block, ...]:
    """The blocks in at most `slots`: those at the end share one."""
    if len(blocks) <= slots:
        return blocks
    tail = [part for block in blocks[slots - 1 :] for part in block.parts]
    return (*blocks[: slots - 1], Block(tail))
