"""A knowledge that says what a test tells it to, and cards to say it with."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

from bot.discord.client import BellLap
from knowledge.ask import Knowledge
from knowledge.models.base import AthleteId, RaceId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, SourceLine, Table
from knowledge.models.glance import Glance
from knowledge.models.question import Question
from knowledge.models.records import About, Counts
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.bot.pictures.made import race


class FakeReply(NamedTuple):
    outcome: str
    kind: str | None
    card: Card
    question: Question | None = None


class FakeSuggestion(NamedTuple):
    value: str
    label: str
    short_label: str | None = None
    ending: str = ""


RACE_2024 = ResultQuestion(race=RaceId("harbour-games-2024-women-mile"))
RACE_2023 = ResultQuestion(race=RaceId("harbour-games-2023-women-mile"))
VALE = AthleteQuestion(athlete=AthleteId("mira-vale"))
PAIR = HeadToHeadQuestion(first=AthleteId("mira-vale"), second=AthleteId("tove-lind"))

COLUMNS = (
    Column(heading="Place", align="right"),
    Column(heading="Nation"),
    Column(heading="Athlete", weight="strong"),
    Column(heading="Mark", align="right", weight="strong"),
    Column(heading="Gap", align="right", weight="faint"),
)


def race_card(
    title: str = "Harbour Games 2024", rows: int = 3, groups: tuple[NextGroup, ...] | None = None
) -> Card:
    return Card(
        tone="answer",
        title=title,
        subtitle="Mile, women · final",
        headline="Mira Vale won in 4:20.01.",
        assumed=("2024 is the latest edition here.",),
        sections=(
            Section(
                table=Table(
                    columns=COLUMNS,
                    rows=tuple(
                        Row(
                            cells=(f"{place}.", "🇳🇴", f"Runner Number{place}", f"4:2{place % 10}.01", "+1.00")
                        )
                        for place in range(1, rows + 1)
                    ),
                )
            ),
        ),
        notes=("Complete result.",),
        sources=(SourceLine(text="[1] Harbour Gazette, 4 Aug 2024"),),
        footer="Until 2024-12-31",
        next=groups
        if groups is not None
        else (
            NextGroup(
                heading="Other editions", items=(Next(label="2023", question=RACE_2023),), changes=True
            ),
            NextGroup(
                heading="See also",
                items=(Next(label="Mira Vale", question=VALE), Next(label="Vale v Lind", question=PAIR)),
            ),
        ),
    )


def glanced(text: str, language: str) -> FakeReply:
    """A race with a glance, a picture and details."""
    glance = Glance(title=f"{text} ({language})", details="Details", picture=race(0, 170, 278))
    card = race_card(rows=100).model_copy(update={"glance": glance, "picture": race(0, 170, 278, 361)})
    return FakeReply("answer", "result", card, RACE_2024)


def choice_card() -> Card:
    return Card(
        tone="choice",
        title="Which Vale?",
        next=(NextGroup(heading="Athletes", items=(Next(label="Mira Vale (NOR, 1999)", question=VALE),)),),
    )


def miss_card(typed: str) -> Card:
    return Card(tone="miss", title="Not found", headline=f"Nobody here is called “{typed}”.")


def menu(heading: str, count: int, *, changes: bool = False) -> NextGroup:
    def question(year: int) -> Question:
        return ResultQuestion(race=RaceId(f"harbour-games-{year}-women-mile"))

    years = range(2024, 2024 - count, -1)
    return NextGroup(
        heading=heading,
        items=tuple(Next(label=str(year), question=question(year)) for year in years),
        changes=changes,
    )


def speak(text: str, language: str) -> FakeReply:
    """What the fake says: `vale` is unclear, ids are known, all else is not."""
    command, _, rest = text.partition(" ")
    kind = command.removeprefix("/")
    if rest == "boom":
        raise RuntimeError("secret inside: the database is on fire")
    if rest == "vale":
        return FakeReply("ambiguous", kind, choice_card())
    if rest.startswith(("harbour", "mira-vale", "mile")):
        french = "Jeux du port" if language == "fr" else "Harbour Games"
        return FakeReply("answer", kind, race_card(f"{french}: {rest}"))
    return FakeReply("not_found", kind, miss_card(rest))


@dataclass
class FakeKnowledge:
    """Takes what the real one takes; `asked` and `threads` say what came and where it ran."""

    say: Callable[[str, str], FakeReply] = speak
    suggestions: tuple[FakeSuggestion, ...] = (FakeSuggestion("mira-vale", "Mira Vale · NOR · 1999 · mile"),)
    asked: list[tuple[str, str]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    is_closed: bool = False

    def ask(
        self, kind: str, text: str, today: date, language: str = "en", *, details: bool = True
    ) -> FakeReply:
        assert isinstance(today, date)
        assert isinstance(details, bool)
        self.asked.append((f"/{kind} {text}", language))
        self.threads.add(threading.get_ident())
        return self.say(f"/{kind} {text}", language)

    def complete(
        self, kind: str, text: str, today: date, limit: int = 25, language: str = "en"
    ) -> list[FakeSuggestion]:
        assert isinstance(today, date)
        self.asked.append((f"complete {kind} {text}", language))
        if text == "boom":
            raise RuntimeError("completion is on fire")
        return list(self.suggestions)[: limit + 5]

    def about(self) -> About:
        counts = Counts(athletes=1, competitions=1, editions=1, races=1, results=1, sources=1, spellings=1)
        return About(version="v1", first_race=None, last_race=None, counts=counts)

    def about_card(self, language: str = "en") -> Card:
        return Card(tone="answer", title="À propos" if language == "fr" else "About", footer="v1")

    def help_card(self, language: str = "en") -> Card:
        return Card(tone="answer", title="Aide" if language == "fr" else "Help")

    def close(self) -> None:
        self.is_closed = True


def replace(client: BellLap, knowledge: FakeKnowledge) -> FakeKnowledge:
    """Let newer knowledge take the place of the live one."""
    client.knowledge.replace(cast("Knowledge", knowledge))
    return knowledge
