"""The card for a question that nothing on file fits: what is missing, and what there is instead."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.cards.labels import competition_label, date_label, town_label
from knowledge.cards.next_questions import choice_group
from knowledge.cards.wording import Wording, echo, initial_capital, within
from knowledge.models.card import Card
from knowledge.models.facts import Round
from knowledge.models.outcome import AthleteChoice, Choice, Missing, NotFound, RaceChoice
from knowledge.models.question import CommandWords
from knowledge.models.records import RaceHead


def draw_not_found(outcome: NotFound, commands: Mapping[str, CommandWords], wording: Wording) -> Card:
    """The card for a miss. It never states that something did not happen, only that it is not on file."""
    nearest = _with_middle_name(outcome) or outcome.nearest
    return Card(
        tone="miss",
        title=wording.say("Not on file"),
        headline=initial_capital(_SENTENCES[outcome.missing](outcome, wording)),
        notes=(_note(outcome, commands, wording),),
        next=choice_group(nearest, _heading(outcome, wording), wording),
    )


def _note(outcome: NotFound, commands: Mapping[str, CommandWords], wording: Wording) -> str:
    if commands[outcome.kind].about_athletes and outcome.missing is Missing.NAME:
        return wording.say("Only athletes with a race on file can be found.")
    return wording.say("It may well have happened: only some races are on file.")


def _heading(outcome: NotFound, wording: Wording) -> str:
    if outcome.missing is Missing.NAME and not _races(outcome):
        return wording.say("Did you mean")
    return wording.say("On file")


def _races(outcome: NotFound) -> list[RaceHead]:
    return [choice.race for choice in outcome.nearest if isinstance(choice, RaceChoice)]


def _where(outcome: NotFound, wording: Wording) -> str:
    """The place asked about: the edition where all nearest races are of one, else the name in the outcome."""
    races = _races(outcome)
    at_city = {f"{race.city.name} {race.edition.year}" for race in races}
    if len({race.edition.id for race in races}) == 1 and outcome.where in at_city:
        return town_label(races[0], wording)
    where = echo(outcome.where or "")
    for city in {race.city.name for race in races}:
        where = where.replace(city, wording.term(city))
    return where


def _with_middle_name(outcome: NotFound) -> tuple[Choice, ...]:
    """The nearest athletes whose names contain all typed words, for example as a middle name."""
    if outcome.missing is not Missing.NAME or not outcome.typed:
        return ()
    typed = outcome.typed
    return tuple(
        choice
        for choice in outcome.nearest
        if isinstance(choice, AthleteChoice) and within(typed, choice.athlete.name)
    )


def _name(outcome: NotFound, wording: Wording) -> str:
    typed = echo(outcome.typed or "")
    if athletes := _with_middle_name(outcome):
        return wording.plural(
            "Nobody on file is called “{typed}” alone; it is part of this name:",
            "Nobody on file is called “{typed}” alone; it is part of these names:",
            len(athletes),
            typed=typed,
        )
    return wording.say("Nothing on file is called “{typed}”.", typed=typed)


def _event_text(outcome: NotFound, wording: Wording) -> str:
    """The event asked for, inside a sentence: its name, the typed words, or only its category."""
    if outcome.discipline is not None:
        return wording.event(outcome.discipline, outcome.category)
    if outcome.event:
        return wording.say("“{name}”", name=echo(outcome.event))
    if outcome.category is not None:
        return wording.of_category(outcome.category, wording.say("event"))
    return wording.say("“{name}”", name=echo(outcome.typed or ""))


def _event(outcome: NotFound, wording: Wording) -> str:
    none, where = wording.none_of(_event_text(outcome, wording)), _where(outcome, wording)
    has = wording.list(_distinct(wording.event(race.discipline, race.category) for race in _races(outcome)))
    if not where:
        return wording.say("{none} on file.", none=none)
    if not has:
        return wording.say("{none} on file for {where}.", none=none, where=where)
    return wording.say("{none} on file for {where}; there is {has}.", none=none, where=where, has=has)


def _place(outcome: NotFound, wording: Wording) -> str:
    where = wording.term(echo(outcome.where or outcome.typed or ""))
    return wording.say("No race on file for {where}.", where=where)


def _year(outcome: NotFound, wording: Wording) -> str:
    races = _races(outcome)
    if outcome.where is None and races:
        return _not_then(outcome, races, wording)
    where = echo(outcome.where or outcome.typed or "")
    params = {"where": wording.term(where), "year": outcome.year, "there": _there(outcome, races, wording)}
    if outcome.year is None:
        if not races:
            return wording.say("Nothing on file for {where} on that day.", **params)
        return wording.say("Nothing on file for {where} on that day; there is {there}.", **params)
    if not races:
        return wording.say("Nothing on file for {where} in {year}.", **params)
    return wording.say("Nothing on file for {where} in {year}; there is {there}.", **params)


def _not_then(outcome: NotFound, races: Sequence[RaceHead], wording: Wording) -> str:
    """A question without a place, for a day or year without such a race: the nearest days or years."""
    there = _there(outcome, races, wording)
    if outcome.year is None:
        return wording.say("No race on file on that day; the nearest: {there}.", there=there)
    none = wording.none_of(_event_text(outcome, wording))
    return wording.say(
        "{none} on file in {year}; the nearest: {there}.", none=none, year=outcome.year, there=there
    )


def _there(outcome: NotFound, races: Sequence[RaceHead], wording: Wording) -> str:
    """The days or years that have races instead, with the competition where a city was asked for."""
    if outcome.year is None:
        return wording.list(_distinct(date_label(race, wording) for race in _newest_first(races)))
    years: dict[str, list[str]] = {}
    for race in _newest_first(races):
        in_town = race.city.name == outcome.where
        years.setdefault(competition_label(race, wording) if in_town else "", []).append(
            str(race.edition.year)
        )
    several = len(years) > 1
    texts = []
    for competition, held in years.items():
        listed = ", ".join(_distinct(held)) if several else wording.list(_distinct(held))
        texts.append(f"{listed} ({competition})" if competition else listed)
    return wording.list(texts)


def _newest_first(races: Iterable[RaceHead]) -> list[RaceHead]:
    return sorted(races, key=lambda race: race.date, reverse=True)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _round(outcome: NotFound, wording: Wording) -> str:
    races = _races(outcome)
    has = _rounds(races, wording)
    asked = wording.round(outcome.round, outcome.heat) if outcome.round else echo(outcome.typed or "")
    event = wording.event(races[0].discipline, races[0].category) if races else _event_text(outcome, wording)
    where = _where(outcome, wording) or (town_label(races[0], wording) if races else "")
    params = {"none": wording.none_of(asked), "event": event, "where": where}
    if not has:
        return wording.say("{none} of {event} on file for {where}.", **params)
    return wording.plural(
        "{none} of {event} on file for {where}; there is: {has}.",
        "{none} of {event} on file for {where}; there are: {has}.",
        len(has),
        has=", ".join(has),
        **params,
    )


def _rounds(races: Sequence[RaceHead], wording: Wording) -> list[str]:
    return _distinct(wording.round(race.round, race.heat) for race in races)


def _athlete(outcome: NotFound, wording: Wording) -> str:
    name = outcome.athlete.name if outcome.athlete else f"“{echo(outcome.typed or '')}”"
    if outcome.event and outcome.round is None:
        none, where = wording.none_of(_event_text(outcome, wording)), _where(outcome, wording)
        if not where:
            return wording.say("{none} of {name} on file.", none=none, name=name)
        return wording.say("{none} of {name} on file for {where}.", none=none, name=name, where=where)
    if not outcome.where:
        return wording.say("No such result of {name} on file.", name=name)
    where, elsewhere = _where(outcome, wording), _other_rounds(outcome, wording)
    if outcome.athlete is None or outcome.round is None or not elsewhere:
        return wording.say("No result of {name} on file for {where}.", name=name, where=where)
    params = {
        "name": name,
        "round": _the_round(outcome.round, outcome.heat, wording),
        "where": where,
        "rounds": ", ".join(elsewhere),
    }
    return wording.say("{name} is not in {round} at {where} on file, but in: {rounds}.", **params)


def _the_round(round_: Round, heat: int | None, wording: Wording) -> str:
    """`heat 2`, `the final`."""
    name = wording.round(round_, heat)
    return name if heat is not None else wording.say("the {round}", round=name)


def _other_rounds(outcome: NotFound, wording: Wording) -> list[str]:
    """The rounds that the athlete did run, where they did not run the one asked for."""
    races = _races(outcome)
    if any(race.round is outcome.round and outcome.heat in (None, race.heat) for race in races):
        # The nearest races are of the round asked for, so they are those of other athletes.
        return []
    return _rounds(sorted(races, key=lambda race: race.date), wording)


def _combination(outcome: NotFound, wording: Wording) -> str:
    if not outcome.typed:
        return wording.say("Each part of that is on file, but no race that has them all.")
    return wording.say("No race on file fits all of “{typed}”.", typed=echo(outcome.typed))


_SENTENCES: dict[Missing, Callable[[NotFound, Wording], str]] = {
    Missing.NAME: _name,
    Missing.EVENT: _event,
    Missing.PLACE: _place,
    Missing.YEAR: _year,
    Missing.ROUND: _round,
    Missing.ATHLETE: _athlete,
    Missing.COMBINATION: _combination,
}
