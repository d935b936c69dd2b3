"""Explanation of a match: how a typed name differs from the spelling that matched.

The index does not keep how a candidate matched. So the words of the two are aligned again, at least cost.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from knowledge.names.search.top_k import Candidate
from knowledge.names.text.edit_costs import (
    JOINED,
    NICKNAME,
    SAME,
    SOUNDS_ALIKE,
    prefix_cost,
    token_cost,
    weak_match_costs,
)
from knowledge.names.text.nicknames import aliases
from knowledge.names.text.normalize import name_words
from knowledge.names.text.similarity import is_prefix, sound_alike


class How(StrEnum):
    """The difference between a typed name and a spelling, of several the greatest; in ascending order."""

    EXACT = "exact"
    ORDER = "order"  # the same words in another order
    PART = "part"  # some words of the spelling were not typed
    JOINED = "joined"  # two words of the spelling were typed as one
    SPLIT = "split"  # a word of the spelling was typed as two
    INITIAL = "initial"  # a letter for a word
    BEGINNING = "beginning"  # a word was cut short, or goes on
    NICKNAME = "nickname"  # a short form, or the same given name in another language
    SOUNDS_ALIKE = "sounds-alike"  # another transliteration of a word
    MISSPELLED = "misspelled"  # letters differ
    EXTRA_WORD = "extra-word"  # a typed word has no place in the spelling


_SEVERITY = tuple(How)
"""The differences, from the least to the greatest."""
_UNALIGNED = 10.0
"""Cost in nats of a typed word without a place, above that of any step. Chosen by hand."""
_MAX_PATHS = 16
"""Alignments kept for each number of typed words (beam width). Chosen by hand."""
_MAX_SLIPS = 3
"""Letters by which joined words may be longer or shorter than a word: no more edits are ever allowed."""
_SIZES = ((1, 1), (2, 1), (1, 2))
"""How many typed words are aligned with how many words of the spelling in one step."""


class _Step(NamedTuple):
    """Typed words `typed` up to `until` aligned with words `word` up to `beyond` of the spelling.

    `cost` is in nats, and `how` says what differs.
    """

    cost: float
    typed: int
    until: int
    word: int
    beyond: int
    how: How


class _Path(NamedTuple):
    """Steps that do not overlap, and their cost in nats with that of the words left out."""

    cost: float
    steps: tuple[_Step, ...]


def explain_match(words: Sequence[str], candidate: Candidate) -> How:
    """The greatest difference between the folded typed words and the spelling that the candidate matched."""
    typed, spelled = name_words(" ".join(words)), name_words(candidate.name)
    if typed == spelled:
        return How.EXACT
    if "".join(typed) == "".join(spelled):
        return How.JOINED if len(typed) < len(spelled) else How.SPLIT
    steps = _align(typed, spelled)
    if sum(step.until - step.typed for step in steps) < len(typed):
        return How.EXTRA_WORD
    hows = [step.how for step in steps]
    if sum(step.beyond - step.word for step in steps) < len(spelled):
        hows.append(How.PART)
    if [step.word for step in steps] != sorted(step.word for step in steps):
        hows.append(How.ORDER)
    return max(hows, key=_SEVERITY.index)


def _align(typed: Sequence[str], spelled: Sequence[str]) -> tuple[_Step, ...]:
    """The cheapest steps of which no two overlap, in the order of the typed words."""
    equal = tuple(_equal_words(typed, spelled))
    starting: dict[int, list[_Step]] = {}
    for step in _steps(typed, spelled, equal):
        starting.setdefault(step.typed, []).append(step)
    paths: list[list[_Path]] = [[] for _ in range(len(typed) + 1)]
    paths[0] = [_Path(SAME, ())]
    for at in range(len(typed)):
        for cost, steps in sorted(paths[at])[:_MAX_PATHS]:
            paths[at + 1].append(_Path(cost + _UNALIGNED, steps))
            for step in starting.get(at, ()):
                if not any(_overlap(step, other) for other in (*equal, *steps)):
                    paths[step.until].append(_Path(cost + step.cost, (*steps, step)))
    return tuple(sorted((*equal, *min(paths[-1]).steps), key=lambda step: step.typed))


def _overlap(one: _Step, other: _Step) -> bool:
    return (one.typed < other.until and other.typed < one.until) or (
        one.word < other.beyond and other.word < one.beyond
    )


def _equal_words(typed: Sequence[str], spelled: Sequence[str]) -> Iterator[_Step]:
    """The steps between equal words, each word once."""
    left = list(enumerate(spelled))
    for at, one in enumerate(typed):
        for number, (place, word) in enumerate(left):
            if word == one:
                yield _Step(SAME, at, at + 1, place, place + 1, How.EXACT)
                del left[number]
                break


def _steps(typed: Sequence[str], spelled: Sequence[str], equal: Sequence[_Step]) -> Iterator[_Step]:
    """The steps that begin at words which no equal word is aligned with."""
    aligned, placed = {step.typed for step in equal}, {step.word for step in equal}
    for at, place, (words, parts) in product(range(len(typed)), range(len(spelled)), _SIZES):
        if at in aligned or place in placed or at + words > len(typed) or place + parts > len(spelled):
            continue
        step = _step(typed, spelled, (at, at + words, place, place + parts))
        if step is not None:
            yield step


def _step(typed: Sequence[str], spelled: Sequence[str], ranges: tuple[int, int, int, int]) -> _Step | None:
    """The step between one word and one, or two joined; None where they are not alike."""
    at, until, place, beyond = ranges
    one, word = "".join(typed[at:until]), "".join(spelled[place:beyond])
    joins = until - at > 1 or beyond - place > 1
    if joins and abs(len(one) - len(word)) > _MAX_SLIPS:
        return None
    cost = _cost(one, word, alone=len(typed) == 1)
    if cost is None:
        return None
    how = _how(one, word)
    if joins:
        how = max(How.SPLIT if until - at > 1 else How.JOINED, how, key=_SEVERITY.index)
        cost += JOINED
    return _Step(cost, *ranges, how)


def _cost(typed: str, word: str, *, alone: bool) -> float | None:
    """The cost in nats of a typed word for another; None where they are not alike."""
    cost = token_cost(typed, word)
    if cost is None and word.startswith(typed):
        cost = prefix_cost(typed, typing=False, alone=alone)
    if cost is None and word in aliases(typed):
        cost = NICKNAME
    if cost is None and sound_alike(typed, word):
        cost = SOUNDS_ALIKE
    if cost is None:
        cost = next((cost for _, cost in weak_match_costs(typed, [word])), None)
    return cost


def _how(typed: str, word: str) -> How:
    """The difference between two words that are alike."""
    if typed == word:
        return How.EXACT
    if len(typed) == 1 and word.startswith(typed):
        return How.INITIAL
    if sound_alike(typed, word):
        return How.SOUNDS_ALIKE
    if word in aliases(typed):
        return How.NICKNAME
    return How.BEGINNING if is_prefix(typed, word) else How.MISSPELLED
