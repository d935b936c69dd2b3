"""How rightly and how fast names are found: kinds of query, rivals, real pairs, deciding, completing."""

import gc
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median

from benchmarks.naming.completing import show_completing
from benchmarks.naming.deciding import show_deciding
from benchmarks.naming.measuring import Miss, Score, ask, averages, percentile
from benchmarks.naming.people import LISTS, PARIS, ROME, Person, filled_up, listed_people, real_people
from benchmarks.naming.queries import EASY, PAIRS, made, real, real_pairs
from benchmarks.naming.rivals import RIVALS, Ours
from knowledge.names import NameIndex, tokens

EACH = 300
SIZES = (100_000, 1_000_000)


def main() -> None:
    """Print the tables, or why there is none."""
    if not all(path.is_file() for path in (LISTS, PARIS, ROME, PAIRS)):
        print(
            f"names: skipped, {LISTS.parent} does not hold the lists, Paris, Rome and the pairs of names.\n"
        )
        return
    people = real_people()
    print(f"## Names ({len(people):,} real athletes, filled up; processor time)\n")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            everybody = filled_up(people, size)
            index = _built(everybody, Path(folder) / "names")
            _show_kinds(index, everybody, rivals=size == SIZES[0])
            if size == SIZES[0]:
                show_completing(index, everybody)
                show_deciding(everybody)
            del index, everybody
            gc.collect()
    _show_pairs(listed_people())


def _built(people: Sequence[Person], path: Path) -> NameIndex:
    """The index of these people, opened from where it was saved; what that takes is printed."""
    entries = [person.entry for person in people]
    gc.collect()
    before = _peak()
    begin = time.process_time()
    NameIndex(entries).save(path)
    built = time.process_time() - begin
    grown = _peak() - before
    begin = time.process_time()
    index = NameIndex.open(path)
    opened = time.process_time() - begin
    print(f"### {len(people):,} names\n")
    print(
        f"Built and saved in {built:.1f} s, for which the process grew by {grown:.0f} MiB at most; "
        f"the file has {path.stat().st_size / 2**20:.0f} MiB and is opened in {opened:.3f} s.\n"
    )
    return index


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _show_kinds(index: NameIndex, people: Sequence[Person], *, rivals: bool) -> None:
    alive = [person for person in people if person.real]
    queries = made(alive, EACH) + real(people, real_pairs(people))
    gc.collect()
    gc.freeze()
    scores, misses = ask(Ours(index, people), people, queries)
    gc.unfreeze()
    print("| kind of query | asked | first right | in five | the one drawn first | median, ms | 99th, ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind, score in scores.items():
        print(f"| {kind} | {len(score.first)} | {_row(score)} |")
    first, five, middle, high, most = averages(scores)
    print(
        f"| **all kinds** | {len(queries)} | **{first:.3f}** | **{five:.3f}** | | {middle:.3f} | {high:.2f} |"
    )
    print(f"\nThe slowest took {most:.1f} ms.\n")
    if rivals:
        _show_rivals(people, (first, five, middle, high))
        _show_misses(misses)


def _row(score: Score) -> str:
    shares = (score.first, score.five, score.drawn)
    return (
        " | ".join(f"{fmean(share):.3f}" for share in shares)
        + f" | {median(score.times):.3f} | {percentile(score.times, 0.99):.2f}"
    )


def _show_rivals(people: Sequence[Person], ours: tuple[float, float, float, float]) -> None:
    alive = [person for person in people if person.real]
    pairs = real_pairs(people)
    print("| the same names | built, s | first right | in five | median, ms | 99th, ms | × median | × 99th |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, (make, each) in RIVALS.items():
        begin = time.process_time()
        finder = make(people)
        built = time.process_time() - begin
        by_kind = defaultdict(list)
        for query in real(people, pairs):
            by_kind[query.kind].append(query)
        queries = made(alive, each)
        for asked in by_kind.values():
            queries += random.Random(5).sample(asked, min(each, len(asked)))  # noqa: S311 - reproducible
        first, five, middle, high, _ = averages(ask(finder, people, queries)[0])
        print(
            f"| {name} | {built:.1f} | {first:.3f} | {five:.3f} | {middle:.2f} | {high:.2f} | "
            f"{middle / ours[2]:.0f} | {high / ours[3]:.0f} |"
        )
    print(
        f"| **Bell Lap** | | **{ours[0]:.3f}** | **{ours[1]:.3f}** | {ours[2]:.3f} | {ours[3]:.2f} "
        "| 1 | 1 |\n"
    )


def _show_misses(misses: Sequence[Miss]) -> None:
    """The misses about those who have done most."""
    print("The twenty misses about the busiest athletes:\n")
    worst = sorted(misses, key=lambda miss: -miss.meant.weight)[:20]
    for miss in worst:
        found = miss.found.name if miss.found else "nobody"
        print(f"- {miss.query.kind}: “{miss.query.text}” for {miss.meant.name}, found {found}")
    print()


def _show_pairs(people: Sequence[Person]) -> None:
    """The real pairs over the people of the lists; half of them was looked at while the costs were chosen."""
    index = NameIndex(person.entry for person in people)
    shares: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for pair in real_pairs(people):
        found = [one.id for one in index.find(tokens(pair.variant), {"athlete"}, loose=True, limit=5)]
        shares[pair.difference].append((found[:1] == [pair.target], pair.target in found, pair.tuned_on))
    print(f"### Real pairs of names among {len(people):,} athletes of the lists\n")
    print(
        "| difference | pairs | first right | in five | first right, people not tuned on |\n"
        "|---|--:|--:|--:|--:|"
    )
    hard = [row for kind, rows in shares.items() if kind not in EASY for row in rows]
    for kind, rows in (*sorted(shares.items(), key=lambda item: -len(item[1])), ("**hard ones**", hard)):
        unseen = [one for one, _, tuned_on in rows if not tuned_on]
        held_out = f"{fmean(unseen):.3f}" if unseen else "–"
        print(
            f"| {kind} | {len(rows)} | {fmean(row[0] for row in rows):.3f} "
            f"| {fmean(row[1] for row in rows):.3f} | {held_out} |"
        )
    print()
