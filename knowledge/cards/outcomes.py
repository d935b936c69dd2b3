"""The cards for texts that have no single answer: a choice, a miss or a refusal."""

from collections.abc import Mapping, Sequence

from knowledge.cards.glances import MEDALS, OF_PLACE, entrant
from knowledge.cards.labels import (
    date_label,
    edition_label,
    mark_text,
    race_label,
    short_label,
    winner_labels,
    with_flag,
)
from knowledge.cards.next_questions import choice_group
from knowledge.cards.not_found import draw_not_found
from knowledge.cards.wording import CATEGORY_HEADINGS, Wording, echo, initial_capital, msg, within
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Choice,
    Fault,
    Invalid,
    NotFound,
    PairChoice,
    RaceChoice,
)
from knowledge.models.question import CommandWords

Commands = Mapping[str, CommandWords]
"""The words of each kind of question, by its name."""


_TOO_MANY = msg("“{typed}” names more than one athlete; ask for one at a time.")


def draw_invalid(outcome: Invalid, commands: Commands, wording: Wording) -> Card:
    """The card for a text that is not a question: the fault, an example, and completions."""
    return Card(
        tone="refusal",
        title=wording.say("Not a question yet"),
        headline=_sentence(outcome, commands, wording),
        sections=(Section(lines=(_example(outcome.kind, commands, wording),)),),
        next=choice_group(outcome.choices, wording.say("Met most often"), wording),
    )


def _example(kind: str | None, commands: Commands, wording: Wording) -> str:
    shown = [commands[kind]] if kind else commands.values()
    examples = [wording.term(words.example) for words in shown if words.example]
    return wording.say("For example: {examples}", examples=", ".join(examples))


def _sentence(outcome: Invalid, commands: Commands, wording: Wording) -> str:
    typed = echo(outcome.typed)
    too_many = commands[outcome.kind].too_many if outcome.kind else None
    if outcome.fault is Fault.EMPTY:
        if outcome.kind is None:
            return wording.say("Ask for a result, an athlete or a head-to-head.")
        return wording.say(commands[outcome.kind].empty)
    sentences = {
        Fault.TOO_LONG: wording.say("Too long for a question; a few words are enough."),
        Fault.TOO_MUCH: wording.say("Too much at once; ask for less."),
        Fault.UNKNOWN_COMMAND: wording.say("There is no command “{typed}”.", typed=typed),
        Fault.UNCLEAR: wording.say(
            "“{typed}” could be a result, an athlete or a head-to-head; say which.", typed=typed
        ),
        Fault.SECOND_ATHLETE_MISSING: wording.say(
            "A head-to-head needs a second athlete beside “{typed}”.", typed=typed
        ),
        Fault.SAME_ATHLETE: wording.say("“{typed}” is one athlete; a head-to-head needs two.", typed=typed),
        Fault.TOO_MANY_ATHLETES: wording.say(too_many or _TOO_MANY, typed=typed),
        Fault.NO_ATHLETE: wording.say("No athlete is named in “{typed}”.", typed=typed),
    }
    return sentences[outcome.fault]


def draw_outcome(outcome: Ambiguous | NotFound | Invalid, commands: Commands, wording: Wording) -> Card:
    """The card for a text that was not understood as exactly one question."""
    if isinstance(outcome, Ambiguous):
        return _draw_ambiguous(outcome, wording)
    if isinstance(outcome, NotFound):
        return draw_not_found(outcome, commands, wording)
    return draw_invalid(outcome, commands, wording)


def _draw_ambiguous(outcome: Ambiguous, wording: Wording) -> Card:
    return Card(
        tone="choice",
        title=wording.say("Which one?"),
        glance=_podiums(outcome, wording),
        headline=_how_many(outcome, wording),
        sections=(Section(table=_table(outcome.choices, wording)),),
        notes=(_more(outcome, wording),) if outcome.more else (),
        next=choice_group(outcome.choices, wording.say("Choose"), wording),
    )


def _podiums(outcome: Ambiguous, wording: Wording) -> Glance | None:
    """The first three of each race that fits, where they are events of one discipline."""
    races = [choice for choice in outcome.choices if isinstance(choice, RaceChoice) and choice.podium]
    if len(races) < 2 or len(races) != len(outcome.choices):
        return None
    head = races[0].race
    discipline = initial_capital(wording.discipline(head.discipline))
    return Glance(
        title=f"{discipline} · {edition_label(head, wording)}",
        parts=tuple(_podium(choice, wording) for choice in races),
        buttons=tuple(
            GlanceButton(label=_category(choice, wording), question=choice.question) for choice in races
        ),
    )


def _category(choice: RaceChoice, wording: Wording) -> str:
    """`Men`, `Women`, `Mixed`."""
    return wording.term(CATEGORY_HEADINGS[choice.race.category])


def _podium(choice: RaceChoice, wording: Wording) -> GlancePart:
    rows = []
    for one in choice.podium:
        whole, short = entrant(one.result, wording)
        medal = OF_PLACE.get(one.result.place or 0)
        rows.append(
            GlanceRow(
                sign=MEDALS[medal] if medal else "",
                mark=mark_text(one.result.mark, wording),
                text=whole,
                short=short,
            )
        )
    day = [date_label(choice.race, wording)] if choice.race.dated else []
    before = list(winner_labels(choice.winners, wording))[1:3]
    return GlancePart(
        heading=" · ".join([_category(choice, wording), *day]),
        rows=tuple(rows),
        small=(" · ".join(before),) if before else (),
    )


def _more(outcome: Ambiguous, wording: Wording) -> str:
    """The number of candidates that are not shown, and what to type to distinguish them."""
    n = initial_capital(wording.number(outcome.more))
    if all(choice.shows == "race" for choice in outcome.choices):
        return wording.plural(
            "{n} more: add a competition, a year or an event.",
            "{n} more: add a competition, a year or an event.",
            outcome.more,
            n=n,
        )
    return wording.plural(
        "{n} more: add a first name or a nation.",
        "{n} more: add a first name or a nation.",
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
        return wording.say("Several competitions fit “{typed}”:", typed=typed)
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
        races = "" if choice.question.narrowed or not choice.races else together
        first, second = short_label(choice.first), short_label(choice.second)
        return Row(cells=(wording.say("{first} v {second}", first=first, second=second), races, ""))
    winners = " · ".join(winner_labels(choice.winners, wording))
    return Row(
        cells=(race_label(choice.race, wording), "", date_label(choice.race, wording)), note=winners or None
    )


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
