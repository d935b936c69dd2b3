"""People: what is said of each, and two files that could be one person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from knowledge.curation.checks.finding import Finding, finding, home
from knowledge.curation.facts import Facts
from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete
from knowledge.names.text.normalize import fold, tokens
from knowledge.names.text.similarity import could_be_one_name

Spelled = Mapping[AthleteId, Sequence[frozenset[str]]]
"""The words of each spelling of an athlete's name."""

_BORN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def check(facts: Facts) -> Iterator[Finding]:
    """Birth dates, family names and kin that don't hold, and people who could be one."""
    for athlete in facts.athletes:
        if athlete.born is not None and not is_date(athlete.born):
            expected = "a date like 1996-01-07, or a year or year and month"
            yield finding(athlete, ("born",), "is not a date", value=athlete.born, expected=expected)
        if fold(athlete.family) not in fold(athlete.name):
            expected = f"a part of {athlete.name!r}"
            yield finding(athlete, ("family",), "is not in the name", value=athlete.family, expected=expected)
        for number, relation in enumerate(athlete.relations):
            if relation.athlete == athlete.id:
                yield finding(athlete, ("relations", number), "is of oneself", expected="another athlete")
    spelled = {athlete.id: _spellings(athlete) for athlete in facts.athletes}
    for first, second in _candidates(facts.athletes, spelled):
        if _could_be_one(first, second, spelled):
            yield finding(
                second,
                ("name",),
                f"could be the person of {home(first)}",
                value=f"{second.name}, born {second.born or 'unknown'}",
                expected="one file a person",
                fix='merge them, or record both birth dates, or a relation between them (`is = "namesake"`)',
            )


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
    """Pairs worth comparing: of one birth date, of one spelling, or one of them without a whole date."""
    everyone = sorted(athletes, key=lambda athlete: athlete.id)
    alike: dict[tuple[str, str], list[Athlete]] = defaultdict(list)
    for athlete in everyone:
        if athlete.born and len(athlete.born) == 10:
            alike["born", athlete.born].append(athlete)
        for spelling in {" ".join(sorted(name)) for name in spelled[athlete.id]}:
            alike["spelled", spelling].append(athlete)
    pairs = {
        (one.id, other.id): (one, other) for group in alike.values() for one, other in combinations(group, 2)
    }
    vague = [athlete for athlete in everyone if not athlete.born or len(athlete.born) < 10]
    for one, other in product(vague, everyone):
        if one.id != other.id:
            first, second = sorted((one, other), key=lambda athlete: athlete.id)
            pairs[first.id, second.id] = (first, second)
    return [pairs[ids] for ids in sorted(pairs)]


def _could_be_one(first: Athlete, second: Athlete, spelled: Spelled) -> bool:
    if first.sex is not second.sex or not _born_alike(first.born, second.born):
        return False
    if any(relation.athlete == second.id for relation in first.relations):
        return False
    if any(relation.athlete == first.id for relation in second.relations):
        return False
    return any(
        could_be_one_name(one, other) and min(len(one), len(other)) > 1
        for one, other in product(spelled[first.id], spelled[second.id])
    )


def _born_alike(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    length = min(len(first), len(second))
    return first[:length] == second[:length]


def _spellings(athlete: Athlete) -> list[frozenset[str]]:
    return [frozenset(tokens(text)) for text in (athlete.name, *(name.text for name in athlete.names))]
