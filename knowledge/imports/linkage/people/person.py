"""People of one source: grouping of printed athletes by equal keys, and merging of two people."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from knowledge.array_file import StringArray, StringBuilder, encode
from knowledge.curation import Facts
from knowledge.imports.coded_records import CodedRecords, first_seen
from knowledge.models.facts import Athlete, Sex
from knowledge.models.observation import SeenAthlete
from knowledge.names import tokens

_T = TypeVar("_T")
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNKNOWN_DAY = "-01-01"
_CURATED = "curated/"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of one source, or of the curated facts.

    `key` is stable between builds, as curators' decisions refer to it. `names` are all spellings, `nations`
    all nations that the person competed for, `born` is an ISO date, month or year, `ids` are pairs of a
    system and an id. `families` are the parts of names that are marked as family names.
    """

    key: str
    sex: Sex
    names: tuple[str, ...]
    nations: tuple[str, ...]
    born: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    families: tuple[str, ...] = ()


def exact_birth_date(born: str | None) -> str | None:
    """The birth date if its day is known. None for 1 January, which often stands for an unknown day."""
    if born is None or not _WHOLE_DATE.fullmatch(born) or born.endswith(_UNKNOWN_DAY):
        return None
    return born


def person_key(source: str, seen: SeenAthlete) -> str:
    """The stable key of a printed athlete: the smallest outside id, or name, sex and birth.

    With an exact birth date the key has no nation, as nations change; without one the nation distinguishes
    namesakes.
    """
    if seen.ids:
        system, number = min(seen.ids)
        return f"{source}/{system}:{number}"
    name = "-".join(tokens(seen.name))
    born = exact_birth_date(seen.born)
    if born is None:
        born = f"{seen.born or 'unknown'}/{seen.nation.lower()}"
    return f"{source}/{name}/{seen.sex.lower()}/{born}"


class GroupedPeople:
    """The people of one source by number: its printed athletes, grouped by equal keys only.

    Each becomes a Person when it is read. Two spellings without an id remain two people here; matching
    or a curator may merge them.
    """

    def __init__(self, source: str, athletes: CodedRecords[SeenAthlete]) -> None:
        self._athletes = athletes
        keys, hashes = StringBuilder(), array("q")
        for athlete in athletes:
            key = person_key(source, athlete)
            keys.append(encode(key))
            # Hashes instead of texts, to save memory.
            hashes.append(hash(key))
        self._keys = StringArray("", keys.arrays(""))
        self.of, firsts = first_seen(np.array(hashes, np.int64))
        """The number of the person of each printed athlete."""
        self._members = np.argsort(self.of, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(self.of[self._members], np.arange(len(firsts) + 1))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Person:
        members = self._members[self._starts[number] : self._starts[number + 1]].tolist()
        return _person(self._keys[members[0]], [*map(self._athletes.__getitem__, members)])


def curated_key(athlete: str) -> str:
    """The key of a curated athlete in decisions and pairs."""
    return f"{_CURATED}{athlete}"


def curated_id(key: str) -> str | None:
    """The id of the curated athlete with a key; None for the key of another person."""
    return key.removeprefix(_CURATED) if key.startswith(_CURATED) else None


def curated_people(facts: Facts) -> tuple[Person, ...]:
    """The curated athletes as people, with all nations of their curated results."""
    nations: dict[str, dict[str, None]] = {athlete.id: {athlete.nation: None} for athlete in facts.athletes}
    for race in facts.races:
        for result in race.results:
            for athlete in (result.athlete, *result.members):
                if athlete in nations:
                    nations[athlete][result.nation] = None
    return tuple(_curated(athlete, tuple(nations[athlete.id])) for athlete in facts.athletes)


def merge_people(known: Person, other: Person) -> Person:
    """Merge two people under the key of the first. The more exact birth date is kept."""
    born = max(known.born or "", other.born or "", key=_exactness)
    return Person(
        known.key,
        known.sex,
        _all(known.names, other.names),
        _all(known.nations, other.nations),
        born or None,
        _all(known.ids, other.ids),
        _all(known.families, other.families),
    )


def _exactness(born: str) -> tuple[bool, int]:
    return exact_birth_date(born) is not None, len(born)


def _all(*parts: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(value for part in parts for value in part))


def _person(key: str, seen: list[SeenAthlete]) -> Person:
    if len(seen) == 1 and not seen[0].spellings:  # as nearly always
        (one,) = seen
        families = (one.family,) if one.family else ()
        return Person(key, one.sex, (one.name,), (one.nation,), one.born or None, _all(one.ids), families)
    born = max((athlete.born or "" for athlete in seen), key=_exactness)
    return Person(
        key,
        seen[0].sex,
        _all(name for athlete in seen for name in (athlete.name, *athlete.spellings)),
        _all(athlete.nation for athlete in seen),
        born or None,
        _all(pair for athlete in seen for pair in athlete.ids),
        _all(athlete.family for athlete in seen if athlete.family),
    )


def _curated(athlete: Athlete, nations: tuple[str, ...]) -> Person:
    return Person(
        curated_key(athlete.id),
        athlete.sex,
        (athlete.name, *(name.text for name in athlete.names if name.kind != "nickname")),
        nations,
        athlete.born,
        tuple(athlete.ids.items()),
        (athlete.family,),
    )
