"""Two athletes in a few words that are read as one: `bett koech` is Charles Bett Koech, and two who met."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.models.base import AthleteId
from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.parts import Part, Span
from knowledge.understand.reading import KINDS

A_FAMILY_NAME = 0.55
"""What it costs at most to read words as a family name; given names cost more."""
MOST_ON_A_SIDE = 40
"""How many people of a name are looked at for one who met the other."""


def parted(kb: KnowledgeBase, index: NameIndex, person: Span) -> tuple[Span, ...]:
    """The words of one athlete as the family names of two, if two who are called so have met; else the one.

    Who is called by all these words and no more stays one.
    """
    if any(one.cost == 0 for one in person.found):
        return (person,)
    for sides in _ways(index, person):
        first, second = ([AthleteId(one.id) for one in side.found] for side in sides)
        if kb.meeting_standing(first, second):
            return sides
    return (person,)


def _ways(index: NameIndex, person: Span) -> Iterator[tuple[Span, Span]]:
    """Every cut of the words in two that leaves a family name on both sides."""
    for cut in range(1, len(person.words)):
        first, second = (_family(index, person, part) for part in (slice(cut), slice(cut, None)))
        if first.found and second.found:
            yield first, second


def _family(index: NameIndex, person: Span, part: slice) -> Span:
    """Some of the words, and who has them as a family name."""
    words = person.words[part]
    found = index.find([word.folded for word in words], KINDS[Part.ATHLETE], limit=MOST_ON_A_SIDE)
    return replace(person, words=words, found=tuple(one for one in found if one.cost <= A_FAMILY_NAME))
