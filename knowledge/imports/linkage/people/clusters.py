"""Clusters the people of several sources, source by source, the most reliable source first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decision, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.name_comparison import forget_words, words
from knowledge.imports.linkage.people.pairing import NO_MARKS, SharedMarks, match_people
from knowledge.imports.linkage.people.person import Person, exact_birth_date, merge_people
from knowledge.models.nations import nations_agree

_HYPHEN = "-"


def renamed_pairs(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of people who differ by one part of a double-barrelled family name only.

    Sex, exact birth date, nation and given names must agree, and neither has an outside id. The additional
    part must be joined by a hyphen: an additional word may distinguish two people.
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
        given == others and (_extends(longer, family) or _extends(family, longer))
        for given, family in _split_names(one)
        for others, longer in _split_names(other)
    )


def _split_names(person: Person) -> Iterator[tuple[tuple[str, ...], str]]:
    """The folded given names and the family name of each name that ends with a family name."""
    for name in person.names:
        for family in person.families:
            whole, end = words(name), words(family)
            if end and len(whole) > len(end) and whole[-len(end) :] == end:
                yield whole[: -len(end)], family


def _extends(longer: str, family: str) -> bool:
    """Whether a family name consists of another and more parts before or after it."""
    parts = [words(part) for part in longer.split(_HYPHEN)]
    own = [words(part) for part in family.split(_HYPHEN)]
    return len(own) < len(parts) and own in (parts[: len(own)], parts[-len(own) :])


@dataclass(frozen=True, slots=True)
class Clusters:
    """The merged people. `of` maps each person key of the sources to the key of its cluster.

    `same` are the merged pairs, `doubtful` the pairs that wait for a curator's decision.
    """

    people: tuple[Person, ...]
    of: dict[str, str]
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]


def cluster_people(
    sources: Sequence[Sequence[Person]], shared: SharedMarks = NO_MARKS, decisions: Decisions = NONE_MADE
) -> Clusters:
    """Merge clear matches, source by source. `shared` and `decisions` use the person keys of the sources.

    Two people of one source are merged only by a curator's decision, or where a hyphen joins another part to
    the family name. Probable duplicates within a source are doubtful.
    """
    people: dict[str, Person] = {}
    of: dict[str, str] = {}
    same: list[ComparedPair] = []
    doubtful: list[ComparedPair] = []
    for source in sources:
        own, merged = _merged_within(source, decisions)
        of.update({person.key: merged.get(person.key, person.key) for person in source})
        doubtful += possible_duplicates(own, decisions)
        marks = _marks_of_clusters(shared, of)
        pairs = match_people(tuple(people.values()), own, marks, _decisions_of_clusters(decisions, of))
        same += pairs.same
        doubtful += pairs.doubtful
        by_right = pairs.by_right()
        for person in own:
            key = by_right.get(person.key, person.key)
            people[key] = merge_people(people[key], person) if key in people else person
        of = {key: by_right.get(value, value) for key, value in of.items()}
    forget_words()
    return Clusters(tuple(people.values()), of, tuple(same), tuple(doubtful))


def _marks_of_clusters(shared: SharedMarks, of: dict[str, str]) -> SharedMarks:
    """The shared marks by the current cluster keys, in both orders of each pair."""
    marks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (one, other), races in shared.items():
        one_now, other_now = of.get(one, one), of.get(other, other)
        marks[one_now, other_now] += races
        marks[other_now, one_now] += races
    return marks


def possible_duplicates(
    people: Iterable[Person], decisions: Decisions = NONE_MADE
) -> tuple[ComparedPair, ...]:
    """Pairs of one source that may be one person: same birth date, agreeing nations and compatible names."""
    by_birth: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        date = exact_birth_date(person.born)
        if date is not None:
            by_birth[person.sex, date].append(person)
    doubtful = []
    for born_together in by_birth.values():
        for one, other in combinations(born_together, 2):
            if _may_be_one(one, other) and decisions.about(one.key, other.key) is None:
                pair = compare_people(one, other)
                if pair.verdict is MatchStatus.SAME:
                    why = (*pair.evidence, "both in one source")
                    doubtful.append(replace(pair, verdict=MatchStatus.DOUBTFUL, evidence=why))
    return tuple(doubtful)


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two people born on one day need a comparison: a common nation, an id or an equal name.

    This cheap test excludes most pairs, in a hundredth of the time of a comparison.
    """
    if nations_agree(one.nations, other.nations) or one.ids or other.ids:
        return True
    return not _letters(one).isdisjoint(_letters(other))


def _letters(person: Person) -> set[str]:
    """The sorted letters of each name: equal for names with the same words in any order."""
    return {"".join(sorted("".join(words(name)))) for name in person.names}


def _merged_within(
    source: Sequence[Person], decisions: Decisions
) -> tuple[tuple[Person, ...], dict[str, str]]:
    """The people of a source with its duplicates merged, and the new key of each merged person.

    A curator's yes merges two people. A longer family name does too, unless a curator decided about any pair
    of the two clusters.
    """
    people = {person.key: person for person in source}
    members = {key: [key] for key in people}
    became = {key: key for key in people}

    def merge_into(one: str, other: str) -> None:
        people[one] = merge_people(people[one], people.pop(other))
        moved = members.pop(other)
        members[one] += moved
        became.update(dict.fromkeys(moved, one))

    for decision in decisions.by_pair.values():
        one, other = became.get(decision.one), became.get(decision.other)
        if decision.same and one is not None and other is not None and one != other:
            merge_into(one, other)
    for person, renamed in renamed_pairs(source):
        one, other = became[person.key], became[renamed.key]
        pairs = product(members[one], members[other])
        if one != other and all(decisions.about(*pair) is None for pair in pairs):
            merge_into(one, other)
    return tuple(people.values()), {key: now for key, now in became.items() if key != now}


def _decisions_of_clusters(decisions: Decisions, of: dict[str, str]) -> Decisions:
    """The decisions by the current cluster keys. A no overrides a yes about the same pair of clusters."""
    by_pair: dict[frozenset[str], Decision] = {}
    for decision in decisions.by_pair.values():
        one, other = of.get(decision.one, decision.one), of.get(decision.other, decision.other)
        pair = frozenset((one, other))
        if one != other and (pair not in by_pair or not decision.same):
            by_pair[pair] = decision.model_copy(update={"one": one, "other": other})
    return Decisions(by_pair)
