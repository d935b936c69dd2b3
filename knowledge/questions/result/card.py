"""The card of a race: its result, what is not known of it, and the races beside it."""

from collections.abc import Iterator, Sequence

from knowledge.cards import next_questions
from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import Citations, claim_lines, coverage_line, footer, with_stop
from knowledge.cards.labels import (
    asked_for,
    competition_label,
    date_label,
    edition_label,
    event_label,
    gap_text,
    letters_explained,
    mark_text,
    name_of,
    status_code,
    unusual_medal,
    wind_text,
    winner_labels,
    with_flag,
    with_unit,
)
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from knowledge.models.facts import Medal, Tier
from knowledge.models.outcome import Slot
from knowledge.models.records import AnyLine, RaceHead, TeamLine
from knowledge.questions import offers
from knowledge.questions.result.headline import headline, lines_of
from knowledge.questions.result.insight_model import InsightKind
from knowledge.questions.result.insight_text import insight_sentence
from knowledge.questions.result.model import Finisher, Parting, ResultAnswer, SameMark
from knowledge.questions.result.picture import gaps_picture

# Next questions in a group, chosen by hand.
MOST_PROFILES = 10
MOST_EDITIONS = 15
# The names of championships and games already state their tier; those of meetings do not.
_TIERS_SHOWN = (Tier.DIAMOND_LEAGUE_FINAL, Tier.DIAMOND_LEAGUE, Tier.CONTINENTAL_TOUR_GOLD)
COUNTBACK = "countback"
IN_HEADLINE = (
    InsightKind.PHOTO_FINISH,
    InsightKind.COUNTBACK,
    InsightKind.JUMP_OFF,
)
"""What parted the first two, which the headline tells."""
# Kinds of names that are no other spelling of the registered name.
_NOT_SPELLINGS = ("short", "nickname")


