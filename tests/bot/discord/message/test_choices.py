"""A choice as a message: numbered candidates, and below them a button for each number."""

from typing import Any

import pytest

from bot.discord.message.choices import draw_choices
from bot.discord.message.layout import draw
from knowledge.models.base import AthleteId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, Table
from knowledge.questions.athlete.model import AthleteQuestion
from tests.bot.discord.message.parts import components
from tests.bot.discord.seen import BUTTON, TEXT_DISPLAY, walk

COLUMNS = (Column(heading="Athlete", weight="strong"), Column(heading="Nation"))


def choice(*names: str, assumed: tuple[str, ...] = ("Women only.",)) -> Card:
    rows = tuple(Row(cells=(f"{name} Koech", "KEN"), note=f"born {1990 + n}") for n, name in enumerate(names))
    items = tuple(Next(label=name, question=AthleteQuestion(athlete=AthleteId(name))) for name in names)
    return Card(
        tone="choice",
        title="Several fit",
        headline="Which Koech?",
        assumed=assumed,
        sections=(Section(table=Table(columns=COLUMNS, rows=rows)),),
        notes=("Two more.",),
        next=(NextGroup(heading="Athletes", items=items),),
    )


def drawn(card: Card) -> list[dict[str, Any]]:
    return list(walk(components(draw(card, "en"))))


def test_each_number_asks_for_its_candidate() -> None:
    shown = drawn(choice("ann", "bea", "cyd"))
    (text,) = [part["content"] for part in shown if part["type"] == TEXT_DISPLAY]
    assert text.split("\n") == [
        "### Which Koech?",
        "-# Women only.",
        *("`1` **ann Koech**", "-# KEN · born 1990"),
        *("`2` **bea Koech**", "-# KEN · born 1991"),
        *("`3` **cyd Koech**", "-# KEN · born 1992"),
        "-# Two more.",
    ]
    assert [(part["label"], part["custom_id"]) for part in shown if part["type"] == BUTTON] == [
        ("1", "ask:/athlete ann"),
        ("2", "ask:/athlete bea"),
        ("3", "ask:/athlete cyd"),
    ]


@pytest.mark.parametrize(
    "card",
    [
        choice(),
        choice(*"abcdef"),
        choice("a" * 90),
        choice("ann").model_copy(update={"tone": "answer"}),
        choice("ann").model_copy(update={"next": ()}),
        choice("ann", assumed=("much " * 900,)),
    ],
    ids=["nobody", "six", "a long id", "an answer", "no questions", "a long text"],
)
def test_what_one_row_of_buttons_cannot_offer_is_drawn_as_other_cards_are(card: Card) -> None:
    assert draw_choices(card) == []
    assert drawn(card)


def test_the_longest_question_that_a_button_carries_has_a_number() -> None:
    assert len(draw_choices(choice("a" * 87))) == 2
    assert draw_choices(choice("a" * 88)) == []
