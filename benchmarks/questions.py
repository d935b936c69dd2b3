"""How fast questions are answered and completed with 50,000 and with all results in."""

import random
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.page import paragraph
from benchmarks.processes import EVERYTHING, LISTS, archive_in, take_in
from knowledge.ask import Knowledge, open_knowledge, split_command
from knowledge.curation import DATA

SAMPLE = 1_000
COMPLETED = 50
FEW = 50_000
TODAY = date(2026, 11, 22)
NAMED = """
SELECT city.name || ' ' || edition.year || ' ' || race.category || ' ' || discipline.name
FROM race JOIN edition ON edition.id = race.edition_id JOIN city ON city.id = edition.city_id
JOIN discipline ON discipline.id = race.discipline_id WHERE race.slug = ?
"""


@dataclass(frozen=True)
class Sample:
    """What is asked for: ids of athletes, races, and pairs who were in one race."""

    athletes: list[str]
    races: list[str]
    pairs: list[tuple[str, str]]


@dataclass(frozen=True)
class Store:
    """A compiled knowledge base, and the database that it reads."""

    knowledge: Knowledge
    database: sqlite3.Connection
    results: int


def main() -> None:
    """Print the figures, or why there are none."""
    if not LISTS.is_file():
        print("questions: skipped, ../shared/data doesn't hold the lists.")
        return
    print("## Questions\n")
    print(
        paragraph(
            f"""{SAMPLE:,} random athletes, races and pairs of athletes who met are asked for, from the
            text to the finished card; processor time in ms. "By name" is what a fan types, and the
            answered are those that weren't asked back. "A key" is the completion of what was typed so far,
            at each key of {COMPLETED} questions by name. The goals: a median of at most 5 ms and a 99th
            percentile of at most 25 ms, and hardly more with eight times as many results."""
        )
    )
    print("| results | asked | median | 99th | answered |\n|--:|---|--:|--:|--:|")
    for most in (FEW, None):
        with tempfile.TemporaryDirectory() as folder:
            measure(build(Path(folder), most))
    print()


def build(folder: Path, most: int | None) -> Store:
    """Import lists of about so many rows, or all there is, into a store of its own."""
    lists = folder / "lists"
    if most is not None:
        take_lists(lists, most)
    take_in(folder, EVERYTHING if most is None else ((EVERYTHING[0][0], lists),))
    knowledge = open_knowledge(DATA, folder, archive_in(folder))
    (file,) = folder.glob("knowledge-*.sqlite")
    return Store(knowledge, sqlite3.connect(file), knowledge.about().counts.results)


def take_lists(folder: Path, most: int) -> None:
    """Unpack lists, whole ones, until there are `most` rows."""
    rows = 0
    with zipfile.ZipFile(LISTS) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".csv")):
            archive.extract(name, folder)
            rows += (folder / name).read_bytes().count(b"\n") - 1
            if rows >= most:
                return


def measure(store: Store) -> None:
    """Ask everything by id and by name, complete some, and print a row for each."""
    sample = draw(store.database)
    names = dict(store.database.execute("SELECT slug, name FROM athlete"))
    races = {race: store.database.execute(NAMED, (race,)).fetchone()[0] for race in sample.races}
    asked: dict[str, tuple[list[str], list[str]]] = {
        "athlete": (
            [f"/athlete {one}" for one in sample.athletes],
            [f"/athlete {names[one]}" for one in sample.athletes],
        ),
        "result": (
            [f"/result {one}" for one in sample.races],
            [f"/result {races[one]}" for one in sample.races],
        ),
        "h2h": (
            [f"/h2h {one} {other}" for one, other in sample.pairs],
            [f"/h2h {names[one]} v {names[other]}" for one, other in sample.pairs],
        ),
    }
    for kind, (by_id, by_name) in asked.items():
        for how, texts in (("by id", by_id), ("by name", by_name)):
            store.knowledge.ask(*split_command(texts[0]), TODAY)
            outcomes: list[str] = []
            took = timed(partial(ask, store.knowledge, outcomes), texts)
            answered = f"{100 * outcomes.count('answer') // len(outcomes)} %"
            print(f"| {store.results:,} | `/{kind}` {how} | {spread(took)} | {answered} |", flush=True)
        took = timed(partial(complete, store.knowledge, kind), _keys(by_name[:COMPLETED]))
        print(f"| {store.results:,} | `/{kind}`, a key | {spread(took)} | |", flush=True)
    store.knowledge.close()
    store.database.close()


def _keys(texts: Iterable[str]) -> list[str]:
    """Every beginning of each text, without its command."""
    typed = [text.partition(" ")[2] for text in texts]
    return [text[:end] for text in typed for end in range(1, len(text) + 1)]


def draw(database: sqlite3.Connection) -> Sample:
    """Athletes, races and pairs at random, the same ones every time."""
    chance = random.Random(1896)  # noqa: S311 - a sample, no secret
    athletes = [slug for (slug,) in database.execute("SELECT slug FROM athlete ORDER BY id")]
    races = [slug for (slug,) in database.execute("SELECT slug FROM race ORDER BY id")]
    shared = "SELECT race_id FROM result GROUP BY race_id HAVING count(athlete_id) > 1 ORDER BY race_id"
    who = (
        "SELECT slug FROM athlete JOIN result ON athlete.id = athlete_id WHERE race_id = ? ORDER BY result.id"
    )
    pairs = []
    for key in chance.sample(database.execute(shared).fetchall(), SAMPLE):
        first, second = chance.sample([slug for (slug,) in database.execute(who, key)], 2)
        pairs.append((first, second))
    return Sample(chance.sample(athletes, SAMPLE), chance.sample(races, SAMPLE), pairs)


def ask(knowledge: Knowledge, outcomes: list[str], text: str) -> None:
    """The whole road: from the text to the card."""
    outcomes.append(knowledge.ask(*split_command(text), TODAY).outcome)


def complete(knowledge: Knowledge, kind: str, text: str) -> None:
    """The suggestions for what was typed so far."""
    knowledge.complete(kind, text, TODAY, 25)


def timed(answer: Callable[[Any], object], asked: Iterable[Any]) -> list[float]:
    """The processor time of each, in ms."""
    took = []
    for one in asked:
        begin = time.process_time()
        answer(one)
        took.append((time.process_time() - begin) * 1000)
    return took


def spread(took: Sequence[float]) -> str:
    """Median and 99th percentile, as two cells."""
    return f"{median(took):.2f} | {quantiles(took, n=100)[98]:.2f}"
