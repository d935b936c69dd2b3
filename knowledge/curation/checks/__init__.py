"""The checks of facts that could be read. Each is pure: facts in, violations out."""

from pathlib import Path

from knowledge.curation.checks.ages import check_ages
from knowledge.curation.checks.entities import check_claims, check_editions, check_entities
from knowledge.curation.checks.events import check_events
from knowledge.curation.checks.ids import check_ids, check_usage
from knowledge.curation.checks.marks import check_marks
from knowledge.curation.checks.medals import check_medals
from knowledge.curation.checks.names import check_names
from knowledge.curation.checks.people import check_people
from knowledge.curation.checks.places import check_places
from knowledge.curation.checks.races import check_races, check_teams
from knowledge.curation.checks.violation import Named, unreadable, with_lines
from knowledge.curation.facts import Facts
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


def check(
    facts: Facts, folder: Path | None = None, missing: frozenset[Named] = frozenset()
) -> tuple[Problem, ...]:
    """Every problem in facts, in the order of their files.

    `folder` is where the facts were read from; with it, problems name their lines. `missing` are entities
    that could not be read: a problem whose only cause is that they are missing is left out.
    """
    checks = [one for one in _CHECKS if not (missing and one is check_usage)]
    violations = [
        broken
        for one in checks
        for broken in one(facts)
        if broken.missing is None or missing.isdisjoint((broken.missing, (broken.missing[0], "")))
    ]
    return tuple(
        sorted(with_lines(violations, folder), key=lambda problem: (problem.file, problem.line or 0))
    )


def check_folder(folder: Path, parse_cache: ParseCache | None = None) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a data folder and every problem with them: of the files, then of what they state.

    Files in `parse_cache` are not parsed again; the others are added to it.
    Raises KnowledgeError when the folder is missing or holds no facts.
    """
    facts, problems = read(folder, parse_cache)
    return facts, problems + check(facts, folder, unreadable(problems, facts))
