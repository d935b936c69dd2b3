"""How surely people are kept one and apart: precision and recall on real pairs, and the time it takes."""

import csv
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.page import paragraph
from benchmarks.recovery import LISTS, read_lists
from knowledge.imports.linkage.people import (
    GroupedPeople,
    Matches,
    Person,
    group_people,
    match_people,
    possible_duplicates,
)
from knowledge.imports.linkage.people.clusters import renamed_pairs
from knowledge.models.facts import Sex
from knowledge.models.observation import SeenAthlete
from knowledge.names import fold

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
ROME = SHARED / "rome-2024" / "Rome2024.json"
PAIRS = SHARED / "names-dev.tsv"
# People whom the lists hold under two names, judged by hand: meeting the other entry is no wrong merge.
LISTED_TWICE = frozenset(
    (
        "lists/barbel-eckert/f/1955-03-21",  # Bärbel Wöckel
        "lists/jessica-warner-judd/f/1995-01-07",  # Jess Judd
        "lists/joseph-macharia/m/1994-09-09",  # Joseph Mana Ndirangu
        "lists/mariya-vergova/f/1950-11-03",  # Mariya Petkova
        "lists/mirela-manjani-tzelili/f/1976-12-21",  # Mirela Maniani
        "lists/susanne-walli/f/1996-05-05",  # Susanne Gogl-Walli
    )
)


@dataclass(frozen=True)
class Row:
    """One real pair: a spelling with what else is told, and the person of the lists that it belongs to."""

    variant: SeenAthlete
    truth: str
    difference: str


@dataclass
class Tally:
    """Merges that are right and wrong, of so many that were there to find, and true ones left doubtful.

    `twice` are merges with the other entry of somebody whom the lists hold twice, `wrongs` says which are
    wrong.
    """

    right: int = 0
    wrong: int = 0
    doubtful: int = 0
    twice: int = 0
    of: int = 0
    wrongs: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another's in."""
        self.right += other.right
        self.wrong += other.wrong
        self.doubtful += other.doubtful
        self.twice += other.twice
        self.of += other.of
        self.wrongs += other.wrongs

    def line(self, name: str) -> str:
        """A row of the table."""
        merged = self.right + self.wrong
        precision = f"{self.right / merged:.4f}" if merged else "–"
        recall = f"{self.right / self.of:.3f}" if self.of else "–"
        counts = f"{self.of} | {self.right} | {self.wrong} | {self.twice} | {self.doubtful}"
        return f"| {name} | {counts} | {precision} | {recall} |"


def pairs(people: GroupedPeople) -> list[Row]:
    """The pairs whose truth rests on equal marks on equal dates, with the marks left out."""
    of = {(fold(seen.name), seen.sex, seen.nation, seen.born): key for seen, key in people.of.items()}
    rows = []
    with PAIRS.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            truth = of.get((fold(row["canonical"]), Sex(row["sex"]), row["nation"], row["born"]))
            if row["evidence"] in {"R1", "R2"} and truth is not None:
                seen = SeenAthlete(row["variant"], None, Sex(row["sex"]), row["nation"], row["born"])
                rows.append(Row(seen, truth, row["difference"]))
    return rows


def judge(people: Sequence[Person], rows: Iterable[Row]) -> dict[str, Tally]:
    """Match the spellings of real pairs to all people of the lists; tallies by what differs.

    One person's spellings go in one after the other: here they are not the rows of one source.
    """
    turns: list[dict[str, Row]] = []
    for row in rows:
        turn = next((turn for turn in turns if row.truth not in turn), None)
        if turn is None:
            turns.append(turn := {})
        turn[row.truth] = row
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, turn in enumerate(turns):
        others = {}
        for row in turn.values():
            seen = row.variant
            others[f"{number}/{row.truth}"] = Person(
                f"{number}/{row.truth}", seen.sex, (seen.name,), (seen.nation,), seen.born
            )
        found = match_people(people, tuple(others.values()))
        _count(found, turn, tallies, f"{number}/")
    return tallies


def _count(found: Matches, turn: dict[str, Row], tallies: dict[str, Tally], prefix: str) -> None:
    for row in turn.values():
        tallies[row.difference].of += 1
    for pair in found.same:
        truth = pair.right.removeprefix(prefix)
        tally = tallies[turn[truth].difference]
        if pair.left == truth:
            tally.right += 1
        elif pair.left in LISTED_TWICE:
            tally.twice += 1
        else:
            tally.wrong += 1
            told = "; ".join(pair.evidence)
            tally.wrongs.append(f"{pair.left} and {turn[truth].variant.name} ({told})")
    for pair in found.doubtful:
        truth = pair.right.removeprefix(prefix)
        tallies[turn[truth].difference].doubtful += pair.left == truth


