"""How time, memory and files grow with the number of results: `python -m benchmarks.growth [ROWS…]`.

The rows are made of real names put together anew, and go in as results-csv. `make bench` takes the sizes of
SIZES; with ROWS, other sizes are printed and do not go into the page.
"""

import csv
import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import psutil

from benchmarks.naming.people import LISTS, Person, filled_up, real_people
from benchmarks.page import paragraph
from benchmarks.processes import Run, archive_in, environment, measured
from benchmarks.questions import ask as ask_one
from benchmarks.questions import complete, draw, texts
from bot.cli.context import OBJECTS_BETWEEN_COLLECTIONS
from knowledge.ask import open_knowledge
from knowledge.curation import DATA

SIZES = (42_000, 416_000)
IN_A_FILE = 400_000
ROWS_OF_AN_ATHLETE = 13
IN_A_RACE = 8
RACES_OF_A_MEETING = 30
QUESTIONS = 500
KEYS = 25
"""Questions of each kind and way of asking, and questions that are typed letter by letter."""
COLUMNS = (
    *("date", "venue", "discipline", "category", "round"),
    *("name", "family", "nation", "born", "place", "mark"),
)
KINDS = ("athlete", "result", "h2h")


class Event(NamedTuple):
    """A discipline with marks from the best to the worst, in hundredths of a second."""

    discipline: str
    best: int
    worst: int


EVENTS = (
    Event("100m", 980, 1250),
    Event("200m", 1960, 2500),
    Event("400m", 4350, 5600),
    Event("800m", 10150, 13500),
    Event("1500m", 20800, 27000),
    Event("5000m", 75500, 99000),
    Event("3000msc", 47500, 64000),
    Event("400m-hurdles", 4650, 6200),
)


class Measured(NamedTuple):
    """What one size took: the import, the opening in seconds, memory and files in MB, and times in ms."""

    results: int
    imported: Run
    opened: float
    memory: float
    files: float
    worst: dict[str, float]


def main(sizes: Iterable[int] = SIZES) -> None:
    """Print the section, or why there is none."""
    if not LISTS.is_file():
        print("growth: skipped, ../shared/data doesn't hold the lists.")
        return
    print("## Growth\n")
    print(
        paragraph(
            f"""Invented results of real names put together anew, {ROWS_OF_AN_ATHLETE} an athlete and
            {IN_A_RACE} a race, imported as results-csv beside the curated facts, and asked: 99th
            percentiles of processor time in ms over {QUESTIONS} questions of each kind, and over each key of
            {KEYS}. "Import" is `knowledge import`, building included. "Files" are the compiled knowledge and
            the index of names, "memory" what a process holds that asked all this. The goal: a 99th percentile
            at 10 million of at most twice that at 466,000."""
        )
    )
    ways = [f"{kind} {way}" for kind in KINDS for way in ("by id", "by name", "a key")]
    print(f"| results | import, s | peak, MB | opened, s | files, MB | memory, MB | {' | '.join(ways)} |")
    print(f"|{'--:|' * (6 + len(ways))}")
    for size in sizes:
        one = grown(size)
        worst = " | ".join(f"{one.worst[way]:.1f}" for way in ways)
        print(
            f"| {one.results:,} | {one.imported.processor:.0f} | {one.imported.peak * 2**20 / 1e6:.0f} |"
            f" {one.opened:.2f} | {one.files:.0f} | {one.memory:.0f} | {worst} |",
            flush=True,
        )
    print()


