"""A place that was typed otherwise than it is called here: said, so that a wrong guess can be seen."""

from collections.abc import Iterator

from knowledge.cards.labels import competition_label, echo, edition_label
from knowledge.cards.wording import TIERS, Wording
from knowledge.models.outcome import Slot, Why
from knowledge.models.records import RaceHead
from knowledge.names.text.normalize import fold
from knowledge.names.text.similarity import best_ratio, is_prefix

LIKE = 0.6
"""How much of two words must agree for one to be called a way of writing the other."""
_BEGINNING = 4
"""Letters that a word must share from its first on to be a form of another: `olympics`, `Olympic`."""


def read_as(slot: Slot, head: RaceHead, wording: Wording) -> str:
    """`“brenan” read as Port Brennan.`; nothing where what was typed stands on the card already."""
    called = dict(_called(head, wording))
    registered = (head.city.name, head.competition.name, head.nation.name)
    shown = {word for name in (*called, *registered) for word in fold(name).split()}
    strange = [word for word in (slot.typed or "").split() if not _shown(word, shown)]
    if not strange:
        strange = (slot.typed or "").split() if slot.why is Why.SPELLING else []
    typed = " ".join(strange)
    if not typed:
        return ""
    # Of what is equally like it the town comes first, which is what most people name a race by.
    name = max(called, key=lambda name: _likeness(typed, called[name]))
    if _likeness(typed, called[name]) < LIKE:
        # Said in words that are nothing like it: a guess is told all the same.
        if slot.why is not Why.SPELLING:
            return ""
        name = edition_label(head, wording)
    return wording.say("“{typed}” read as {label}.", typed=echo(typed), label=name)


def _called(head: RaceHead, wording: Wording) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a card says of where a race was, and by which other names that is known."""
    yield wording.term(head.city.name), (head.city.name, *head.city.names)
    names = (head.competition.name, *(name.text for name in head.competition.names))
    yield competition_label(head, wording), names
    for venue in head.city.venues:
        if venue.name == head.venue:
            yield venue.name, (venue.name, *venue.names)
    yield wording.nation(head.nation), (head.nation.name, head.nation.id, *head.nation.names)
    yield wording.tier(head.edition.tier), (TIERS[head.edition.tier],)
    for name in head.edition.names:
        yield name.text, (name.text,)


def _shown(word: str, shown: set[str]) -> bool:
    """Whether a word, or a form of it, is among those on the card."""
    folded = fold(word)
    return all(
        any(part == one or is_prefix(part, one, min_letters=_BEGINNING) for one in shown)
        for part in folded.split()
    )


def _likeness(typed: str, names: tuple[str, ...]) -> float:
    ways = {way for name in names for way in (fold(name), *fold(name).split())}
    return best_ratio(fold(typed), ways)
