"""How many keys it takes until the one meant is offered, and what each takes: names, then whole questions."""

import gc
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.naming.measuring import percentile
from benchmarks.naming.people import LISTS, PARIS, ROME, Person, filled_up, real_people
from benchmarks.page import paragraph
from benchmarks.questions import build
from bot.discord.limits import SUGGESTIONS
from knowledge.ask import Knowledge
from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens

PEOPLE = 100_000
DRAWN = 1_000
QUESTIONS = 100
OFFERED = 25
IN_FIVE = 5
SEED = 9
_MOST_RIVALS = 20
_EXPLAINED = f"""
Athletes are drawn by how much they have done, each typed in every way until found. A space is a key, for
a list is shown after it as well; letters alone are counted beside. What no order goes below is how many
letters the best one needs that knows all four ways, what everybody has done, and nothing else. Among
{PEOPLE:,} names that are spread as these are the goals lie below that.
"""
_EXPLAINED_FEW = """
The same where those who were put together from names of others have done one thing each, so that most of
what is asked is about a third of the people.
"""
_EXPLAINED_WHOLE = f"""
The whole road, with all imports in: at every key the text goes in and {OFFERED} suggestions come out, with
their labels. Athletes are drawn as above, by how much they have done here; pairs are an athlete so drawn and
one of the {_MOST_RIVALS} met most often; races are finals of the editions that curators wrote down. Keys are
counted with spaces. A list should be there well under 100 ms after a key: more is felt as waiting.
"""


class Typed(NamedTuple):
    """What is typed, letter by letter, for somebody or something with this id."""

    meant: str
    text: str


@dataclass
class Keys:
    """Keys until the one meant is first and among five: all of them, and letters alone; times in ms."""

    first: list[int] = field(default_factory=list)
    five: list[int] = field(default_factory=list)
    letters_first: list[int] = field(default_factory=list)
    letters_five: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, text: str, first: int, five: int) -> None:
        """Count one in that took so many keys of this text."""
        self.first.append(first)
        self.five.append(five)
        self.letters_first.append(first - text[:first].count(" "))
        self.letters_five.append(five - text[:five].count(" "))

    @property
    def averages(self) -> tuple[float, float, float, float]:
        """Keys, then letters, until first and among five."""
        return fmean(self.first), fmean(self.five), fmean(self.letters_first), fmean(self.letters_five)


Offer = Callable[[str], Sequence[str]]
"""The ids that are offered for a text, in order."""


def main() -> None:
    """Print the section, or why there is none."""
    if not all(path.is_file() for path in (LISTS, PARIS, ROME)):
        print(f"completing: skipped, {LISTS.parent} doesn't hold the lists, Paris and Rome.")
        return
    people = filled_up(real_people(), PEOPLE)
    print(f"## Completion while typing\n\n### Names, {PEOPLE:,} of them\n")
    _show_names(people)
    print(paragraph(_EXPLAINED))
    _show_names([person if person.real else person._replace(weight=1) for person in people])
    print(paragraph(_EXPLAINED_FEW))
    del people
    gc.collect()
    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder), None)
        print("### Whole questions\n")
        show_whole(store.knowledge, SEED)
        store.knowledge.close()
        store.database.close()
    print(paragraph(_EXPLAINED_WHOLE))


def ways(given: str, family: str) -> dict[str, str]:
    """A name as people type it."""
    given, family = " ".join(tokens(given)), " ".join(tokens(family))
    return {
        "given name first": f"{given} {family}".strip(),
        "family name first": f"{family} {given}".strip(),
        "family name alone": family or given,
        "initial, then family name": f"{given[:1]} {family}".strip(),
    }


def count(typed: Iterable[Typed], offer: Offer) -> Keys:
    """Type each text until what is meant comes first, and count."""
    keys = Keys()
    for meant, text in typed:
        first = five = len(text)
        for end in range(1, len(text) + 1):
            begin = time.thread_time()
            offered = offer(text[:end])
            keys.times.append((time.thread_time() - begin) * 1000)
            if meant in offered[:IN_FIVE]:
                five = min(five, end)
            if offered[:1] == [meant]:
                first = end
                break
        keys.add(text, first, five)
    return keys


