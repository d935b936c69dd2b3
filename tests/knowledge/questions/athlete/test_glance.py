"""The glance of an athlete."""

from knowledge.models.glance import Glance
from tests.knowledge.asking import Asker


def glance(ask: Asker, question: str) -> Glance:
    found = ask(question).glance
    assert found is not None
    return found


def test_medals_are_counted_by_championship(ask: Asker) -> None:
    medals = glance(ask, "/athlete arvell").parts[0].lines
    assert medals == ("💎 Diamond League", "🥈\N{NO-BREAK SPACE}2 Northern Games")


def test_each_best_has_its_event_and_where_it_was_set(ask: Asker) -> None:
    rows = glance(ask, "/athlete arvell").parts[1].rows
    assert [(row.mark, row.text, row.short) for row in rows] == [
        ("3:49.11", "Mile · Port Brennan 2024", "Mile"),
        ("3:36.75", "1500 m · Sankt Elm 2021", "1500 m"),
        ("13:11.40", "5000 m · Sankt Elm 2021", "5000 m"),
    ]
