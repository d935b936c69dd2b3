"""Check people: birth dates, family names, relations, and pairs of athletes that could be one person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, product

from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.facts import Alike, Facts, file_name
from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Race
from knowledge.names.text.normalize import fold, phonetic_key, tokens
from knowledge.names.text.similarity import could_be_one_name

Spelled = Mapping[AthleteId, Sequence[frozenset[str]]]
"""The words of each spelling of an athlete's name."""

_BORN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


LONGEST_CAREER = 25
"""Most years between two races of one athlete, where birth dates are not known. Chosen by hand."""

Years = Mapping[AthleteId, tuple[int, int]]
"""The first and the last year in which an athlete competes here."""


def alike(athletes: Sequence[Athlete]) -> Alike:
    """The pairs of these athletes that could be one person."""
    spelled = {athlete.id: _spellings(athlete) for athlete in athletes}
    return tuple(
        (first.id, second.id)
        for first, second in _candidates(athletes, spelled)
        if _could_be_one(first, second, spelled)
    )


def check_people(facts: Facts, pairs: Alike | None = None) -> Iterator[Violation]:
    """Invalid births, deaths, family names and relations, and pairs of athletes that could be one person.

    `pairs` are those that `alike` finds, where they are known.
    """
    for athlete in facts.athletes:
        yield from _person(athlete)
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    years = _years(facts.races)
    found = alike(facts.athletes) if pairs is None else pairs
    for first, second in ((athletes[one], athletes[other]) for one, other in found):
        if _of_one_time(first, second, years):
            yield violation(
                second,
                ("name",),
                f"could be {first.id} of {file_name(first)}",
                value=f"{second.name}, born {second.born or 'unknown'}",
                expected="one entry a person",
                fix="merge them, or record birth dates that tell them apart, "
                'or a relation between them (`is = "namesake"`)',
            )


def _person(athlete: Athlete) -> Iterator[Violation]:
    for field, day in (("born", athlete.born), ("died", athlete.died)):
        if day is not None and not is_date(day):
            expected = "a date like 1996-01-07, or a year or year and month"
            yield violation(athlete, (field,), "is not a date", value=day, expected=expected)
    if athlete.born and athlete.died and athlete.died[:4] <= athlete.born[:4]:
        expected = f"a day after the birth ({athlete.born})"
        yield violation(athlete, ("died",), "is before the birth", value=athlete.died, expected=expected)
    if fold(athlete.family) not in fold(athlete.name):
        expected = f"a part of {athlete.name!r}"
        yield violation(athlete, ("family",), "is not in the name", value=athlete.family, expected=expected)
    for number, relation in enumerate(athlete.relations):
        if relation.athlete == athlete.id:
            yield violation(athlete, ("relations", number), "is of oneself", expected="another athlete")


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, a year and month or a year."""
    if _BORN.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _candidates(athletes: Iterable[Athlete], spelled: Spelled) -> list[tuple[Athlete, Athlete]]:
    """Pairs to compare: with one birth date, with one spelling, or one of them without a full birth date."""
    everyone = sorted(athletes, key=lambda athlete: athlete.id)
    blocks: dict[tuple[str, str], list[Athlete]] = defaultdict(list)
    for athlete in everyone:
        for key in _blocking_keys(athlete, spelled[athlete.id]):
            blocks[key].append(athlete)
    alike = (pair for block in blocks.values() for pair in combinations(block, 2))
    pairs = {(one.id, other.id): (one, other) for one, other in chain(alike, _vague_pairs(everyone, spelled))}
    return [pairs[ids] for ids in sorted(pairs)]


def _vague_pairs(everyone: Sequence[Athlete], spelled: Spelled) -> Iterator[tuple[Athlete, Athlete]]:
    """Pairs of which one has no full birth date: a word of the one name sounds like one of the other."""
    sounds: dict[str, list[Athlete]] = defaultdict(list)
    for athlete in everyone:
        for sound in _sounds(spelled[athlete.id]):
            sounds[sound].append(athlete)
    for one in (athlete for athlete in everyone if not _is_full(athlete.born)):
        for other in chain.from_iterable(sounds[sound] for sound in _sounds(spelled[one.id])):
            if one.id != other.id and one.sex is other.sex:
                yield (one, other) if one.id < other.id else (other, one)


def _sounds(spellings: Iterable[frozenset[str]]) -> set[str]:
    """The blocking keys of names without a birth date: the phonetic keys of their words."""
    return {phonetic_key(word) for words in spellings for word in words if len(word) > 2}


def _years(races: Iterable[Race]) -> Years:
    years: dict[AthleteId, tuple[int, int]] = {}
    for race in races:
        if race.date is None:
            continue
        for result in race.results:
            for athlete in (result.athlete, *result.members):
                if athlete is not None:
                    first, last = years.get(athlete, (race.date.year, race.date.year))
                    years[athlete] = min(first, race.date.year), max(last, race.date.year)
    return years


def _of_one_time(first: Athlete, second: Athlete, years: Years) -> bool:
    """Whether one career could hold the races of both; unknown birth dates ask for more than a name."""
    if first.born and second.born:
        return True
    if first.nation != second.nation and not _same_spelling(first, second):
        return False
    one, other = years.get(first.id), years.get(second.id)
    if one is None or other is None:
        return True
    return max(one[1], other[1]) - min(one[0], other[0]) <= LONGEST_CAREER


def _same_spelling(first: Athlete, second: Athlete) -> bool:
    return any(one == other for one, other in product(_spellings(first), _spellings(second)))


def _blocking_keys(athlete: Athlete, spellings: Sequence[frozenset[str]]) -> Iterator[tuple[str, str]]:
    if athlete.born and _is_full(athlete.born):
        yield "born", athlete.born
    yield from (("spelled", spelling) for spelling in {" ".join(sorted(name)) for name in spellings})


def _is_full(born: str | None) -> bool:
    """Whether a birth date has a year, a month and a day."""
    return born is not None and len(born) == 10


def _could_be_one(first: Athlete, second: Athlete, spelled: Spelled) -> bool:
    if first.sex is not second.sex:
        return False
    if not _born_alike(first.born, second.born) and not _of_one_nation_and_year(first, second):
        return False
    if any(relation.athlete == second.id for relation in first.relations):
        return False
    if any(relation.athlete == first.id for relation in second.relations):
        return False
    return any(
        could_be_one_name(one, other) and min(len(one), len(other)) > 1
        for one, other in product(spelled[first.id], spelled[second.id])
    )


def _of_one_nation_and_year(first: Athlete, second: Athlete) -> bool:
    """Whether two have one nation and one year of birth: lists often err in the day."""
    return first.nation == second.nation and (first.born or "")[:4] == (second.born or "")[:4]


def _born_alike(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    length = min(len(first), len(second))
    return first[:length] == second[:length]


def _spellings(athlete: Athlete) -> list[frozenset[str]]:
    return [frozenset(tokens(text)) for text in (athlete.name, *(name.text for name in athlete.names))]
