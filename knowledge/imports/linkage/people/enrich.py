"""Links enrichments to known people: they add spellings, a birth date or an id, but no person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from knowledge.imports.formats import Enrichment
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.person import Person, exact_birth_date
from knowledge.models.facts import Sex

SYSTEM = "world-athletics"
"""The system of outside ids that enrichments use."""


@dataclass(frozen=True, slots=True)
class AthleteAddition:
    """The additions to one person. `differs` has the disagreements with known values, in words."""

    person: str
    spellings: tuple[str, ...] = ()
    born: str | None = None
    world_athletics: str | None = None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedEnrichments:
    """The outcome of all enrichments.

    `unclear` are the items (`Q123`) that match several people, or one by the id but not by the rest; nothing
    is added from them. `unknown` counts the items without a match.
    """

    additions: tuple[AthleteAddition, ...]
    unclear: tuple[str, ...]
    unknown: int


@dataclass(slots=True)
class _Item:
    """All statements about one item: distinct values in the order of their occurrence."""

    names: dict[str, None]
    ids: dict[str, None]
    births: dict[str, None]
    nations: dict[str, None]
    sexes: dict[Sex, None]


def enrich(people: Iterable[Person], statements: Iterable[Enrichment]) -> LinkedEnrichments:
    """Match each item to a person: by World Athletics id, or by birth date, nation and a compatible name.

    A name alone is never enough. Known values of a person stay; a different value is reported, not added.
    """
    items = _items(statements)
    index = _Index(people, items.values())
    additions: dict[str, AthleteAddition] = {}
    unclear: list[str] = []
    unknown = 0
    for number, item in items.items():
        matches, doubtful = index.candidates(number, item)
        if len(matches) == 1 and matches[0].key not in additions:
            additions[matches[0].key] = _addition(matches[0], item, index)
        elif matches or doubtful:
            unclear.append(number)
        else:
            unknown += 1
    return LinkedEnrichments(tuple(additions.values()), tuple(unclear), unknown)


def _items(statements: Iterable[Enrichment]) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    for one in statements:
        item = items.get(one.item)
        if item is None:
            item = items[one.item] = _Item({}, {}, {}, {}, {})
        for values, value in (
            (item.names, one.name),
            (item.ids, one.world_athletics),
            (item.births, one.born),
            (item.nations, one.nation),
        ):
            if value is not None:
                values[value] = None
        if one.sex is not None:
            item.sexes[one.sex] = None
    return items


class _Index:
    """The people with a World Athletics id or a birth date of an item, by these."""

    def __init__(self, people: Iterable[Person], items: Collection[_Item]) -> None:
        self.by_id: dict[str, Person] = {}
        self._by_birth: defaultdict[str, list[Person]] = defaultdict(list)
        ids, births = {one for item in items for one in item.ids}, {*map(_born, items)}
        for person in people if items else ():
            own = (value for system, value in person.ids if system == SYSTEM)
            self.by_id.update((value, person) for value in own if value in ids)
            if (date := exact_birth_date(person.born)) and date in births:
                self._by_birth[date].append(person)

    def candidates(self, number: str, item: _Item) -> tuple[list[Person], bool]:
        """The people who match an item, and whether any other match is doubtful."""
        candidates = {self.by_id[one].key: self.by_id[one] for one in item.ids if one in self.by_id}
        born = _born(item)
        if item.nations and (date := exact_birth_date(born)):
            candidates |= {person.key: person for person in self._by_birth.get(date, ())}
        compared = [(person, _compare(person, number, item, born)) for person in candidates.values()]
        matches = [person for person, pair in compared if pair.verdict is MatchStatus.SAME]
        return matches, any(pair.verdict is MatchStatus.DOUBTFUL for _, pair in compared)


def _compare(person: Person, number: str, item: _Item, born: str | None) -> ComparedPair:
    other = Person(
        f"wikidata/{number}",
        _only(item.sexes) or person.sex,
        tuple(item.names),
        tuple(item.nations),
        born,
        tuple((SYSTEM, value) for value in item.ids),
    )
    return compare_people(person, other)


def _born(item: _Item) -> str | None:
    """The birth date where the item has only one; a less exact form of another date does not count."""
    exact = [
        one for one in item.births if not any(other != one and other.startswith(one) for other in item.births)
    ]
    return exact[0] if len(exact) == 1 else None


def _only(values: dict[Sex, None]) -> Sex | None:
    return next(iter(values)) if len(values) == 1 else None


def _addition(person: Person, item: _Item, index: _Index) -> AthleteAddition:
    born = _born(item)
    known = person.born
    adds_birth = born is not None and (known is None or (born != known and born.startswith(known)))
    own = {value for system, value in person.ids if system == SYSTEM}
    free = [number for number in item.ids if number not in index.by_id]
    return AthleteAddition(
        person=person.key,
        spellings=tuple(name for name in item.names if name not in person.names),
        born=born if adds_birth else None,
        world_athletics=free[0] if len(item.ids) == 1 and free and not own else None,
        differs=tuple(_differences(person, born)),
    )


def _differences(person: Person, born: str | None) -> Iterator[str]:
    known = person.born
    if born and known and not born.startswith(known) and not known.startswith(born):
        yield f"born {born}, {known} here"
