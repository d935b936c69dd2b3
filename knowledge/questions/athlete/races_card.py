"""The card of an athlete's races, and the table of races that the profile shows too."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards import next_questions
from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import Citations, footer, usual_sources
from knowledge.cards.labels import (
    date_label,
    dated_place_label,
    letters_explained,
    mark_text,
    race_label,
    team_details,
)
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from knowledge.models.facts import Round
from knowledge.models.outcome import Slot
from knowledge.models.records import Performance
from knowledge.questions import offers
from knowledge.questions.athlete.model import RacesAnswer
from knowledge.questions.athlete.performance_text import place_text, tally_sentence, title_of_races, years_of


def performance_table(
    performances: Iterable[Performance], several: bool, citations: Citations, wording: Wording
) -> Table:
    """A row for each race: place, mark, edition, day, notes, sources.

    `several` adds the event, for a table with more than one.
    """
    columns = (
        Column(heading=wording.say("Place"), weight="strong"),
        Column(heading=wording.say("Mark"), align="right", weight="strong"),
        Column(heading=wording.say("Where")),
        Column(heading=wording.say("Date"), weight="faint"),
        Column(heading="", weight="faint"),
    )
    return Table(columns=columns, rows=tuple(_row(one, several, citations, wording) for one in performances))


def _row(performance: Performance, several: bool, citations: Citations, wording: Wording) -> Row:
    head, result = performance.head, performance.result
    where = [dated_place_label(head, wording)]
    where += [wording.event(head.discipline, head.category)] if several else []
    where += [wording.round(head.round, head.heat)] if head.round is not Round.FINAL else []
    where += team_details(performance, wording)
    cited = citations.cite_row(result.sources)
    return Row(
        cells=(
            place_text(performance, wording),
            mark_text(result.mark, wording),
            " · ".join(where),
            date_label(head, wording),
            " ".join(filter(None, [", ".join(map(wording.term, result.notes)), cited])),
        )
    )


MOST_RESULTS = 25
"""Newest races that the card offers as next questions, for the table has all of them. Chosen by hand."""


def draw_races(answer: RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """The card of an athlete's races; `slots` are those of the question, for what it left open."""
    context = QuestionContext(slots, wording, answer.question)
    several = len({one.head.discipline.id for one in answer.races}) > 1
    citations = Citations(answer.sources, wording, usual_sources(one.result for one in answer.races))
    section = Section(table=performance_table(answer.races, several, citations, wording))
    return Card(
        tone="answer",
        title=title_of_races(answer, wording),
        headline=_headline(answer, wording),
        assumed=assumed(context),
        sections=(section,) if answer.races else (),
        notes=tuple(_notes(answer, citations, wording)),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=next_questions.distinct([*changes(context), *_next(answer, wording)], answer.question),
    )


def _headline(answer: RacesAnswer, wording: Wording) -> str:
    if not answer.races:
        years = years_of(answer, wording)
        if years and answer.years:
            return wording.say(
                "No race of {year} on file; there are races of {years}.",
                year=years,
                years=wording.list([str(year) for year in answer.years]),
            )
        return wording.say("No race on file.")
    return tally_sentence(answer.tally, wording)


def _notes(answer: RacesAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    missing = wording.say("Only the races on file.")
    yield f"{missing} {citations.usual_sentence()}".strip()
    yield from letters_explained((one.result for one in answer.races), wording)


def _next(answer: RacesAnswer, wording: Wording) -> Iterator[NextGroup]:
    athlete = answer.athlete
    yield next_questions.group(wording.say("Profile"), [offers.profile(athlete)])
    years = [offers.all_races(athlete.id, str(year), year) for year in answer.years]
    every = offers.all_races(athlete.id, wording.say("All years"))
    yield next_questions.group(wording.say("By year"), [every, *years])
    yield next_questions.group(
        wording.say("Results"),
        (offers.race(one.head, race_label(one.head, wording)) for one in answer.races[:MOST_RESULTS]),
    )