def draw_result(answer: ResultAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """The card of a race; `slots` are those of the question, for what it left open."""
    citations = Citations(answer.sources, wording, answer.head.sources)
    context = QuestionContext(
        slots, wording, answer.question, head=answer.head, beside=_by_competition(answer)[0]
    )
    return Card(
        tone="answer",
        title=_title(answer, wording),
        subtitle=_subtitle(answer, wording),
        headline=headline(answer, wording),
        assumed=assumed(context),
        sections=tuple(_sections(answer, citations, wording)),
        notes=tuple(_notes(answer, citations, wording)),
        picture=gaps_picture(answer, wording),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=next_questions.distinct([*changes(context), *_next(answer, wording)], answer.question),
    )


def _title(answer: ResultAnswer, wording: Wording) -> str:
    """The edition, the event and the round, which is stated even for a final."""
    head = answer.head
    event, round_ = wording.event(head.discipline, head.category), wording.round(head.round, head.heat)
    return f"{edition_label(head, wording)} · {event} · {round_}"


def _subtitle(answer: ResultAnswer, wording: Wording) -> str:
    """The competition and its tier unless the title has them, then the venue, the city and the day."""
    head = answer.head
    competition, tier = competition_label(head, wording), wording.tier(head.edition.tier)
    shown_tier = [tier] if head.edition.tier in _TIERS_SHOWN and tier not in competition else []
    venue = [head.venue] if head.venue else []
    city = f"{wording.term(head.city.name)} ({head.nation.id})"
    shown_competition = [] if edition_label(head, wording).startswith(competition) else [competition]
    return " · ".join([*shown_competition, *shown_tier, *venue, city, date_label(head, wording)])


def _sections(answer: ResultAnswer, citations: Citations, wording: Wording) -> Iterator[Section]:
    if answer.finishers:
        rows = tuple(_row(finisher, answer, citations, wording) for finisher in answer.finishers)
        yield Section(table=Table(columns=_columns(answer, wording), rows=rows))
    for heading, lines in (
        (wording.say("Also took part, place not on file"), answer.ran),
        (wording.say("Without a place"), answer.unplaced),
    ):
        if lines:
            rows = tuple(_unplaced_row(line, answer, citations, wording) for line in lines)
            yield Section(heading=heading, table=Table(columns=_UNPLACED, rows=rows))
    if answer.winners_before:
        yield Section(
            heading=wording.say("Earlier winners"),
            lines=(_winners_line(answer, citations, wording),),
        )


def _winners_line(answer: ResultAnswer, citations: Citations, wording: Wording) -> str:
    winners = " · ".join(winner_labels(answer.winners_before, wording))
    sources = (id_ for one in answer.winners_before for id_ in one.result.sources[:1])
    return f"{winners} {citations.cite(sources)}".strip()


def _columns(answer: ResultAnswer, wording: Wording) -> tuple[Column, ...]:
    competitor = wording.say("Team") if answer.head.discipline.team else wording.say("Athlete")
    return (
        Column(heading="", align="right"),
        Column(heading=competitor),
        Column(heading="", weight="faint"),
        Column(heading=wording.say("Mark"), align="right", weight="strong"),
        Column(heading=wording.say("Gap"), align="right", weight="faint"),
        Column(heading="", weight="faint"),
    )


_UNPLACED = (
    Column(heading=""),
    Column(heading="", weight="faint"),
    Column(heading="", weight="strong"),
    Column(heading="", weight="faint"),
)


def _row(finisher: Finisher, answer: ResultAnswer, citations: Citations, wording: Wording) -> Row:
    line = finisher.result
    return Row(
        cells=(
            str(line.place),
            with_flag(line.nation, name_of(line, wording)),
            line.nation.id,
            mark_text(line.mark, wording),
            gap_text(finisher.behind, wording),
            _beside(line, citations, wording, shared=_is_shared(line, answer)),
        ),
        note=_below(line, citations, wording),
        marked=asked_for(line, answer.question.athlete) is not None,
    )


def _is_shared(line: AnyLine, answer: ResultAnswer) -> bool:
    """Whether others have the same place."""
    return sum(one.result.place == line.place for one in answer.finishers) > 1


def _unplaced_row(line: AnyLine, answer: ResultAnswer, citations: Citations, wording: Wording) -> Row:
    mark = mark_text(line.mark, wording)
    return Row(
        cells=(
            with_flag(line.nation, name_of(line, wording)),
            line.nation.id,
            " ".join(part for part in (status_code(line.status, wording), mark) if part),
            _beside(line, citations, wording),
        ),
        note=_below(line, citations, wording),
        marked=asked_for(line, answer.question.athlete) is not None,
    )


def _beside(line: AnyLine, citations: Citations, wording: Wording, *, shared: bool = False) -> str:
    """The last cell of a row: an unusual medal, notes, wind, and sources that are not those of the race.

    A `shared` place has no countback of its own: the note on equal marks says who was parted by it.
    """
    medal = [text] if (text := unusual_medal(line, wording)) else []
    wind = [wind_text(line.wind_mps, wording)] if line.wind_mps else []
    notes = [note for note in line.notes if not (shared and note == COUNTBACK)]
    beside = ", ".join([*medal, *map(wording.term, notes), *wind])
    return " ".join(part for part in (beside, citations.cite_row(line.sources)) if part)


def _without_medal(answer: ResultAnswer, wording: Wording) -> Iterator[str]:
    """The first three who have no medal, in a race whose other medals are recorded."""
    placed = [one.result for one in answer.finishers]
    if {Medal.GOLD, Medal.SILVER} & {line.medal for line in placed}:
        none = [line for line in placed if (line.place or 4) < 4 and line.medal is None]
        if none:
            names = wording.list([name_of(line, wording) for line in none])
            yield wording.say("No medal on file for {names}.", names=names)


def _below(line: AnyLine, citations: Citations, wording: Wording) -> str | None:
    """The line below a row: a team's members or an athlete's printed spellings, and a superseded result."""
    parts = []
    if isinstance(line, TeamLine):
        parts += _runners(line, wording)
    elif printed := [name for name in line.printed if name.kind not in _NOT_SPELLINGS]:
        spellings = ", ".join(citations.spelling(name) for name in printed)
        parts.append(wording.say("also {spellings}", spellings=spellings))
    if line.superseded:
        parts.append(wording.say("earlier: {what}", what=line.superseded))
    return "; ".join(parts) or None


def _runners(line: TeamLine, wording: Wording) -> list[str]:
    """The members of a team, then those who ran in its heats only."""
    members, reserves = (", ".join(one.name for one in some) for some in (line.members, line.reserves))
    heats = [wording.say("in the heats: {names}", names=reserves)] if reserves else []
    return [members, *heats] if members else heats


def _notes(answer: ResultAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    head = answer.head
    insight = insight_sentence(answer, wording)
    if insight and answer.insight and answer.insight.kind not in IN_HEADLINE:
        yield insight
    yield f"{coverage_line(head.coverage, wording)} {citations.usual_sentence()}".strip()
    yield from letters_explained(lines_of(answer), wording)
    yield from _same_marks(answer, wording)
    yield from _without_medal(answer, wording)
    if head.edition.year != head.date.year:
        held = wording.say(
            "The {year} edition was held in {held}.", year=head.edition.year, held=head.date.year
        )
        # The sources of the edition explain its year.
        yield f"{held} {citations.cite(head.edition.sources)}".strip()
    elif head.edition.note:
        yield wording.say("On the edition: {note}", note=head.edition.note)
    if head.wind_mps:
        yield wording.say("Wind: {wind}.", wind=wind_text(head.wind_mps, wording))
    if head.note:
        yield initial_capital(with_stop(head.note))
    yield from claim_lines(answer.claims, citations, wording)


def _same_marks(answer: ResultAnswer, wording: Wording) -> Iterator[str]:
    """A sentence for each mark with several places, except where the headline states it."""
    placed = [finisher.result for finisher in answer.finishers]
    for same in answer.same_marks:
        lines = [line for line in placed if line.mark is not None and line.mark.text == same.mark]
        if not _is_in_headline(lines):
            yield _decided_by(same, lines, wording)


def _is_in_headline(lines: Sequence[AnyLine]) -> bool:
    """Whether these results of one mark are the first two places, which the headline compares."""
    return len(lines) == 2 and lines[0].place == 1


def _decided_by(same: SameMark, lines: Sequence[AnyLine], wording: Wording) -> str:
    """What decided between the athletes or teams with one mark, and who shares a place."""
    params = {
        "names": _ranked(lines, wording),
        "mark": with_unit(lines[0].mark, wording) if lines[0].mark else same.mark,
    }
    if same.by is Parting.PHOTO_FINISH:
        return wording.say("{mark}: {names}, by photo finish.", **params)
    if same.by is Parting.COUNTBACK:
        return wording.say("{mark}: {names}, on countback.", **params)
    if same.by is Parting.JUMP_OFF:
        return wording.say("{mark}: {names}, after a jump-off.", **params)
    return wording.say("{mark}: {names}, as published.", **params)


def _ranked(lines: Sequence[AnyLine], wording: Wording) -> str:
    """`Harrison ahead of Kushare and Wilson (equal)`: those who share a place are named together."""
    places: dict[int | None, list[str]] = {}
    for line in lines:
        places.setdefault(line.place, []).append(name_of(line, wording))
    shared = [
        wording.say("{names} (equal)", names=wording.list(names)) if len(names) > 1 else names[0]
        for names in places.values()
    ]
    first, *others = shared
    return wording.say("{first} ahead of {second}", first=first, second=", ".join(others))


def _next(answer: ResultAnswer, wording: Wording) -> Iterator[NextGroup]:
    same, beside = _by_competition(answer)
    editions = next_questions.group(
        wording.say("Other editions"),
        (offers.race(head, edition_label(head, wording)) for head in same),
    )
    if answer.winners_before:
        yield editions
    placed = [athlete for finisher in answer.finishers for athlete in finisher.result.entered]
    if len(placed) > 1 and not answer.head.discipline.team:
        first = next((one for one in placed if one.id == answer.question.athlete), placed[0])
        other = next(one for one in placed if one is not first)
        yield next_questions.group(wording.say("Head-to-head"), [offers.head_to_head(first, other, wording)])
    yield next_questions.group(
        wording.say("Other rounds"),
        (
            offers.race(head, initial_capital(wording.round(head.round, head.heat)))
            for head in answer.other_rounds
        ),
    )
    yield editions
    yield next_questions.group(
        wording.say("Also in {city}", city=wording.term(answer.head.city.name)),
        (offers.race(head, edition_label(head, wording, by="competition")) for head in beside),
    )
    yield next_questions.group(
        wording.say("Other events there"),
        (offers.race(head, initial_capital(event_label(head, wording))) for head in answer.other_events),
    )
    yield next_questions.group(
        wording.say("Athletes"), (offers.profile(athlete) for athlete in placed[:MOST_PROFILES])
    )


def _by_competition(answer: ResultAnswer) -> tuple[list[RaceHead], list[RaceHead]]:
    """Other races of the event: of this competition, and of other competitions in the city."""
    same: list[RaceHead] = []
    beside: list[RaceHead] = []
    for head in answer.other_editions:
        (same if head.competition.id == answer.head.competition.id else beside).append(head)
    return same[:MOST_EDITIONS], beside[:MOST_EDITIONS]
