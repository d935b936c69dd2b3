"""The card of an athlete: the person, honours, bests and last races."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.cards import next_questions
from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.citations import Citations, claim_line, footer, usual_sources
from knowledge.cards.labels import (
    competition_label,
    date_label,
    dated_place_label,
    edition_label,
    letters_explained,
    mark_text,
    race_label,
    short_label,
    team_details,
    with_flag,
    with_unit,
)
from knowledge.cards.next_questions import changes
from knowledge.cards.wording import Wording, initial_capital, msg
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from knowledge.models.claim import ClaimStatus
from knowledge.models.outcome import Slot
from knowledge.models.records import Performance, TeamLine
from knowledge.questions import offers
from knowledge.questions.athlete.glance import main_event
from knowledge.questions.athlete.model import AthleteAnswer, RacesAnswer
from knowledge.questions.athlete.performance_text import tally_sentence
from knowledge.questions.athlete.picture import progression_picture
from knowledge.questions.athlete.races_card import draw_races, performance_table
from knowledge.questions.statistics.model import Barred, EventBests, Honour, Title

MOST_WITH_SEASONS = 2
"""Disciplines with a row for each season; of the others only the best is shown. Chosen by hand."""
MOST_NAMESAKES = 5
"""Namesakes that a note lists; the next questions have all of the answer. Chosen by hand."""

MEDALS = {Title.GOLD: "🥇", Title.SILVER: "🥈", Title.BRONZE: "🥉", Title.DIAMOND_LEAGUE: "💎"}

_WHY_BARRED = {
    Barred.WIND: msg("wind-aided"),
    Barred.TRACK: msg("irregular track"),
    Barred.HAND_TIMED: msg("hand-timed"),
}


def draw_athlete(answer: AthleteAnswer | RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Draw the profile or the list of races."""
    if isinstance(answer, RacesAnswer):
        return draw_races(answer, slots, wording)
    return draw_profile(answer, slots, wording)


