"""The picture of a head-to-head: the margins of one discipline through time."""

from collections.abc import Sequence

from knowledge.cards.labels import margin_text, shown_names
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.facts import Discipline
from knowledge.models.mark import Margin, gap
from knowledge.models.picture import HeadToHeadPicture, MarginBar
from knowledge.questions.h2h.answer import by_discipline, finals
from knowledge.questions.h2h.model import Bout, DecidedBy, HeadToHeadAnswer

FEWEST_RACES = 4
"""Races of one discipline with the marks of both below which there is no picture. Chosen by hand."""
MOST_RACES = 24
"""Races in the picture; of more the latest are shown. Chosen by hand."""
WIDEST_TOLD = 2
"""Margins that the alternative text tells, the widest first. Chosen by hand."""


def head_to_head_picture(answer: HeadToHeadAnswer, wording: Wording) -> HeadToHeadPicture | None:
    """The margins in the discipline with the most of them; None for fewer than `FEWEST_RACES`.

    Where there are enough finals, only they are shown.
    """
    bouts = _chosen(answer.bouts)
    if len(bouts) < FEWEST_RACES:
        return None
    first, second = shown_names(answer.first, answer.second)
    bars = tuple(_bar(bout, answer, wording) for bout in reversed(bouts[:MOST_RACES]))
    return HeadToHeadPicture(
        alt=_told(bouts[0].head.discipline, (first, second), bars, wording),
        first=first,
        second=second,
        margins=bars,
    )


def _chosen(bouts: Sequence[Bout]) -> Sequence[Bout]:
    """The races with a margin in one discipline, newest first."""
    marked = [bout for bout in bouts if _margin(bout) is not None]
    for some in (finals(marked), marked):
        groups = by_discipline(some)
        if groups and len(groups[0][1]) >= FEWEST_RACES:
            return groups[0][1]
    return ()


def _margin(bout: Bout) -> Margin | None:
    """The margin, which is zero in a tie; None where a mark is missing."""
    return gap(bout.first.mark, bout.second.mark) if bout.how is DecidedBy.TIE else bout.margin


def _bar(bout: Bout, answer: HeadToHeadAnswer, wording: Wording) -> MarginBar:
    margin = _margin(bout)
    ahead = {answer.first.id: "first", answer.second.id: "second"}
    return MarginBar.model_validate(
        {
            "year": bout.head.date.year,
            "ahead": ahead.get(bout.winner) if bout.winner else None,
            "value": margin.value if margin else 0,
            "label": margin_text(margin, wording) if margin and margin.value else "",
        }
    )


def _told(discipline: Discipline, names: tuple[str, str], bars: Sequence[MarginBar], wording: Wording) -> str:
    """`3000 m steeplechase, 2021–2024: Serem ahead in 1 of 10, El Bakkali in 9. Widest: …`."""
    sides = dict(zip(("first", "second"), names, strict=True))
    won = [bar for bar in bars if bar.ahead and bar.value]
    widest = sorted(won, key=lambda bar: bar.value, reverse=True)[:WIDEST_TOLD]
    told = [
        wording.say(
            "{name} by {margin} in {year}", name=sides[bar.ahead or ""], margin=bar.label, year=bar.year
        )
        for bar in widest
    ]
    score = wording.say(
        "{discipline}, {since}–{until}: {first} ahead in {wins} of {n}, {second} in {losses}.",
        discipline=initial_capital(wording.discipline(discipline)),
        n=len(bars),
        since=bars[0].year,
        until=bars[-1].year,
        first=names[0],
        second=names[1],
        wins=sum(bar.ahead == "first" for bar in bars),
        losses=sum(bar.ahead == "second" for bar in bars),
    )
    shown = wording.say("Widest: {margins}.", margins=wording.list(told))
    return f"{score} {shown}" if told else score
