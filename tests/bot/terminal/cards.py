"""An invented card of a race, with flags, a note and next questions."""

from knowledge.models.base import AthleteId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, SourceLine, Table
from knowledge.questions.athlete.model import AthleteQuestion

KENYA, CZECHIA = "\U0001f1f0\U0001f1ea", "\U0001f1e8\U0001f1ff"


def ask_for(name: str) -> Next:
    return Next(label=name.title(), question=AthleteQuestion(athlete=AthleteId(name)))


def race() -> Card:
    return Card(
        tone="answer",
        title="Mile, Invented Games 2021",
        subtitle="1 Aug 2021",
        headline="Ann Able won in 4:30.00.",
        assumed=("The latest of 3 editions.",),
        sections=(
            Section(
                heading="Finish",
                table=Table(
                    columns=(
                        Column(heading="", align="right"),
                        Column(heading="", weight="strong"),
                        Column(heading=""),
                        Column(heading="", align="right", weight="faint"),
                    ),
                    rows=(
                        Row(cells=("1", f"{KENYA} Ann Able", "", "4:30.00")),
                        Row(cells=("10", f"{CZECHIA} Zoë", "", "4:31.5"), note="lost a shoe"),
                        Row(cells=("", "Three", "", ""), marked=True),
                    ),
                ),
            ),
        ),
        notes=("Podium only.",),
        sources=(SourceLine(text="First Paper, 2021"), SourceLine(text="Second Paper, 2022")),
        footer="Known until 2 Aug 2021.",
        next=(
            NextGroup(heading="Other editions", items=(ask_for("ann-able"),)),
            NextGroup(heading="Profiles", items=(ask_for("zoe"),)),
        ),
    )
