"""People whom a source has under two family names, one of which is the other with a part more.

Publishers print the name of the day: `Elaine THOMPSON` until 2019, `Elaine THOMPSON-HERAH` from 2020. Of all
the pairs that World Athletics' lists to July 2023 print so, each judged by hand, none is two people.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from knowledge.identity.likeness import words
from knowledge.identity.person import Person, whole_date

_HYPHEN = "-"


def renamed(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of one sex, whole birth date, nation and given names, and one family name within the other.

    The part more must be joined to it by a hyphen: a word more may as well tell two people apart.
    """
    by_birth: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        date = whole_date(person.born)
        if date is not None:
            by_birth[person.sex, date].append(person)
    for born_together in by_birth.values():
        if any(_HYPHEN in family for person in born_together for family in person.families):
            yield from (pair for pair in combinations(born_together, 2) if _is_renamed(*pair))


def _is_renamed(one: Person, other: Person) -> bool:
    if one.ids or other.ids or set(one.nations).isdisjoint(other.nations):
        return False
    return any(
        mine == yours and (_has_a_part_more(family, longer) or _has_a_part_more(longer, family))
        for mine, family in _parted(one)
        for yours, longer in _parted(other)
    )


def _parted(person: Person) -> Iterator[tuple[tuple[str, ...], str]]:
    """The given names, folded, and the family name of each name that ends with one."""
    for name in person.names:
        for family in person.families:
            whole, end = words(name), words(family)
            if end and len(whole) > len(end) and whole[-len(end) :] == end:
                yield whole[: -len(end)], family


def _has_a_part_more(family: str, longer: str) -> bool:
    parts = [words(part) for part in longer.split(_HYPHEN)]
    own = [words(part) for part in family.split(_HYPHEN)]
    return len(own) < len(parts) and own in (parts[: len(own)], parts[-len(own) :])
