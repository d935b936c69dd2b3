"""The glance of a head-to-head: the score as the title, the order of wins, the last five races."""

from collections.abc import Iterator, Sequence

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.glances import change_buttons
from knowledge.cards.labels import city_label, competition_label, flag, mark_text, years_in_words
from knowledge.cards.wording import Wording
from knowledge.models.facts import CoverageKind, Round, Tier
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
from knowledge.models.outcome import Slot
from knowledge.models.records import ResultLine
from knowledge.questions.h2h.model import Bout, HeadToHeadAnswer, NotCounted, Score
from knowledge.questions.h2h.picture import head_to_head_picture
from knowledge.questions.h2h.score_text import ScoreText

FIRST, SECOND, TIE = "🟦", "🟧", "⬜"
"""Signs of the winner of a race. Blue and orange differ for colour-blind readers too."""
MOST_SIGNS = 10
"""Races in the strip of wins: a line of a phone."""
MOST_ROWS = 5
MOST_ROWS_BESIDE_PICTURE = 3
_FILTERS = frozenset(
    (
        "event",
        "competition",
        "edition",
        "city",
        "venue",
        "nation",
        "tier",
        "category",
        "round",
        "days",
        "years",
    )
)
"""Names of the slots of `parse.filter_slots` that the subtitle states."""


def glance_h2h(answer: HeadToHeadAnswer, slots: Sequence[Slot], wording: Wording) -> Glance:
    """The glance of a head-to-head; `slots` are those of the question, for what it left open."""
    text = ScoreText(answer, wording)
    races = None if answer.question.narrowed else len(answer.bouts)
    context = QuestionContext(
        slots, wording, answer.question, races=races, pair=(answer.first, answer.second), glance=True
    )
    picture = head_to_head_picture(answer, wording)
    return Glance(
        title=_title(answer, text, wording),
        size="large",
        subtitle=_subtitle(answer, narrowed_to(answer, slots, wording), wording),
        parts=tuple(_parts(answer, picture is not None, wording)),
        insight=_insight(answer, text, wording),
        small=(*assumed(context), *_small(answer, wording)),
        picture=picture,
        details=_details_label(answer, wording),
        buttons=(*_finals_only(answer, wording), *change_buttons(context)),
    )


def _score(answer: HeadToHeadAnswer) -> Score:
    """The score in finals; without a final that of all rounds."""
    return answer.finals if answer.finals.races else answer.all_rounds


def _title(answer: HeadToHeadAnswer, text: ScoreText, wording: Wording) -> str:
    first, second = text.name(answer.first.id), text.name(answer.second.id)
    if not answer.bouts:
        return wording.say("{first} v {second}", first=first, second=second)
    score = _score(answer)
    return f"{first} {score.first}\N{EN DASH}{score.second} {second}"


def _subtitle(answer: HeadToHeadAnswer, narrowed: str | None, wording: Wording) -> str:
    """Who they are, each beside the sign of their wins, what the score counts, and what narrows it."""
    signs = (FIRST, SECOND) if answer.bouts else ("", "")
    sides = zip(signs, (answer.first, answer.second), strict=True)
    names = [" ".join(part for part in (sign, flag(one.nation), one.name) if part) for sign, one in sides]
    return " · ".join([*names, *_counted(answer, wording), *([narrowed] if narrowed else [])])


def _counted(answer: HeadToHeadAnswer, wording: Wording) -> list[str]:
    """`10 finals (1–10 with heats)`."""
    if not answer.bouts:
        return []
    if not answer.finals.races:
        return [wording.plural("{n} race, no final", "{n} races, no final", answer.all_rounds.races)]
    finals = wording.plural("{n} final", "{n} finals", answer.finals.races)
    rounds = answer.all_rounds
    if rounds == answer.finals:
        return [finals]
    score = f"{rounds.first}\N{EN DASH}{rounds.second}"
    return [wording.say("{finals} ({score} with heats)", finals=finals, score=score)]


def _parts(answer: HeadToHeadAnswer, pictured: bool, wording: Wording) -> Iterator[GlancePart]:
    """The strip of wins, oldest first, and the last races.

    A picture shows the order of wins too: beside one there is no strip, and there are fewer rows.
    """
    if not answer.bouts:
        yield GlancePart(lines=(ScoreText(answer, wording).headline(),))
        return
    if len(answer.bouts) > MOST_ROWS and not pictured:
        signs = "".join(_sign(bout, answer) for bout in reversed(answer.bouts[:MOST_SIGNS]))
        yield GlancePart(rows=(GlanceRow(text=signs),))
    most = MOST_ROWS_BESIDE_PICTURE if pictured else MOST_ROWS
    rows = tuple(_row(bout, answer, wording) for bout in answer.bouts[:most])
    yield GlancePart(rows=rows)


