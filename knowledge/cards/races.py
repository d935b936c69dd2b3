"""The card of all races of an athlete."""

from collections.abc import Iterator, Sequence

from knowledge.cards import followups
from knowledge.cards.assumed import Asked, assumed, changes
from knowledge.cards.cite import Citations, footer, usual_sources
from knowledge.cards.flags import with_flag
from knowledge.cards.labels import race_label
from knowledge.cards.letters import letters_explained
from knowledge.cards.narrowing import years_in_words
from knowledge.cards.performances import performance_table, tally_sentence
from knowledge.cards.wording import Wording
from knowledge.models.answer import RacesAnswer
from knowledge.models.card import Card, NextGroup, Section
from knowledge.models.outcome import Slot
from knowledge.models.question import years_text

MOST_RESULTS = 25


def draw_races(answer: RacesAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Draw every race, newest first."""
    asked = Asked(slots, wording, answer.question)
    name = with_flag(answer.athlete.nation, answer.athlete.name)
    years = _span(answer, wording)
    several = len({one.head.discipline.id for one in answer.races}) > 1
    citations = Citations(answer.sources, wording, usual_sources(one.result for one in answer.races))
    section = Section(table=performance_table(answer.races, several, citations, wording))
    return Card(
        tone="answer",
        title=f"{name} · {years}" if years else wording.say("{name} · all races", name=name),
        headline=_headline(answer, wording),
        assumed=assumed(asked),
        sections=(section,) if answer.races else (),
        notes=tuple(_notes(answer, citations, wording)),
        sources=citations.lines(),
        footer=footer(answer, wording),
        next=followups.distinct([*changes(asked), *_next(answer, wording)], answer.question),
    )


def _span(answer: RacesAnswer, wording: Wording) -> str:
    """The years asked for, in words; nothing for all."""
    question = answer.question
    return years_in_words(" ".join(years_text(question.first_year, question.last_year)), wording)


def _headline(answer: RacesAnswer, wording: Wording) -> str:
    if not answer.races:
        asked = _span(answer, wording)
        if asked and answer.years:
            return wording.say(
                "No race of {year} here; there are races of {years}.",
                year=asked,
                years=wording.list([str(year) for year in answer.years]),
            )
        return wording.say("No race here yet.")
    return tally_sentence(answer.tally, wording)


def _notes(answer: RacesAnswer, citations: Citations, wording: Wording) -> Iterator[str]:
    missing = wording.say("Races that are not in this knowledge base are missing from the list.")
    yield f"{missing} {citations.resting()}".strip()
    yield from letters_explained((one.result for one in answer.races), wording)


def _next(answer: RacesAnswer, wording: Wording) -> Iterator[NextGroup]:
    athlete = answer.athlete
    yield followups.group(wording.say("Profile"), [followups.profile(athlete)])
    years = [followups.all_races(athlete.id, str(year), year) for year in answer.years]
    every = followups.all_races(athlete.id, wording.say("All years"))
    yield followups.group(wording.say("By year"), [every, *years])
    yield followups.group(
        wording.say("Results"),
        (followups.race(one.head, race_label(one.head, wording)) for one in answer.races[:MOST_RESULTS]),
    )
