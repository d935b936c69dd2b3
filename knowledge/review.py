"""Review of undecided pairs of people: both sides as data for a curator, and files with the decisions."""

import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from knowledge.curation import DECISIONS, comment_lines, leading_comment
from knowledge.files import write_durably
from knowledge.imports import Decision, write_decisions
from knowledge.imports.linkage.people.decisions import LARGEST_FILE, decisions_of
from knowledge.models.base import AthleteId, Model
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Round
from knowledge.models.records import AnyLine, Doubt, Performance, RaceHead
from knowledge.questions.statistics.bests import best_of
from knowledge.store import KnowledgeBase

_MOST_BESTS = 4
_MOST_RACES = 3


class Side(Model):
    """One of two people, in words for a curator. Lists begin with the strongest evidence."""

    key: str
    athlete: AthleteId
    name: str
    spellings: tuple[str, ...]
    nations: tuple[str, ...]
    born: str | None
    sex: str
    sources: tuple[str, ...]
    ids: tuple[str, ...]
    results: int
    years: str
    bests: tuple[str, ...]
    races: tuple[str, ...]


class Reviewed(Model):
    """An undecided pair: both sides, the evidence in words, and why it is undecided.

    `together` are the races with both, `same_day` the days on which both raced, each in words.
    """

    one: Side
    other: Side
    evidence: tuple[str, ...]
    together: tuple[str, ...]
    same_day: tuple[str, ...]
    undecided: str


def pairs_to_review(
    kb: KnowledgeBase, source: str | None = None, limit: int | None = None
) -> Iterator[Reviewed]:
    """The undecided pairs, most probable first; of one source, at most `limit`, where these are given."""
    for number, doubt in enumerate(kb.doubts(source)):
        if number == limit:
            return
        yield _reviewed(kb, doubt)


def keep_decision(data: Path, pair: Reviewed, *, same: bool) -> Path:
    """Write a decision with its evidence to the folder `decisions` of a data folder; return the file.

    The write is atomic and durable. Raises KnowledgeError when the folder cannot be written to.
    """
    decision = Decision(one=pair.one.key, other=pair.other.key, same=same, why="; ".join(pair.evidence))
    source = pair.other.key.partition("/")[0]
    for number in count(1):
        path = data / DECISIONS / (f"{source}.toml" if number == 1 else f"{source}-{number}.toml")
        text = _with(path, decision)
        if text is not None:
            _write(path, text)
            return path
    raise AssertionError


def check_writable(data: Path) -> None:
    """Check before the first decision that decisions can be written. Raises KnowledgeError when not."""
    folder = data / DECISIONS
    if not os.access(folder if folder.exists() else data, os.W_OK) or (
        folder.exists() and not folder.is_dir()
    ):
        raise _unwritable(folder, "it is not writable")


def _with(path: Path, decision: Decision) -> str | None:
    """The text of a file with one more decision; None where it is full or has comments that would be lost."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if comment_lines(text):
            return None
        pair = {decision.one, decision.other}
        others = [one for one in decisions_of(text) if {one.one, one.other} != pair]
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise KnowledgeError(f"{path} is no file of decisions; run `bell-lap knowledge check`.") from error
    written = leading_comment(text) + write_decisions([*others, decision])
    return written if len(written.encode()) <= LARGEST_FILE else None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        write_durably(path, text)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error


def _unwritable(path: Path, why: str) -> KnowledgeError:
    advice = "set BELL_LAP_DATA to a copy of the facts that you may write to"
    return KnowledgeError(f"Decisions can't be kept in {path} ({why}); {advice}.")


def _reviewed(kb: KnowledgeBase, doubt: Doubt) -> Reviewed:
    one, other = kb.performances(doubt.one), kb.performances(doubt.other)
    return Reviewed(
        one=_side(kb, doubt.one, doubt.one_key, one),
        other=_side(kb, doubt.other, doubt.other_key, other),
        evidence=doubt.evidence,
        together=tuple(
            f"{_race(meeting.head)}: {_outcome(meeting.first)} and {_outcome(meeting.second)}"
            for meeting in kb.meetings(doubt.one, doubt.other)
        ),
        same_day=tuple(_same_days(one, other)),
        undecided=_why_undecided(doubt.evidence),
    )


_REASONS = {
    "both in one source": "one source has them as two people, and only a curator may join these",
    "somebody else fits as well or better": "somebody else fits as well or better",
}
_NOT_ENOUGH = "it is too much for two people and not enough for one; a name alone never decides"


def _why_undecided(evidence: tuple[str, ...]) -> str:
    return next((_REASONS[one] for one in evidence if one in _REASONS), _NOT_ENOUGH)


def _side(kb: KnowledgeBase, athlete_id: AthleteId, key: str, performances: tuple[Performance, ...]) -> Side:
    athlete = kb.athlete(athlete_id)
    nations = dict.fromkeys((athlete.nation, *(one.result.nation.id for one in performances)))
    cited = dict.fromkeys(
        (*athlete.sources, *(source for one in performances for source in one.result.sources))
    )
    years = [one.head.date.year for one in performances]
    return Side(
        key=key,
        athlete=athlete_id,
        name=athlete.name,
        spellings=tuple(name.text for name in athlete.names),
        nations=tuple(nations),
        born=athlete.born,
        sex=athlete.sex,
        sources=tuple(dict.fromkeys(source.publisher for source in kb.sources(cited))),
        ids=tuple(f"{system} {value}" for system, value in athlete.ids.items()),
        results=len(performances),
        years=_span(years),
        bests=tuple(_bests(performances)),
        races=tuple(_performance(one) for one in performances[:_MOST_RACES]),
    )


def _span(years: list[int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} to {last}"


def _bests(performances: tuple[Performance, ...]) -> Iterator[str]:
    by_discipline: defaultdict[str, list[Performance]] = defaultdict(list)
    for performance in performances:
        by_discipline[performance.head.discipline.name].append(performance)
    for discipline, some in sorted(by_discipline.items(), key=lambda item: -len(item[1]))[:_MOST_BESTS]:
        best = best_of(some)
        mark = best.result.mark if best else None
        shown = f"{mark.text}, {best.head.date.year}" if best and mark else "no mark"
        yield f"{discipline} {shown} ({len(some)})"


def _same_days(one: tuple[Performance, ...], other: tuple[Performance, ...]) -> Iterator[str]:
    """The days on which both ran different races, which is evidence against one person."""
    of_other = {performance.head.date: performance for performance in other}
    shared = [
        own for own in one if own.head.date in of_other and own.head.id != of_other[own.head.date].head.id
    ]
    for own in shared[:_MOST_RACES]:
        yield f"{_performance(own)}, and {_performance(of_other[own.head.date])}"


def _performance(performance: Performance) -> str:
    return f"{_race(performance.head)}: {_outcome(performance.result)}"


def _race(head: RaceHead) -> str:
    round_ = "" if head.round is Round.FINAL else f" {head.round}{f' {head.heat}' if head.heat else ''}"
    return f"{head.date} {head.city.name} ({head.nation.id}), {head.discipline.name}{round_}"


def _outcome(line: AnyLine) -> str:
    place = "" if line.place is None else f"{line.place}. "
    return place + (line.mark.text if line.mark else str(line.status))
