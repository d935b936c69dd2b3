"""Buttons and menus carry questions of up to Discord's 100 characters, and no more."""

from typing import Any

import pytest

from bot.discord.message.layout import draw
from knowledge.models.base import RaceId
from knowledge.models.card import Card, Next, NextGroup
from knowledge.questions.result.model import ResultQuestion
from tests.bot.discord.fakes import race_card
from tests.bot.discord.message import parts as drawn_parts
from tests.bot.discord.seen import BUTTON, SELECT, walk

PREFIX = len("ask:")
MORE = len("more:")


def command(length: int) -> str:
    """A question's command of so many characters."""
    text = "/result "
    return text + "x" * (length - len(text))


def parts(view: Any) -> list[dict[str, Any]]:
    """All components of a message; discord.py gives them no type."""
    return list(walk(view.to_components()))


def drawn(length: int) -> list[dict[str, Any]]:
    question = ResultQuestion(race=RaceId(command(length).removeprefix("/result ")))
    assert len(question.command) == length
    group = NextGroup(heading="Races", items=(Next(label="A race", question=question),))
    return parts(draw(Card(tone="answer", title="T", next=(group,)), "en"))


@pytest.mark.parametrize(
    ("length", "kind"),
    [(100 - PREFIX, BUTTON), (101 - PREFIX, SELECT), (100, SELECT), (101, None)],
)
def test_a_custom_id_has_100_characters_at_most_and_an_option_too(length: int, kind: int | None) -> None:
    controls = [part for part in drawn(length) if part["type"] in {BUTTON, SELECT}]
    assert [part["type"] for part in controls] == ([] if kind is None else [kind])
    assert all(len(str(part["custom_id"])) <= 100 for part in controls)


@pytest.mark.parametrize(("length", "shown"), [(100 - MORE, True), (101 - MORE, False)])
def test_the_button_for_the_rest_is_left_out_where_its_custom_id_is_too_long(
    length: int, shown: bool
) -> None:
    view = draw(race_card(rows=90), "en", command(length))
    ids = [part["custom_id"] for part in parts(view) if part.get("label") == "Show the rest"]
    assert ids == ([f"more:{command(length)}"] if shown else [])


def test_long_groups_are_menus_and_the_rest_of_many_groups_too() -> None:
    def group(number: int, items: int) -> NextGroup:
        questions = [ResultQuestion(race=RaceId(f"race-{number}-{item}")) for item in range(items)]
        return NextGroup(
            heading=f"Group {number}",
            items=tuple(Next(label=question.race, question=question) for question in questions),
        )

    long = drawn_parts.parts(Card(tone="answer", title="T", next=(group(0, 6),)))
    many = drawn_parts.parts(
        Card(tone="answer", title="T", next=tuple(group(number, 5) for number in range(6)))
    )

    assert [part["placeholder"] for part in long if part["type"] == SELECT] == ["Group 0"]
    assert len([part for part in many if part["type"] == SELECT]) == 4
    assert len([part for part in many if part["type"] == BUTTON]) == 10


def test_a_question_too_long_to_carry_is_left_out() -> None:
    long = ResultQuestion(race=RaceId("x" * 95))

    card = Card(
        tone="answer", title="T", next=(NextGroup(heading="H", items=(Next(label="L", question=long),)),)
    )

    assert not [part for part in drawn_parts.parts(card) if part["type"] in (BUTTON, SELECT)]
