"""All races of an athlete, or those of one year."""

from itertools import chain

from knowledge.answers.grounds import gather, of_performance
from knowledge.answers.h2h import in_years
from knowledge.answers.tally import tally
from knowledge.models.answer import RacesAnswer
from knowledge.models.question import AthleteQuestion
from knowledge.store import KnowledgeBase


def answer_races(kb: KnowledgeBase, question: AthleteQuestion) -> RacesAnswer:
    """Answer with the races by date; a year is that of the race's date or the one its edition carries."""
    performances = kb.performances(question.athlete)
    shown = tuple(
        performance
        for performance in performances
        if in_years(performance.head, question.first_year, question.last_year)
    )
    about = kb.about()
    return RacesAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=gather(kb, chain.from_iterable(of_performance(performance) for performance in shown)),
        question=question,
        athlete=kb.athlete_ref(question.athlete),
        races=shown,
        tally=tally(shown),
        years=tuple(sorted({p.head.date.year for p in performances}, reverse=True)),
    )
