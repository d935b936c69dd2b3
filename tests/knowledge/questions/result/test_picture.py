"""The picture of a race's gaps."""

from typing import Any

from knowledge.cards.wording import Wording
from knowledge.models.facts import Medal
from knowledge.models.mark import Measure
from knowledge.models.picture import GapsPicture
from knowledge.models.records import ResultLine
from knowledge.questions.result.answer import finishers
from knowledge.questions.result.model import ResultAnswer
from knowledge.questions.result.picture import gaps_picture
from tests.knowledge.questions.made import ANNA, BRIT, athlete, line

EN = Wording()
CARA, DINA = athlete("Cara Čech"), athlete("Dina Dahl")
MILE = (
    line(ANNA, 1, "4:20.00", medal=Medal.GOLD),
    line(BRIT, 2, "4:21.70", medal=Medal.SILVER),
    line(CARA, 3, "4:22.78"),
    line(DINA, 4, "5:25.00"),
)


def picture(*lines: ResultLine, wording: Wording = EN) -> GapsPicture | None:
    known: dict[str, Any] = {"finishers": finishers(list(lines))}
    return gaps_picture(ResultAnswer.model_construct(**known), wording)


def rows(found: GapsPicture | None) -> list[tuple[str, str]]:
    assert found is not None
    return [(row.name, row.label) for row in found.rows]


def test_the_winner_has_the_mark_and_the_others_their_gaps() -> None:
    found = picture(*MILE)
    assert rows(found) == [("Aas", "4:20.00"), ("Berg", "+1.70"), ("Čech", "+2.78"), ("Dahl", "+1:05.00")]
    assert found is not None
    assert [row.medal for row in found.rows] == [Medal.GOLD, Medal.SILVER, None, None]
    assert [row.value for row in found.rows] == [0, 170, 278, 6500]


def test_the_alternative_text_tells_the_same() -> None:
    found = picture(*MILE)
    assert found is not None
    assert found.alt == "Gaps to Aas, 4:20.00: Berg +1.70, Čech +2.78 and Dahl +1:05.00."
    french = picture(*MILE, wording=Wording("fr"))
    assert french is not None
    assert french.alt.startswith("Écarts avec Aas, 4:20,00")


def test_the_gaps_of_throws_are_below_the_winner() -> None:
    marks = ("22.90", "22.15", "22.03", "21.70")
    throws = [
        line(who, place, mark, measure=Measure.DISTANCE)
        for place, (who, mark) in enumerate(zip((ANNA, BRIT, CARA, DINA), marks, strict=True), 1)
    ]
    assert rows(picture(*throws)) == [
        ("Aas", "22.90 m"),
        ("Berg", "−0.75"),
        ("Čech", "−0.87"),
        ("Dahl", "−1.20"),
    ]


def test_the_first_eight_are_shown() -> None:
    many = [line(athlete(f"A B{n}"), n, f"4:{20 + n}.00") for n in range(1, 12)]
    assert len(rows(picture(*many))) == 8


def test_nothing_where_a_mark_is_missing_or_there_is_no_winner() -> None:
    five = (*MILE, line(athlete("Ella Ek"), 5, "5:26.00"))
    assert len(rows(picture(*five))) == 5
    assert picture(*five[:2], line(CARA, 3), *five[3:]) is None
    assert picture(*MILE[1:], line(ANNA, 5, "5:30.00")) is None
    assert picture() is None


def test_nothing_where_rows_say_as_much() -> None:
    assert picture(*MILE[:3]) is None
    jumps = [
        line(who, place, mark, measure=Measure.DISTANCE)
        for place, (who, mark) in enumerate(
            zip((ANNA, BRIT, CARA, DINA), ("2.36", "2.36", "2.34", "2.34"), strict=True), 1
        )
    ]
    assert picture(*jumps) is None


def test_points_have_no_gaps_to_draw() -> None:
    marks = ("6800", "6700", "6600", "6500")
    points = [
        line(who, place, mark, measure=Measure.POINTS)
        for place, (who, mark) in enumerate(zip((ANNA, BRIT, CARA, DINA), marks, strict=True), 1)
    ]
    assert picture(*points) is None
