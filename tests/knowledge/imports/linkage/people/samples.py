"""Invented people."""

from collections.abc import Sequence
from itertools import count

from hypothesis import strategies as st

from knowledge.imports.coded_records import CodedRecords, RecordEncoder
from knowledge.imports.linkage.people import (
    ComparedPair,
    Decision,
    MatchStatus,
    Person,
    Population,
    match_people,
)
from knowledge.models.facts import Sex
from knowledge.models.observation import SeenAthlete

_numbers = count()


def person(name: str, born: str | None = "2001-05-17", nation: str = "NOR", **more: str) -> Person:
    ids = tuple(sorted(more.items()))
    return Person(f"{name}/{next(_numbers)}", Sex.FEMALE, (name,), (nation,), born, ids)


def verdict(one: Person, other: Person) -> MatchStatus:
    """What matching the two alone says; the evidence is never empty."""
    found = match_people([one], [other])
    pairs: tuple[ComparedPair, ...] = found.same + found.doubtful
    assert all(pair.evidence for pair in pairs)
    return pairs[0].verdict if pairs else MatchStatus.DIFFERENT


def coded(seen: Sequence[SeenAthlete]) -> CodedRecords[SeenAthlete]:
    """Printed athletes as columns."""
    encoder = RecordEncoder(SeenAthlete, dict.fromkeys(SeenAthlete.__slots__, lambda value: value))
    encoder.add([getattr(athlete, field) for athlete in seen] for field in SeenAthlete.__slots__)
    return encoder.records()


def keys_of(people: Population) -> dict[str, str]:
    """The key of the cluster of each person, by the person's key."""
    return {key: people[one].key for one in people.clusters() for key in people.member_keys(one)}


NAMES = st.lists(st.sampled_from(["Ada", "Ida", "Quill", "Berg", "Kvill", "A"]), min_size=1, max_size=3).map(
    " ".join
)
BIRTHS = st.sampled_from([None, "2001", "2001-01-01", "2001-05-17", "2001-05-18"])
IDS = st.sampled_from([(), (("wa", "1"),), (("wa", "2"),)])
ANYBODY = st.tuples(NAMES, BIRTHS, st.sampled_from(["NOR", "SWE"]), IDS)


def people(source: str) -> st.SearchStrategy[tuple[Person, ...]]:
    return st.lists(ANYBODY, max_size=5).map(
        lambda rows: tuple(
            Person(f"{source}/{number}", Sex.FEMALE, (name,), (nation,), born, ids)
            for number, (name, born, nation, ids) in enumerate(rows)
        )
    )


KEYS = st.sampled_from([f"{source}/{number}" for source in "abc" for number in range(5)])
DECISIONS = st.lists(
    st.builds(Decision, one=KEYS, other=KEYS, same=st.just(False)).filter(
        lambda made: made.one != made.other
    ),
    max_size=4,
)
