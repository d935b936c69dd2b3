"""The picture of a race: the gaps to the winner."""

from collections.abc import Sequence

from knowledge.cards.labels import gap_text, with_unit
from knowledge.cards.wording import Wording
from knowledge.models.mark import Measure
from knowledge.models.picture import GapRow, GapsPicture
from knowledge.models.records import AnyLine, ResultLine
from knowledge.questions.result.model import Finisher, ResultAnswer

MOST_ROWS = 8
"""Athletes in the picture, which are a final's. Chosen by hand."""
FEWEST_GAPS = 3
"""Different gaps below which rows say as much as a picture. Chosen by hand."""


def gaps_picture(answer: ResultAnswer, wording: Wording) -> GapsPicture | None:
    """The gaps of the first eight to the winner; None where one is not known, or they differ too little."""
    shown = answer.finishers[:MOST_ROWS]
    rows = [row for one in shown if (row := _row(one, wording)) is not None]
    if len(rows) < len(shown) or len({row.value for row in rows}) < FEWEST_GAPS + 1:
        return None
    return GapsPicture(alt=_told(rows, wording), rows=tuple(rows))


def _row(finisher: Finisher, wording: Wording) -> GapRow | None:
    """The row of a finisher: winners with their mark, others with their gap; None where it is not known."""
    behind, result = finisher.behind, finisher.result
    name, medal = _short_name(result, wording), result.medal
    if result.place == 1 and result.mark is not None and result.mark.measure is not Measure.POINTS:
        return GapRow(name=name, value=0, label=with_unit(result.mark, wording), medal=medal)
    if behind is None or behind.measure is Measure.POINTS:
        return None
    return GapRow(name=name, value=behind.value, label=gap_text(behind, wording), medal=medal)


def _short_name(line: AnyLine, wording: Wording) -> str:
    """The family name, or the team's name."""
    if isinstance(line, ResultLine):
        return line.athlete.family
    return line.team or wording.nation(line.nation)


def _told(rows: Sequence[GapRow], wording: Wording) -> str:
    winner, *others = rows
    return wording.say(
        "Gaps to {name}, {mark}: {gaps}.",
        name=winner.name,
        mark=winner.label,
        gaps=wording.list([f"{row.name} {row.label}" for row in others]),
    )
