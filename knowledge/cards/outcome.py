"""The cards of what is not an answer; a choice to make is drawn here, the others beside."""

from collections.abc import Sequence

from knowledge.cards.flags import with_flag
from knowledge.cards.followups import choice_group
from knowledge.cards.invalid import draw_invalid
from knowledge.cards.labels import race_label, short_label
from knowledge.cards.narrowing import narrowed
from knowledge.cards.not_found import draw_not_found
from knowledge.cards.text import echo, initial_capital, within
from knowledge.cards.wording import Wording
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.outcome import Ambiguous, AthleteChoice, Choice, Invalid, NotFound, PairChoice


def draw_outcome(outcome: Ambiguous | NotFound | Invalid, wording: Wording) -> Card:
    """Draw what came of a text that was not understood as one question."""
    if isinstance(outcome, Ambiguous):
        return _draw_ambiguous(outcome, wording)
    if isinstance(outcome, NotFound):
        return draw_not_found(outcome, wording)
    return draw_invalid(outcome, wording)


def _draw_ambiguous(outcome: Ambiguous, wording: Wording) -> Card:
    below: tuple[str, ...] = ()
    if outcome.more:
        below = (_more(outcome, wording),)
    return Card(
        tone="choice",
        title=wording.say("Which one?"),
        headline=_how_many(outcome, wording),
        sections=(Section(table=_table(outcome.choices, wording)),),
        notes=below,
        next=choice_group(outcome.choices, wording.say("Choose"), wording),
    )


def _more(outcome: Ambiguous, wording: Wording) -> str:
    """How many others fit, and what would tell them apart."""
    n = initial_capital(wording.number(outcome.more))
    if all(choice.shows == "race" for choice in outcome.choices):
        return wording.plural(
            "{n} more fits; a competition, a year or an event tells them apart.",
            "{n} more fit; a competition, a year or an event tells them apart.",
            outcome.more,
            n=n,
        )
    return wording.plural(
        "{n} more fits; a first name or a nation tells them apart.",
        "{n} more fit; a first name or a nation tells them apart.",
        outcome.more,
        n=n,
    )


def _how_many(outcome: Ambiguous, wording: Wording) -> str:
    typed = echo(outcome.typed)
    n = initial_capital(wording.number(len(outcome.choices) + outcome.more))
    kinds = {choice.shows for choice in outcome.choices}
    if len(outcome.choices) < 2 or len(kinds) != 1:
        return wording.say("More than one thing fits “{typed}”:", typed=typed)
    kind = kinds.pop()
    if kind == "athlete":
        return wording.say("{n} athletes fit “{typed}”:", n=n, typed=typed)
    if kind == "pair":
        return wording.say("{n} pairs of athletes fit “{typed}”:", n=n, typed=typed)
    if outcome.slot == "competition":
        return wording.say("Races of several competitions fit “{typed}”; the newest of each:", typed=typed)
    return wording.say("{n} races fit “{typed}”:", n=n, typed=typed)


def _table(choices: Sequence[Choice], wording: Wording) -> Table:
    columns = (Column(heading="", weight="strong"), Column(heading=""), Column(heading="", weight="faint"))
    return Table(columns=columns, rows=tuple(_row(choice, wording) for choice in choices))


def _row(choice: Choice, wording: Wording) -> Row:
    if isinstance(choice, AthleteChoice):
        return _athlete_row(choice, wording)
    if isinstance(choice, PairChoice):
        # Their races are counted without what narrows the question.
        together = wording.plural("{n} race together", "{n} races together", choice.races)
        races = "" if narrowed(choice.question) else together
        first, second = short_label(choice.first), short_label(choice.second)
        return Row(cells=(wording.say("{first} v {second}", first=first, second=second), races, ""))
    return Row(cells=(race_label(choice.race, wording), "", wording.date(choice.race.date)))


def _athlete_row(choice: AthleteChoice, wording: Wording) -> Row:
    athlete, matched = choice.athlete, choice.matched
    details = [wording.nation(athlete.nation)]
    if athlete.born:
        details.append(wording.born(athlete.born[:4], athlete.sex))
    events = ", ".join(wording.discipline(discipline) for discipline in choice.disciplines[:2])
    note = None
    if matched and not within(matched, athlete.name):
        note = wording.say("also written “{name}”", name=matched)
    return Row(cells=(with_flag(athlete.nation, athlete.name), ", ".join(details), events), note=note)
