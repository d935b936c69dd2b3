"""Matches people of one source to people of others: blocking, comparison, then a one-to-one assignment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.name_comparison import words
from knowledge.imports.linkage.people.person import Person, exact_birth_date

SharedMarks = Mapping[tuple[str, str], Sequence[str]]
"""Pairs of keys, with the races in which both people have the same mark."""
NO_MARKS: SharedMarks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Matches:
    """The compared pairs by outcome: the same person, a doubtful match, or different people.

    No person is in two pairs of `same`. `different` has only pairs that a curator decided or that were
    doubtful before. All three are in the order of the keys.
    """

    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]
    different: tuple[ComparedPair, ...]

    def by_right(self) -> dict[str, str]:
        """The left key of each pair of `same`, by the right key."""
        return {pair.right: pair.left for pair in self.same}


def match_people(
    known: Sequence[Person],
    others: Sequence[Person],
    shared: SharedMarks = NO_MARKS,
    decisions: Decisions = NONE_MADE,
) -> Matches:
    """Match known people (of one source, or of several merged ones) to the people of another source.

    `shared` is evidence from races that both have. A curator's decision overrides all evidence. Otherwise a
    person is matched to one other at most, and to none of several with equal match weights.
    """
    right_of = {person.key: person for person in others}
    left_of = {person.key: person for person in known}
    compared: list[ComparedPair] = []
    for left_key, right_key in _candidates(known, others, shared, decisions):
        pair = compare_people(left_of[left_key], right_of[right_key], shared.get((left_key, right_key), ()))
        compared.append(_decided(pair, decisions))
    return _assigned(compared, decisions)


def _candidates(
    known: Sequence[Person], others: Sequence[Person], shared: SharedMarks, decisions: Decisions
) -> Iterable[tuple[str, str]]:
    """The pairs to compare: those with a block in common, with a shared mark or with a decision."""
    pairs = dict.fromkeys(_same_block(known, others))
    lefts, rights = {person.key for person in known}, {person.key for person in others}
    for pair in (*shared, *decisions.pairs()):
        for left, right in (pair, pair[::-1]):
            if left in lefts and right in rights:
                pairs[left, right] = None
    return pairs


def _same_block(known: Sequence[Person], others: Sequence[Person]) -> Iterator[tuple[str, str]]:
    blocks: dict[object, list[str]] = defaultdict(list)
    for person in known:
        for block in _blocks(person):
            blocks[block].append(person.key)
    for person in others:
        for block in _blocks(person):
            for left in blocks.get(block, ()):
                yield left, person.key


def _blocks(person: Person) -> set[object]:
    """Blocking keys: each outside id, sex with birth date, and sex with the sorted words of each name."""
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
    reason = "decided by a curator" + (f": {decision.why}" if decision.why else "")
    return replace(pair, verdict=verdict, evidence=(reason, *pair.evidence), strength=_DECIDED, sure=True)


_DECIDED = 10_000
"""Match weight of a curator's decision: above any weight of evidence."""

_Side = tuple[bool, str]
"""A person of a pair: whether it is the right one, and the key."""


def _assigned(compared: list[ComparedPair], decisions: Decisions) -> Matches:
    """Choose the best pairs, and sort the others by outcome."""
    same = _best(_unrivalled(compared))
    lefts, rights = {pair.left for pair in same}, {pair.right for pair in same}
    chosen = {(pair.left, pair.right) for pair in same}
    doubtful: list[ComparedPair] = []
    different: list[ComparedPair] = []
    for pair in compared:
        if (pair.left, pair.right) in chosen:
            continue
        if pair.verdict is MatchStatus.SAME:
            doubtful.append(_outrivalled(pair))
        elif pair.verdict is MatchStatus.DOUBTFUL and pair.left not in lefts and pair.right not in rights:
            doubtful.append(pair)
        elif decisions.about(pair.left, pair.right) is not None or pair.verdict is MatchStatus.DOUBTFUL:
            different.append(replace(pair, verdict=MatchStatus.DIFFERENT))
    return Matches(_in_order(same), _in_order(doubtful), _in_order(different))


def _unrivalled(compared: list[ComparedPair]) -> list[ComparedPair]:
    """The pairs of one person that are sure, or have no rival with the same birth date."""
    rivals: Counter[_Side] = Counter()
    for pair in compared:
        if pair.same_birth and pair.verdict is not MatchStatus.DIFFERENT:
            rivals.update(_sides(pair))
    return [
        pair
        for pair in compared
        if pair.verdict is MatchStatus.SAME and (pair.sure or all(rivals[side] == 1 for side in _sides(pair)))
    ]


def _best(pairs: list[ComparedPair]) -> list[ComparedPair]:
    """The pairs with the highest match weight on both sides, without ties. A curator may allow a tie."""
    best: dict[_Side, int] = {}
    ties: Counter[_Side] = Counter()
    for pair in sorted(pairs, key=lambda pair: -pair.strength):
        ties.update(side for side in _sides(pair) if best.setdefault(side, pair.strength) == pair.strength)
    return [
        pair
        for pair in pairs
        if all(
            best[side] == pair.strength and (ties[side] == 1 or pair.strength == _DECIDED)
            for side in _sides(pair)
        )
    ]


def _outrivalled(pair: ComparedPair) -> ComparedPair:
    why = "somebody else fits as well or better"
    return replace(pair, verdict=MatchStatus.DOUBTFUL, evidence=(*pair.evidence, why))


def _sides(pair: ComparedPair) -> tuple[_Side, _Side]:
    return (False, pair.left), (True, pair.right)


def _in_order(pairs: Iterable[ComparedPair]) -> tuple[ComparedPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right)))
