"""Next questions that the cards of several kinds offer, each with its label."""

from collections.abc import Iterator, Sequence

from knowledge.cards.labels import short_label
from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId
from knowledge.models.card import Next
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion


def race(head: RaceHead, text: str) -> Next:
    """The result of a race."""
    return Next(label=text, question=ResultQuestion(race=head.id))


def profile(athlete: AthleteRef) -> Next:
    """The profile of an athlete."""
    return Next(label=athlete.name, question=AthleteQuestion(athlete=athlete.id))


def namesake(athlete: AthleteRef) -> Next:
    """The profile of an athlete, with a label that identifies them among namesakes."""
    return Next(label=short_label(athlete), question=AthleteQuestion(athlete=athlete.id))


def all_races(athlete: AthleteId, text: str, year: int | None = None) -> Next:
    """All races of an athlete, or those of one year."""
    return Next(
        label=text,
        question=AthleteQuestion(athlete=athlete, races=True, first_year=year, last_year=year),
    )


def head_to_head(first: AthleteRef, second: AthleteRef, wording: Wording) -> Next:
    """The head-to-head of two athletes."""
    text = wording.say("{first} v {second}", first=first.name, second=second.name)
    return Next(label=text, question=HeadToHeadQuestion(first=first.id, second=second.id))


def rivals(athlete: AthleteRef, others: Sequence[tuple[AthleteRef, int]], wording: Wording) -> Iterator[Next]:
    """The head-to-heads of an athlete with others, each with the number of races that they share."""
    for other, races in others:
        text = wording.plural("v {other} · {n} race", "v {other} · {n} races", races, other=other.name)
        yield Next(label=text, question=HeadToHeadQuestion(first=athlete.id, second=other.id))
