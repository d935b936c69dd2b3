"""What a final is beside those of its event at other editions."""

from datetime import date

import pytest

from knowledge.models.base import EditionId
from knowledge.models.facts import Completeness, Discipline, Medal, Tier
from knowledge.models.history import EventHistory, ShortMark, ShortResult, Staging
from knowledge.models.mark import Measure, parse_mark
from knowledge.models.records import AthleteRef, RaceHead, ResultLine
from knowledge.questions.result.insight_model import InsightKind, Reach
from knowledge.questions.result.insight_of_editions import EventPast
from tests.knowledge.questions.made import ANNA, BRIT, MILE, SHOT, SPRINT, head, line

WHOLE = Completeness(since=2000, whole=True)
SINCE_2010 = Completeness(since=2010)
NOBODY = "nobody"


def short(text: str, measure: Measure = Measure.TIME) -> ShortMark:
    mark = parse_mark(text, measure)
    return ShortMark(mark.text, mark.value, mark.hand_timed)


def staging(
    year: int, *marks: str, by: tuple[str, ...] = (), superseded: bool = False, held: bool | None = True
) -> Staging:
    """An edition whose first have these marks; `by` are the winner and those behind."""
    names = [*by, *(NOBODY for _ in marks[len(by) :])]
    podium = [
        ShortResult(place, name, short(mark), superseded=superseded)
        for place, (mark, name) in enumerate(zip(marks, names, strict=True), 1)
    ]
    day = date(year, 6, 1)
    return Staging(EditionId(f"meet-{day}"), year, day, held, tuple(podium))


def final(year: int = 2020, tier: Tier = Tier.WORLD_CHAMPIONSHIPS, discipline: Discipline = MILE) -> RaceHead:
    return head(f"{year}-06-01", tier=tier, discipline=discipline)


def past(*stagings: Staging, complete: Completeness | None = WHOLE, of: RaceHead | None = None) -> EventPast:
    return EventPast(EventHistory(stagings, complete), of or final())


def winner(mark: str = "3:50.00", who: AthleteRef = ANNA, notes: tuple[str, ...] = ()) -> ResultLine:
    return line(who, 1, mark, medal=Medal.GOLD, notes=notes)


BEFORE = [staging(year, f"3:5{year - 2010}.00", "4:00.00") for year in range(2011, 2019)]
NOW = staging(2020, "3:50.00", "3:50.01", by=(ANNA.id,))


@pytest.mark.parametrize(
    ("after", "reach", "count"),
    [([], Reach.ALL, 9), (["3:50.01"], Reach.ALL, 10), (["3:49.99"], Reach.FIRST, 9)],
)
def test_the_best_winning_mark_is_of_every_final_or_of_those_until_then(
    after: list[str], reach: Reach, count: int
) -> None:
    newer = [staging(2021, mark) for mark in after]
    insight = past(*BEFORE, NOW, *newer).best_mark(winner())
    assert insight is not None
    assert (insight.kind, insight.reach, insight.count) == (InsightKind.BEST_MARK, reach, count)


@pytest.mark.parametrize(
    "one",
    [
        past(*BEFORE, NOW, complete=SINCE_2010),
        past(*BEFORE, staging(2019), NOW),
        past(*BEFORE, staging(2019, "3:49.00"), NOW),
        past(*BEFORE[:4], NOW),
        past(*BEFORE, NOW, of=final(discipline=SPRINT)),
    ],
    ids=["editions may be missing", "a final is not known", "a better one", "too few", "wind not known"],
)
def test_no_best_winning_mark_where_a_better_one_is_possible(one: EventPast) -> None:
    assert one.best_mark(winner()) is None


def test_a_doubtful_mark_is_no_best() -> None:
    assert past(*BEFORE, NOW).best_mark(winner(notes=("short course",))) is None
    assert past(*BEFORE, NOW).best_mark(winner("3:50.0h")) is None


def test_the_smallest_margin_says_its_reach() -> None:
    insight = past(*BEFORE, NOW).smallest_margin()
    assert insight is not None
    assert (insight.reach, insight.count) == (Reach.ALL, 9)
    known = past(*BEFORE, NOW, complete=None).smallest_margin()
    assert known is not None
    assert (known.reach, known.count) == (Reach.KNOWN, 9)
    beaten = past(*BEFORE, NOW, staging(2021, "3:50.00", "3:50.01"), complete=None).smallest_margin()
    assert beaten is not None
    assert (beaten.reach, beaten.count) == (Reach.KNOWN_BEFORE, 9)


def test_a_margin_by_hand_is_not_smaller_for_certain() -> None:
    by_hand = staging(2019, "3:50.0h", "3:50.2h")
    assert past(*BEFORE, by_hand, NOW).smallest_margin() is None


