"""The card of an athlete's races, and the table of races that the profile shows too."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards import next_questions
from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import Citations, footer, usual_sources
from knowledge.cards.labels import (
    date_label,
    dated_place_label,
    letters_explained,
    race_label,
    sex_of,
    status_code,
    team_details,
    with_flag,
    years_in_words,
)
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from knowledge.models.facts import Round, Status
from knowledge.models.outcome import Slot
from knowledge.models.question import years_text
from knowledge.models.records import Performance
from knowledge.questions import offers
from knowledge.questions.athlete.model import RacesAnswer
from knowledge.questions.statistics.model import Tally


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
            result.mark.text if result.mark else "",
            " · ".join(where),
            date_label(head, wording),
            " ".join(filter(None, [", ".join(map(wording.term, result.notes)), cited])),
        )
    )


def place_text(performance: Performance, wording: Wording) -> str:
    """`1st`, `DNF`, or `took part` where neither a place nor a code is known."""
    result = performance.result
    if result.place is not None:
        return wording.place(result.place, sex_of(result))
    if result.status in (Status.FINISHED, Status.TOOK_PART):
        return wording.say("took part")
    return status_code(result.status, wording)


def tally_sentence(tally: Tally, wording: Wording) -> str:
    """`2 wins and 8 podium places in 19 finals; 20 races in all.`"""
    if not tally.finals:
        return wording.plural("{n} race, no final.", "{n} races, no final.", tally.races)
    finals = wording.plural("{n} final", "{n} finals", tally.finals)
    podiums = wording.plural("{n} podium place", "{n} podium places", tally.podiums)
    if not tally.podiums:
        sentence = wording.say("No podium place in {finals}", finals=finals)
    elif not tally.wins:
        sentence = wording.say("No win and {podiums} in {finals}", podiums=podiums, finals=finals)
    else:
        wins = wording.plural("{n} win", "{n} wins", tally.wins)
        sentence = wording.say("{wins} and {podiums} in {finals}", wins=wins, podiums=podiums, finals=finals)
    more = []
    if tally.finals != tally.races:
        more.append(wording.plural("{n} race in all", "{n} races in all", tally.races))
    if tally.relays == tally.races:
        more.append(wording.say("in relays only"))
    elif tally.relays:
        more.append(wording.plural("{n} of them in a relay", "{n} of them in relays", tally.relays))
    return (
        wording.say("{sentence}; {more}.", sentence=sentence, more=", ".join(more))
        if more
        else f"{sentence}."
    )


MOST_RESULTS = 25
"""Newest races that the card offers as next questions, for the table has all of them. Chosen by hand."""


def draw_races(answer: RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """The card of an athlete's races; `slots` are those of the question, for what it left open."""
    context = QuestionContext(slots, wording, answer.question)
    name = with_flag(answer.athlete.nation, answer.athlete.name)
    years = _years(answer, wording)
    several = len({one.head.discipline.id for one in answer.races}) > 1
    citations = Citations(answer.sources, wording, usual_sources(one.result for one in answer.races))
    section = Section(table=performance_table(answer.races, several, citations, wording))
    return Card(
        tone="answer",
        title=f"{name} · {years}" if years else wording.say("{name} · all races", name=name),
        headline=_headline(answer, wording),
        assumed=assumed(context),
        sections=(section,) if answer.races else (),
        notes=tuple(_notes(answer, citations, wording)),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=next_questions.distinct([*changes(context), *_next(answer, wording)], answer.question),
    )


def _years(answer: RacesAnswer, wording: Wording) -> str:
    """The years asked for, in words; empty for all years."""
    question = answer.question
    return years_in_words(" ".join(years_text(question.first_year, question.last_year)), wording)


def _headline(answer: RacesAnswer, wording: Wording) -> str:
    if not answer.races:
        years = _years(answer, wording)
        if years and answer.years:
            return wording.say(
                "No race of {year} here; there are races of {years}.",
                year=years,
                years=wording.list([str(year) for year in answer.years]),
            )
        return wording.say("No race here yet.")
    return tally_sentence(answer.tally, wording)


def _notes(answer: RacesAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    missing = wording.say("Races that are not in this knowledge base are missing from the list.")
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