def draw_profile(answer: AthleteAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """The card of an athlete; `slots` are those of the question, for what it left open."""
    shown = {performance.head.id: performance.result for performance in _shown(answer)}
    citations = Citations(answer.sources, wording, usual_sources(shown.values()))
    context = QuestionContext(slots, wording, answer.question)
    return Card(
        tone="answer",
        title=with_flag(answer.athlete.nation, answer.athlete.name),
        subtitle=_subtitle(answer, wording),
        headline=_headline(answer, wording),
        assumed=assumed(context),
        sections=tuple(_sections(answer, citations, wording)),
        notes=tuple(_notes(answer, citations, wording)),
        picture=progression_picture(answer, main_event(answer), wording),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=next_questions.distinct([*changes(context), *_next(answer, wording)], answer.question),
    )


def _shown(answer: AthleteAnswer) -> Iterator[Performance]:
    """Every result on the card; one that is shown twice comes twice."""
    for event in answer.events[:MOST_WITH_SEASONS]:
        yield from (season.performance for season in event.seasons)
        yield from (barred.performance for barred in event.barred)
    yield from (event.best for event in answer.events[MOST_WITH_SEASONS:] if event.best is not None)
    yield from (honour.performance for honour in answer.honours)
    yield from answer.last_races


def _subtitle(answer: AthleteAnswer, wording: Wording) -> str:
    parts = [wording.nation(answer.athlete.nation), *_age(answer, wording)]
    parts += [wording.discipline(event.discipline) for event in answer.events[:3]]
    return " · ".join(parts)


def _age(answer: AthleteAnswer, wording: Wording) -> list[str]:
    born, died, age = answer.profile.born, answer.profile.died, answer.age
    if born is None:
        return []
    since = wording.born(born, answer.athlete.sex)
    if died is not None:
        return [_died(since, died, answer, wording)]
    if age is None:
        return [since]
    if age.least == age.most:
        return [wording.say("{born}, aged {age}", born=since, age=age.most)]
    return [wording.say("{born}, aged {least} or {age}", born=since, least=age.least, age=age.most)]


def _died(born: str, died: str, answer: AthleteAnswer, wording: Wording) -> str:
    """`born 12 Sep 1913, died 31 Mar 1980, aged 66`."""
    end = wording.died(died, answer.athlete.sex)
    if answer.age is None or answer.age.least != answer.age.most:
        return wording.say("{born}, {died}", born=born, died=end)
    return wording.say("{born}, {died}, aged {age}", born=born, died=end, age=answer.age.most)


def _headline(answer: AthleteAnswer, wording: Wording) -> str:
    """The best mark in the main event, then wins and podium places in finals."""
    tally = answer.tally
    if not tally.races:
        return wording.say("No race on file.")
    parts = []
    main = answer.events[0] if answer.events else None
    if main is not None and main.best is not None and main.best.result.mark is not None:
        discipline = wording.discipline(main.discipline)
        mark = with_unit(main.best.result.mark, wording)
        parts.append(wording.say("Best on file, {discipline}: {mark}.", discipline=discipline, mark=mark))
    parts.append(tally_sentence(tally, wording))
    return " ".join(parts)


def _sections(answer: AthleteAnswer, citations: Citations, wording: Wording) -> Iterator[Section]:
    if answer.honours:
        yield Section(heading=wording.say("Honours"), lines=tuple(_honours(answer, citations, wording)))
    for event in answer.events[:MOST_WITH_SEASONS]:
        if event.best is not None or event.barred:
            yield _bests(event, citations, wording)
    others = [event for event in answer.events[MOST_WITH_SEASONS:] if event.best is not None]
    if others:
        lines = tuple(_best_line(event, citations, wording) for event in others)
        yield Section(heading=wording.say("Best in other events"), lines=lines)
    if answer.last_races:
        yield Section(
            heading=wording.say("Last races"),
            table=performance_table(answer.last_races, _several_events(answer), citations, wording),
        )


def _several_events(answer: AthleteAnswer) -> bool:
    return len(answer.events) > 1 or bool(answer.tally.relays)


def _honours(answer: AthleteAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    """A line for each competition, the highest tier first: `Olympic Games: 🥇 Paris 2024 (8:06.05)`."""
    several = _several_events(answer)
    for tier, group in groupby(answer.honours, key=lambda honour: honour.tier):
        by_competition: dict[str, list[Honour]] = {}
        for honour in group:
            head = honour.performance.head
            league = honour.title is Title.DIAMOND_LEAGUE
            name = wording.tier(tier) if league else competition_label(head, wording)
            by_competition.setdefault(name, []).append(honour)
        for name, honours in by_competition.items():
            won = ", ".join(_honour(honour, several, citations, wording) for honour in honours)
            yield wording.say("{competition}: {won}", competition=initial_capital(name), won=won)


def _honour(honour: Honour, several: bool, citations: Citations, wording: Wording) -> str:
    head, result = honour.performance.head, honour.performance.result
    where = edition_label(head, wording, by="city")
    team = isinstance(result, TeamLine)
    details = [wording.discipline(head.discipline)] if several or team else []
    details += [with_unit(result.mark, wording)] if result.mark else []
    details += team_details(honour.performance, wording)
    in_brackets = f"({', '.join(details)})" if details else ""
    cited = citations.cite_row(result.sources)
    return " ".join(part for part in (MEDALS[honour.title], where, in_brackets, cited) if part)


def _bests(event: EventBests, citations: Citations, wording: Wording) -> Section:
    """The best marks on file of each season in one discipline, and better marks that do not count."""
    rows = tuple(
        Row(
            cells=(
                str(season.year),
                mark_text(season.performance.result.mark, wording),
                dated_place_label(season.performance.head, wording),
                date_label(season.performance.head, wording),
                citations.cite_row(season.performance.result.sources),
            ),
            marked=season.performance == event.best,
        )
        for season in event.seasons
    )
    columns = (
        Column(heading=wording.say("Season")),
        Column(heading=wording.say("Mark"), align="right", weight="strong"),
        Column(heading=wording.say("Where")),
        Column(heading=wording.say("When"), weight="faint"),
        Column(heading="", weight="faint"),
    )
    heading = _heading(event, wording)
    lines = tuple(
        wording.say(
            "Not counted: {mark}, {where} ({why}).",
            mark=_whole_mark(barred.performance, wording),
            where=edition_label(barred.performance.head, wording),
            why=wording.term(_WHY_BARRED[barred.why]),
        )
        + _with_space(citations.cite_row(barred.performance.result.sources))
        for barred in event.barred
    )
    return Section(heading=heading, lines=lines, table=Table(columns=columns, rows=rows))


def _heading(event: EventBests, wording: Wording) -> str:
    """`Best by season, 100 m`; of a single season `Best mark, 100 m`."""
    discipline = wording.discipline(event.discipline)
    if len(event.seasons) > 1:
        return wording.say("Best by season, {discipline}", discipline=discipline)
    return wording.say("Best mark, {discipline}", discipline=discipline)


def _whole_mark(performance: Performance, wording: Wording) -> str:
    return with_unit(performance.result.mark, wording) if performance.result.mark else ""


def _with_space(cited: str) -> str:
    """The citation after a space; empty where there is none."""
    return f" {cited}" if cited else ""


def _best_line(event: EventBests, citations: Citations, wording: Wording) -> str:
    if event.best is None:
        return ""
    return wording.say(
        "{discipline}: {mark}, {where}, {date}",
        discipline=initial_capital(wording.discipline(event.discipline)),
        mark=_whole_mark(event.best, wording),
        where=dated_place_label(event.best.head, wording),
        date=date_label(event.best.head, wording),
    ) + _with_space(citations.cite_row(event.best.result.sources))


def _notes(answer: AthleteAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    if answer.spellings:
        spellings = ", ".join(citations.spelling(name) for name in answer.spellings)
        yield wording.say("Also written {spellings}.", spellings=spellings)
    if answer.represented:
        nations = wording.list([wording.nation(nation) for nation in answer.represented])
        yield wording.say("Results for {nations}.", nations=nations)
    yield from _people(answer, citations, wording)
    if answer.profile.note:
        yield answer.profile.note
    yield from _claims(answer, citations, wording)
    numbers = citations.cite(answer.profile.sources)
    yield from letters_explained((one.result for one in answer.last_races), wording)
    reach = wording.say("Bests and totals: races on file, not the whole career.")
    person = wording.say("Personal details: {numbers}.", numbers=numbers) if numbers else ""
    yield " ".join(part for part in (reach, person, citations.usual_sentence()) if part)


def _claims(answer: AthleteAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    """Refuted claims and claims about no race; the others are counted, for the cards of races have them."""
    shown = [one for one in answer.claims if one.head is None or one.claim.status is ClaimStatus.REFUTED]
    for one in shown:
        where = edition_label(one.head, wording) if one.head else None
        yield claim_line(one.claim, citations, wording, where=where)
    rest = len(answer.claims) - len(shown)
    if rest:
        # Numbered here, though only the cards of the races tell what they say.
        ids = [id_ for one in answer.claims if one not in shown for id_ in one.claim.every_source]
        text = wording.plural("{n} more claim: see the race.", "{n} more claims: see the races.", rest)
        yield text + _with_space(citations.cite(ids))


def _people(answer: AthleteAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    related = {one.athlete.id for one in answer.kin}
    recorded = {one.athlete: one.sources for one in answer.profile.relations}
    for one in answer.kin:
        yield wording.say(
            "{relation}: {athlete}.",
            relation=initial_capital(wording.term(one.is_)),
            athlete=short_label(one.athlete),
        ) + _with_space(citations.cite(recorded.get(one.athlete.id, ())))
    namesakes = [short_label(one) for one in answer.namesakes if one.id not in related][:MOST_NAMESAKES]
    if namesakes:
        yield wording.say("Not to be confused with {others}.", others=wording.list(namesakes))


def _next(answer: AthleteAnswer, wording: Wording) -> Iterator[NextGroup]:
    athlete = answer.athlete
    if answer.tally.races:
        text = wording.say("All races of {name}", name=athlete.name)
        yield next_questions.group(wording.say("Races"), [offers.all_races(athlete.id, text)])
    met = [(rival.athlete, rival.races) for rival in answer.rivals]
    yield next_questions.group(wording.say("Most frequent rivals"), offers.rivals(athlete, met, wording))
    yield next_questions.group(
        wording.say("Last races"),
        (offers.race(one.head, race_label(one.head, wording)) for one in answer.last_races),
    )
    people = {one.id: one for one in (*(kin.athlete for kin in answer.kin), *answer.namesakes)}
    yield next_questions.group(wording.say("Of the same name"), map(offers.namesake, people.values()))
