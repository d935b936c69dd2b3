"""The checks of facts that could be read. Each is pure: facts in, violations out."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from knowledge.curation.checks.ages import check_ages
from knowledge.curation.checks.entities import check_claims, check_editions, check_entities
from knowledge.curation.checks.events import check_events
from knowledge.curation.checks.ids import check_ids, check_usage
from knowledge.curation.checks.marks import check_marks
from knowledge.curation.checks.medals import check_medals
from knowledge.curation.checks.names import check_names
from knowledge.curation.checks.people import alike, check_people
from knowledge.curation.checks.places import check_places
from knowledge.curation.checks.races import check_races, check_teams
from knowledge.curation.checks.violation import Named, Violation, unreadable, with_lines
from knowledge.curation.facts import Facts, Passed
from knowledge.curation.files import Problem
from knowledge.curation.parse_cache import ParseCache
from knowledge.curation.read import read

_CHECKS = (
    check_ids,
    check_entities,
    check_names,
    check_people,
    check_ages,
    check_editions,
    check_events,
    check_races,
    check_teams,
    check_places,
    check_medals,
    check_marks,
    check_claims,
    check_usage,
)


_Check = Callable[[Facts], Iterable[Violation]]
_BY_RACE: Mapping[_Check, tuple[str, ...]] = {
    check_ages: ("athletes", "editions"),
    check_races: ("athletes", "cities", "editions"),
    check_places: (),
    check_marks: ("disciplines",),
}
"""The checks that look at each race for itself, and the folders that they read beside races."""


def check(
    facts: Facts,
    folder: Path | None = None,
    missing: frozenset[Named] = frozenset(),
    passed: Passed | None = None,
) -> tuple[Problem, ...]:
    """Every problem in facts, in the order of their files.

    `folder` is where the facts were read from; with it, problems name their lines. `missing` are entities
    that could not be read: a problem whose only cause is that they are missing is left out. What `passed`
    before and can't have a problem since then is not looked at again.
    """
    checks = [one for one in _CHECKS if not (missing and one is check_usage)]
    violations = [
        broken
        for one in checks
        for broken in _violations(one, facts, passed)
        if broken.missing is None or missing.isdisjoint((broken.missing, (broken.missing[0], "")))
    ]
    return tuple(
        sorted(with_lines(violations, folder), key=lambda problem: (problem.file, problem.line or 0))
    )


def _violations(one: _Check, facts: Facts, passed: Passed | None) -> Iterable[Violation]:
    """What a check finds where something may have changed. It is given nothing that it does not read."""
    if one is check_people:
        return check_people(facts, passed.pairs if passed else None)
    reads = _BY_RACE.get(one)
    if reads is None:
        return one(facts)
    races = facts.races
    changed = None if passed is None else passed.races
    if passed is not None and changed is not None and passed.unchanged.issuperset(reads):
        races = tuple(race for race in races if race.id in changed)
    return one(Facts.model_construct(races=races, **{folder: getattr(facts, folder) for folder in reads}))


def check_folder(folder: Path, parse_cache: ParseCache | None = None) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a data folder and every problem with them: of the files, then of what they state.

    Files in `parse_cache` are not parsed again; the others are added to it. If those passed all checks, only
    what may have a problem since then is checked again. Raises KnowledgeError when the folder is missing or
    holds no facts.
    """
    facts, problems = read(folder, parse_cache)
    passed = None if parse_cache is None or problems else parse_cache.passed()
    if passed is None or "athletes" not in passed.unchanged:
        pairs = alike(facts.athletes)
        passed = Passed(frozenset(), None, pairs) if passed is None else passed._replace(pairs=pairs)
    problems += check(facts, folder, unreadable(problems, facts), passed)
    if parse_cache is not None:
        parse_cache.keep_passed(None if problems else passed.pairs)
    return facts, problems
