"""The card of a head-to-head: the score, the races it rests on, and those that do not count."""

from collections.abc import Iterator, Sequence

from knowledge.cards import next_questions
from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import Citations, footer, limit_text, usual_sources
from knowledge.cards.labels import (
    date_label,
    dated_place_label,
    edition_label,
    flag,
    mark_text,
    race_label,
    status_words,
    with_unit,
)
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording, msg
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from knowledge.models.facts import CoverageKind, Round
from knowledge.models.outcome import Slot
from knowledge.models.records import AthleteRef, Performance, ResultLine
from knowledge.questions import offers
from knowledge.questions.h2h.glance import entered, narrowed_to
from knowledge.questions.h2h.model import Bout, HeadToHeadAnswer, NotCounted, Streak, WhyNot
from knowledge.questions.h2h.picture import head_to_head_picture
from knowledge.questions.h2h.score_text import ScoreText

_WHY_NOT = {
    WhyNot.DID_NOT_START: msg("one of them did not start"),
    WhyNot.PACEMAKER: msg("one of them made the pace"),
    WhyNot.OUT_OF_COMPETITION: msg("one of them ran out of competition"),
    WhyNot.NEITHER_FINISHED: msg("neither was placed"),
    WhyNot.PLACE_UNKNOWN: msg("a place is not on file"),
}
MOST_RESULTS = 25
"""Newest races that the card offers as next questions, for the table has all of them. Chosen by hand."""
MOST_NOT_COUNTED = 8
"""Races that do not count which the card lists; a note counts the others. Chosen by hand."""


