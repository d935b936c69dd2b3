"""Clusters the people of several sources, source by source, the most reliable source first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.name_comparison import forget_words, words
from knowledge.imports.linkage.people.pairing import NO_MARKS, SharedMarks, match_clusters
from knowledge.imports.linkage.people.person import Person, exact_birth_date
from knowledge.imports.linkage.people.population import HYPHEN, PeopleOfSource, Population
from knowledge.models.nations import nations_agree


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
        if any(HYPHEN in family for person in born_together for family in person.families):
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
    parts = [words(part) for part in longer.split(HYPHEN)]
    own = [words(part) for part in family.split(HYPHEN)]
    return len(own) < len(parts) and own in (parts[: len(own)], parts[-len(own) :])


@dataclass(frozen=True, slots=True)
class Clusters:
    """The merged people; `same` are the merged pairs, `doubtful` those that wait for a curator's decision."""

    people: Population
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]


def cluster_people(
    sources: Sequence[PeopleOfSource], shared: SharedMarks = NO_MARKS, decisions: Decisions = NONE_MADE
) -> Clusters:
    """Merge clear matches, source by source. `shared` and `decisions` use the person keys of the sources.

    Two people of one source are merged only by a curator's decision, or where a hyphen joins another part to
    the family name. Probable duplicates within a source are doubtful.
    """
    people = Population(sources)
    same: list[ComparedPair] = []
    doubtful: list[ComparedPair] = []
    for first, end in pairwise(people.starts):
        _merge_within(people, first, end, decisions)
        for together in people.born_together(first, end):
            doubtful += possible_duplicates(map(people.__getitem__, together), decisions)
        pairs = match_clusters(people, first, end, shared, decisions)
        same += pairs.same
        doubtful += pairs.doubtful
        # Curators may match one to several, who stay apart: of these the last has it.
        for pair in {pair.right: pair for pair in pairs.same}.values():
            people.merge(people.cluster(pair.left), people.cluster(pair.right))
    forget_words()
    return Clusters(people, tuple(same), tuple(doubtful))


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


def _merge_within(people: Population, first: int, end: int, decisions: Decisions) -> None:
    """Merge the duplicates of one source, whose people have the numbers from the first to before the end.

    A curator's yes merges two people. A longer family name does too, unless a curator decided about any pair
    of the two clusters.
    """
    renamed = [
        (one.key, other.key)
        for together in people.born_together(first, end, hyphenated=True)
        for one, other in renamed_pairs(map(people.__getitem__, together))
    ]

    def within(key: str) -> int | None:
        number = people.find(key)
        return number if number is not None and first <= number < end else None

    for decision in decisions.by_pair.values():
        one, other = within(decision.one), within(decision.other)
        if decision.same and one is not None and other is not None and one != other:
            people.merge(one, other)
    for pair in renamed:
        left, right = map(people.cluster, pair)
        pairs = product(people.member_keys(left), people.member_keys(right))
        if left != right and all(decisions.about(*keys) is None for keys in pairs):
            people.merge(left, right)
