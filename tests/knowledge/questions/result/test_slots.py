"""The slots of a race: what was stated, what was chosen and why, and what else can be chosen."""

import pytest

from knowledge.models.outcome import RaceChoice, Slot, Why
from tests.knowledge.questions.conftest import Parser


def _slot(parse: Parser, text: str, name: str) -> Slot:
    (slot,) = [slot for slot in parse.understood(f"/result {text}").slots if slot.name == name]
    return slot


def _others(slot: Slot) -> list[str]:
    return [choice.race.id for choice in slot.others if isinstance(choice, RaceChoice)]


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("harbour mile 2023 mile", True, None),
        ("harbour mile 15 june 2024 mile", True, None),
        ("harbour mile mile", False, Why.LATEST),
        ("vallorne mile", False, Why.ONLY),
        ("harbor mile 2023 mile", True, Why.SPELLING),
    ],
)
def test_an_edition_is_stated_by_a_time_or_assumed(parse: Parser, text: str, said: bool, why: Why) -> None:
    slot = _slot(parse, text, "edition")
    assert (slot.said, slot.why) == (said, why)


def test_other_editions_are_those_with_the_event(parse: Parser) -> None:
    assert _others(_slot(parse, "harbour mile mile", "edition")) == [
        "harbour-mile-2023-men-mile-final",
        "harbour-mile-2022-men-mile-final",
    ]
    assert _others(_slot(parse, "harbour mile steeple", "edition")) == []


def test_a_round_is_a_final_where_there_are_others_and_no_guess_where_it_is_stated(parse: Parser) -> None:
    assumed = _slot(parse, "northern games 1500", "round")
    assert (assumed.said, assumed.why) == (False, Why.FINAL)
    assert _others(assumed) == [
        "northern-games-2020-men-1500m-heat-1",
        "northern-games-2020-men-1500m-heat-2",
    ]
    stated = _slot(parse, "northern games 1500 final", "round")
    assert (stated.said, stated.why, stated.others) == (True, None, ())
    alone = _slot(parse, "harbour mile 2024 mile", "round")
    assert (alone.said, alone.why) == (True, None)


def test_ids_state_everything(parse: Parser) -> None:
    understood = parse.understood("/result harbour-mile-2024-men-mile-final daniel-okoro")
    assert [(slot.name, slot.said) for slot in understood.slots] == [
        ("edition", True),
        ("event", True),
        ("round", True),
        ("athlete", True),
    ]