def test_the_biggest_margin_of_throws_counts_in_distance() -> None:
    def put(year: int, first: str, second: str) -> Staging:
        podium = (
            ShortResult(1, ANNA.id, short(first, Measure.DISTANCE)),
            ShortResult(2, NOBODY, short(second, Measure.DISTANCE)),
        )
        return Staging(EditionId(f"meet-{year}-06-01"), year, date(year, 6, 1), held=True, podium=podium)

    before = [put(year, "19.50", "19.40") for year in range(2011, 2019)]
    insight = past(*before, put(2020, "20.50", "19.40"), of=final(discipline=SHOT)).biggest_margin()
    assert insight is not None
    assert (insight.kind, insight.reach) == (InsightKind.BIGGEST_MARGIN, Reach.ALL)
    assert past(*before, put(2020, "19.45", "19.40"), of=final(discipline=SHOT)).biggest_margin() is None


def test_titles_in_a_row_are_counted_while_no_edition_may_be_missing() -> None:
    own = [staging(year, "3:51.00", by=(ANNA.id,)) for year in (2018, 2019)]
    lost = staging(2017, "3:51.00", by=(BRIT.id,))
    insight = past(lost, *own, NOW).in_a_row(winner())
    assert insight is not None
    assert (insight.kind, insight.count) == (InsightKind.IN_A_ROW, 3)
    assert past(*own, NOW, complete=SINCE_2010).in_a_row(winner()) is None
    assert (
        past(staging(2015, "3:51.00", by=(BRIT.id,)), own[0], NOW, complete=None).in_a_row(winner()) is None
    )
    assert past(lost, NOW).in_a_row(winner()) is None
    without_gold = line(ANNA, 1, "3:50.00")
    assert past(lost, *own, NOW).in_a_row(without_gold) is None


def test_the_champion_of_the_edition_before_is_beaten() -> None:
    behind = [line(BRIT, 2, "3:50.01")]
    champion = staging(2019, "3:51.00", by=(BRIT.id,))
    insight = past(champion, NOW).champion_beaten(behind)
    assert insight is not None
    assert (insight.kind, insight.other) == (InsightKind.CHAMPION_BEATEN, BRIT)
    older = staging(2018, "3:51.00", by=(BRIT.id,))
    assert past(older, staging(2019), NOW).champion_beaten(behind) is None
    assert past(older, staging(2019, held=False), NOW).champion_beaten(behind) is not None
    assert past(older, NOW, complete=None).champion_beaten(behind) is None


def test_a_title_given_later_had_no_defender() -> None:
    given = staging(2019, "3:51.00", by=(BRIT.id,), superseded=True)
    assert past(given, NOW).champion_beaten([line(BRIT, 2, "3:50.01")]) is None


def test_a_meeting_has_no_defending_champion_and_a_marathon_has() -> None:
    behind, champion = [line(BRIT, 2, "3:50.01")], staging(2019, "3:51.00", by=(BRIT.id,))
    assert past(champion, NOW, of=final(tier=Tier.DIAMOND_LEAGUE)).champion_beaten(behind) is None
    assert past(champion, NOW, of=final(tier=Tier.MARATHON_MAJOR)).champion_beaten(behind) is not None


def test_a_champion_again_or_for_the_first_time() -> None:
    won, lost = staging(2015, "3:51.00", by=(ANNA.id,)), staging(2017, "3:51.00", by=(BRIT.id,))
    again = past(won, lost, NOW).title(winner())
    assert again is not None
    assert (again.kind, again.years) == (InsightKind.TITLE_AGAIN, (2015,))
    second = staging(2015, "3:51.00", "3:52.00", by=(BRIT.id, ANNA.id))
    first = past(second, lost, NOW).title(winner())
    assert first is not None
    assert (first.kind, first.years) == (InsightKind.FIRST_TITLE, (2015,))
    assert past(lost, NOW).title(winner()) is None
    assert past(second, staging(2017), NOW).title(winner()) is None


def test_a_shared_first_place_is_the_only_or_the_first_one() -> None:
    shared = Staging(
        EditionId("meet-2021-06-01"),
        2021,
        date(2021, 6, 1),
        held=True,
        podium=(ShortResult(1, ANNA.id, None), ShortResult(1, BRIT.id, None)),
    )
    only = past(*BEFORE, NOW).shared()
    assert only is not None
    assert (only.kind, only.reach, only.count) == (InsightKind.SHARED, Reach.ALL, 9)
    first = past(*BEFORE, NOW, shared).shared()
    assert first is not None
    assert (first.reach, first.count) == (Reach.FIRST, 9)
    assert past(*BEFORE, NOW, complete=None).shared() is None
    assert past(*BEFORE, staging(2019), NOW).shared() is None
