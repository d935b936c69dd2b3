"""Matching: how a typed name differs from the spelling that it was found by, told after it was found."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.models.resolved import How
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

_HOW_FAR = tuple(How)
_LEFT_OVER = 10.0
"""The cost of a typed word without a place, above that of any step."""
_MOST_WAYS = 16
_MOST_SLIPS = 3


class _Step(NamedTuple):
    """Typed words `typed` to before `until` taken for words `word` to before `beyond` of the spelling."""

    cost: float
    typed: int
    until: int
    word: int
    beyond: int
    how: How


class _Way(NamedTuple):
    cost: float
    steps: tuple[_Step, ...]


def explain_match(words: Sequence[str], found: Candidate) -> How:
    """How the folded typed words differ from the spelling that they were found by."""
    typed, spelled = name_words(" ".join(words)), name_words(found.name)
    if typed == spelled:
        return How.EXACT
    if "".join(typed) == "".join(spelled):
        return How.JOINED if len(typed) < len(spelled) else How.SPLIT
    taken = _taken(typed, spelled)
    if sum(step.until - step.typed for step in taken) < len(typed):
        return How.EXTRA_WORD
    hows = [step.how for step in taken]
    if sum(step.beyond - step.word for step in taken) < len(spelled):
        hows.append(How.PART)
    if [step.word for step in taken] != sorted(step.word for step in taken):
        hows.append(How.ORDER)
    return max(hows, key=_HOW_FAR.index)


def _taken(typed: Sequence[str], spelled: Sequence[str]) -> tuple[_Step, ...]:
    """Steps that together cost least, no word in two of them; in the order of the typed words."""
    same = tuple(_same(typed, spelled))
    begun: dict[int, list[_Step]] = {}
    for step in _steps(typed, spelled, same):
        begun.setdefault(step.typed, []).append(step)
    ways: list[list[_Way]] = [[] for _ in range(len(typed) + 1)]
    ways[0] = [_Way(SAME, ())]
    for at in range(len(typed)):
        for cost, steps in sorted(ways[at])[:_MOST_WAYS]:
            ways[at + 1].append(_Way(cost + _LEFT_OVER, steps))
            for step in begun.get(at, ()):
                if not any(_overlap(step, other) for other in (*same, *steps)):
                    ways[step.until].append(_Way(cost + step.cost, (*steps, step)))
    return tuple(sorted((*same, *min(ways[-1]).steps), key=lambda step: step.typed))


def _overlap(one: _Step, other: _Step) -> bool:
    return (one.typed < other.until and other.typed < one.until) or (
        one.word < other.beyond and other.word < one.beyond
    )


def _same(typed: Sequence[str], spelled: Sequence[str]) -> Iterator[_Step]:
    """The steps that cost nothing."""
    left = list(enumerate(spelled))
    for at, one in enumerate(typed):
        for number, (place, word) in enumerate(left):
            if word == one:
                yield _Step(SAME, at, at + 1, place, place + 1, How.EXACT)
                del left[number]
                break


def _steps(typed: Sequence[str], spelled: Sequence[str], taken: Sequence[_Step]) -> Iterator[_Step]:
    """All other steps, of words that are not taken."""
    alone = len(typed) == 1
    gone, placed = {step.typed for step in taken}, {step.word for step in taken}
    for at, one in enumerate(typed):
        if at in gone:
            continue
        for place, word in enumerate(spelled):
            if place in placed:
                continue
            if step := _step(one, word, alone=alone):
                yield _Step(step[0], at, at + 1, place, place + 1, step[1])
            pair = one + typed[at + 1] if typed[at + 1 :] else ""
            if pair and _about_as_long(pair, word) and (step := _step(pair, word, alone=alone)):
                how = max(How.SPLIT, step[1], key=_HOW_FAR.index)
                yield _Step(step[0] + JOINED, at, at + 2, place, place + 1, how)
            pair = word + spelled[place + 1] if spelled[place + 1 :] else ""
            if pair and _about_as_long(one, pair) and (step := _step(one, pair, alone=alone)):
                how = max(How.JOINED, step[1], key=_HOW_FAR.index)
                yield _Step(step[0] + JOINED, at, at + 1, place, place + 2, how)


def _about_as_long(typed: str, word: str) -> bool:
    """Whether two words may be one and the same but for slips."""
    return abs(len(typed) - len(word)) <= _MOST_SLIPS


def _step(typed: str, word: str, *, alone: bool) -> tuple[float, How] | None:
    """What it costs to take one word for the other, and what differs; None where nothing is alike."""
    cost = token_cost(typed, word)
    if cost is None and word.startswith(typed):
        cost = prefix_cost(typed, typing=False, alone=alone)
    if cost is None and word in aliases(typed):
        cost = NICKNAME
    if cost is None and sound_alike(typed, word):
        cost = SOUNDS_ALIKE
    if cost is None:
        cost = next((cost for _, cost in weak_match_costs(typed, [word])), None)
    return None if cost is None else (cost, _how(typed, word))


def _how(typed: str, word: str) -> How:
    """How two words differ that may be meant by one another."""
    if typed == word:
        return How.EXACT
    if len(typed) == 1 and word.startswith(typed):
        return How.INITIAL
    if sound_alike(typed, word):
        return How.SOUNDS_ALIKE
    if word in aliases(typed):
        return How.NICKNAME
    return How.BEGINNING if is_prefix(typed, word) else How.MISSPELLED
