"""How many queries a question takes: few, and no more where there are more results."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from knowledge.ask import answer
from knowledge.curation import Facts
from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.facts import (
    Athlete,
    Category,
    City,
    Competition,
    Coverage,
    CoverageKind,
    Discipline,
    Edition,
    Nation,
    Race,
    Result,
    Sex,
    Source,
    Tier,
)
from knowledge.models.mark import Mark, Measure
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from knowledge.store.build.write import compile_facts
from knowledge.store.database import reading_engine

NORWAY, PAPER, MILE = NationId("NOR"), SourceId("paper"), DisciplineId("mile")
FIRST_DAY = date(2000, 1, 1)
ANNA, BRIT = AthleteId("anna-a"), AthleteId("brit-b")
QUESTIONS: dict[str, Question] = {
    "athlete": AthleteQuestion(athlete=ANNA),
    "races": AthleteQuestion(athlete=ANNA, races=True),
    "result": ResultQuestion(race=RaceId("meet-2000-women-mile-final")),
    "h2h": HeadToHeadQuestion(first=ANNA, second=BRIT),
}
MOST = {"athlete": (32, 15), "races": (20, 5), "result": (33, 13), "h2h": (27, 10)}
"""Queries that a question may take when nothing is in memory yet, and when it is asked again."""


def many(editions: int, rivals: int) -> Facts:
    """A mile every year, with so many people in each."""
    people = [_athlete(ANNA), _athlete(BRIT), *(_athlete(AthleteId(f"rival-{n}")) for n in range(rivals))]
    return Facts(
        nations=(Nation(id=NORWAY, name="Norway"),),
        sources=(Source(id=PAPER, publisher="Paper", title="Results"),),
        cities=(City(id=CityId("elm"), name="Elm", nation=NORWAY),),
        disciplines=(Discipline(id=MILE, name="Mile", measure=Measure.TIME, group="track"),),
        competitions=(Competition(id=CompetitionId("meet"), name="Meet"),),
        editions=tuple(_edition(n) for n in range(editions)),
        athletes=tuple(people),
        races=tuple(_race(n, people) for n in range(editions)),
    )


def _athlete(id_: AthleteId) -> Athlete:
    return Athlete(id=id_, name=id_, family=id_, sex=Sex.FEMALE, nation=NORWAY, sources=(PAPER,))


def _edition(number: int) -> Edition:
    day = FIRST_DAY + timedelta(weeks=52 * number)
    return Edition(
        id=EditionId(f"meet-{2000 + number}"),
        competition=CompetitionId("meet"),
        year=2000 + number,
        tier=Tier.OTHER,
        city=CityId("elm"),
        start=day,
        end=day,
        sources=(PAPER,),
    )


def _race(number: int, people: list[Athlete]) -> Race:
    return Race(
        id=RaceId(f"meet-{2000 + number}-women-mile-final"),
        edition=EditionId(f"meet-{2000 + number}"),
        discipline=MILE,
        category=Category.WOMEN,
        date=FIRST_DAY + timedelta(weeks=52 * number),
        coverage=Coverage(kind=CoverageKind.COMPLETE),
        sources=(PAPER,),
        results=tuple(
            Result(
                athlete=athlete.id,
                nation=NORWAY,
                place=place,
                mark=Mark(text=f"4:{10 + place % 50}.00", value=25_000 + 100 * place, measure=Measure.TIME),
                notes=("SB",),
                sources=(PAPER,),
            )
            for place, athlete in enumerate(people, start=1)
        ),
    )


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is given, whoever sends them."""
    sent: list[str] = []

    def listen(connection: sqlite3.Connection, _entry: object) -> None:
        connection.set_trace_callback(sent.append)

    event.listen(engine, "connect", listen)
    try:
        yield sent
    finally:
        event.remove(engine, "connect", listen)


def queries(facts: Facts, path: Path, question: Question) -> tuple[int, int]:
    """How many a question takes at first, and how many when it is asked again."""
    compile_facts(facts, path)
    engine = reading_engine(path)
    with closing(KnowledgeBase(engine)) as kb, counting(engine) as sent:
        answer(kb, question, date(2024, 1, 1))
        first = len(sent)
        answer(kb, question, date(2024, 1, 1))
    return first, len(sent) - first


@pytest.mark.parametrize("kind", QUESTIONS)
def test_queries_are_few_and_do_not_grow_with_the_results(kind: str, tmp_path: Path) -> None:
    few = queries(many(2, 1), tmp_path / "few.sqlite", QUESTIONS[kind])
    more = queries(many(40, 60), tmp_path / "more.sqlite", QUESTIONS[kind])
    assert more == few
    assert few[0] <= MOST[kind][0]
    assert few[1] <= MOST[kind][1]