def rome() -> tuple[list[SeenAthlete], list[SeenAthlete]]:
    """The athletes of Rome in two halves of its races, as two publishers might print them, with their ids."""
    halves: tuple[list[SeenAthlete], list[SeenAthlete]] = ([], [])
    for number, event in enumerate(json.loads(ROME.read_text(encoding="utf-8-sig"))["events"]):
        for row in event["results"]:
            if row.get("WAID") and row.get("DOB") and event["gender"] in {"M", "F", "W"}:
                sex = Sex.MALE if event["gender"] == "M" else Sex.FEMALE
                ids = (("world-athletics", str(row["WAID"])),)
                first, last = row["firstname"] or "", row["lastname"] or ""
                name = f"{last.upper()} {first}".strip() if number % 2 else row["athlete"]
                halves[number % 2].append(SeenAthlete(name, last, sex, row["nation"], row["DOB"], ids))
    return halves


def hidden(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people without their ids; their keys, which the matcher doesn't read, still hold them."""
    return tuple(replace(person, ids=()) for person in people)


def halves_of_rome(*, with_birth: bool) -> Tally:
    """Match one half to the other with the ids hidden; the truth is the id in the keys."""
    one, other = (hidden(group_people("half", half).people) for half in rome())
    if not with_birth:
        one = tuple(replace(person, born=(person.born or "")[:4]) for person in one)
    left = tuple(replace(person, key=f"one/{person.key}") for person in one)
    right = tuple(replace(person, key=f"other/{person.key}") for person in other)
    tally = Tally(of=len({person.key for person in one} & {person.key for person in other}))
    found = match_people(left, right)
    for pair in found.same:
        same = pair.left.removeprefix("one/") == pair.right.removeprefix("other/")
        tally.right += same
        tally.wrong += not same
    tally.doubtful = sum(
        p.left.removeprefix("one/") == p.right.removeprefix("other/") for p in found.doubtful
    )
    return tally


def main() -> None:
    """Print the tables, or why there is none."""
    if not all(path.is_file() for path in (LISTS, ROME, PAIRS)):
        print("identity: skipped, ../shared/data doesn't hold the lists, Rome 2024 and the pairs of names.")
        return
    people = group_people("lists", read_lists().athletes)
    rows = pairs(people)
    print("## Who is who\n")
    print(
        paragraph(
            f"""When two publications name somebody, is it the same person? Each of {len(rows):,}
            spellings of other publications is matched to the {len(people.people):,} people of the lists.
            That both made the same mark on the same day is how the pairs are known; the matcher isn't
            shown it. Not one wrong pair is the goal: what isn't sure is left in doubt, and a curator
            decides. The rules were tuned on these pairs."""
        )
    )
    by_difference = judge(people.people, rows)
    print("| pairs | to find | right | wrong | right, other entry | doubtful | precision | recall |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    total = Tally()
    for tally in by_difference.values():
        total.add(tally)
    wrongs = total.wrongs
    print(total.line("names-dev R1, R2: marks hidden, birth date told"))
    for difference, tally in sorted(by_difference.items(), key=lambda item: -item[1].of):
        print(tally.line(f"· {difference}"))
    for name, length in (("only the year of birth told", 4), ("no birth told", 0)):
        fewer = [
            replace(row, variant=replace(row.variant, born=(row.variant.born or "")[:length] or None))
            for row in rows
        ]
        total = Tally()
        for tally in judge(people.people, fewer).values():
            total.add(tally)
        print(total.line(f"· all, {name}"))
    truths = {row.truth for row in rows}
    without = tuple(person for person in people.people if person.key not in truths)
    total = Tally()
    for tally in judge(without, rows).values():
        total.add(replace(tally, of=0))
    print(total.line("· all, whom the lists have been made to lack"))
    print(halves_of_rome(with_birth=True).line("Rome 2024, half its races to the other half, ids hidden"))
    print(halves_of_rome(with_birth=False).line("· only the year of birth told"))
    for wrong in wrongs:
        print(f"\nWrong: {wrong}.")
    _against_the_lists(people)


def _against_the_lists(people: GroupedPeople) -> None:
    one, other = rome()
    entered = group_people("rome", [*one, *other])
    begin = time.perf_counter()
    found = match_people(people.people, hidden(entered.people))
    took = time.perf_counter() - begin
    print(
        f"\n- Rome 2024 to the lists: {len(entered.people):,} athletes, {len(found.same)} the same, "
        f"{len(found.doubtful)} doubtful, {took:.2f} s"
    )
    twice = len(possible_duplicates(people.people))
    joined = len(tuple(renamed_pairs(people.people)))
    print(f"- Pairs in the lists that the evidence takes for one person listed twice: {twice}")
    print(f"- Pairs in the lists that are made one for a family name joined to another: {joined}")
    begin = time.perf_counter()
    again = match_people(people.people, tuple(replace(p, key=f"again/{p.key}") for p in people.people))
    took = time.perf_counter() - begin
    apart = Counter(pair.right.removeprefix("again/") == pair.left for pair in again.same)
    print(
        f"- The lists to themselves: {apart[True]:,} of {len(people.people):,} people with themselves, "
        f"{apart[False]} with somebody else, {len(again.doubtful):,} doubtful pairs, {took:.2f} s\n"
    )
