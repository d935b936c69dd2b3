"""The report of an import: a summary at the terminal, and every row in a CSV file."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TextIO

from bot.cli.corrections import where_of, words_of
from bot.cli.output import complain, say
from bot.terminal.text import safe

if TYPE_CHECKING:
    from knowledge.imports import Correction, FileReport, NearDuplicate
    from knowledge.models.observation import Refusal
    from knowledge.models.records import Merged

_EXAMPLES = 2
_DAMAGED = 3
_DUPLICATES = 3
_REASONS = 10
_CORRECTIONS = 10
_TOTALS = {
    "new": "new",
    "same": "unchanged",
    "corrected": "corrected",
    "withdrawn": "withdrawn",
    "refused_count": "refused",
}
_NUMBER = re.compile(r"\d[\d,.]*")


def _grouping_key(why: str, part: str) -> str:
    """An error's reason without numbers and the file's name, to group equal reasons."""
    for name in filter(None, (part, PurePath(part).stem)):
        why = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "#", why)
    return _NUMBER.sub("#", why)


@dataclass(slots=True)
class _Reason:
    """One reason: the number of refused rows or damaged files, and the first of them."""

    why: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


class ImportReport:
    """Counts and examples of an import's files and rows. Its memory does not grow with the rows."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Create a report that writes each row to `out` as CSV, if given."""
        self._rows: Any = csv.writer(out) if out is not None else None
        self._reasons: dict[str, _Reason] = {}
        self._totals = dict.fromkeys(_TOTALS, 0)
        self.files = 0
        self.changed = False
        self.new: list[FileReport] = []
        self.is_empty = True
        self.damaged = 0
        self._damages: dict[str, _Reason] = {}
        if self._rows:
            self._rows.writerow(("what", "file", "row", "value", "why"))

    def refused(self, part: str, refusal: "Refusal") -> None:
        """Record a refused row."""
        reason = self._reasons.setdefault(_NUMBER.sub("#", refusal.why), _Reason(refusal.why))
        reason.count += 1
        if reason.count <= _EXAMPLES:
            reason.examples.append(f"{part}, {refusal.row}: {refusal.value}")
        self._write("refused", part, refusal.row, refusal.value, refusal.why)

    def imported(self, report: "FileReport") -> None:
        """Record an imported file."""
        if report.changed and report.new == report.rows - report.refused_count:
            self.new.append(report)
        self.files += 1
        self.changed |= report.changed
        for name in self._totals:
            self._totals[name] += getattr(report, name)

    def refused_whole(self, why: str, part: str = "") -> None:
        """Record a damaged file, which changed nothing; `part` is its name if it could be opened."""
        self.damaged += 1
        reason = self._damages.setdefault(_grouping_key(why, part), _Reason(why))
        reason.count += 1
        if reason.count <= _DAMAGED:
            reason.examples.append(why)
        self._write("damaged", part, "", "", why)

    def corrected(self, correction: "Correction") -> str:
        """Record a corrected row and return the correction as a line."""
        words = words_of(correction)
        what = "withdrawn" if correction.after is None else "corrected"
        self._write(what, correction.part, correction.before.row, where_of(correction), words)
        return f"{correction.part}, {where_of(correction)}: {words}"

    @property
    def has_corrections(self) -> bool:
        """Whether any row was corrected or withdrawn."""
        return bool(self._totals["corrected"] or self._totals["withdrawn"])

    def show(self, corrections: "Iterator[Correction]") -> None:
        """Print what was imported, corrected and refused, grouped by reason."""
        totals = self._totals
        files = f"{self.files:,} file" + ("" if self.files == 1 else "s")
        counts = ", ".join(f"{totals[name]:,} {word}" for name, word in _TOTALS.items())
        if self.files or not self.damaged:
            say(f"{files}: {counts}.")
        self._show_corrections(corrections)
        reasons = sorted(self._reasons.values(), key=lambda reason: -reason.count)
        for reason in reasons[:_REASONS]:
            complain(safe(f"{reason.count:,} refused: {reason.why}"))
            for example in reason.examples:
                complain(safe(f"    {example}"))
        if len(reasons) > _REASONS:
            left = sum(reason.count for reason in reasons[_REASONS:])
            complain(f"{left:,} refused for other reasons; --report FILE writes them all.")
        for damage in self._damages.values():
            for why in damage.examples:
                complain(safe(why))
            if more := damage.count - len(damage.examples):
                complain(f"    … and {more:,} more like it.")

    def _show_corrections(self, corrections: "Iterator[Correction]") -> None:
        count = 0
        for correction in corrections:
            line = self.corrected(correction)
            count += 1
            if count <= _CORRECTIONS:
                say(safe(f"    {line}"))
        if count > _CORRECTIONS:
            say(f"    … and {count - _CORRECTIONS:,} more; `bell-lap knowledge corrections` lists them.")

    def _write(self, *cells: str) -> None:
        self.is_empty = False
        if self._rows:
            from knowledge.imports.formats.files import defused  # noqa: PLC0415 - help starts without it

            self._rows.writerow(map(defused, cells))


def show_merged(merged: "Merged | None") -> None:
    """Print how imported people, races and rows were merged with the curated ones."""
    if merged is None:
        return
    say(
        f"People: {merged.printed:,} as their sources print them are {merged.people:,}; "
        f"{merged.united:,} were made one with somebody of another source, by evidence."
    )
    unclear = f"; of {merged.mixed:,} it isn't clear that they are one race" if merged.mixed else ""
    say(f"Races: {merged.recovered:,}, {merged.attached:,} of them at curated editions{unclear}.")
    if merged.agreeing or merged.differing or merged.added:
        say(
            f"Rows of races that another source tells of too: {merged.agreeing:,} agree, "
            f"{merged.differing:,} differ and are shown beside, {merged.added:,} are added."
        )
    if athletes := merged.meant + merged.unclear + merged.unknown:
        number = "1 athlete" if athletes == 1 else f"{athletes:,} athletes"
        say(
            f"Statements without a race are about {number}: {merged.meant:,} known here, "
            f"{merged.unclear:,} not clearly one person here, {merged.unknown:,} not here."
        )
    for hidden in merged.hidden:
        say(safe(f"Not shown: {hidden.rows:,} rows ({hidden.why})."))


def show_near_duplicates(duplicates: "Iterable[tuple[FileReport, NearDuplicate]]") -> None:
    """Print which files repeat nearly all rows of another, such as renamed copies."""
    for one, other in list(duplicates)[:_DUPLICATES]:
        source = one.source_id
        repeated = f"{other.shared:,} of the {other.rows:,} rows of {one.part} stand in {other.part} too"
        advice = (
            f"`bell-lap knowledge forget {source}` takes all of {source} out, to import one of them again"
        )
        say(safe(f"{repeated}; if it is the same file, {advice}."))


@contextmanager
def reporting(path: Path | None) -> Iterator[ImportReport]:
    """A report, written to the file `path` if given. Raises KnowledgeError where it can't be written."""
    if path is None:
        yield ImportReport()
        return
    from knowledge.files import reporting_unwritable, whole_file  # noqa: PLC0415 - help starts without it

    with whole_file(path) as beside:
        with reporting_unwritable(path):
            out = beside.open("w", encoding="utf-8", newline="")
        with out:
            yield ImportReport(out)
