"""Matching the people of one source to those of another: candidates, then evidence, then one for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.name_comparison import words
from knowledge.imports.linkage.people.person import Person, exact_birth_date

SharedMarks = Mapping[tuple[str, str], Sequence[str]]
"""Pairs of keys, and the races in which both have the same mark."""
NO_MARKS: SharedMarks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Matches:
    """What came of it: who is who, who may be, and who looks alike and is not.

    In `same` nobody stands twice. All three are in the order of the keys.
    """

    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]
    different: tuple[ComparedPair, ...]

    def by_right(self) -> dict[str, str]:
        """From the right key of each clear pair to the left one."""
        return {pair.right: pair.left for pair in self.same}


def match_people(
    known: Sequence[Person],
    others: Sequence[Person],
    shared: SharedMarks = NO_MARKS,
    decisions: Decisions = NONE_MADE,
) -> Matches:
    """Match people of one source (or of several merged) to those of another.

    `shared` comes from races met in both. What a curator decided stands, whatever the evidence; otherwise
    a person has at most one other, and of several who fit equally well none is taken.
    """
    right_of = {person.key: person for person in others}
    left_of = {person.key: person for person in known}
    weighed: list[ComparedPair] = []
    for left_key, right_key in _candidates(known, others, shared, decisions):
        pair = compare_people(left_of[left_key], right_of[right_key], shared.get((left_key, right_key), ()))
        weighed.append(_decided(pair, decisions))
    return _sorted_out(weighed, decisions)


def _candidates(
    known: Sequence[Person], others: Sequence[Person], shared: SharedMarks, decisions: Decisions
) -> Iterable[tuple[str, str]]:
    blocks: dict[object, list[str]] = defaultdict(list)
    for person in known:
        for block in _blocks(person):
            blocks[block].append(person.key)
    found: dict[tuple[str, str], None] = {}
    for person in others:
        for block in _blocks(person):
            for left in blocks.get(block, ()):
                found[left, person.key] = None
    lefts, rights = {person.key for person in known}, {person.key for person in others}
    for pair in (*shared, *decisions.pairs()):
        for left, right in (pair, pair[::-1]):
            if left in lefts and right in rights:
                found[left, right] = None
    return found


def _blocks(person: Person) -> set[object]:
    """Where to look for somebody: an id, a birth date, or the same words of a name."""
    blocks: set[object] = set(person.ids)
    date = exact_birth_date(person.born)
    if date is not None:
        blocks.add((person.sex, date))
    blocks.update((person.sex, *sorted(words(name))) for name in person.names)
    return blocks


def _decided(pair: ComparedPair, decisions: Decisions) -> ComparedPair:
    decision = decisions.about(pair.left, pair.right)
    if decision is None:
        return pair
    verdict = MatchStatus.SAME if decision.same else MatchStatus.DIFFERENT
    said = "decided by a curator" + (f": {decision.why}" if decision.why else "")
    return replace(pair, verdict=verdict, evidence=(said, *pair.evidence), strength=_DECIDED, sure=True)


_DECIDED = 10_000


def _sorted_out(weighed: list[ComparedPair], decisions: Decisions) -> Matches:
    rivals: dict[tuple[bool, str], int] = defaultdict(int)
    for pair in weighed:
        if pair.same_birth and pair.verdict is not MatchStatus.DIFFERENT:
            for side in _sides(pair):
                rivals[side] += 1
    clear = [
        pair
        for pair in weighed
        if pair.verdict is MatchStatus.SAME and (pair.sure or all(rivals[side] == 1 for side in _sides(pair)))
    ]
    best: dict[tuple[bool, str], int] = {}
    ties: dict[tuple[bool, str], int] = defaultdict(int)
    for pair in sorted(clear, key=lambda pair: -pair.strength):
        for side in _sides(pair):
            if best.setdefault(side, pair.strength) == pair.strength:
                ties[side] += 1
    same = [
        pair
        for pair in clear
        if all(
            best[side] == pair.strength and (ties[side] == 1 or pair.strength == _DECIDED)
            for side in _sides(pair)
        )
    ]
    lefts, rights = {pair.left for pair in same}, {pair.right for pair in same}
    chosen = {(pair.left, pair.right) for pair in same}
    doubtful: list[ComparedPair] = []
    different: list[ComparedPair] = []
    for pair in weighed:
        if (pair.left, pair.right) in chosen:
            continue
        if pair.verdict is MatchStatus.SAME:
            why = "somebody else fits as well or better"
            doubtful.append(replace(pair, verdict=MatchStatus.DOUBTFUL, evidence=(*pair.evidence, why)))
        elif pair.verdict is MatchStatus.DOUBTFUL and pair.left not in lefts and pair.right not in rights:
            doubtful.append(pair)
        elif decisions.about(pair.left, pair.right) is not None or pair.verdict is MatchStatus.DOUBTFUL:
            different.append(replace(pair, verdict=MatchStatus.DIFFERENT))
    return Matches(_in_order(same), _in_order(doubtful), _in_order(different))


def _sides(pair: ComparedPair) -> tuple[tuple[bool, str], tuple[bool, str]]:
    return (False, pair.left), (True, pair.right)


def _in_order(pairs: Iterable[ComparedPair]) -> tuple[ComparedPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right)))
