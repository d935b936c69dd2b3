"""The card of what is not here: what exactly, and what is."""

from collections.abc import Callable

from knowledge.cards.followups import choice_group
from knowledge.cards.text import echo, initial_capital
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.outcome import Missing, NotFound, RaceChoice
from knowledge.models.records import RaceHead


def draw_not_found(outcome: NotFound, wording: Wording) -> Card:
    """Draw the miss. Not here is never said as if it had not happened."""
    return Card(
        tone="miss",
        title=wording.say("Not in this knowledge base"),
        headline=initial_capital(_SENTENCES[outcome.missing](outcome, wording)),
        notes=(wording.say("Not here does not mean that it did not happen: only some races are known."),),
        next=choice_group(outcome.nearest, _heading(outcome, wording), wording),
    )


def _heading(outcome: NotFound, wording: Wording) -> str:
    if outcome.missing is Missing.NAME and not _races(outcome):
        return wording.say("Did you mean")
    return wording.say("What is here")


def _races(outcome: NotFound) -> list[RaceHead]:
    return [choice.race for choice in outcome.nearest if isinstance(choice, RaceChoice)]


def _where(outcome: NotFound, wording: Wording) -> str:
    """What was asked about, its city in the reader's language."""
    where = echo(outcome.where or "")
    for city in {race.city.name for race in _races(outcome)}:
        where = where.replace(city, wording.term(city))
    return where


def _name(outcome: NotFound, wording: Wording) -> str:
    return wording.say("Nothing called “{typed}” is known here.", typed=echo(outcome.typed or ""))


def _event_text(outcome: NotFound, wording: Wording) -> str:
    """The event that was asked for, as it stands in a sentence."""
    if outcome.discipline is not None:
        return wording.event(outcome.discipline, outcome.category)
    return f"“{echo(outcome.typed or '')}”"


def _event(outcome: NotFound, wording: Wording) -> str:
    event, where = _event_text(outcome, wording), _where(outcome, wording)
    has = wording.list(
        list(dict.fromkeys(wording.event(race.discipline, race.category) for race in _races(outcome)))
    )
    if not where:
        return wording.say("No {event} here.", event=event)
    if not has:
        return wording.say("No {event} at {where} here.", event=event, where=where)
    return wording.say("No {event} at {where} here; it has {has}.", event=event, where=where, has=has)


def _year(outcome: NotFound, wording: Wording) -> str:
    years = sorted({race.edition.year for race in _races(outcome)}, reverse=True)
    where = echo(outcome.where or outcome.typed or "")
    if not years:
        return wording.say("Nothing of {where} in {year} here.", where=where, year=outcome.year)
    return wording.say(
        "Nothing of {where} in {year} here; there is {years}.",
        where=where,
        year=outcome.year,
        years=wording.list([str(year) for year in years]),
    )


def _round(outcome: NotFound, wording: Wording) -> str:
    races = _races(outcome)
    has = wording.list(list(dict.fromkeys(wording.round(race.round, race.heat) for race in races)))
    round_ = wording.round(outcome.round) if outcome.round else echo(outcome.typed or "")
    event = wording.event(races[0].discipline, races[0].category) if races else _event_text(outcome, wording)
    params = {"round": round_, "event": event, "where": _where(outcome, wording)}
    if not has:
        return wording.say("No {round} of {event} at {where} here.", **params)
    return wording.say("No {round} of {event} at {where} here; there is: {has}.", has=has, **params)


def _athlete(outcome: NotFound, wording: Wording) -> str:
    name = outcome.athlete.name if outcome.athlete else echo(outcome.typed or "")
    if not outcome.where:
        return wording.say("No such result of {name} here.", name=name)
    return wording.say("No result of {name} at {where} here.", name=name, where=_where(outcome, wording))


def _combination(_: NotFound, wording: Wording) -> str:
    return wording.say("Each part of that is known here, but no race that has them all.")


_SENTENCES: dict[Missing, Callable[[NotFound, Wording], str]] = {
    Missing.NAME: _name,
    Missing.EVENT: _event,
    Missing.YEAR: _year,
    Missing.ROUND: _round,
    Missing.ATHLETE: _athlete,
    Missing.COMBINATION: _combination,
}
