"""Places of an athlete, counts of races, and the years asked for, in words."""

from knowledge.cards.labels import edition_label, sex_of, status_code, with_flag, years_in_words
from knowledge.cards.wording import Wording
from knowledge.models.facts import Status
from knowledge.models.question import years_text
from knowledge.models.records import Performance
from knowledge.questions.athlete.model import RacesAnswer
from knowledge.questions.statistics.model import Tally


def place_text(performance: Performance, wording: Wording) -> str:
    """`1st`, `DNF`, or `took part` where neither a place nor a code is known."""
    result = performance.result
    if result.place is not None:
        return wording.place(result.place, sex_of(result))
    if result.status in (Status.FINISHED, Status.TOOK_PART):
        return wording.say("took part")
    return status_code(result.status, wording)


def tally_sentence(tally: Tally, wording: Wording) -> str:
    """`19 finals: 2 wins, 8 podiums; 20 races in all.`"""
    if not tally.finals:
        return wording.plural("{n} race, no final.", "{n} races, no final.", tally.races)
    finals = wording.plural("{n} final", "{n} finals", tally.finals)
    podiums = wording.plural("{n} podium", "{n} podiums", tally.podiums)
    if not tally.podiums:
        sentence = wording.say("{finals}, no podium", finals=finals)
    elif not tally.wins:
        sentence = wording.say("{finals}: no win, {podiums}", podiums=podiums, finals=finals)
    else:
        wins = wording.plural("{n} win", "{n} wins", tally.wins)
        sentence = wording.say("{finals}: {wins}, {podiums}", wins=wins, podiums=podiums, finals=finals)
    more = []
    if tally.finals != tally.races:
        more.append(wording.plural("{n} race in all", "{n} races in all", tally.races))
    if tally.relays == tally.races:
        more.append(wording.say("relays only"))
    elif tally.relays:
        more.append(wording.plural("{n} of them in a relay", "{n} of them in relays", tally.relays))
    return (
        wording.say("{sentence}; {more}.", sentence=sentence, more=", ".join(more))
        if more
        else f"{sentence}."
    )


def only_race(performance: Performance, wording: Wording) -> str:
    """The only race of an athlete: `One race on file: 8th, World Championships, Budapest 2023.`"""
    return wording.say(
        "One race on file: {place}, {where}.",
        place=place_text(performance, wording),
        where=edition_label(performance.head, wording),
    )


def title_of_races(answer: RacesAnswer, wording: Wording) -> str:
    """`🇰🇪 Amos Serem · 2024`, or that it is all races."""
    name = with_flag(answer.athlete.nation, answer.athlete.name)
    years = years_of(answer, wording)
    return f"{name} · {years}" if years else wording.say("{name} · all races", name=name)


def years_of(answer: RacesAnswer, wording: Wording) -> str:
    """The years asked for, in words; empty for all years."""
    question = answer.question
    return years_in_words(" ".join(years_text(question.first_year, question.last_year)), wording)
