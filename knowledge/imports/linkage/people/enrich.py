"""What outside statements add to people who are there: spellings, a birth date, an id; never anybody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.imports.formats import Enrichment
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.person import Person, exact_birth_date
from knowledge.models.facts import Sex

SYSTEM = "world-athletics"


@dataclass(frozen=True, slots=True)
class AthleteAddition:
    """What is added to one person. `differs` says, in words, what the statements say otherwise."""

    person: str
    spellings: tuple[str, ...] = ()
    born: str | None = None
    world_athletics: str | None = None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedEnrichments:
    """What came of all statements.

    `unclear` are things they are about (`Q123`) that fit several people here, or one by the id but not by
    the rest; nothing of them is added. `unknown` counts those that fit nobody.
    """

    additions: tuple[AthleteAddition, ...]
    unclear: tuple[str, ...]
    unknown: int


@dataclass(slots=True)
class _Item:
    """All that is said of one thing, value by value in the order it is said."""

    names: dict[str, None]
    ids: dict[str, None]
    births: dict[str, None]
    nations: dict[str, None]
    sexes: dict[Sex, None]


def enrich(people: Iterable[Person], statements: Iterable[Enrichment]) -> LinkedEnrichments:
    """Find who is meant: by the same World Athletics id, or by birth date, nation and a name that fits.

    A name alone never decides. What a person has already stays; what differs is told and not added.
    """
    index = _Index(people)
    additions: dict[str, AthleteAddition] = {}
    unclear: list[str] = []
    unknown = 0
    for item, thing in _items(statements).items():
        found, doubtful = index.find(item, thing)
        if len(found) == 1 and found[0].key not in additions:
            additions[found[0].key] = _addition(found[0], thing, index)
        elif found or doubtful:
            unclear.append(item)
        else:
            unknown += 1
    return LinkedEnrichments(tuple(additions.values()), tuple(unclear), unknown)


def _items(statements: Iterable[Enrichment]) -> dict[str, _Item]:
    things: dict[str, _Item] = {}
    for one in statements:
        thing = things.get(one.item)
        if thing is None:
            thing = things[one.item] = _Item({}, {}, {}, {}, {})
        for values, value in (
            (thing.names, one.name),
            (thing.ids, one.world_athletics),
            (thing.births, one.born),
            (thing.nations, one.nation),
        ):
            if value is not None:
                values[value] = None
        if one.sex is not None:
            thing.sexes[one.sex] = None
    return things


class _Index:
    """People by World Athletics id and by birth date."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_id: dict[str, Person] = {}
        self._by_birth: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people:
            self.by_id.update((value, person) for system, value in person.ids if system == SYSTEM)
            if date := exact_birth_date(person.born):
                self._by_birth[date].append(person)

    def find(self, item: str, thing: _Item) -> tuple[list[Person], bool]:
        """Who is surely meant, and whether somebody may be beside."""
        candidates = {
            self.by_id[number].key: self.by_id[number] for number in thing.ids if number in self.by_id
        }
        born = _born(thing)
        if thing.nations and (date := exact_birth_date(born)):
            candidates |= {person.key: person for person in self._by_birth.get(date, ())}
        weighed = [(person, _weigh(person, item, thing, born)) for person in candidates.values()]
        same = [person for person, pair in weighed if pair.verdict is MatchStatus.SAME]
        return same, any(pair.verdict is MatchStatus.DOUBTFUL for _, pair in weighed)


def _weigh(person: Person, item: str, thing: _Item, born: str | None) -> ComparedPair:
    meant = Person(
        f"wikidata/{item}",
        _only(thing.sexes) or person.sex,
        tuple(thing.names),
        tuple(thing.nations),
        born,
        tuple((SYSTEM, number) for number in thing.ids),
    )
    return compare_people(person, meant)


def _born(thing: _Item) -> str | None:
    """The birth date where only one is said; a year that another date says more exactly is no other."""
    exact = [
        one
        for one in thing.births
        if not any(other != one and other.startswith(one) for other in thing.births)
    ]
    return exact[0] if len(exact) == 1 else None


def _only(values: dict[Sex, None]) -> Sex | None:
    return next(iter(values)) if len(values) == 1 else None


def _addition(person: Person, thing: _Item, index: _Index) -> AthleteAddition:
    born = _born(thing)
    known = person.born
    adds_birth = born is not None and (known is None or (born != known and born.startswith(known)))
    own = {value for system, value in person.ids if system == SYSTEM}
    free = [number for number in thing.ids if number not in index.by_id]
    return AthleteAddition(
        person=person.key,
        spellings=tuple(name for name in thing.names if name not in person.names),
        born=born if adds_birth else None,
        world_athletics=free[0] if len(thing.ids) == 1 and free and not own else None,
        differs=tuple(_differences(person, born)),
    )


def _differences(person: Person, born: str | None) -> Iterator[str]:
    known = person.born
    if born and known and not born.startswith(known) and not known.startswith(born):
        yield f"born {born}, {known} here"
