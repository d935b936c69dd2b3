"""The glance of an athlete: who, medals by championship, the bests of the main events, this season."""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.glances import change_buttons, short_tier
from knowledge.cards.labels import city_label, competition_label, mark_text, shown_names, with_flag, with_unit
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.facts import Tier
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
from knowledge.models.outcome import Slot
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion, RacesAnswer
from knowledge.questions.athlete.performance_text import only_race, place_text, tally_sentence, title_of_races
from knowledge.questions.athlete.picture import progression_picture
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.statistics.model import EventBests, Honour, Title

SIGNS = {Title.GOLD: "🥇", Title.SILVER: "🥈", Title.BRONZE: "🥉", Title.DIAMOND_LEAGUE: "💎"}
MOST_CHAMPIONSHIPS = 4
"""Lines of medals. Chosen by hand: the other championships are counted in one more."""
MOST_EVENTS = 3
"""Events whose bests are shown. Chosen by hand."""
MOST_RACES = 6
"""Rows of a list of races. Chosen by hand."""


def glance_athlete(answer: AthleteAnswer | RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Glance:
    """The glance of a profile or of a list of races; `slots` say what the question left open."""
    if isinstance(answer, RacesAnswer):
        return _glance_races(answer, slots, wording)
    context = QuestionContext(slots, wording, answer.question, glance=True)
    return Glance(
        title=with_flag(answer.athlete.nation, answer.athlete.name),
        size="large",
        subtitle=_subtitle(answer, wording),
        parts=tuple(_parts(answer, wording)),
        small=assumed(context),
        picture=progression_picture(answer, main_event(answer), wording),
        details=wording.say("Details"),
        buttons=(*_races(answer, wording), *_rival(answer, wording), *change_buttons(context)),
    )


def _glance_races(answer: RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Glance:
    """The count and the newest races."""
    context = QuestionContext(slots, wording, answer.question, glance=True)
    several = len({one.head.discipline.id for one in answer.races}) > 1
    rows = []
    for one in answer.races[:MOST_RACES]:
        event = [wording.discipline(one.head.discipline)] if several else []
        place = place_text(one, wording)
        where = f"{city_label(one.head, wording)} {one.head.edition.year}"
        rows.append(
            GlanceRow(
                mark=mark_text(one.result.mark, wording),
                text=" · ".join([place, where, *event]),
                short=f"{place} · {where}",
            )
        )
    shown, entered = len(rows), len(answer.races)
    return Glance(
        title=title_of_races(answer, wording),
        # A single row tells the tally.
        parts=(
            GlancePart(lines=(tally_sentence(answer.tally, wording),) if len(rows) != 1 else ()),
            GlancePart(rows=tuple(rows)),
        ),
        small=assumed(context),
        details=wording.say("All {n}", n=entered) if entered > shown else wording.say("Details"),
        buttons=(
            GlanceButton(label=answer.athlete.name, question=AthleteQuestion(athlete=answer.athlete.id)),
            *change_buttons(context),
        ),
    )


def _subtitle(answer: AthleteAnswer, wording: Wording) -> str:
    """The nation, the dates of birth and death, and the main events."""
    born, died, sex = answer.profile.born, answer.profile.died, answer.athlete.sex
    life = [wording.born(born, sex)] if born else []
    life += [wording.died(died, sex)] if died else []
    events = [wording.discipline(event.discipline) for event in answer.events[:MOST_EVENTS]]
    dates = [", ".join(life)] if life else []
    return " · ".join([wording.nation(answer.athlete.nation), *dates, *events])


def _parts(answer: AthleteAnswer, wording: Wording) -> Iterator[GlancePart]:
    medals = tuple(_medals(answer.honours, wording))
    yield GlancePart(lines=medals or (_tally(answer, wording),))
    events = answer.events
    yield GlancePart(rows=tuple(_best(event, wording) for event in events[:MOST_EVENTS] if event.best))
    if events and (line := _season(events[0], wording)):
        yield GlancePart(lines=(line,))


def _tally(answer: AthleteAnswer, wording: Wording) -> str:
    """The place in the only race, else the count of finals and podium places."""
    if answer.tally.races == len(answer.last_races) == 1:
        return only_race(answer.last_races[0], wording)
    return tally_sentence(answer.tally, wording)


def _medals(honours: Sequence[Honour], wording: Wording) -> Iterator[str]:
    """`Olympic Games 🥇 × 2 🥈`: the medals of each championship, the highest first."""
    counts: dict[str, Counter[Title]] = {}
    for honour in honours:
        head = honour.performance.head
        league = honour.title is Title.DIAMOND_LEAGUE
        tier = Tier.DIAMOND_LEAGUE if league else head.edition.tier
        name = short_tier(tier, wording) or competition_label(head, wording)
        counts.setdefault(name, Counter())[honour.title] += 1
    for name, won in list(counts.items())[:MOST_CHAMPIONSHIPS]:
        yield f"{_signs(won)} {initial_capital(name)}"
    if rest := list(counts.values())[MOST_CHAMPIONSHIPS:]:
        others = wording.say("other championships")
        yield f"{_signs(sum(rest, Counter()))} {others}"


def _signs(won: Counter[Title]) -> str:
    """`🥇 2 🥉`, the most valuable first; one of a kind needs no number."""
    counted = ((SIGNS[title], won[title]) for title in Title if won[title])
    return " ".join(sign if n == 1 else f"{sign}\N{NO-BREAK SPACE}{n}" for sign, n in counted)


def main_event(answer: AthleteAnswer) -> EventBests | None:
    """The first of the athlete's events that has a mark of their own; relays have none."""
    return next((event for event in answer.events if event.best), None)


def _best(event: EventBests, wording: Wording) -> GlanceRow:
    best = event.best
    if best is None or best.result.mark is None:
        return GlanceRow(text=initial_capital(wording.discipline(event.discipline)))
    discipline = initial_capital(wording.discipline(event.discipline))
    where = f"{city_label(best.head, wording)} {best.head.date.year}"
    return GlanceRow(
        mark=with_unit(best.result.mark, wording),
        text=f"{discipline} · {where}",
        short=discipline,
        strong=False,
    )


def _season(event: EventBests, wording: Wording) -> str:
    """The best mark on file of the newest season, unless it is the best of all."""
    newest = max(event.seasons, key=lambda season: season.year, default=None)
    if newest is None or event.best is None or newest.performance == event.best:
        return ""
    mark = newest.performance.result.mark
    if mark is None:
        return ""
    return wording.say(
        "{year}: {mark}, {where}",
        year=newest.year,
        mark=with_unit(mark, wording),
        where=city_label(newest.performance.head, wording),
    )


def _races(answer: AthleteAnswer, wording: Wording) -> Iterator[GlanceButton]:
    if answer.tally.races:
        question = AthleteQuestion(athlete=answer.athlete.id, races=True)
        yield GlanceButton(label=wording.say("All races"), question=question)


def _rival(answer: AthleteAnswer, wording: Wording) -> Iterator[GlanceButton]:
    for rival in answer.rivals[:1]:
        _, name = shown_names(answer.athlete, rival.athlete)
        yield GlanceButton(
            label=wording.say("v {name}", name=name),
            question=HeadToHeadQuestion(first=answer.athlete.id, second=rival.athlete.id),
        )
