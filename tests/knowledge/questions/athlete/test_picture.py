"""The picture of an athlete's progression."""

from typing import Any

from knowledge.cards.wording import Wording
from knowledge.models.facts import Discipline
from knowledge.models.mark import Measure
from knowledge.models.picture import ProgressionPicture
from knowledge.models.records import Performance
from knowledge.questions.athlete.model import AthleteAnswer
from knowledge.questions.athlete.picture import MOST_SEASONS, progression_picture
from knowledge.questions.statistics.bests import event_bests
from tests.knowledge.questions.made import ANNA, MILE, SHOT, SPRINT, head, line, performance

EN = Wording()


def ran(
    day: str, mark: str, discipline: Discipline = MILE, *, measure: Measure = Measure.TIME, wind: str = ""
) -> Performance:
    return performance(head(day, discipline=discipline, wind=wind), line(ANNA, 1, mark, measure=measure))


def picture(*performances: Performance, wording: Wording = EN) -> ProgressionPicture | None:
    events = event_bests(performances)
    known: dict[str, Any] = {"athlete": ANNA, "events": events}
    event = next(iter(events), None)
    return progression_picture(AthleteAnswer.model_construct(**known), event, wording)


def seasons(found: ProgressionPicture | None) -> list[tuple[int, str]]:
    assert found is not None
    return [(point.year, point.label) for point in found.points]


def test_the_best_of_each_season_is_shown_oldest_first() -> None:
    found = picture(
        ran("2024-06-01", "4:20.10"),
        ran("2022-06-01", "4:25.30"),
        ran("2023-07-01", "4:18.00"),
        ran("2023-06-01", "4:19.00"),
    )
    assert seasons(found) == [(2022, "4:25.30"), (2023, "4:18.00"), (2024, "4:20.10")]
    assert found is not None
    assert (found.name, found.best.label, found.lower_is_better) == ("Aas", "4:18.00", True)


def test_the_alternative_text_tells_the_same() -> None:
    races = (ran("2022-06-01", "4:25.30"), ran("2023-06-01", "4:18.00"), ran("2024-06-01", "4:20.10"))
    found = picture(*races)
    assert found is not None
    assert found.alt == (
        "Anna Aas, mile, best known mark of each season: 4:25.30 (2022), 4:18.00 (2023) and 4:20.10 (2024). "
        "The best: 4:18.00 in 2023."
    )
    french = picture(*races, wording=Wording("fr"))
    assert french is not None
    assert french.title == "Mile"
    assert "4:20,10 (2024). La meilleure\N{NO-BREAK SPACE}: 4:18,00 en 2023." in french.alt


def test_two_seasons_are_no_progression() -> None:
    found = picture(ran("2022-06-01", "4:25.30"), ran("2023-06-01", "4:18.00"), ran("2023-07-01", "4:17.00"))
    assert found is None
    assert picture() is None


def test_a_farther_throw_is_better() -> None:
    days = ("2022-06-01", "2023-06-01", "2024-06-01")
    throws = [
        ran(day, mark, SHOT, measure=Measure.DISTANCE)
        for day, mark in zip(days, ("22.00", "23.00", "21.00"), strict=True)
    ]
    found = picture(*throws)
    assert found is not None
    assert (found.best.label, found.lower_is_better) == ("23.00", False)


def test_a_mark_with_the_wind_is_no_best() -> None:
    found = picture(
        ran("2022-06-01", "10.40", SPRINT),
        ran("2023-06-01", "10.30", SPRINT),
        ran("2024-06-01", "10.20", SPRINT),
        ran("2024-07-01", "9.90", SPRINT, wind="4.1"),
    )
    assert seasons(found)[-1] == (2024, "10.20")


def test_a_long_career_keeps_its_latest_seasons_if_the_best_is_among_them() -> None:
    years = range(1990, 1990 + MOST_SEASONS + 2)
    slower = [ran(f"{year}-06-01", f"4:{60 - n:02}.00") for n, year in enumerate(years, 1)]
    assert [year for year, _ in seasons(picture(*slower))] == list(years)[2:]
    faster = [ran(f"{year}-06-01", f"4:{10 + n:02}.00") for n, year in enumerate(years)]
    assert picture(*faster) is None
