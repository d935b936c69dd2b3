"""The picture of a head-to-head's margins."""

from typing import Any

from knowledge.cards.wording import Wording
from knowledge.models.facts import Round
from knowledge.models.picture import HeadToHeadPicture
from knowledge.models.records import Meeting
from knowledge.questions.h2h.answer import decide_all
from knowledge.questions.h2h.model import HeadToHeadAnswer
from knowledge.questions.h2h.picture import MOST_RACES, head_to_head_picture
from tests.knowledge.questions.made import ANNA, BRIT, SPRINT, meeting

EN = Wording()
FOUR = (
    meeting(1, 2, "2024-06-01", marks=("4:20.00", "4:21.70")),
    meeting(3, 1, "2023-06-01", marks=("4:22.78", "4:20.00")),
    meeting(1, 2, "2022-06-01", marks=("4:20.00", "4:20.00")),
    meeting(5, 2, "2021-06-01", marks=("4:25.00", "4:20.40")),
)


def picture(*meetings: Meeting, wording: Wording = EN) -> HeadToHeadPicture | None:
    bouts, _ = decide_all(meetings)
    known: dict[str, Any] = {"first": ANNA, "second": BRIT, "bouts": bouts}
    return head_to_head_picture(HeadToHeadAnswer.model_construct(**known), wording)


def bars(found: HeadToHeadPicture | None) -> list[tuple[int, str | None, str]]:
    assert found is not None
    return [(bar.year, bar.ahead, bar.label) for bar in found.margins]


def test_the_margins_are_shown_oldest_first_with_who_was_ahead() -> None:
    found = picture(*FOUR)
    assert bars(found) == [
        (2021, "second", "4.60 s"),
        (2022, "first", ""),
        (2023, "second", "2.78 s"),
        (2024, "first", "1.70 s"),
    ]
    assert found is not None
    assert (found.first, found.second) == ("Aas", "Berg")


def test_the_alternative_text_tells_the_same() -> None:
    found = picture(*FOUR)
    assert found is not None
    assert found.alt == (
        "Mile, 2021–2024: Aas ahead in 2 of 4, Berg in 2. "
        "Widest: Berg by 4.60 s in 2021 and Berg by 2.78 s in 2023."
    )
    french = picture(*FOUR, wording=Wording("fr"))
    assert french is not None
    assert "Aas devant 2 fois sur 4, Berg 2 fois." in french.alt


def test_nothing_for_three_races_or_where_marks_are_missing() -> None:
    assert picture(*FOUR[:3]) is None
    assert picture(*FOUR[:3], meeting(1, 2, "2020-06-01", marks=("4:20.00", None))) is None
    assert picture(*FOUR[:3], meeting(1, 2, "2020-06-01", discipline=SPRINT, marks=("10.1", "10.2"))) is None


def test_heats_count_only_where_finals_are_too_few() -> None:
    heat = meeting(1, 2, "2020-06-01", marks=("4:30.00", "4:31.00"), round_=Round.HEAT)
    assert [year for year, _, _ in bars(picture(*FOUR, heat))] == [2021, 2022, 2023, 2024]
    assert [year for year, _, _ in bars(picture(*FOUR[:3], heat))] == [2020, 2022, 2023, 2024]


def test_in_a_tie_nobody_is_ahead() -> None:
    tie = meeting(2, 2, "2020-06-01", marks=("4:20.00", "4:20.00"))
    found = picture(*FOUR, tie)
    assert bars(found)[0] == (2020, None, "")
    assert found is not None
    assert "Aas ahead in 2 of 5, Berg in 2." in found.alt


def test_of_many_races_the_latest_are_shown() -> None:
    days = [f"{2024 - n}-06-01" for n in range(MOST_RACES + 1)]
    many = [meeting(1, 2, day, marks=("4:20.00", "4:21.70")) for day in days]
    years = [year for year, _, _ in bars(picture(*many))]
    assert (years[0], years[-1], len(years)) == (2024 - MOST_RACES + 1, 2024, MOST_RACES)
