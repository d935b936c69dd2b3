"""The glance of a race."""

from knowledge.models.glance import Glance
from tests.knowledge.asking import Asker


def glance(ask: Asker, question: str) -> Glance:
    found = ask(question).glance
    assert found is not None
    return found


def test_event_and_meeting_are_the_title_and_the_day_is_below(ask: Asker) -> None:
    found = glance(ask, "/result port brennan 2024 mile")
    assert (found.title, found.subtitle) == (
        "Men's mile · Port Brennan 2024",
        "Harbour Mile Meeting · 15 Jun 2024",
    )


def test_the_first_three_have_medals_and_marks_and_the_others_gaps(ask: Asker) -> None:
    (part,) = glance(ask, "/result port brennan 2024 mile").parts
    assert [(row.sign, row.mark) for row in part.rows[:4]] == [
        ("🥇", "3:49.11"),
        ("🥈", "3:49.11"),
        ("🥉", "3:50.02"),
        ("4", "+2.59"),
    ]


def test_athletes_who_share_a_place_share_a_medal(ask: Asker) -> None:
    (part,) = glance(ask, "/result port brennan 2022 mile").parts
    assert [row.sign for row in part.rows[:4]] == ["🥇", "🥈", "🥈", "4"]


def test_winners_before_are_told_where_no_year_was_said(ask: Asker) -> None:
    before = "2023 Okoro 3:50.48 · 2022 El Hadri 3:52.15"
    small = glance(ask, "/result port brennan mile").small
    assert small[:2] == ("Latest edition on file.", before)
    assert before not in glance(ask, "/result port brennan 2024 mile").small
