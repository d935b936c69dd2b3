"""How rightly and how fast whole questions are taken apart, with 100,000 athletes and all imports in."""

import gc
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.naming.measuring import percentile
from benchmarks.naming.people import LISTS, PARIS, ROME, filled_up, real_people
from benchmarks.naming.queries import PAIRS
from benchmarks.naming.slots import Words, drawn_words
from benchmarks.naming.taking_apart import judged, ours
from benchmarks.naming.whole import TEMPLATES, Asked, made_questions
from benchmarks.page import paragraph
from benchmarks.questions import build
from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens
from knowledge.names.linking.nil import link_mention
from knowledge.questions.query.lexicon import tier_entries
from knowledge.questions.query.segments import Segmentation

PEOPLE = 100_000
OF_EACH_TEMPLATE = 100
SEED = 2024
_SHOWN = 20
_EXPLAINED = """
{} questions from {} templates, English and French, on {} words: athletes, towns, stadiums and nations as the
lists, the register of disciplines and other publications print them, competitions as curators call them,
categories, rounds and years as fans type them. In a quarter of the questions one letter of a name or a place
is wrong. Half of the towns, stadiums, nations, events and athletes were kept from tuning, and these are asked
about here; competitions, categories and rounds are too few to be halved. A slot is right if what is meant is
among what its words are taken for; everything is right if all slots are and nothing else is claimed.
"""


class Measured(NamedTuple):
    """A question, which of its slots are right, whether everything is, and the time in milliseconds."""

    asked: Asked
    slots: list[bool]
    whole: bool
    took: float


def main() -> None:
    """Print the tables, or why there is none."""
    if not all(path.is_file() for path in (LISTS, PARIS, ROME, PAIRS)):
        print(f"understanding: skipped, {LISTS.parent} lacks lists, Paris, Rome or pairs of names.\n")
        return
    people = [person.entry for person in filled_up(real_people(), PEOPLE)]
    others = things()
    words = drawn_words(filled_up(real_people(), PEOPLE), others, tuning=False)
    index = NameIndex([*people, *others])
    questions = made_questions(words, OF_EACH_TEMPLATE * len(TEMPLATES), SEED)
    gc.collect()
    gc.freeze()
    measured = measure(questions, lambda asked: ours(index, asked))
    resolves = resolving(index, questions)
    gc.unfreeze()
    _show(measured, resolves, words)


def things() -> list[NameEntry]:
    """The names of all that is no athlete, in a knowledge base with everything imported."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = build(Path(folder), None)
        entries = [entry for entry in knowledge.kb.name_entries() if entry.kind != "athlete"]
    return [*tier_entries(), *entries]


def measure(questions: Sequence[Asked], read: Callable[[Asked], Segmentation]) -> list[Measured]:
    """Take each question apart."""
    for asked in questions[: len(TEMPLATES)]:
        read(asked)
    measured = []
    for asked in questions:
        begin = time.thread_time()
        segmentation = read(asked)
        took = (time.thread_time() - begin) * 1000
        measured.append(Measured(asked, *judged(segmentation, asked), took))
    return measured


def resolving(index: NameIndex, questions: Sequence[Asked]) -> list[float]:
    """What it takes to resolve each athlete of the questions alone, in milliseconds."""
    took = []
    for typed in (meant.typed for asked in questions for meant in asked.meant if meant.slot == "athlete"):
        begin = time.thread_time()
        link_mention(index, tokens(typed), {"athlete"})
        took.append((time.thread_time() - begin) * 1000)
    return took


def _show(measured: Sequence[Measured], resolves: Sequence[float], words: Words) -> None:
    times = [one.took for one in measured]
    print(f"## Whole questions ({PEOPLE:,} athletes, all imports; processor time)\n")
    asked = (len(measured), len(TEMPLATES), len(words))
    print(paragraph(_EXPLAINED.format(*(f"{number:,}" for number in asked))))
    print("| | goal | |\n|---|--:|--:|")
    print(f"| slots right | ≥ 98 % | **{_slots(measured)}** |")
    print(f"| everything right | ≥ 96 % | **{_whole(measured)}** |")
    print(f"| median, ms | ≤ 2.5 | **{median(times):.2f}** |")
    print(f"| mean, ms | | {fmean(times):.2f} |")
    print(f"| 99th percentile, ms | | {percentile(times, 0.99):.2f} |")
    print(f"| slowest, ms | | {max(times):.1f} |")
    print(f"| twenty resolves, median, ms | no less | {20 * median(resolves):.2f} |")
    print(f"| twenty resolves, mean, ms | no less | {20 * fmean(resolves):.2f} |\n")
    _show_slots(measured)
    _show_templates(measured)
    misses = [one for one in measured if not one.whole]
    print(f"The first {_SHOWN} of {len(misses)} that are not all right:\n")
    for one in misses[:_SHOWN]:
        wrong = [meant.typed for meant, right in zip(one.asked.meant, one.slots, strict=True) if not right]
        print(f"- `{one.asked.text}`: {', '.join(wrong) or 'something else is claimed'}")
    print()


def _show_slots(measured: Sequence[Measured]) -> None:
    by_slot = defaultdict(list)
    for one in measured:
        for meant, right in zip(one.asked.meant, one.slots, strict=True):
            by_slot[meant.slot].append(right)
    print("| slot | asked | right |\n|---|--:|--:|")
    for slot, rights in by_slot.items():
        print(f"| {slot} | {len(rights)} | {_percent(rights)} |")
    print()


def _show_templates(measured: Sequence[Measured]) -> None:
    by_template = defaultdict(list)
    for one in measured:
        by_template[f"`/{one.asked.kind} {one.asked.template}`"].append(one.whole)
        by_template[f"any, {'with a' if one.asked.typo else 'without a'} wrong letter"].append(one.whole)
    worst = sorted(by_template.items(), key=lambda item: fmean(item[1]))
    print("| question | asked | everything right |\n|---|--:|--:|")
    for template, rights in worst:
        if not template.startswith("`") or fmean(rights) < 1:
            print(f"| {template} | {len(rights)} | {_percent(rights)} |")
    print()


def _slots(measured: Sequence[Measured]) -> str:
    return _percent([right for one in measured for right in one.slots])


def _whole(measured: Sequence[Measured]) -> str:
    return _percent([one.whole for one in measured])


def _percent(rights: Sequence[bool]) -> str:
    return f"{100 * fmean(rights):.1f} %"
