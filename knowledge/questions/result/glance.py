"""The glance of a race: the first eight, the winners before, and what is open to doubt."""

from collections.abc import Iterator, Sequence

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import coverage_words
from knowledge.cards.glances import MEDALS, OF_PLACE, change_buttons, entrant, evidence
from knowledge.cards.labels import (
    asked_for,
    competition_label,
    date_label,
    edition_label,
    flag,
    gap_text,
    mark_text,
    shown_names,
    status_code,
    wind_text,
)
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.facts import Round
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
from knowledge.models.mark import Measure
from knowledge.models.outcome import Slot
from knowledge.models.records import AnyLine, Performance, ResultLine, TeamLine
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.headline import lines_of
from knowledge.questions.result.insight import RECORDS
from knowledge.questions.result.insight_model import InsightKind
from knowledge.questions.result.insight_text import insight_sentence
from knowledge.questions.result.model import Finisher, ResultAnswer

MOST_ROWS = 8
"""Rows of a glance: a final on a track has eight lanes."""
MOST_WINNERS = 2
"""Editions before whose winners are named. Chosen by hand: one line of small print."""


def glance_result(answer: ResultAnswer, slots: Sequence[Slot], wording: Wording) -> Glance:
    """The glance of a race; `slots` are those of the question, for what it left open."""
    context = QuestionContext(slots, wording, answer.question, head=answer.head, glance=True)
    shown = answer.finishers[:MOST_ROWS]
    rows = [*(_row(one, answer, wording) for one in shown), *_asked_row(answer, shown, wording)]
    return Glance(
        title=_title(answer, wording),
        subtitle=_subtitle(answer, wording),
        parts=(GlancePart(rows=tuple(rows), lines=_without_winner(answer, wording), small=_runners(answer)),),
        insight=None if _is_told(answer, context) else insight_sentence(answer, wording),
        small=tuple(_small(answer, context, wording)),
        details=_details_label(answer, wording),
        buttons=(*_head_to_head(answer, wording), *change_buttons(context)),
    )


def _title(answer: ResultAnswer, wording: Wording) -> str:
    """The event, the round unless it is the final, and the edition."""
    head = answer.head
    event = initial_capital(wording.event(head.discipline, head.category))
    round_ = [wording.round(head.round, head.heat)] if head.round is not Round.FINAL else []
    return " · ".join([event, *round_, edition_label(head, wording)])


def _subtitle(answer: ResultAnswer, wording: Wording) -> str:
    """What the title leaves out: the competition, the town of a championship's edition, the day, the wind."""
    head = answer.head
    competition = competition_label(head, wording)
    named = [] if edition_label(head, wording).startswith(competition) else [competition]
    wind = [wind_text(head.wind_mps, wording)] if head.wind_mps else []
    # A title has the year, which is all that is known of some dates.
    day = [date_label(head, wording)] if head.dated or head.date.year != head.edition.year else []
    return " · ".join([*named, *day, *wind])


def _row(finisher: Finisher, answer: ResultAnswer, wording: Wording) -> GlanceRow:
    line = finisher.result
    whole, short = entrant(line, wording)
    return GlanceRow(
        sign=_sign(line, answer),
        mark=_mark(finisher, wording),
        text=whole,
        short=short,
        aside=next((record for record in RECORDS if record in line.notes), ""),
        strong=line.place == 1 or asked_for(line, answer.question.athlete) is not None,
    )


def _sign(line: AnyLine, answer: ResultAnswer) -> str:
    """The medal; where the race awarded none, the medal of the place in a final; else the place."""
    if answer.head.round is not Round.FINAL:
        return str(line.place)
    awarded = any(one.result.medal for one in answer.finishers)
    medal = line.medal if awarded else OF_PLACE.get(line.place or 0)
    return MEDALS[medal] if medal else str(line.place)


def _mark(finisher: Finisher, wording: Wording) -> str:
    """The mark of the first three and of short races; from the fourth place on the gap, which says more."""
    mark = finisher.result.mark
    if mark is None:
        return ""
    timed = mark.measure is Measure.TIME and ":" in mark.text
    if timed and finisher.behind is not None and (finisher.result.place or 0) > len(OF_PLACE):
        return gap_text(finisher.behind, wording)
    return mark_text(mark, wording)


