"""How a misspelled place was interpreted, so that the reader can see a wrong guess."""

from collections.abc import Iterable, Iterator

from knowledge.cards.labels import competition_label, edition_label
from knowledge.cards.wording import TIERS, Wording, echo
from knowledge.models.outcome import Slot, Why
from knowledge.models.records import RaceHead
from knowledge.names.text.normalize import fold
from knowledge.names.text.similarity import best_ratio, is_prefix

MIN_SIMILARITY = 0.6
"""Minimum similarity (0 to 1) for a text to count as a way of writing a name. Chosen by hand."""
_MIN_PREFIX = 4
"""Letters of the shorter word that must begin the longer one for both to be forms of one word (`olympics`,
`Olympic`). Chosen by hand."""


def read_as(slot: Slot, head: RaceHead, wording: Wording) -> str:
    """`“brenan” read as Port Brennan.`; empty where the card already shows the words that were typed.

    `slot` is the edition slot of the question, `head` the race that answers the question.
    """
    names = dict(_names(head, wording))
    typed = _words_not_shown(slot, (*names, head.city.name, head.competition.name, head.nation.name))
    if not typed:
        return ""
    # On a tie the city wins, because it comes first: most people name a race by it.
    name = max(names, key=lambda name: _similarity(typed, names[name]))
    if _similarity(typed, names[name]) < MIN_SIMILARITY:
        # No name resembles the words. A correction of the spelling is shown all the same.
        if slot.why is not Why.SPELLING:
            return ""
        name = edition_label(head, wording)
    return wording.say("“{typed}” read as {label}.", typed=echo(typed), label=name)


def _words_not_shown(slot: Slot, names: Iterable[str]) -> str:
    """The typed words that are in none of the names; all of them where the spelling was corrected anyway."""
    shown = {word for name in names for word in fold(name).split()}
    typed = (slot.typed or "").split()
    unknown = [word for word in typed if not _is_shown(word, shown)]
    if not unknown and slot.why is Why.SPELLING:
        unknown = typed
    return " ".join(unknown)


def _names(head: RaceHead, wording: Wording) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that a card gives to a race's place, each with its other spellings."""
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


def _is_shown(word: str, shown: set[str]) -> bool:
    """Whether a word, or a form of it, is among the words on the card."""
    return all(
        any(part == one or is_prefix(part, one, min_letters=_MIN_PREFIX) for one in shown)
        for part in fold(word).split()
    )


def _similarity(typed: str, names: tuple[str, ...]) -> float:
    """The highest similarity (0 to 1) of the words to a name or to one word of it."""
    spellings = {spelling for name in names for spelling in (fold(name), *fold(name).split())}
    return best_ratio(fold(typed), spellings)
