"""The answer to `/result`: how a race ended, and the races beside it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from knowledge.models.base import DisciplineId, SourceId
from knowledge.models.facts import Category, Round, Status
from knowledge.models.filter import RaceFilter
from knowledge.models.mark import gap
from knowledge.models.records import AnyLine, Performance, RaceHead, RaceRecord
from knowledge.questions.result.insight import insight_of
from knowledge.questions.result.model import Finisher, Parting, ResultAnswer, ResultQuestion, SameMark
from knowledge.store import KnowledgeBase

MOST_OTHERS = 25
"""Races of each sort (other rounds, editions, events) in an answer. Chosen by hand: more distant races can be
asked for by name."""
MOST_EDITIONS_BEFORE = 5
"""Editions before that of an answer whose winners are named. Chosen by hand."""
# Notes on results that state what decided between athletes with one mark.
_NOTED = {"photo finish": Parting.PHOTO_FINISH, "countback": Parting.COUNTBACK, "jump-off": Parting.JUMP_OFF}


def answer_result(
    kb: KnowledgeBase, question: ResultQuestion, _today: date, *, details: bool
) -> ResultAnswer:
    """The race of the question with its results and, with `details`, its sources and the races beside it."""
    race = kb.race(question.race)
    head = race.head
    about = kb.about()
    beside = kb.races_beside(question.race, MOST_OTHERS) if details else ()
    placed = [line for line in race.results if line.place is not None]
    ran = [line for line in race.results if line.place is None and _ran(line)]
    unplaced = [line for line in race.results if line.place is None and not _ran(line)]
    before = winners_before(kb, head)
    by_place, same = finishers(placed), same_marks(race)
    return ResultAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=kb.sources((*_cited(race), *_cited_for_winners(before))) if details else (),
        question=question,
        head=head,
        finishers=by_place,
        ran=tuple(ran),
        unplaced=tuple(unplaced),
        same_marks=same,
        claims=race.claims,
        other_rounds=_other_rounds(beside, head),
        other_editions=_other_editions(beside, head),
        other_events=_other_events(beside, head),
        winners_before=before,
        insight=insight_of(kb, head, by_place, same),
    )


def winners_before(kb: KnowledgeBase, head: RaceHead) -> tuple[Performance, ...]:
    """The winners of the event at the last editions of the competition before this race, newest first.

    A race that is not a final has none.
    """
    if head.round is not Round.FINAL:
        return ()
    earlier = RaceFilter(
        competitions=(head.competition.id,),
        disciplines=(head.discipline.id,),
        categories=(head.category,),
        rounds=(Round.FINAL,),
        first_day=date.min,
        last_day=head.edition.start - timedelta(days=1),
    )
    return kb.winners([other.id for other in kb.races(earlier, MOST_EDITIONS_BEFORE)])


def winners_until(kb: KnowledgeBase, head: RaceHead) -> tuple[Performance, ...]:
    """The winner of a race, then those of the editions before it."""
    return (*kb.winners([head.id]), *winners_before(kb, head))


def _cited_for_winners(before: Sequence[Performance]) -> Iterator[SourceId]:
    """The first source of each winner."""
    for performance in before:
        yield from performance.result.sources[:1]


def _cited(race: RaceRecord) -> Iterator[SourceId]:
    """The sources of the race, of its results and claims; of the edition where its year needs explaining."""
    head = race.head
    yield from head.sources
    for one in (*race.results, *race.claims):
        yield from one.every_source
    if head.edition.year != head.date.year:
        yield from head.edition.sources


def _ran(line: AnyLine) -> bool:
    """Whether the athlete or team ran to the end or took part, so that only the place is missing."""
    return line.status in (Status.FINISHED, Status.TOOK_PART)


def finishers(placed: list[AnyLine]) -> tuple[Finisher, ...]:
    """The results with a place, in order, each with the margin behind the winner's mark."""
    ordered = sorted(placed, key=lambda line: line.place or 0)
    best = ordered[0].mark if ordered and ordered[0].place == 1 else None
    return tuple(
        Finisher(result=line, behind=gap(best, line.mark) if line.place != 1 else None) for line in ordered
    )


def same_marks(race: RaceRecord) -> tuple[SameMark, ...]:
    """Marks that several places share, in order of place, and what decided between them."""
    groups: dict[str, list[AnyLine]] = {}
    for line in sorted(race.results, key=lambda line: line.place or 0):
        if line.place is not None and line.mark is not None:
            groups.setdefault(line.mark.text, []).append(line)
    shared = []
    for mark, lines in groups.items():
        places = dict.fromkeys(line.place for line in lines if line.place is not None)
        if len(places) > 1:
            shared.append(SameMark(mark=mark, places=tuple(places), by=_decided_by(lines)))
    return tuple(shared)


def _decided_by(lines: list[AnyLine]) -> Parting:
    notes = [note.lower() for line in lines for note in line.notes]
    return next((by for text, by in _NOTED.items() if any(text in note for note in notes)), Parting.PLACES)


def _other_rounds(beside: Sequence[RaceHead], head: RaceHead) -> tuple[RaceHead, ...]:
    """Other races of the event at this edition, the final first, heats in order."""
    rounds = list(Round)
    others = [
        other for other in beside if other.edition.id == head.edition.id and _event(other) == _event(head)
    ]
    others.sort(key=lambda other: (rounds.index(other.round), other.heat or 0, other.date, other.id))
    return tuple(others[:MOST_OTHERS])


def _other_editions(beside: Sequence[RaceHead], head: RaceHead) -> tuple[RaceHead, ...]:
    """Finals of the event at the same competition or in the same city, newest first."""
    others = [other for other in beside if other.edition.id != head.edition.id]
    others.sort(key=lambda other: (other.date, other.id), reverse=True)
    return tuple(others[:MOST_OTHERS])


def _other_events(beside: Sequence[RaceHead], head: RaceHead) -> tuple[RaceHead, ...]:
    """Finals of other events at this edition, those of the same day first."""
    others = [
        other for other in beside if other.edition.id == head.edition.id and _event(other) != _event(head)
    ]
    others.sort(key=lambda other: (abs((other.date - head.date).days), other.discipline.name, other.id))
    return tuple(others[:MOST_OTHERS])


def _event(head: RaceHead) -> tuple[DisciplineId, Category]:
    return head.discipline.id, head.category