def _show_names(people: Sequence[Person]) -> None:
    index = NameIndex(person.entry for person in people)
    typed = _typed(people, SEED)
    best = _bound(people, typed)
    gc.collect()
    gc.freeze()

    def offer(text: str) -> list[str]:
        found = index.search(tokens(text), {"athlete"}, typing=True, limit=OFFERED)
        return [one.id for one in found]

    counted = {way: count(texts, offer) for way, texts in typed.items()}
    gc.unfreeze()
    print(
        "| typed as | keys until first | until in five | letters alone: first | in five "
        "| no order needs fewer: first | in five | median a key, ms | 99th, ms |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for way, keys in counted.items():
        bounds = best[way].averages[2:]
        cells = [*keys.averages, *bounds]
        print(f"| {way} | " + " | ".join(f"{one:.2f}" for one in cells) + _times(keys.times))
    means = [fmean(column) for column in zip(*(keys.averages for keys in counted.values()), strict=True)]
    means += [fmean(column) for column in zip(*(keys.averages[2:] for keys in best.values()), strict=True)]
    times = [one for keys in counted.values() for one in keys.times]
    print("| **average** | " + " | ".join(f"**{one:.2f}**" for one in means) + _times(times))
    print("| goal | ≤ 4.2 | ≤ 2.9 | | | | | | ≤ 1 |\n")


def _times(times: Sequence[float]) -> str:
    return f" | {median(times):.3f} | {percentile(times, 0.99):.2f} |"


def _typed(people: Sequence[Person], seed: int) -> dict[str, list[Typed]]:
    """Real people drawn by how much they have done, in every way."""
    alive = [person for person in people if person.real]
    drawn = random.Random(seed).choices(alive, [person.weight for person in alive], k=DRAWN)  # noqa: S311 - reproducible
    typed: dict[str, list[Typed]] = defaultdict(list)
    for person in drawn:
        for way, text in ways(person.given, person.family).items():
            typed[way].append(Typed(person.id, text))
    return typed


def _bound(people: Sequence[Person], typed: dict[str, list[Typed]]) -> dict[str, Keys]:
    """The same where who is offered is ordered by how likely he or she is, the text so far being known."""
    wanted = {text[:end] for texts in typed.values() for _, text in texts for end in range(1, len(text) + 1)}
    likely: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people:
        for text in ways(person.given, person.family).values():
            for end in range(1, len(text) + 1):
                if text[:end] not in wanted:
                    break
                likely[text[:end]][person.id] += person.weight
    first = {text: [id_ for id_, _ in people.most_common(IN_FIVE)] for text, people in likely.items()}
    return {way: count(texts, first.__getitem__) for way, texts in typed.items()}


def show_whole(knowledge: Knowledge, seed: int) -> None:
    """Print keys and times of completing whole questions over a knowledge base."""
    today = datetime.now(UTC).date()
    print(
        "| command, typed as | all keys | keys until first | until in five "
        "| median a key, ms | 99th, ms | most, ms |\n"
        "|---|--:|--:|--:|--:|--:|--:|"
    )
    everybody = [
        entry for entry in knowledge.kb.name_entries() if entry.kind == "athlete" and entry.registered
    ]
    drawn = random.Random(seed)  # noqa: S311 - reproducible
    knowledge.complete("result", "", today, SUGGESTIONS)  # what is read once
    for command, kind, texts in (
        *_athletes(everybody, drawn),
        *_races(knowledge, drawn),
        *_pairs(knowledge, everybody, drawn),
    ):

        def offer(text: str, kind: str = kind) -> list[str]:
            return [one.value for one in knowledge.complete(kind, text, today, SUGGESTIONS)]

        keys = count(texts, offer)
        first, five, _, _ = keys.averages
        long = fmean(len(text) for _, text in texts)
        print(
            f"| {command} | {long:.1f} | {first:.2f} | {five:.2f}{_times(keys.times)} {max(keys.times):.0f} |"
        )
    print()


Questions = Iterable[tuple[str, str, list[Typed]]]


def _athletes(everybody: Sequence[NameEntry], drawn: random.Random) -> Questions:
    asked = drawn.choices(everybody, [one.weight for one in everybody], k=QUESTIONS)
    typed: dict[str, list[Typed]] = defaultdict(list)
    for one in asked:
        for way, text in ways(*_parted(one)).items():
            typed[way].append(Typed(one.id, text))
    for way, texts in typed.items():
        yield f"`/athlete`, {way}", "athlete", texts


def _parted(entry: NameEntry) -> tuple[str, str]:
    family = entry.family or ""
    return entry.text.replace(family, "").strip(), family


def _races(knowledge: Knowledge, drawn: random.Random) -> Questions:
    finals = [head for head in knowledge.kb.curated_races() if head.round is Round.FINAL and not head.heat]
    asked = drawn.sample(finals, min(QUESTIONS, len(finals)))
    for way, written in {
        "place, event, year": "{city} {event} {year}",
        "place, year, event, category": "{city} {year} {event} {category}",
        "event, category, competition": "{event} {category} {competition} {year}",
    }.items():
        texts = [
            Typed(
                head.id,
                written.format(
                    city=head.city.name,
                    year=head.edition.year,
                    event=head.discipline.name,
                    category=head.category.removesuffix("-u20"),
                    competition=head.competition.name,
                ).lower(),
            )
            for head in asked
        ]
        yield f"`/result`, {way}", "result", texts


def _pairs(knowledge: Knowledge, everybody: Sequence[NameEntry], drawn: random.Random) -> Questions:
    texts, whole = [], []
    for one in drawn.choices(everybody, [entry.weight for entry in everybody], k=QUESTIONS):
        met = knowledge.kb.rivals(AthleteId(one.id), _MOST_RIVALS)
        if met:
            other = drawn.choices(met, [rival.races for rival in met])[0].athlete
            meant = f"{one.id} {other.id}"
            texts.append(Typed(meant, f"{one.family} v {other.family}".lower()))
            whole.append(Typed(meant, f"{one.text} v {other.name}".lower()))
    yield "`/h2h`, family names", "h2h", texts
    yield "`/h2h`, whole names", "h2h", whole
