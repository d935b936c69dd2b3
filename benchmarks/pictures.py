"""What pictures cost: processor time of the first and of later ones, and the size of the file."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.page import paragraph
from bot.pictures.draw import draw
from bot.terminal.chart import lines
from knowledge.ask import Knowledge, open_knowledge, split_command
from knowledge.cards.wording import Wording
from knowledge.curation import DATA
from knowledge.models.base import AthleteId
from knowledge.models.picture import Picture
from knowledge.questions.athlete.glance import main_event
from knowledge.questions.athlete.model import AthleteAnswer
from knowledge.questions.athlete.picture import progression_picture
from knowledge.questions.h2h.model import HeadToHeadAnswer
from knowledge.questions.h2h.picture import head_to_head_picture
from knowledge.questions.result.model import ResultAnswer
from knowledge.questions.result.picture import gaps_picture

A = TypeVar("A")
T = TypeVar("T")

TODAY = date(2026, 11, 22)
SAMPLE = 200
COLD_RUNS = 5
EN = Wording()
FIRST = """
import time
from knowledge.models.picture import GapRow, GapsPicture
begin = time.process_time()
from bot.pictures.draw import draw
rows = tuple(GapRow(name="Name", value=n * 100, label=f"+{n}.00") for n in range(8))
draw(GapsPicture(alt="", rows=rows))
print(time.process_time() - begin)
"""


def main() -> None:
    """Print the section."""
    print("## Pictures\n")
    print(
        paragraph(
            f"""The questions of the {SAMPLE} curated athletes with the most races, of each with the first
            rival, and of the latest race of each; medians of processor time in ms. "Answer and card" is
            from the text of the question to the card, "described" makes the picture as data with its
            alternative text, "drawn" is from there to the file. A file is remembered: the same picture
            again costs nothing. The goals: at most 60 ms when warm, and 80 kB."""
        )
    )
    print(
        "| kind | of | have one | answer and card | described | drawn | 99th | kB | most kB "
        "| as text |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    with TemporaryDirectory() as folder:
        knowledge = open_knowledge(DATA, Path(folder), None)
        for kind, questions in asked(knowledge).items():
            measure(knowledge, kind, questions)
    colds = [float(run_first()) * 1000 for _ in range(COLD_RUNS)]
    first = f"{median(colds):.0f} ms"
    print(f"\nThe first picture of a process loads Pillow and the font: {first}, the median of {COLD_RUNS}.")


def run_first() -> str:
    """The processor time of a process's first picture, in seconds."""
    return subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True).stdout


def asked(knowledge: Knowledge) -> dict[str, list[str]]:
    """The questions by the kind of their pictures."""
    entries = [entry for entry in knowledge.kb.name_entries() if entry.kind == "athlete" and entry.registered]
    busiest = sorted(entries, key=lambda entry: (-entry.weight, entry.id))[:SAMPLE]
    athletes = [AthleteId(entry.id) for entry in busiest]
    rivals = [(one, rival.athlete.id) for one in athletes for rival in knowledge.kb.rivals(one, 1)]
    finals = sorted({p.head.id for one in athletes for p in knowledge.kb.performances(one)[:1]})
    return {
        "progression": [f"/athlete {one}" for one in athletes],
        "head_to_head": [f"/h2h {one} {other}" for one, other in rivals],
        "gaps": [f"/result {race}" for race in finals],
    }


def picture_of(answer: object) -> Picture | None:
    """The picture of an answer, if it has one."""
    if isinstance(answer, AthleteAnswer):
        return progression_picture(answer, main_event(answer), EN)
    if isinstance(answer, HeadToHeadAnswer):
        return head_to_head_picture(answer, EN)
    return gaps_picture(answer, EN) if isinstance(answer, ResultAnswer) else None


def measure(knowledge: Knowledge, kind: str, questions: Sequence[str]) -> None:
    """Ask, describe and draw; print a row."""
    knowledge.ask(*split_command(questions[0]), TODAY)
    replies, asking = timed(lambda text: knowledge.ask(*split_command(text), TODAY), questions)
    found, describing = timed(picture_of, [reply.answer for reply in replies])
    pictures = [picture for picture in found if picture is not None]
    draw(pictures[0])
    files, drawing = timed(draw.__wrapped__, pictures)
    sizes = [len(file) / 1000 for file in files]
    _, telling = timed(lambda picture: list(lines(picture, 80)), pictures)
    cells = [
        f"{median(asking):.1f}",
        f"{median(describing):.2f}",
        f"{median(drawing):.1f}",
        f"{quantiles(drawing, n=100)[98]:.1f}",
        f"{median(sizes):.1f}",
        f"{max(sizes):.1f}",
        f"{median(telling):.2f}",
    ]
    print(f"| {kind} | {len(questions)} | {len(pictures)} | {' | '.join(cells)} |", flush=True)


def timed(do: Callable[[A], T], these: Iterable[A]) -> tuple[list[T], list[float]]:
    """What becomes of each, and the processor time that it took, in ms."""
    results, took = [], []
    for one in these:
        begin = time.process_time()
        results.append(do(one))
        took.append((time.process_time() - begin) * 1000)
    return results, took
