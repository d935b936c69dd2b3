"""Read a folder of files into facts. Every fault becomes a problem; the rest is read all the same."""

from collections.abc import Iterable
from pathlib import Path

from knowledge.curation.facts import ATHLETES, FOLDERS, Entity, Facts, file_name
from knowledge.curation.files import File, Problem, find_files, read_text
from knowledge.curation.parse import parse_file
from knowledge.curation.parse_cache import ParseCache, digest_of
from knowledge.curation.toml_source import index_lines, line_of
from knowledge.models.facts import Discipline

MOST_PROBLEMS = 50
"""Problems of one file that are listed one by one."""


def read(folder: Path, parse_cache: ParseCache | None = None) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a data folder, and the problems of its files.

    Files in `parse_cache` are not parsed again; the others are added to it.
    What can't be read is missing from the facts and has a problem. Raises KnowledgeError when the folder is
    missing, can't be read or holds no facts.
    """
    files, problems = find_files(folder)
    entities: dict[str, list[Entity]] = {kind: [] for kind in FOLDERS}
    for kind in FOLDERS:
        reader = _Reader(folder, entities["disciplines"] if kind == "races" else (), parse_cache)
        for file in (file for file in files if file.folder == kind):
            found, in_file = reader.read(file)
            entities[kind].extend(found)
            problems.extend(_first(file, in_file))
    entities[ATHLETES], repeated = _once(folder, entities[ATHLETES])
    problems.extend(repeated)
    return Facts.model_validate({kind: tuple(some) for kind, some in entities.items()}), tuple(problems)


class _Reader:
    """Reads the files of one kind; marks of races need the measures of `disciplines`."""

    def __init__(self, data: Path, disciplines: Iterable[Entity], parse_cache: ParseCache | None) -> None:
        self._data = data
        self._measures = {str(one.id): one.measure for one in disciplines if isinstance(one, Discipline)}
        self._all_measures = str(sorted(self._measures.items()))
        self._parse_cache = parse_cache

    def read(self, file: File) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        """The entities of a file and its problems, parsed only where it is not cached."""
        text = read_text(self._data, file.name)
        if isinstance(text, Problem):
            return (), (text,)
        if self._parse_cache is None:
            return parse_file(file, text, self._measures)
        digest = digest_of(file.name, text, self._all_measures)
        cached = self._parse_cache.get(file.folder, digest)
        if cached is not None:
            return cached, ()
        entities, problems = parse_file(file, text, self._measures)
        if not problems:
            self._parse_cache.add(file.folder, digest, entities)
        return entities, problems


def _first(file: File, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All problems of a file, or the first ones and the number of the rest."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return problems
    rest = Problem(file=file.name, found=f"has {more:,} more problems", expected="a file of facts")
    return (*problems[:MOST_PROBLEMS], rest)


def _once(folder: Path, athletes: list[Entity]) -> tuple[list[Entity], list[Problem]]:
    """The athletes by id, each once, and a problem for each id that two files have."""
    by_id: dict[str, Entity] = {}
    problems = []
    for athlete in athletes:
        first = by_id.setdefault(athlete.id, athlete)
        if first is not athlete:
            text = read_text(folder, file_name(athlete))
            problems.append(
                Problem(
                    file=file_name(athlete),
                    line=line_of(index_lines(text), (athlete.id,)) if isinstance(text, str) else None,
                    entity=athlete.id,
                    found=f"is in {file_name(first)} too",
                    expected="an athlete in the file of one nation, the latest",
                    fix="remove one, or give another person an id with the birth year",
                )
            )
    return [by_id[one] for one in sorted(by_id)], problems
