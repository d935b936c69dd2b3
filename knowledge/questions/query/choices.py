"""Choices to offer: things that exist, each with the question it stands for."""

from collections.abc import Iterable, Sequence

from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice
from knowledge.models.records import RaceHead
from knowledge.names import Candidate, NameIndex, tokens
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.query import lexicon
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase

MOST_CHOICES = 5
NEAREST = 5.2
"""How much one word of a name may cost and the athlete still be named as near."""
NEAREST_OF_SEVERAL_WORDS = 8.0
"""The same for several words, each of which may be wrong."""


def athlete_choices(kb: KnowledgeBase, found: Sequence[Candidate]) -> tuple[AthleteChoice, ...]:
    """The athletes found, each as the question who they are."""
    ids = [AthleteId(one.id) for one in found]
    disciplines = kb.disciplines_of(ids)
    return tuple(
        AthleteChoice(
            question=AthleteQuestion(athlete=id_),
            athlete=kb.athlete_ref(id_),
            disciplines=disciplines.get(id_, ()),
            matched=None if one.registered else one.name,
        )
        for id_, one in zip(ids, found, strict=True)
    )


def race_choices(
    heads: Iterable[RaceHead], athlete: AthleteId | None = None, most: int | None = MOST_CHOICES
) -> tuple[RaceChoice, ...]:
    """The races, each as the question how it ended."""
    chosen = list(heads)[:most]
    return tuple(
        RaceChoice(question=ResultQuestion(race=head.id, athlete=athlete), race=head) for head in chosen
    )


def pair_choice(kb: KnowledgeBase, question: HeadToHeadQuestion, races: int) -> PairChoice:
    """Two athletes, as the question that opposes them."""
    return PairChoice(
        question=question,
        first=kb.athlete_ref(question.first),
        second=kb.athlete_ref(question.second),
        races=races,
    )


def race_as_choice(kb: KnowledgeBase, question: ResultQuestion) -> RaceChoice:
    """The race of a question, to be offered as it is."""
    return RaceChoice(question=question, race=kb.race(question.race).head)


def athlete_as_choice(kb: KnowledgeBase, question: AthleteQuestion) -> AthleteChoice:
    """The athlete of a question, to be offered with all that it asks."""
    disciplines = kb.disciplines_of([question.athlete])[question.athlete]
    return AthleteChoice(question=question, athlete=kb.athlete_ref(question.athlete), disciplines=disciplines)


def pair_as_choice(kb: KnowledgeBase, question: HeadToHeadQuestion) -> PairChoice:
    """The two athletes of a question, to be offered with its conditions; their races are counted without."""
    races = kb.meeting_counts([question.first], [question.second])[question.first, question.second]
    return pair_choice(kb, question, races)


def events_of(heads: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """One race of each event among these: its final where there is one, else the first met."""
    best: dict[tuple[str, str, str], RaceHead] = {}
    for head in heads:
        key = (head.edition.id, head.discipline.id, head.category)
        known = best.get(key)
        if known is None or (head.round is Round.FINAL and known.round is not Round.FINAL):
            best[key] = head
    return tuple(best.values())


def did_you_mean(kb: KnowledgeBase, index: NameIndex, typed: str) -> tuple[AthleteChoice, ...]:
    """The athletes whose names are much like what was typed, or like a word of it, the longest first.

    Words that name nothing by themselves are like nobody's name: `world` is not Woldu.
    """
    words = tokens(typed)
    telling = [word for word in words if word not in lexicon.GENERIC]
    if not telling:
        return ()
    for tried in (words, *([word] for word in sorted(telling, key=len, reverse=True))):
        found = index.search(tried, {"athlete"}, loose=True, limit=MOST_CHOICES)
        most = NEAREST if len(tried) == 1 else NEAREST_OF_SEVERAL_WORDS
        near = [one for one in found if one.cost <= most]
        if near:
            return athlete_choices(kb, near)
    return ()
