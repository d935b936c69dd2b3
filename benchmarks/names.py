"""How rightly and how fast names are found: kinds of query, rivals, memory."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.naming.alone import BUILT, OPENED, Alone, alone, index_of, leave_names
from benchmarks.naming.measuring import Averages, Score, averages, percentile, scored
from benchmarks.naming.people import LISTS, PARIS, ROME, Person, filled_up, real_people
from benchmarks.naming.queries import PAIRS, Query, made, real, real_pairs
from benchmarks.naming.rivals import RIVALS
from benchmarks.page import paragraph

EACH = 300
EACH_OF_RIVALS = 40
SIZES = (100_000, 1_000_000)
GOALS = {
    "first right": ("≥ 0.93", "≥ 0.90"),
    "in five": ("≥ 0.97", ""),
    "median, ms": ("≤ 0.2", "≤ 0.5"),
    "99th percentile, ms": ("≤ 1", "≤ 3"),
    "times faster than WRatio, in the median": ("≥ 500", ""),
    "index made, s": ("≤ 3", "≤ 20"),
    "memory for that, MB": ("≤ 120", "≤ 400"),
    "saved index opened, s": ("≤ 0.5", "≤ 0.5"),
    "memory of the opened one, asked, MB": ("", ""),
    "its file, MB": ("", ""),
    "slowest answer, ms": ("", ""),
}
_WRATIO = next(iter(RIVALS))
_NONE = "–"


class Beside(NamedTuple):
    """A rival and what it did, with our averages over the same queries."""

    name: str
    done: Alone
    theirs: Averages
    ours: Averages


class Taken(NamedTuple):
    """What was measured among this number of names."""

    built: Alone
    opened: Alone
    file_mb: float
    asked: int
    scores: dict[str, Score]
    beside: list[Beside]


def main() -> None:
    """Print the section, or why there is none."""
    if not all(path.is_file() for path in (LISTS, PARIS, ROME, PAIRS)):
        print(f"names: skipped, {LISTS.parent} doesn't hold the lists, Paris, Rome and the pairs of names.")
        return
    people = real_people()
    taken = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            taken.append(_taken(filled_up(people, size), Path(folder)))
    _show_head(len(people))
    _show_goals(taken)
    _show_kinds([one.scores for one in taken])
    _show_rivals(taken)


def _taken(people: Sequence[Person], folder: Path) -> Taken:
    """Measure everything among these people; what that needs goes into the folder."""
    leave_names(folder, people)
    alive = [person for person in people if person.real]
    queries = made(alive, EACH) + real(people, real_pairs(people))
    random.Random(3).shuffle(queries)  # noqa: S311 - a reproducible order, no secrets
    built, opened = alone(folder, BUILT), alone(folder, OPENED, queries)
    some = _of_each(queries, EACH_OF_RIVALS)
    few = [queries[at] for at in some]
    ours = averages(scored(people, few, [opened.answers[at] for at in some]))
    beside = []
    for name, rival in RIVALS.items():
        if rival.fast or len(people) <= SIZES[0]:
            done = alone(folder, name, few)
            beside.append(Beside(name, done, averages(scored(people, few, done.answers)), ours))
    return Taken(
        built,
        opened,
        index_of(folder).stat().st_size / 1e6,
        len(queries),
        scored(people, queries, opened.answers),
        beside,
    )


def _of_each(queries: Sequence[Query], each: int) -> list[int]:
    """The first so many of each kind, by number."""
    left: dict[str, int] = {}
    chosen = []
    for number, query in enumerate(queries):
        left[query.kind] = left.get(query.kind, each) - 1
        if left[query.kind] >= 0:
            chosen.append(number)
    return chosen


def _show_head(real_count: int) -> None:
    print("## Names\n")
    print(
        paragraph(
            f"""Who is meant by what somebody types? {real_count:,} real athletes of the lists, of Paris
            and of Rome are searched among 100,000 and among a million names. The other names are real
            given and family names put together anew within a nation, which lies denser than life does.
            There are nineteen kinds of query. Sixteen are made from a name drawn at random (typos, other
            orders, initials …), three are what other publications print. Right is whoever bears all words
            that were in mind, for a text can't tell more. What counts is the average over the kinds.
            Times are of the processor, a query at a time."""
        )
    )


def _show_goals(taken: Sequence[Taken]) -> None:
    rows = [_figures(one) for one in taken]
    print(f"| | goal | {SIZES[0]:,} names | goal | {SIZES[1]:,} names |\n|---|--:|--:|--:|--:|")
    for what, goals in GOALS.items():
        cells = " | ".join(f"{goal} | {row[what]}" for goal, row in zip(goals, rows, strict=True))
        print(f"| {what} | {cells} |")
    print(
        "\n"
        + paragraph(
            """A fresh process makes the index from the names and saves it, another opens and asks it, as
            the bot does. What a process has before (Python, numpy and the rivals' libraries) is not
            counted."""
        )
    )


def _figures(one: Taken) -> dict[str, str]:
    all_kinds = averages(one.scores)
    wratio = next((beside for beside in one.beside if beside.name == _WRATIO), None)
    return dict(
        zip(
            GOALS,
            (
                f"**{all_kinds.first:.3f}**",
                f"**{all_kinds.five:.3f}**",
                f"**{all_kinds.median:.3f}**",
                f"**{all_kinds.high:.2f}**",
                f"**{wratio.theirs.median / wratio.ours.median:.0f}**" if wratio else _NONE,
                f"{one.built.ready:.1f}",
                f"{one.built.added:.0f}",
                f"{one.opened.ready:.3f}",
                f"{one.opened.added:.0f}",
                f"{one.file_mb:.0f}",
                f"{all_kinds.most:.1f}",
            ),
            strict=True,
        )
    )


def _show_kinds(sizes: Sequence[dict[str, Score]]) -> None:
    print("### By kind\n")
    sub = "first right | in five | median, ms | 99th, ms"
    print(f"| kind of query | asked | 100,000: {sub} | 1,000,000: {sub} |")
    print("|---|" + "--:|" * 9)
    few, many = sizes
    for kind in sorted(few, key=lambda kind: fmean(few[kind].first)):
        print(f"| {kind} | {len(few[kind].first)} | {_row(few[kind])} | {_row(many[kind])} |")
    print()


def _row(score: Score) -> str:
    return (
        f"{fmean(score.first):.3f} | {fmean(score.five):.3f} | "
        f"{median(score.times):.3f} | {percentile(score.times, 0.99):.2f}"
    )


def _show_rivals(taken: Sequence[Taken]) -> None:
    print("### Rivals\n")
    print(
        paragraph(
            f"""All are asked the same queries, {EACH_OF_RIVALS} of each kind, and each is made in a
            process of its own. Times are of the processor. × says how many times as long as Bell Lap a
            rival takes."""
        )
    )
    for size, one in zip(SIZES, taken, strict=True):
        columns = "made, s | memory, MB | first right | in five | median, ms | × | 99th, ms | ×"
        print(f"| among {size:,} | {columns} |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        for beside in one.beside:
            print(_beside(beside))
        print(_ourselves(one) + "\n")
    slow = [name for name, rival in RIVALS.items() if not rival.fast]
    print(f"Among a million the slow ones are left out: {', '.join(slow)}.\n")


def _beside(one: Beside) -> str:
    return (
        f"| {one.name} | {one.done.ready:.1f} | {one.done.added:.0f} | {_shares(one.theirs)} "
        f"| {one.theirs.median:.2f} "
        f"| {one.theirs.median / one.ours.median:.1f} | {one.theirs.high:.2f} "
        f"| {one.theirs.high / one.ours.high:.1f} |"
    )


def _ourselves(one: Taken) -> str:
    ours = one.beside[0].ours if one.beside else averages(one.scores)
    return (
        f"| **Bell Lap** | {one.built.ready:.1f} | {one.opened.added:.0f} | {_shares(ours)} "
        f"| {ours.median:.2f} | 1 | {ours.high:.2f} | 1 |"
    )


def _shares(one: Averages) -> str:
    return f"{one.first:.3f} | {one.five:.3f}"
