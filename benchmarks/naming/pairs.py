"""Real pairs of names: how one publication and another call the same person."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from benchmarks.naming.people import entered, listed_people
from benchmarks.naming.queries import EASY, Pair, entered_pairs, real_pairs
from benchmarks.page import paragraph
from knowledge.names import NameIndex, tokens

_NONE = "–"


class Shot(NamedTuple):
    """Whether the first found is who is meant, whether he is in five, and if the pair may be tuned on."""

    first: bool
    five: bool
    tuned_on: bool


def show_pairs() -> None:
    """Print how many of the real pairs are found among the people of the lists, by what differs."""
    people = listed_people()
    index = NameIndex(person.entry for person in people)
    shots: dict[str, list[Shot]] = defaultdict(list)
    for pair in real_pairs(people):
        shots[pair.difference].append(_shot(index, pair))
    others = [_shot(index, pair) for pair in entered_pairs(people, entered())]
    hard = [shot for kind, some in shots.items() if kind not in EASY for shot in some]
    print("### Real pairs\n")
    print(
        paragraph(
            f"""Each of {sum(map(len, shots.values())):,} spellings of other publications
            (`names-dev.tsv`) is searched among the {len(people):,} athletes of the lists. The hard ones
            are all but order, accents, punct and spacing. They are split by person. What was tuned here
            was tuned on those whose birth date has an even sum of digits, and the others are reported
            apart. But the costs of wrong letters were taken over from measurements of all pairs, made
            before this project began, so for these costs neither half is wholly unseen. The last line was
            never tuned on: names that entries of Paris and Rome hold otherwise than the lists, where
            nation, sex and birth date tell who is who; most misses there are women who changed their
            family name."""
        )
    )
    columns = "pairs | first right | in five | first right, people not tuned on | of so many | goal"
    print(f"| difference | {columns} |\n|---|--:|--:|--:|--:|--:|--:|")
    for kind, some in sorted(shots.items(), key=lambda item: -len(item[1])):
        print(f"| {kind} | {_row(some)} | |")
    print(f"| **hard ones** | {_row(hard)} | ≥ 0.85 |")
    print(f"| **entries of Paris and Rome** | {_row(others)} | |\n")


def _shot(index: NameIndex, pair: Pair) -> Shot:
    found = [one.id for one in index.search(tokens(pair.variant), {"athlete"}, loose=True, limit=5)]
    return Shot(found[:1] == [pair.target], pair.target in found, pair.tuned_on)


def _row(shots: Sequence[Shot]) -> str:
    unseen = [shot.first for shot in shots if not shot.tuned_on]
    held_out = f"{fmean(unseen):.3f}" if unseen else _NONE
    first, five = (fmean(getattr(shot, part) for shot in shots) for part in ("first", "five"))
    return f"{len(shots)} | {first:.3f} | {five:.3f} | {held_out} | {len(unseen)}"
