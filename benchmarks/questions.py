"""How fast questions are answered and completed with 50,000 and with all results in."""

import random
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
from knowledge.store import Tables

SAMPLE = 1_000
COMPLETED = 50
FEW = 50_000
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Sample:
    """What is asked for: ids of athletes, races, and pairs who were in one race."""

    athletes: list[str]
    races: list[str]
    pairs: list[tuple[str, str]]


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


def build(folder: Path, most: int | None) -> Knowledge:
    """The curated facts with imported lists: whole lists up to about `most` rows, or everything."""
    lists = folder / "lists"
    if most is not None:
        take_lists(lists, most)
    take_in(folder, EVERYTHING if most is None else ((EVERYTHING[0][0], lists),))
    return open_knowledge(DATA, folder, archive_in(folder))


def take_lists(folder: Path, most: int) -> None:
    """Unpack lists, whole ones, until there are `most` rows."""
    rows = 0
    with zipfile.ZipFile(LISTS) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".csv")):
            archive.extract(name, folder)
            rows += (folder / name).read_bytes().count(b"\n") - 1
            if rows >= most:
                return


def measure(knowledge: Knowledge) -> None:
    """Ask everything by id and by name, complete some, and print a row for each."""
    sample, results = draw(knowledge.kb.tables), knowledge.about().counts.results
    for kind, (by_id, by_name) in texts(knowledge.kb.tables, sample).items():
        for how, asked in (("by id", by_id), ("by name", by_name)):
            knowledge.ask(*split_command(asked[0]), TODAY)
            outcomes: list[str] = []
            took = timed(partial(ask, knowledge, outcomes), asked)
            answered = f"{100 * outcomes.count('answer') // len(outcomes)} %"
            print(f"| {results:,} | `/{kind}` {how} | {spread(took)} | {answered} |", flush=True)
        took = timed(partial(complete, knowledge, kind), _keys(by_name[:COMPLETED]))
        print(f"| {results:,} | `/{kind}`, a key | {spread(took)} | |", flush=True)


def texts(tables: Tables, sample: Sample) -> dict[str, tuple[list[str], list[str]]]:
    """The questions of each kind about the sample, by id and as a fan types them."""

    def name(slug: str) -> str:
        return tables.athlete.name[tables.athlete.row(slug)]

    return {
        "athlete": (
            [f"/athlete {one}" for one in sample.athletes],
            [f"/athlete {name(one)}" for one in sample.athletes],
        ),
        "result": (
            [f"/result {one}" for one in sample.races],
            [f"/result {_typed(tables, one)}" for one in sample.races],
        ),
        "h2h": (
            [f"/h2h {one} {other}" for one, other in sample.pairs],
            [f"/h2h {name(one)} v {name(other)}" for one, other in sample.pairs],
        ),
    }


def _typed(tables: Tables, slug: str) -> str:
    """A race as a fan types it: city, year, category and discipline."""
    of = tables.race
    row = of.row(slug)
    edition = of.edition[row]
    city = tables.city.name[tables.edition.city[edition]]
    discipline = tables.discipline.name[of.discipline[row]]
    return f"{city} {tables.edition.year[edition]} {of.category[row]} {discipline}"


def _keys(texts: Iterable[str]) -> list[str]:
    """Every beginning of each text, without its command."""
    typed = [text.partition(" ")[2] for text in texts]
    return [text[:end] for text in typed for end in range(1, len(text) + 1)]


def draw(tables: Tables, size: int = SAMPLE) -> Sample:
    """Athletes, races and pairs at random, the same ones every time."""
    chance = random.Random(1896)  # noqa: S311 - a sample, no secret
    athletes, races, result = tables.athlete.slug, tables.race.slug, tables.result
    pairs: list[tuple[str, str]] = []
    while len(pairs) < size:
        rows = result.of_race.slice(chance.randrange(len(races)))
        people = [one for one in result.athlete.of(rows) if one is not None]
        if len(people) > 1:
            first, second = chance.sample(people, 2)
            pairs.append((athletes[first], athletes[second]))
    return Sample(
        [athletes[chance.randrange(len(athletes))] for _ in range(size)],
        [races[chance.randrange(len(races))] for _ in range(size)],
        pairs,
    )


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