def _asked_row(answer: ResultAnswer, shown: Sequence[Finisher], wording: Wording) -> Iterator[GlanceRow]:
    """The athlete in the question, unless they are among the rows above."""
    if answer.question.athlete is None:
        return
    above = [one.result for one in shown]
    for finisher in answer.finishers[len(shown) :]:
        if asked_for(finisher.result, answer.question.athlete):
            yield _row(finisher, answer, wording)
            return
    for line in lines_of(answer):
        if line not in above and asked_for(line, answer.question.athlete):
            whole, short = entrant(line, wording)
            mark = mark_text(line.mark, wording) if line.mark else status_code(line.status, wording)
            aside = "" if mark else wording.say("took part")
            yield GlanceRow(sign="–", mark=mark, text=whole, short=short, aside=aside, strong=True)
            return


def _without_winner(answer: ResultAnswer, wording: Wording) -> tuple[str, ...]:
    """The sentence of a race without a placed result; empty for all others."""
    return () if answer.finishers else (wording.say("Winner not on file."),)


def _runners(answer: ResultAnswer) -> tuple[str, ...]:
    """`🇺🇸 Jefferson, Terry, Thomas, Richardson · 🇬🇧 …`: the family names of the medal teams, on one line."""
    teams = [one.result for one in answer.finishers[:3] if isinstance(one.result, TeamLine)]
    named = [
        f"{flag(team.nation) or team.nation.id} {', '.join(member.family for member in team.members)}"
        for team in teams
        if team.members
    ]
    return (" · ".join(named),) if named else ()


def _shows_winners(context: QuestionContext) -> bool:
    """Whether the winners of the editions before are shown: where no edition was said."""
    return not any(slot.name == "edition" and slot.said for slot in context.slots)


def _is_told(answer: ResultAnswer, context: QuestionContext) -> bool:
    """Whether the winners before tell the insight: a short streak, the champion of the edition before."""
    insight = answer.insight
    if insight is None or not answer.winners_before or not _shows_winners(context):
        return False
    short = insight.kind is InsightKind.IN_A_ROW and (insight.count or 0) <= MOST_WINNERS + 1
    return short or insight.kind is InsightKind.CHAMPION_BEATEN


def _small(answer: ResultAnswer, context: QuestionContext, wording: Wording) -> Iterator[str]:
    winners = list(_winners_before(answer, wording)) if _shows_winners(context) else []
    yield from assumed(context._replace(winners=bool(winners)))
    if winners:
        yield " · ".join(winners)
    yield evidence([coverage_words(answer.head.coverage.kind, wording)], answer.claims, wording)


def _winners_before(answer: ResultAnswer, wording: Wording) -> Iterator[str]:
    """`2025 Serem 8:06.90`: the last editions, each with its winner."""
    years: set[int] = set()
    for one in answer.winners_before:
        year = one.head.edition.year
        if year in years:
            continue
        years.add(year)
        if len(years) > MOST_WINNERS:
            return
        yield " ".join([str(year), *_winner(one, wording)])


def _winner(one: Performance, wording: Wording) -> list[str]:
    name = one.result.athlete.family if isinstance(one.result, ResultLine) else one.result.nation.id
    return [name, *([mark_text(one.result.mark, wording)] if one.result.mark else [])]


def _details_label(answer: ResultAnswer, wording: Wording) -> str:
    """`All 23` where the glance leaves rows out."""
    entered = len(lines_of(answer))
    if entered > min(len(answer.finishers), MOST_ROWS):
        return wording.say("All {n}", n=entered)
    return wording.say("Details")


def _head_to_head(answer: ResultAnswer, wording: Wording) -> Iterator[GlanceButton]:
    """The head-to-head of the athlete in the question, else of the winner, with the next best."""
    if answer.head.discipline.team:
        return
    placed = [athlete for finisher in answer.finishers for athlete in finisher.result.entered]
    if len(placed) < 2:
        return
    first = next((one for one in placed if one.id == answer.question.athlete), placed[0])
    other = next(one for one in placed if one is not first)
    one, two = shown_names(first, other)
    yield GlanceButton(
        label=wording.say("{first} v {second}", first=one, second=two),
        question=HeadToHeadQuestion(first=first.id, second=other.id),
    )
