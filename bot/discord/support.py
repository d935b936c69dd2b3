"""The operator's addresses (support, privacy, terms) as link buttons; an e-mail address as a line."""

from dataclasses import dataclass
from typing import Any

from discord import ui
from yarl import URL

from bot.discord.limits import COMPONENTS, LINK, TEXT, size
from bot.discord.message.layout import plain
from bot.discord.message.markdown import escape, small
from bot.locale import say
from bot.settings import Settings
from knowledge.models.card import Card, Section


@dataclass(frozen=True)
class Addresses:
    """The support, a URL or an e-mail address, and the pages on privacy and terms; empty without one."""

    support: str = ""
    privacy: str = ""
    terms: str = ""

    @property
    def email(self) -> str:
        """The support address where it is an e-mail address, which no link button can open."""
        return "" if _is_url(self.support) else self.support


def addresses_of(settings: Settings) -> Addresses:
    """The addresses that the operator has set."""
    return Addresses(settings.support, settings.privacy_url, settings.terms_url)


def report_button(addresses: Addresses, record: str, language: str) -> ui.Button[Any] | None:
    """A link button that reports a mistake in a record; None where there is no URL to report it to.

    `record` is the command with ids of what is shown, as `/result harbour-games-2024-women-mile`; never what
    somebody typed. It is added to the address as `record=…`.
    """
    return _support_button(addresses, say(language, "Report a mistake"), record=record)


def add_report(view: ui.LayoutView, addresses: Addresses, record: str, language: str) -> None:
    """Add below a message how to report a mistake in a record, as far as its components allow."""
    if view.total_children_count + 2 > COMPONENTS:
        return
    if (button := report_button(addresses, record, language)) is not None:
        view.add_item(ui.ActionRow(button))
    elif (line := report_line(addresses, record, language)) and _room(view) >= size(line):
        view.add_item(ui.TextDisplay(line))


def _room(view: ui.LayoutView) -> int:
    """Characters that the texts of a message may still take."""
    texts = (item for item in view.walk_children() if isinstance(item, ui.TextDisplay))
    return TEXT - sum(size(text.content) for text in texts)


def report_line(addresses: Addresses, record: str, language: str) -> str | None:
    """A line of markdown on where to report a mistake by e-mail; None where there is no e-mail address."""
    if not addresses.email:
        return None
    text = say(
        language,
        "A mistake? Write to {address} and mention {record}.",
        address=addresses.email,
        record=record,
    )
    return small(escape(text))


def support_line(addresses: Addresses, language: str) -> str | None:
    """A line of plain text with the e-mail address of the support; None where there is none."""
    return say(language, "Support: {address}", address=addresses.email) if addresses.email else None


def with_support(card: Card, addresses: Addresses, language: str) -> Card:
    """The card with the support's e-mail address in its glance and as its last section.

    It is unchanged without an address.
    """
    line = support_line(addresses, language)
    if line is None:
        return card
    glance = card.glance and card.glance.model_copy(update={"small": (*card.glance.small, line)})
    return card.model_copy(update={"glance": glance, "sections": (*card.sections, Section(lines=(line,)))})


def links(addresses: Addresses, language: str, **details: str) -> list[ui.Button[Any]]:
    """Link buttons to the addresses that are set. `details` are added to that of the support."""
    support = _support_button(addresses, say(language, "Support"), **details)
    pages = (
        (say(language, "Privacy"), addresses.privacy),
        (say(language, "Terms"), addresses.terms),
    )
    drawn: list[ui.Button[Any]] = [ui.Button(label=label, url=url) for label, url in pages if url]
    return [support, *drawn] if support else drawn


def add_links(view: ui.LayoutView, addresses: Addresses, language: str, **details: str) -> None:
    """Add the link buttons below a message, as far as its components allow."""
    room = COMPONENTS - view.total_children_count - 1
    if buttons := links(addresses, language, **details)[: max(room, 0)]:
        view.add_item(ui.ActionRow(*buttons))


def fault_message(text: str, addresses: Addresses, language: str, reference: str) -> ui.LayoutView:
    """A message on a fault, with the support's address. `text` is markdown."""
    line = support_line(addresses, language)
    view = plain(f"{text}\n{small(escape(line))}" if line else text)
    support = Addresses(support=addresses.support)
    add_links(view, support, language, reference=reference)
    return view


def _support_button(addresses: Addresses, label: str, **details: str) -> ui.Button[Any] | None:
    if not _is_url(addresses.support):
        return None
    url = URL(addresses.support)
    whole = str(url.extend_query(details)) if details else str(url)
    return ui.Button(label=label, url=whole if size(whole) <= LINK else addresses.support)


def _is_url(address: str) -> bool:
    return address.startswith(("https://", "http://"))