def _sign(bout: Bout, answer: HeadToHeadAnswer) -> str:
    if bout.winner is None:
        return TIE
    return FIRST if bout.winner == answer.first.id else SECOND


def _row(bout: Bout, answer: HeadToHeadAnswer, wording: Wording) -> GlanceRow:
    """`🟦 Brussels ’24 8:06.90–8:08.60`, with the event or the round where it needs one."""
    head = bout.head
    where = city_label(head, wording)
    more = [wording.discipline(head.discipline)] if len(answer.events) > 1 else []
    more += [wording.round(head.round)] if head.round is not Round.FINAL else []
    marks = f"{_how(bout.first, wording)}\N{EN DASH}{_how(bout.second, wording)}"
    return GlanceRow(
        sign=_sign(bout, answer),
        text=" · ".join([where, *more]),
        short=where,
        # An aside is never cut: the town gives way.
        aside=f"’{head.edition.year % 100:02} {marks}",
    )


def _how(line: ResultLine, wording: Wording) -> str:
    """The mark; the place where there is none; else why there is no place."""
    if line.mark is not None and line.place is not None:
        return mark_text(line.mark, wording)
    return str(line.status) if line.place is None else wording.place(line.place, line.athlete.sex)


def _insight(answer: HeadToHeadAnswer, text: ScoreText, wording: Wording) -> str | None:
    """The current streak, or the one that the newest race ended."""
    current = next((one for one in answer.streaks if one.current), None)
    if current is not None:
        return wording.say(
            "{name} has won the last {wins}.",
            name=text.name(current.athlete),
            wins=wording.number(current.wins),
        )
    return _ended(answer, text, wording)


def _ended(answer: HeadToHeadAnswer, text: ScoreText, wording: Wording) -> str | None:
    """`Serem ended a run of nine defeats in finals.` The races are those that the title counts."""
    only_finals = 0 < answer.finals.races < answer.all_rounds.races
    counted = [bout for bout in answer.bouts if not only_finals or bout.head.round is Round.FINAL]
    winner = counted[0].winner if counted else None
    run = 0
    for bout in counted[1:]:
        if bout.winner is None or bout.winner == winner:
            break
        run += 1
    if winner is None or run < 2:
        return None
    name, defeats = text.name(winner), wording.number(run)
    if only_finals:
        return wording.say("{name} ended a run of {n} defeats in finals.", name=name, n=defeats)
    return wording.say("{name} ended a run of {n} defeats.", name=name, n=defeats)


def _small(answer: HeadToHeadAnswer, wording: Wording) -> Iterator[str]:
    if any(bout.head.coverage.kind is not CoverageKind.COMPLETE for bout in answer.bouts):
        yield wording.say("Some of their races may be missing.")


def _details_label(answer: HeadToHeadAnswer, wording: Wording) -> str:
    entered = len(answer.bouts) + len(answer.not_counted)
    return wording.say("All {n}", n=entered) if entered > MOST_ROWS else wording.say("Details")


def _finals_only(answer: HeadToHeadAnswer, wording: Wording) -> Iterator[GlanceButton]:
    question = answer.question
    if answer.filtered:
        everything = type(question)(first=question.first, second=question.second)
        yield GlanceButton(label=wording.say("All their races"), question=everything)
    elif not question.where.rounds and 0 < answer.finals.races < answer.all_rounds.races:
        where = question.where.model_copy(update={"rounds": (Round.FINAL,)})
        yield GlanceButton(
            label=wording.say("Finals only"), question=question.model_copy(update={"where": where})
        )


def entered(answer: HeadToHeadAnswer) -> list[Bout | NotCounted]:
    """Every race asked for that both athletes entered."""
    return [*answer.bouts, *answer.not_counted]


def narrowed_to(answer: HeadToHeadAnswer, slots: Sequence[Slot], wording: Wording) -> str | None:
    """The filters of the question, as cards show them; None where it has none."""
    heads = [one.head for one in entered(answer)]
    named: dict[str, str] = {head.competition.id: competition_label(head, wording) for head in heads}
    named |= {head.discipline.id: wording.discipline(head.discipline) for head in heads}
    parts = [
        # A competition and an event have the same names as in the rows below.
        named.get(slot.id) or _filter_label(slot, wording)
        for slot in slots
        if slot.name in _FILTERS
    ]
    return wording.say("Only {what}", what=", ".join(parts)) if parts else None


def _filter_label(slot: Slot, wording: Wording) -> str:
    """The value of a head-to-head filter, in the reader's language where a translation exists."""
    if slot.name == "tier":
        return wording.tier(Tier(slot.id))
    if slot.name == "round" and slot.label != slot.id:
        return slot.label
    if slot.name == "round":
        return wording.say("finals") if slot.id == Round.FINAL else wording.round(Round(slot.id))
    if slot.name == "years":
        return years_in_words(slot.id, wording)
    return wording.term(slot.label)
