"""How fast questions are answered with 50,000 and with all results in, beside the same rows in pandas."""

import importlib
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

from benchmarks.outside import EVERYTHING, LISTS, archive_in, take_in
from benchmarks.page import paragraph
from knowledge.ask import Knowledge, open_knowledge, split_command
from knowledge.curation import DATA

SAMPLE = 1_000
FEW = 50_000
TODAY = date(2026, 11, 22)
ROWS = """
SELECT athlete.slug AS athlete, athlete.name, race.slug AS race, discipline.slug AS event, discipline.measure,
       race.date, result.place, result.mark, result.mark_value, result.status
FROM result LEFT JOIN athlete ON athlete.id = result.athlete_id JOIN race ON race.id = result.race_id
JOIN discipline ON discipline.id = race.discipline_id
"""
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
            answered are those that weren't asked back. The rival is a pandas frame of the same rows in
            memory that filters and merges: it understands no names and shows no sources. The goals: a
            median of at most 5 ms and a 99th percentile of at most 25 ms, and hardly more with eight
            times as many results."""
        )
    )
    print("| results | asked | median | 99th | answered | pandas: median | 99th |")
    print("|--:|---|--:|--:|--:|--:|--:|")
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
    """Ask everything by id and by name, then pandas, and print a row for each."""
    sample = draw(store.database)
    names = dict(store.database.execute("SELECT slug, name FROM athlete"))
    races = {race: store.database.execute(NAMED, (race,)).fetchone()[0] for race in sample.races}
    asked = {
        "`/athlete`": (
            [f"/athlete {one}" for one in sample.athletes],
            [f"/athlete {names[one]}" for one in sample.athletes],
        ),
        "`/result`": (
            [f"/result {one}" for one in sample.races],
            [f"/result {races[one]}" for one in sample.races],
        ),
        "`/h2h`": (
            [f"/h2h {one} {other}" for one, other in sample.pairs],
            [f"/h2h {names[one]} v {names[other]}" for one, other in sample.pairs],
        ),
    }
    rival = rivals(store.database, sample)
    for kind, (by_id, by_name) in asked.items():
        for how, texts in (("by id", by_id), ("by name", by_name)):
            store.knowledge.ask(*split_command(texts[0]), TODAY)
            outcomes: list[str] = []
            took = timed(partial(ask, store.knowledge, outcomes), texts)
            answered = f"{100 * outcomes.count('answer') // len(outcomes)} %"
            beside = spread(rival[kind]) if how == "by id" else " | "
            print(
                f"| {store.results:,} | {kind} {how} | {spread(took)} | {answered} | {beside} |", flush=True
            )
    store.knowledge.close()
    store.database.close()


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


def timed(answer: Callable[[Any], object], asked: Iterable[Any]) -> list[float]:
    """The processor time of each, in ms."""
    took = []
    for one in asked:
        begin = time.process_time()
        answer(one)
        took.append((time.process_time() - begin) * 1000)
    return took


def spread(took: Sequence[float]) -> str:
    """Median and 99th percentile, as two cells; a dash each for nothing."""
    if not took:
        return "- | -"
    return f"{median(took):.2f} | {quantiles(took, n=100)[98]:.2f}"


def rivals(database: sqlite3.Connection, sample: Sample) -> dict[str, list[float]]:
    """The same from a frame of all rows in memory; nothing where pandas is not installed."""
    try:
        pd: Any = importlib.import_module("pandas")
    except ImportError:
        return {"`/athlete`": [], "`/result`": [], "`/h2h`": []}
    frame = pd.read_sql_query(ROWS, database, parse_dates=["date"])
    frame = frame.astype(dict.fromkeys(("athlete", "race", "event", "measure", "status"), "category"))

    def who(athlete: str) -> object:
        """All races, newest first, and the best of each event and year."""
        rows = frame[frame["athlete"] == athlete].sort_values("date", ascending=False)
        marked = rows[rows["mark_value"].notna()]
        value = marked["mark_value"].where(marked["measure"] == "time", -marked["mark_value"])
        best = value.groupby([marked["event"], marked["date"].dt.year], observed=True).idxmin()
        return rows, frame.loc[best]

    def race(slug: str) -> object:
        """The order, with the gap to the winner."""
        rows = frame[frame["race"] == slug].sort_values("place")
        return rows.assign(behind=rows["mark_value"] - rows["mark_value"].iloc[0])

    def meetings(pair: tuple[str, str]) -> object:
        """Every race of both, and who was ahead how often."""
        one, other = (frame[frame["athlete"] == athlete] for athlete in pair)
        both = one.merge(other, on="race").sort_values("date_x", ascending=False)
        return both, (both["place_x"] < both["place_y"]).sum(), (both["place_x"] > both["place_y"]).sum()

    return {
        "`/athlete`": timed(who, sample.athletes),
        "`/result`": timed(race, sample.races),
        "`/h2h`": timed(meetings, sample.pairs),
    }