def draw_h2h(answer: HeadToHeadAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """The card of a head-to-head; `slots` are those of the question, for what it left open."""
    text = ScoreText(answer, wording)
    lines = [line for one in entered(answer) for line in (one.first, one.second)]
    citations = Citations(answer.sources, wording, usual_sources(lines))
    context = QuestionContext(
        slots, wording, answer.question, races=_raced(answer), pair=(answer.first, answer.second)
    )
    return Card(
        tone="answer",
        title=_title(answer, wording),
        subtitle=narrowed_to(answer, slots, wording),
        headline=text.headline(),
        assumed=assumed(context),
        sections=tuple(_sections(answer, text, citations, wording)),
        notes=tuple(_notes(answer, citations, wording)),
        picture=head_to_head_picture(answer, wording),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=next_questions.distinct([*changes(context), *_next(answer, wording)], answer.question),
    )


def _title(answer: HeadToHeadAnswer, wording: Wording) -> str:
    first = f"{answer.first.name} {flag(answer.first.nation)}".strip()
    second = f"{flag(answer.second.nation)} {answer.second.name}".strip()
    return wording.say("{first} v {second}", first=first, second=second)


def _raced(answer: HeadToHeadAnswer) -> int | None:
    """The number of races that both ran, as choices count them; None where the question has filters."""
    if answer.question.narrowed:
        return None
    not_raced = (WhyNot.DID_NOT_START, WhyNot.PACEMAKER, WhyNot.OUT_OF_COMPETITION)
    return len(answer.bouts) + sum(one.why not in not_raced for one in answer.not_counted)


def _sections(
    answer: HeadToHeadAnswer, text: ScoreText, citations: Citations, wording: Wording
) -> Iterator[Section]:
    lines = [*text.score_lines()]
    if lines:
        yield Section(lines=tuple(lines))
    if answer.bouts:
        rows = tuple(_row(bout, text, answer, citations, wording) for bout in answer.bouts)
        columns = (
            Column(heading=wording.say("Ahead"), weight="strong"),
            Column(heading=wording.say("Race")),
            Column(heading=wording.say("Date"), weight="faint"),
            Column(heading=text.name(answer.first.id)),
            Column(heading=text.name(answer.second.id)),
            Column(heading="", weight="faint"),
        )
        yield Section(heading=wording.say("Races, newest first"), table=Table(columns=columns, rows=rows))
    facts = tuple(_facts(answer, text, citations, wording))
    if facts:
        yield Section(heading=wording.say("Streaks, margins, bests"), lines=facts)
    if answer.not_counted:
        yield Section(
            heading=wording.say("Not counted"),
            lines=tuple(
                _not_counted(one, text, citations, wording) for one in answer.not_counted[:MOST_NOT_COUNTED]
            ),
        )


def _row(
    bout: Bout, text: ScoreText, answer: HeadToHeadAnswer, citations: Citations, wording: Wording
) -> Row:
    head = bout.head
    where = [dated_place_label(head, wording)]
    where += [wording.discipline(head.discipline)] if len(answer.events) > 1 else []
    where += [wording.round(head.round, head.heat)] if head.round is not Round.FINAL else []
    return Row(
        cells=(
            text.verdict(bout),
            " · ".join(where),
            date_label(head, wording),
            _how(bout.first, wording),
            _how(bout.second, wording),
            citations.cite_row(bout.first.sources, bout.second.sources),
        )
    )


def _how(line: ResultLine, wording: Wording) -> str:
    """`2nd 8:08.60`, `DNF`."""
    if line.place is None:
        return str(line.status)
    place = wording.place(line.place, line.athlete.sex)
    return f"{place} {mark_text(line.mark, wording)}" if line.mark else place


def _facts(
    answer: HeadToHeadAnswer, text: ScoreText, citations: Citations, wording: Wording
) -> Iterator[str]:
    yield from (_streak(streak, text, wording) for streak in answer.streaks)
    if answer.biggest is not None and answer.closest is not None:
        several = len(answer.events) > 1
        yield wording.say("Biggest margin: {what}.", what=_margin(answer.biggest, several, text, wording))
        yield wording.say("Closest: {what}.", what=_margin(answer.closest, several, text, wording))
    for both in answer.bests:
        marks = [
            _best(both.first, answer.first, text, citations, wording),
            _best(both.second, answer.second, text, citations, wording),
        ]
        shown = [mark for mark in marks if mark]
        if not shown:
            continue
        what = (
            wording.say("Best marks in these races")
            if answer.question.narrowed
            else wording.say("Best marks on file")
        )
        what += f", {wording.discipline(both.discipline)}" if len(answer.events) > 1 else ""
        yield wording.say("{what}: {marks}.", what=what, marks=wording.list(shown))


def _streak(streak: Streak, text: ScoreText, wording: Wording) -> str:
    name, since = text.name(streak.athlete), wording.iso_date(streak.since)
    if streak.current:
        return wording.say(
            "{name} has won the last {wins}, since {since}.",
            name=name,
            wins=wording.number(streak.wins),
            since=since,
        )
    return wording.say(
        "Longest streak: {name}, {wins} in a row, {since} to {until}.",
        name=name,
        wins=wording.number(streak.wins),
        since=since,
        until=wording.iso_date(streak.until),
    )


def _margin(bout: Bout, several_events: bool, text: ScoreText, wording: Wording) -> str:
    """`Bolt by 0.16 s, 100 m, Olympic Games, London 2012`: margins are of one of several disciplines."""
    discipline = [wording.discipline(bout.head.discipline)] if several_events else []
    return ", ".join([text.verdict(bout), *discipline, edition_label(bout.head, wording)])


def _best(
    best: Performance | None, of: AthleteRef, text: ScoreText, citations: Citations, wording: Wording
) -> str:
    if best is None or best.result.mark is None:
        return ""
    text_of_best = wording.say(
        "{name} {mark} ({where})",
        name=text.name(of.id),
        mark=with_unit(best.result.mark, wording),
        where=edition_label(best.head, wording),
    )
    return f"{text_of_best} {citations.cite_row(best.result.sources)}".rstrip()


def _not_counted(one: NotCounted, text: ScoreText, citations: Citations, wording: Wording) -> str:
    """`Paris 2024 · men's …: a place is not known here (Serem took part, El Bakkali 2nd)`."""
    each = [f"{text.name(line.athlete.id)} {_state(line, wording)}" for line in (one.first, one.second)]
    sentence = wording.say(
        "{race}, {date}: {why} ({states}).",
        race=race_label(one.head, wording),
        date=date_label(one.head, wording),
        why=wording.term(_WHY_NOT[one.why]),
        states=", ".join(each),
    )
    return f"{sentence} {citations.cite_row(one.first.sources, one.second.sources)}".rstrip()


def _state(line: ResultLine, wording: Wording) -> str:
    return _how(line, wording) if line.place is not None else status_words(line.status, wording)


def _notes(answer: HeadToHeadAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    if answer.bouts or answer.not_counted:
        yield wording.say(
            "Counted: races both ran, relays aside. The better place wins; a finish beats DNF, DQ and NM."
        )
    if limits := _limits(answer, wording):
        yield wording.say(
            "Lists end at {limits}: races where one of them did worse or dropped out may be missing.",
            limits=limits,
        )
    elif any(one.head.coverage.kind is not CoverageKind.COMPLETE for one in answer.bouts):
        yield wording.say("Some results are incomplete: other races of theirs may be missing.")
    rest = len(answer.not_counted) - MOST_NOT_COUNTED
    if rest > 0:
        yield wording.plural("{n} more race does not count.", "{n} more races do not count.", rest)
    if answer.filtered:
        yield wording.plural(
            "{n} other race of theirs was not asked for.",
            "{n} other races of theirs were not asked for.",
            answer.filtered,
        )
    if usual := citations.usual_sentence():
        yield usual


def _limits(answer: HeadToHeadAnswer, wording: Wording) -> str:
    """The worst marks of the lists that were cut off; of many in one event the first and the last."""
    limits = (one.head.coverage.limit for one in answer.bouts)
    texts = {limit_text(limit, wording) for limit in limits if limit}
    # The shorter text is the smaller mark: 9:59.00 before 10:02.00.
    ordered = sorted(texts, key=lambda text: (len(text), text))
    if len(ordered) > 2 and len(answer.events) == 1:
        return wording.say("{first} to {last}", first=ordered[0], last=ordered[-1])
    return wording.list(ordered)


def _next(answer: HeadToHeadAnswer, wording: Wording) -> Iterator[NextGroup]:
    question = answer.question
    wider = []
    if answer.filtered:
        everything = type(question)(first=question.first, second=question.second)
        wider.append(next_questions.question(wording.say("All their races"), everything))
    if not question.where.rounds and answer.finals.races != answer.all_rounds.races:
        finals = question.model_copy(
            update={"where": question.where.model_copy(update={"rounds": (Round.FINAL,)})}
        )
        wider.append(next_questions.question(wording.say("Finals only"), finals))
    yield next_questions.group(wording.say("Head-to-head"), wider)
    yield next_questions.group(
        wording.say("Athletes"), [offers.profile(answer.first), offers.profile(answer.second)]
    )
    heads = [bout.head for bout in answer.bouts]
    yield next_questions.group(
        wording.say("Results"),
        (offers.race(head, race_label(head, wording)) for head in heads[:MOST_RESULTS]),
    )