def grown(size: int) -> Measured:
    """Import this many rows into a folder of their own, and ask."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_rows(folder / "rows", size)
        arguments = ("-m", "bot", "knowledge", "import", "results-csv", str(folder / "rows"))
        imported = measured(*arguments, environment=environment(folder))
        files = [*folder.glob("knowledge-*.columns"), *folder.glob("names-*.index")]
        program = f"from benchmarks.growth import ask; ask({str(folder)!r}, {str(folder / 'asked.json')!r})"
        measured("-c", program, environment=environment(folder))
        asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
        return Measured(
            results=asked["results"],
            imported=imported,
            opened=asked["opened"],
            memory=asked["memory"],
            files=sum(file.stat().st_size for file in files) / 1e6,
            worst=asked["worst"],
        )


def ask(folder: str, out: str) -> None:
    """Ask about everything at random, and write what it took as JSON."""
    begin = time.process_time()
    knowledge = open_knowledge(DATA, Path(folder), archive_in(Path(folder)))
    opened = time.process_time() - begin
    # As a bot does, which starts with collection off.
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    tables, worst = knowledge.kb.tables, {}
    for kind, (by_id, by_name) in texts(tables, draw(tables, QUESTIONS)).items():
        typed = [text.partition(" ")[2] for text in by_name[:KEYS]]
        keys = [text[:end] for text in typed for end in range(1, len(text) + 1)]
        outcomes: list[str] = []
        worst[f"{kind} by id"] = _worst(partial(ask_one, knowledge, outcomes), by_id)
        worst[f"{kind} by name"] = _worst(partial(ask_one, knowledge, outcomes), by_name)
        worst[f"{kind} a key"] = _worst(partial(complete, knowledge, kind), keys)
    found = {
        "results": knowledge.about().counts.results,
        "opened": opened,
        "memory": psutil.Process().memory_info().rss / 1e6,
        "worst": worst,
    }
    Path(out).write_text(json.dumps(found), encoding="utf-8")


def _worst(answer: Callable[[str], object], asked: list[str]) -> float:
    """The 99th percentile of the processor time of each, in ms."""
    answer(asked[0])
    took = []
    for text in asked:
        begin = time.process_time()
        answer(text)
        took.append((time.process_time() - begin) * 1000)
    return quantiles(took, n=100)[98]


def write_rows(folder: Path, size: int) -> None:
    """Write files of results-csv with this many rows in all."""
    folder.mkdir()
    rows = _rows(size)
    for number in range(-(-size // IN_A_FILE)):
        with (folder / f"rows-{number:03}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(COLUMNS)
            writer.writerows(islice(rows, min(IN_A_FILE, size - number * IN_A_FILE)))


def _rows(size: int) -> Iterator[tuple[str, ...]]:
    """Meetings with races of people who keep to their event."""
    chance = random.Random(1896)  # noqa: S311 - reproducible draws, no secrets
    people = filled_up(real_people(), max(size // ROWS_OF_AN_ATHLETE, 1_000))
    fields: dict[tuple[Event, str], list[Person]] = {(event, sex): [] for event in EVENTS for sex in "MF"}
    for person in people:
        fields[chance.choice(EVENTS), person.sex if person.sex in "MF" else "M"].append(person)
    events, born = [*fields], _births(people, chance)
    hosts = people[: max(size // 4_000, 20)]
    towns = [f"Park {number}, {host.family} (GBR)" for number, host in enumerate(hosts)]
    while True:
        day = date(1990, 1, 1) + timedelta(days=chance.randrange(13_000))
        town = chance.choice(towns)
        for event, sex in chance.sample(events, min(RACES_OF_A_MEETING, len(events))):
            yield from _race(chance, day, town, event, fields[event, sex], born)


def _births(people: Iterable[Person], chance: random.Random) -> dict[str, str]:
    first = date(1965, 1, 1)
    days = (str(first + timedelta(days=chance.randrange(15_000))) for _ in iter(int, 1))
    return {person.id: person.born if len(person.born) == 10 else next(days) for person in people}


def _race(
    chance: random.Random, day: date, town: str, event: Event, field: list[Person], born: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    # Of a part of the field, so that people meet again.
    start = chance.randrange(max(len(field) - 60, 1))
    runners = chance.sample(field[start : start + 60], min(IN_A_RACE, len(field)))
    marks = sorted(chance.randrange(event.best, event.worst) for _ in runners)
    for place, (person, mark) in enumerate(zip(runners, marks, strict=True), 1):
        category = "men" if person.sex == "M" else "women"
        yield (
            *(str(day), town, event.discipline, category, "final", person.name, person.family),
            *(person.nation, born[person.id], str(place), _text(mark)),
        )


def _text(hundredths: int) -> str:
    minutes, rest = divmod(hundredths, 6_000)
    return f"{minutes}:{rest / 100:05.2f}" if minutes else f"{rest / 100:.2f}"


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or SIZES)
