"""How surely people are kept one and apart: precision and recall on real pairs."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.page import paragraph
from benchmarks.processes import LISTS, SHARED
from knowledge.imports.coded_records import RecordEncoder
from knowledge.imports.formats.toplists import Toplists
from knowledge.imports.linkage.people import GroupedPeople, Matches, Person, match_people
from knowledge.models.facts import Sex
from knowledge.models.observation import Observation, SeenAthlete
from knowledge.names import fold

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


def pairs(listed: Mapping[SeenAthlete, str]) -> list[Row]:
    """The pairs whose truth rests on equal marks on equal dates, with the marks left out."""
    of = {(fold(seen.name), seen.sex, seen.nation, seen.born): key for seen, key in listed.items()}
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


def _listed() -> tuple[tuple[Person, ...], dict[SeenAthlete, str]]:
    """The people of the lists, and the key of each printed athlete."""
    rows = (row for part in Toplists().files(LISTS) for row in part.rows() if isinstance(row, Observation))
    seen = tuple(dict.fromkeys(row.athlete for row in rows if row.athlete is not None))
    encoder = RecordEncoder(SeenAthlete, dict.fromkeys(SeenAthlete.__slots__, lambda value: value))
    encoder.add([[getattr(athlete, field) for athlete in seen] for field in SeenAthlete.__slots__])
    grouped = GroupedPeople("lists", encoder.records())
    people = tuple(map(grouped.__getitem__, range(len(grouped))))
    return people, {one: people[number].key for one, number in zip(seen, grouped.of, strict=True)}


def main() -> None:
    """Print the tables, or why there is none."""
    if not (LISTS.is_file() and PAIRS.is_file()):
        print("identity: skipped, ../shared/data doesn't hold the lists and the pairs of names.")
        return
    people, listed = _listed()
    rows = pairs(listed)
    print("## Who is who\n")
    print(
        paragraph(
            f"""When two publications name somebody, is it the same person? Each of {len(rows):,}
            spellings of other publications is matched to the {len(people):,} people of the lists.
            That both made the same mark on the same day is how the pairs are known; the matcher isn't
            shown it. Not one wrong pair is the goal: what isn't sure is left in doubt, and a curator
            decides. The rules were tuned on these pairs."""
        )
    )
    by_difference = judge(people, rows)
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
        for tally in judge(people, fewer).values():
            total.add(tally)
        print(total.line(f"· all, {name}"))
    truths = {row.truth for row in rows}
    without = tuple(person for person in people if person.key not in truths)
    total = Tally()
    for tally in judge(without, rows).values():
        total.add(replace(tally, of=0))
    print(total.line("· all, whom the lists have been made to lack"))
    for wrong in wrongs:
        print(f"\nWrong: {wrong}.")
