"""Results of one athlete as a table."""

from collections.abc import Iterable

from knowledge.cards.cite import Citations
from knowledge.cards.entrants import name_of, sex_of
from knowledge.cards.labels import dated_place_label
from knowledge.cards.marks import status_code
from knowledge.cards.wording import Wording
from knowledge.models.answer import Tally
from knowledge.models.card import Column, Row, Table
from knowledge.models.facts import Round, Status
from knowledge.models.records import Performance, TeamLine


def performance_table(
    performances: Iterable[Performance], several: bool, citations: Citations, wording: Wording
) -> Table:
    """A row a race: place, mark, where, day, notes, sources; with the discipline if there are several."""
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
    if isinstance(result, TeamLine):
        where.append(wording.say("with {team}", team=name_of(result, wording)))
    cited = citations.cite_row(result.sources)
    return Row(
        cells=(
            place_text(performance, wording),
            result.mark.text if result.mark else "",
            " · ".join(where),
            wording.date(head.date),
            " ".join(filter(None, [", ".join(map(wording.term, result.notes)), cited])),
        )
    )


def place_text(performance: Performance, wording: Wording) -> str:
    """`1st`, `DNF`, or what is known of who has no place."""
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
