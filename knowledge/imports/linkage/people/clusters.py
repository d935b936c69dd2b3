"""The people of several sources made one set, source by source, beginning with those who know best."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decision, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.name_comparison import words
from knowledge.imports.linkage.people.pairing import NO_MARKS, SharedMarks, match_people
from knowledge.imports.linkage.people.person import Person, exact_birth_date, merge_people, nations_agree

_HYPHEN = "-"


def renamed_pairs(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of one sex, whole birth date, nation and given names, and one family name within the other.

    The part more must be joined to it by a hyphen: a word more may as well tell two people apart.
    """
    by_birth: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        date = exact_birth_date(person.born)
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


@dataclass(frozen=True, slots=True)
class Clusters:
    """All people once. `of` leads from every key of every source to the key that the person has now.

    `same` are the pairs that were merged, `doubtful` those kept apart until a curator says more.
    """

    people: tuple[Person, ...]
    of: dict[str, str]
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]


def cluster_people(
    sources: Sequence[Sequence[Person]], shared: SharedMarks = NO_MARKS, decisions: Decisions = NONE_MADE
) -> Clusters:
    """Merge what is clear, source after source; keys of `shared` and `decisions` are those of the sources.

    Who stands twice in one source is merged only by a curator's yes, or where a hyphen joins the family name
    to another; likely ones are among the doubtful.
    """
    people: dict[str, Person] = {}
    of: dict[str, str] = {}
    same: list[ComparedPair] = []
    doubtful: list[ComparedPair] = []
    for source in sources:
        own, merged = _within(source, decisions)
        of.update({person.key: merged.get(person.key, person.key) for person in source})
        doubtful += possible_duplicates(own, decisions)
        now = {key: of.get(key, key) for pair in shared for key in pair}
        marks: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (one, other), races in shared.items():
            marks[now[one], now[other]] += races
            marks[now[other], now[one]] += races
        found = match_people(tuple(people.values()), own, marks, _now(decisions, of))
        same += found.same
        doubtful += found.doubtful
        by_right = found.by_right()
        for person in own:
            key = by_right.get(person.key, person.key)
            people[key] = merge_people(people[key], person) if key in people else person
        of = {key: by_right.get(value, value) for key, value in of.items()}
    return Clusters(tuple(people.values()), of, tuple(same), tuple(doubtful))


def possible_duplicates(
    people: Iterable[Person], decisions: Decisions = NONE_MADE
) -> tuple[ComparedPair, ...]:
    """Pairs within one source that may be one person: one birth date and nation, and names that allow it."""
    by_birth: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        date = exact_birth_date(person.born)
        if date is not None:
            by_birth[person.sex, date].append(person)
    found = []
    for born_together in by_birth.values():
        for one, other in combinations(born_together, 2):
            if _may_be_one(one, other) and decisions.about(one.key, other.key) is None:
                pair = compare_people(one, other)
                if pair.verdict is MatchStatus.SAME:
                    why = (*pair.evidence, "both in one source")
                    found.append(replace(pair, verdict=MatchStatus.DOUBTFUL, evidence=why))
    return tuple(found)


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two born on one day are worth weighing: without a nation in common only an equal name counts.

    Most pairs of a source are told apart by this, in a hundredth of the time.
    """
    if nations_agree(one.nations, other.nations) or one.ids or other.ids:
        return True
    return not _letters(one).isdisjoint(_letters(other))


def _letters(person: Person) -> set[str]:
    """The letters of each name in the order of the alphabet: the same wherever names have the same words."""
    return {"".join(sorted("".join(words(name)))) for name in person.names}


def _within(source: Sequence[Person], decisions: Decisions) -> tuple[tuple[Person, ...], dict[str, str]]:
    """The people of a source once those whom it has twice are one, and who became whom.

    They are one by a curator's yes, or else by another family name, unless he says no of any two of them.
    """
    people = {person.key: person for person in source}
    members = {key: [key] for key in people}
    became = {key: key for key in people}

    def become_one(one: str, other: str) -> None:
        people[one] = merge_people(people[one], people.pop(other))
        moved = members.pop(other)
        members[one] += moved
        became.update(dict.fromkeys(moved, one))

    for decision in decisions.by_pair.values():
        one, other = became.get(decision.one), became.get(decision.other)
        if decision.same and one is not None and other is not None and one != other:
            become_one(one, other)
    for person, again in renamed_pairs(source):
        one, other = became[person.key], became[again.key]
        pairs = product(members[one], members[other])
        if one != other and all(decisions.about(*pair) is None for pair in pairs):
            become_one(one, other)
    return tuple(people.values()), {key: now for key, now in became.items() if key != now}


def _now(decisions: Decisions, of: dict[str, str]) -> Decisions:
    """The decisions about the keys that people have by now; a no outweighs a yes that meets it there."""
    by_pair: dict[frozenset[str], Decision] = {}
    for decision in decisions.by_pair.values():
        one, other = of.get(decision.one, decision.one), of.get(decision.other, decision.other)
        pair = frozenset((one, other))
        if one != other and (pair not in by_pair or not decision.same):
            by_pair[pair] = decision.model_copy(update={"one": one, "other": other})
    return Decisions(by_pair)
