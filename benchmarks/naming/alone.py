"""One way to find names, built and asked in a process of its own, so that its memory is its own.

`python -m benchmarks.naming.alone NAME FOLDER`: takes `names.tsv` and `queries.tsv` of the folder and
leaves `found.json` there.
"""

import csv
import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.naming.people import Person
from benchmarks.naming.queries import Query
from benchmarks.naming.rivals import RIVALS, Finder, Ours
from benchmarks.processes import measured
from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, fold

BUILT, OPENED = "built", "opened"
"""The index of this project, as it is built and saved, and as it is opened and asked."""
_NAMES, _QUERIES, _FOUND, _INDEX = "names.tsv", "queries.tsv", "found.json", "names.index"
_WARM = 20


class Answer(NamedTuple):
    """Whom a query found, by number, likeliest first, and what that took in milliseconds."""

    numbers: list[int]
    took: float


class Alone(NamedTuple):
    """What came of one finder: seconds until it could be asked, the memory that it added in MB, answers."""

    ready: float
    added: float
    answers: list[Answer]


def leave_names(folder: Path, people: Iterable[Person]) -> None:
    """Write the names where the finders take them from."""
    with (folder / _NAMES).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows(
            (one.id, one.name, one.family, one.weight) for one in people
        )


def alone(folder: Path, name: str, queries: Iterable[Query] = ()) -> Alone:
    """Build the finder of this name in a process of its own, among the names left there, and ask it."""
    with (folder / _QUERIES).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows((int(one.typing), one.text) for one in queries)
    run = measured("-m", "benchmarks.naming.alone", name, str(folder))
    ready, empty, answers = json.loads((folder / _FOUND).read_text())
    return Alone(ready, (run.peak - empty) * 2**20 / 1e6, [Answer(*answer) for answer in answers])


def index_of(folder: Path) -> Path:
    """Where the index of this project is saved."""
    return folder / _INDEX


def main(name: str, folder: Path) -> None:
    """Do what `alone` asks for."""
    empty = _peak()
    made: Callable[[], Finder | None]
    if name == BUILT:
        made = lambda: NameIndex(_entries(folder)).save(index_of(folder))  # noqa: E731
    elif name == OPENED:
        made = lambda: Ours(NameIndex.of(memoryview(index_of(folder).read_bytes())))  # noqa: E731
    else:
        names = [fold(name) for _, name, *_ in _rows(folder / _NAMES)]
        made = lambda: RIVALS[name].make(names)  # noqa: E731
    begin = time.process_time()
    finder = made()
    ready = time.process_time() - begin
    answers = _asked(finder, list(_rows(folder / _QUERIES))) if finder is not None else []
    (folder / _FOUND).write_text(json.dumps([ready, empty, answers]))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter="\t")


def _entries(folder: Path) -> Iterator[NameEntry]:
    for id_, name, family, weight in _rows(folder / _NAMES):
        yield NameEntry(
            kind="athlete",
            id=id_,
            text=name,
            registered=True,
            weight=int(weight),
            family=family or None,
        )


def _asked(finder: Finder, queries: Sequence[Sequence[str]]) -> list[Answer]:
    asked = [(text, typing == "1") for typing, text in queries]
    for text, typing in asked[:_WARM]:
        finder.find(text, typing=typing)
    gc.collect()
    gc.freeze()
    answers = []
    for text, typing in asked:
        begin = time.process_time()
        numbers = finder.find(text, typing=typing)
        answers.append(Answer(numbers, (time.process_time() - begin) * 1000))
    return answers


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
