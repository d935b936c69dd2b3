"""How many keys it takes until the one meant is offered, and what every key takes."""

import random
import time
from collections.abc import Callable, Sequence
from statistics import fmean, median

from benchmarks.naming.measuring import percentile
from benchmarks.naming.people import Person
from knowledge.names import NameIndex, tokens

DRAWN = 1_500

_WAYS: dict[str, Callable[[Person], str]] = {
    "given name first": lambda person: f"{person.given} {person.family}",
    "family name first": lambda person: f"{person.family} {person.given}",
    "initial, then family name": lambda person: f"{person.given[:1]} {person.family}",
}


def show_completing(index: NameIndex, people: Sequence[Person]) -> None:
    """How many keys until the one meant is first and among five, of people drawn by how much they did."""
    alive = [person for person in people if person.real]
    drawn = random.Random(9).choices(alive, [person.weight for person in alive], k=DRAWN)  # noqa: S311
    print("| completion, typed as | keys until first | until among five | median a key, ms | 99th, ms |")
    print("|---|--:|--:|--:|--:|")
    for way, written in _WAYS.items():
        keys, times = _keys(index, [(person.id, " ".join(tokens(written(person)))) for person in drawn])
        first, five = fmean(one for one, _ in keys), fmean(five for _, five in keys)
        print(f"| {way} | {first:.2f} | {five:.2f} | {median(times):.3f} | {percentile(times, 0.99):.2f} |")
    print()


def _keys(index: NameIndex, typed: Sequence[tuple[str, str]]) -> tuple[list[tuple[int, int]], list[float]]:
    """For each id and text the letters until it is first and among five, and what every key took."""
    keys, times = [], []
    for id_, text in typed:
        needed = [len(text), len(text)]
        letters = 0
        for count, letter in enumerate(text, 1):
            if letter == " ":
                continue
            letters += 1
            begin = time.thread_time()
            found = index.find(tokens(text[:count]), {"athlete"}, typing=True, limit=25)
            times.append((time.thread_time() - begin) * 1000)
            at = next((at for at, one in enumerate(found) if one.id == id_), 25)
            needed[1] = min(needed[1], letters) if at < 5 else needed[1]
            if at == 0:
                needed[0] = letters
                break
        keys.append((needed[0], needed[1]))
    return keys, times
