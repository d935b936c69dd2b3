"""A card as a message of Components V2, within Discord's limits for any card."""

from discord import ButtonStyle, Colour, MediaGalleryItem, ui

from bot.discord.limits import COMPONENTS, CUSTOM_ID, FILE_DESCRIPTION, TEXT, cut, size
from bot.discord.message.blocks import MessageBlocks, blocks_of, dropped_blocks
from bot.discord.message.choices import draw_choices
from bot.discord.message.components import MORE, POST, controls
from bot.discord.message.glance import buttons, text_of
from bot.discord.message.markdown import small
from bot.discord.message.truncate import Block, fit
from bot.locale import msg, say, say_many
from knowledge.models.card import Card
from knowledge.models.picture import Picture

TONES = {
    "answer": Colour(0xC8452D),  # a running track
    "choice": Colour(0xE0A526),
    "miss": Colour(0x7D8590),
    "refusal": Colour(0x7D8590),
}
ACCENTS = {
    "result": TONES["answer"],
    "athlete": Colour(0x1F7A5C),  # the infield
    "h2h": Colour(0x2F6DB5),  # the blue of the strip of wins
    "random": Colour(0x8A5FBF),
}
"""The colour of an answer by the kind of its question; other cards have that of their tone."""
_FRAME = 3
"""Components besides texts and controls: the container, and the picture in its gallery."""

Items = list[ui.Item[ui.LayoutView]]
Texts = tuple[list[str], list[str]]


def draw(
    card: Card,
    language: str,
    question: str | None = None,
    *,
    full: bool = False,
    picture: str | None = None,
) -> ui.LayoutView:
    """The message for a card, with the front's own words in `language`.

    `question` is the canonical text of the question that the card answers. The message shows the card's
    glance, with a button for the details. A card without a glance, or whose question no button can carry, is
    drawn in full, as with `full`. `picture` is the address of the picture, where one is attached.
    """
    if card.glance is not None and not full and can_be_glanced(card, question):
        container = _container(card, question)
        container.add_item(ui.TextDisplay(cut(text_of(card.glance), TEXT)))
        if picture:
            container.add_item(_media(card.glance.picture, picture))
        row = buttons(card.glance, question)
        if row.children:
            container.add_item(row)
        return _view(container)
    if choices := draw_choices(card):
        container = _container(card, question)
        for item in choices:
            container.add_item(item)
        return _view(container)
    return _draw_full(card, language, question, post=False, picture=picture)


def picture_of(card: Card, question: str | None, *, full: bool) -> Picture | None:
    """The picture that the message of `draw` has room for, if the card has one."""
    if card.glance is not None and not full and can_be_glanced(card, question):
        return card.glance.picture
    return card.picture


def can_be_glanced(card: Card, question: str | None) -> bool:
    """Whether nothing is lost by drawing the glance: a button can carry the question to the details."""
    if card.glance is None or card.glance.details is None:
        return True
    return question is not None and size(POST + question) <= CUSTOM_ID


def draw_details(card: Card, language: str, question: str, *, picture: str | None = None) -> ui.LayoutView:
    """The message with all of a card, and a button that shares it."""
    post = size(POST + question) <= CUSTOM_ID
    return _draw_full(card, language, question, post=post, picture=picture)


def _media(picture: Picture | None, url: str) -> ui.MediaGallery[ui.LayoutView]:
    alt = cut(picture.alt, FILE_DESCRIPTION) if picture else None
    return ui.MediaGallery(MediaGalleryItem(url, description=alt))


def _draw_full(
    card: Card, language: str, question: str | None, *, post: bool, picture: str | None = None
) -> ui.LayoutView:
    """Dropped lines are counted; a button shows them where it can carry the question."""
    below, blocks = controls(card), blocks_of(card)
    own = _own_buttons(question or "", language, post=post, more=True)
    texts = _fit(blocks, [*own, *below], language)
    carried = question is not None and size(MORE + question) <= CUSTOM_ID
    own = _own_buttons(question or "", language, post=post, more=carried and not blocks.is_complete)
    gallery = [_media(card.picture, picture)] if picture else []
    return _message(card, texts, [*gallery, *own, *below], question)


def draw_rest(card: Card, language: str, question: str | None = None) -> list[ui.LayoutView]:
    """The messages with the lines that the whole card's message drops; that message when it drops none."""
    blocks = blocks_of(card)
    _fit(blocks, [*_own_buttons("", language, post=True, more=True), *controls(card)], language)
    if blocks.is_complete:
        return [draw(card, language, question, full=True)]
    views, left = [], blocks.dropped_count + 1
    # A line that is longer than a message is dropped from each.
    while 0 < blocks.dropped_count < left:
        left = blocks.dropped_count
        blocks = dropped_blocks(card, blocks)
        views.append(_message(card, _fit(blocks, [], language), [], question))
    return views


def plain(text: str) -> ui.LayoutView:
    """A message of one sentence. The text is markdown and is not escaped."""
    return _view(ui.Container(ui.TextDisplay(text), accent_colour=TONES["refusal"]))


def _own_buttons(question: str, language: str, *, post: bool, more: bool) -> Items:
    """The row of the front's own buttons: the rest of a long card, and sharing it."""
    offered = [(MORE, msg("Show the rest"))] if more else []
    offered += [(POST, msg("Post here"))] if post else []
    drawn: list[ui.Item[ui.LayoutView]] = [
        ui.Button(style=ButtonStyle.secondary, label=say(language, label), custom_id=prefix + question)
        for prefix, label in offered
    ]
    return [ui.ActionRow(*drawn)] if drawn else []


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
        lambda count: small(say_many(language, "… and {n} more", "… and {n} more", count)),
    )
    return [text for text in texts[: len(body)] if text], [text for text in texts[len(body) :] if text]


def _container(card: Card, question: str | None) -> ui.Container[ui.LayoutView]:
    """An empty frame in the colour of the kind of question, or of the card's tone."""
    kind = (question or "").partition(" ")[0].removeprefix("/") if card.tone == "answer" else ""
    return ui.Container(accent_colour=ACCENTS.get(kind, TONES[card.tone]))


def _message(card: Card, texts: Texts, below: Items, question: str | None = None) -> ui.LayoutView:
    container = _container(card, question)
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
