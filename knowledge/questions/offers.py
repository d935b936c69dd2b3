"""How a question is offered: as a choice of an outcome, or as a next question of a card."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards.labels import short_label
from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId
from knowledge.models.card import Next
from knowledge.models.facts import Round
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.names import Candidate, NameIndex, tokens
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.query import lexicon
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase

MOST_CHOICES = 5
MAX_COST_OF_A_WORD = 5.2
"""Greatest cost, in nats, at which a name is offered for one word that matches nothing; chosen by hand."""
MAX_COST_OF_WORDS = 8.0
"""The same for several words, each of which can be wrong."""


def athlete_choices(kb: KnowledgeBase, candidates: Sequence[Candidate]) -> tuple[AthleteChoice, ...]:
    """Return athletes as choices, each with the question about the athlete."""
    ids = [AthleteId(one.id) for one in candidates]
    disciplines, people = kb.disciplines_of(ids), kb.athlete_refs(ids)
    return tuple(
        AthleteChoice(
            question=AthleteQuestion(athlete=id_),
            athlete=people[id_],
            disciplines=disciplines.get(id_, ()),
            matched=None if one.registered else one.name,
        )
        for id_, one in zip(ids, candidates, strict=True)
    )


def race_choices(
    heads: Iterable[RaceHead], athlete: AthleteId | None = None, most: int | None = MOST_CHOICES
) -> tuple[RaceChoice, ...]:
    """Return the first `most` races as choices, each with the question about its result."""
    chosen = list(heads)[:most]
    return tuple(
        RaceChoice(question=ResultQuestion(race=head.id, athlete=athlete), race=head) for head in chosen
    )


def pair_choice(kb: KnowledgeBase, question: HeadToHeadQuestion, races: int) -> PairChoice:
    """Return a head-to-head question as a choice; `races` is how many the two shared."""
    return PairChoice(
        question=question,
        first=kb.athlete_ref(question.first),
        second=kb.athlete_ref(question.second),
        races=races,
    )


def race_as_choice(kb: KnowledgeBase, question: ResultQuestion) -> RaceChoice:
    """Return a question about a race as a choice."""
    return RaceChoice(question=question, race=kb.race(question.race).head)


def athlete_as_choice(kb: KnowledgeBase, question: AthleteQuestion) -> AthleteChoice:
    """Return a question about an athlete as a choice."""
    disciplines = kb.disciplines_of([question.athlete])[question.athlete]
    return AthleteChoice(question=question, athlete=kb.athlete_ref(question.athlete), disciplines=disciplines)


def pair_as_choice(kb: KnowledgeBase, question: HeadToHeadQuestion) -> PairChoice:
    """Return a head-to-head question as a choice; its races are counted without the conditions."""
    races = kb.meeting_counts([question.first], [question.second])[question.first, question.second]
    return pair_choice(kb, question, races)


def events_of(heads: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """Return one race of each event: its final where there is one, else the first given."""
    best: dict[tuple[str, str, str], RaceHead] = {}
    for head in heads:
        key = (head.edition.id, head.discipline.id, head.category)
        known = best.get(key)
        if known is None or (head.round is Round.FINAL and known.round is not Round.FINAL):
            best[key] = head
    return tuple(best.values())


def did_you_mean(kb: KnowledgeBase, index: NameIndex, typed: str) -> tuple[AthleteChoice, ...]:
    """Return athletes whose names are similar to an unknown text, or to one of its words, the longest first.

    Generic words are similar to no name: `world` is not Woldu.
    """
    words = tokens(typed)
    specific = [word for word in words if word not in lexicon.GENERIC]
    if not specific:
        return ()
    for tried in (words, *([word] for word in sorted(specific, key=len, reverse=True))):
        candidates = index.search(tried, {"athlete"}, loose=True, limit=MOST_CHOICES)
        worst = MAX_COST_OF_A_WORD if len(tried) == 1 else MAX_COST_OF_WORDS
        similar = [one for one in candidates if one.cost <= worst]
        if similar:
            return athlete_choices(kb, similar)
    return ()


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
