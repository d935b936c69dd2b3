"""Comparison of two people: the evidence in words, its match weight, and the verdict."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from knowledge.imports.linkage.people.name_comparison import Likeness, likeness
from knowledge.imports.linkage.people.person import Person, exact_birth_date
from knowledge.models.nations import nations_agree


class MatchStatus(StrEnum):
    """The outcome of a comparison of two people."""

    SAME = "same"
    DIFFERENT = "different"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two compared people: their keys, the verdict, and the evidence in words for a curator.

    `strength` is the match weight, without a unit: it ranks the pairs of one person. `sure` means that a
    rival with the same birth date does not make the match doubtful. `same_birth` means equal exact birth
    dates.
    """

    left: str
    right: str
    verdict: MatchStatus
    evidence: tuple[str, ...]
    strength: int = 0
    sure: bool = False
    same_birth: bool = False


_BY_ID = 1000
_BY_MARKS = 100
_BY_NATION = 10
"""Match weights of an equal id, of each shared mark (up to five) and of agreeing nations.

The level of the names is added. Chosen by hand, so that each weight exceeds the sum of all smaller ones.
"""


def compare_people(left: Person, right: Person, races: Collection[str] = ()) -> ComparedPair:
    """Compare two people; `races` are the ids of races in which both have the same mark (and place).

    An equal outside id makes them one person, different ids of one system make them two. Otherwise an equal
    birth date or a shared mark must come with a compatible name; a name alone is never enough.
    """
    if left.sex != right.sex:
        return ComparedPair(left.key, right.key, MatchStatus.DIFFERENT, ("one is a man, the other a woman",))
    alike, shown = _best_names(left, right)
    birth, birth_words = _births(left, right)
    by_id = _compared_ids(left, right)
    if by_id is not None:
        same, words = by_id
        if same and birth == _AGAINST and alike < Likeness.MISSPELLED:
            return ComparedPair(left.key, right.key, MatchStatus.DOUBTFUL, (words, birth_words, shown))
        verdict = MatchStatus.SAME if same else MatchStatus.DIFFERENT
        return ComparedPair(left.key, right.key, verdict, (words, shown), _BY_ID + alike, sure=True)
    nation = nations_agree(left.nations, right.nations)
    evidence = [birth_words, _nation_words(left, right, agree=nation), shown]
    if races:
        evidence.append(f"the same mark in {_races(races)}")
    verdict = _verdict(alike, birth, nation=nation, races=len(races))
    strength = _BY_NATION * nation + _BY_MARKS * min(len(races), 5) + alike
    sure = bool(races) or alike == Likeness.EQUAL
    return ComparedPair(left.key, right.key, verdict, tuple(evidence), strength, sure, birth == _FOR)


_AGAINST, _UNKNOWN, _NEAR, _FOR = -1, 0, 1, 2


def _verdict(alike: Likeness, birth: int, *, nation: bool, races: int) -> MatchStatus:
    can_be_one = alike >= Likeness.MISSPELLED
    if birth == _FOR:
        # Siblings born on one day share nation and family name: the rest of the name must fit too.
        needed = Likeness.PARTLY if races else Likeness.MISSPELLED
        clear = (alike >= needed and (nation or races > 0)) or alike == Likeness.EQUAL
        return MatchStatus.SAME if clear else _maybe(alike > Likeness.NONE and nation, races)
    if birth == _AGAINST:
        return _maybe(alike >= Likeness.WITHIN and nation and races > 0, 0)
    if races and can_be_one and nation:
        return MatchStatus.SAME
    return _maybe(alike >= Likeness.WITHIN and nation, races)


def _maybe(doubtful: bool, races: int) -> MatchStatus:
    return MatchStatus.DOUBTFUL if doubtful or races else MatchStatus.DIFFERENT


def _best_names(left: Person, right: Person) -> tuple[Likeness, str]:
    families = (*left.families, *right.families)
    alike, one, other = max(
        ((likeness(one, other, families), one, other) for one, other in product(left.names, right.names)),
        key=lambda found: found[0],
        default=(Likeness.NONE, "", ""),
    )
    return alike, f"{one} and {other}: {_LIKENESS[alike]}"


_LIKENESS = {
    Likeness.NONE: "no word of the names in common",
    Likeness.PARTLY: "a part of the names in common, another not",
    Likeness.TOO_SHORT: "nothing in the names against it, but too little for it",
    Likeness.MISSPELLED: "the same name, a word of it cut short or with a letter changed",
    Likeness.SOUNDS: "names that sound alike",
    Likeness.WITHIN: "the one name within the other",
    Likeness.EQUAL: "the same name",
}


def _births(left: Person, right: Person) -> tuple[int, str]:
    if left.born is None or right.born is None:
        return _UNKNOWN, "a birth date is missing"
    one, other = exact_birth_date(left.born), exact_birth_date(right.born)
    if one is not None and other is not None:
        if one == other:
            return _FOR, f"both born on {one}"
        slip = _one_slip(one, other)
        return (_NEAR if slip else _AGAINST), f"born on {one} and on {other}{slip}"
    if left.born[:4] != right.born[:4]:
        return _AGAINST, f"born in {left.born[:4]} and in {right.born[:4]}"
    return _NEAR, f"both born in {left.born[:4]}, the day not known of both"


def _one_slip(one: str, other: str) -> str:
    """The slip, in words, of two dates that differ in one part or by exchanged day and month; else empty."""
    (year, month, day), (year2, month2, day2) = one.split("-"), other.split("-")
    if (year, month, day) == (year2, day2, month2):
        return ", day and month exchanged"
    same = (year == year2) + (month == month2) + (day == day2)
    return ", one part of it different" if same == 2 else ""


def _compared_ids(left: Person, right: Person) -> tuple[bool, str] | None:
    common = [(system, mine, yours) for system, yours in right.ids for own, mine in left.ids if own == system]
    for system, mine, yours in common:
        if mine == yours:
            return True, f"the same id at {system}: {mine}"
    if common:
        system, mine, yours = common[0]
        return False, f"two ids at {system}: {mine} and {yours}"
    return None


def _nation_words(left: Person, right: Person, *, agree: bool) -> str:
    one, other = "/".join(left.nations) or "no nation", "/".join(right.nations) or "no nation"
    if one == other:
        return f"both {one}"
    return f"{one} and {other}" if agree else f"{one} and {other}: two nations"


def _races(races: Collection[str]) -> str:
    names = sorted(races)
    return names[0] if len(names) == 1 else f"{len(names)} races, {names[0]} among them"
