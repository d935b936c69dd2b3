"""The questions that are checked: of many curated races and athletes, and of the pairs that met most."""

from knowledge.models.base import AthleteId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase

PAIRS = 25
ONE_IN = 400
"""One athlete in 400 is sampled: validating all replies takes minutes."""
RACES_ONE_IN = 40
"""One race in 40 is sampled."""
KNOWN = 300
"""Number of athletes with the highest popularity, whose pairs are counted."""
# What no curated fact answers: a choice, a miss, a refusal, and what people type to see what happens.
OTHERS = (
    *("/athlete serem", "/athlete nobody such", "/h2h serem", "/h2h serem serem", "/result brussels"),
    *("/result brussels high jump", "/result 1950", "/athlete", "/h2h", "/result", "/athlete @everyone <@1>"),
    *(
        "/athlete # [x](https://example.org) ||y|| `z`",
        "/result " + "brussels " * 600,
        "/athlete \u202e\u0000\n**",
    ),
)


def questions(kb: KnowledgeBase) -> list[Question]:
    """Return the questions, each once."""
    asked: list[Question] = [ResultQuestion(race=race.id) for race in kb.races(RaceFilter())[::RACES_ONE_IN]]
    for athlete in some_athletes(kb):
        asked += [AthleteQuestion(athlete=athlete), AthleteQuestion(athlete=athlete, races=True)]
    for first, second in frequent_pairs(kb):
        pair = HeadToHeadQuestion(first=first, second=second)
        asked += [pair, pair.model_copy(update={"where": RaceFilter(rounds=(Round.FINAL,))})]
    return asked


def athletes(kb: KnowledgeBase) -> list[AthleteId]:
    """Return everybody."""
    return [AthleteId(id_) for id_ in sorted({e.id for e in kb.name_entries() if e.kind == "athlete"})]


def some_athletes(kb: KnowledgeBase) -> list[AthleteId]:
    """Return those of the frequent pairs, and one in so many of the others."""
    frequent = {athlete for pair in frequent_pairs(kb) for athlete in pair}
    return sorted(frequent.union(athletes(kb)[::ONE_IN]))


def frequent_pairs(kb: KnowledgeBase, limit: int = PAIRS) -> list[tuple[AthleteId, AthleteId]]:
    """Return the pairs of well-known athletes with the most races together, most first."""
    weights: dict[str, int] = {
        entry.id: entry.weight for entry in kb.name_entries() if entry.kind == "athlete"
    }
    known = [AthleteId(id_) for id_ in sorted(weights, key=lambda id_: (-weights[id_], id_))[:KNOWN]]
    met = kb.meeting_counts(known, known)
    pairs = [pair for pair in met if pair[0] < pair[1]]
    return sorted(pairs, key=lambda pair: (-met[pair], pair))[:limit]
