"""What a name on a line by itself means: one thing, several, or nothing here."""

from enum import StrEnum
from typing import Literal

from knowledge.models.base import Model

Outcome = Literal["match", "ambiguous", "not_found"]


class How(StrEnum):
    """How a typed name and a spelling differ: of all differences the one that says most, nearest first."""

    EXACT = "exact"
    ORDER = "order"  # the same words in another order
    PART = "part"  # some words of the spelling were not typed
    JOINED = "joined"  # two words of the spelling were typed as one
    SPLIT = "split"  # a word of the spelling was typed as two
    INITIAL = "initial"  # a letter for a word
    BEGINNING = "beginning"  # a word was cut short, or goes on
    NICKNAME = "nickname"  # a short form, or the same given name in another language
    SOUNDS_ALIKE = "sounds-alike"  # a word transliterated otherwise
    MISSPELLED = "misspelled"  # letters differ
    EXTRA_WORD = "extra-word"  # a typed word has no place in the spelling


class Matched(Model):
    """The spelling that a name was found by, and how the two differ.

    `recorded` says that it is another spelling than the one that the thing is shown by.
    """

    spelling: str
    how: How
    recorded: bool


class ResolvedCandidate(Model):
    """A candidate for a name with its posterior; NIL takes a share of the probability.

    `nation` is the code of an athlete's, a city's or an edition's, `born` as much of an athlete's birth date
    as is known; other kinds have neither.
    """

    kind: str
    id: str
    name: str
    nation: str | None
    born: str | None
    score: float
    matched: Matched


class Resolved(Model):
    """What became of one line. `query` is the line, as far as a name can be long.

    The chosen candidate of a match comes first, or the plausible ones of several; the others follow,
    likeliest first.
    """

    query: str
    outcome: Outcome
    candidates: tuple[ResolvedCandidate, ...]
