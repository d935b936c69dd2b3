"""What athletes ran, and against whom."""

import pytest

from knowledge.models.base import AthleteId, CityId, CompetitionId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.store import KnowledgeBase

ARVELL = AthleteId("tomas-arvell")
HADRI = AthleteId("youssef-el-hadri")
HARROW = AthleteId("ben-harrow")
TADELE = AthleteId("samuel-tadele")
LOMORO = AthleteId("joseph-lomoro")


def test_performances_are_all_results_newest_first(kb: KnowledgeBase) -> None:
    found = kb.performances(ARVELL)
    assert [(str(one.head.date), one.result.place) for one in found] == [
        ("2024-06-15", 1),
        ("2023-08-30", 1),
        ("2023-06-17", 3),
        ("2022-06-18", 2),
        ("2021-07-11", 2),
        ("2021-07-10", 2),
        ("2021-07-09", 1),
    ]
    assert {one.result.entered[0].id for one in found} == {ARVELL}
    assert found[1].result.mark is not None
    assert found[1].result.mark.hand_timed


def test_meetings_hold_both_results_in_the_order_asked_for(kb: KnowledgeBase) -> None:
    found = kb.meetings(HADRI, ARVELL)
    assert [(str(one.head.date), one.first.place, one.second.place) for one in found] == [
        ("2024-06-15", 2, 1),
        ("2023-08-30", 2, 1),
        ("2023-06-17", 2, 3),
        ("2022-06-18", 1, 2),
        ("2021-07-10", 3, 2),
    ]
    assert {(one.first.athlete.id, one.second.athlete.id) for one in found} == {(HADRI, ARVELL)}


def test_meetings_hold_races_that_one_did_not_start(kb: KnowledgeBase) -> None:
    assert [one.first.status for one in kb.meetings(HARROW, HADRI)] == ["pacemaker", "finished", "DNS"]


def test_counts_leave_out_who_did_not_race(kb: KnowledgeBase) -> None:
    counts = kb.meeting_counts([HADRI, LOMORO], [ARVELL, HARROW, HADRI])
    assert counts[HADRI, ARVELL] == 5
    assert counts[HADRI, HARROW] == 1
    assert counts[LOMORO, ARVELL] == 3
    assert counts[HADRI, HADRI] == 0
    assert counts[AthleteId("grace-temba"), HADRI] == 0


def test_races_together_count_more_the_newer_they_are(kb: KnowledgeBase) -> None:
    """They met at the editions of 2024, the newest year, of 2023 twice, of 2022 and of 2020."""
    standing = kb.shared_races([HADRI, LOMORO], [ARVELL, HADRI])
    assert standing[HADRI, ARVELL].races == 5
    counts = sum(20 / (1 + age / 4) ** 2 for age in (0, 1, 1, 2, 4))
    assert standing[HADRI, ARVELL].popularity == pytest.approx(counts)
    assert (HADRI, HADRI) not in standing
    assert standing.keys() == kb.meeting_counts([HADRI, LOMORO], [ARVELL, HADRI]).keys()


def test_rivals_are_those_met_most_then_last(kb: KnowledgeBase) -> None:
    rivals = kb.rivals(ARVELL, 3)
    assert [(rival.athlete.id, rival.races) for rival in rivals] == [
        (HADRI, 5),
        (AthleteId("mikkel-sornes"), 4),
        (AthleteId("daniel-okoro"), 3),
    ]
    counts = kb.meeting_counts([ARVELL], [rival.athlete.id for rival in rivals])
    assert [counts[ARVELL, rival.athlete.id] for rival in rivals] == [5, 4, 3]


def test_disciplines_come_most_frequent_first(kb: KnowledgeBase) -> None:
    nobody = AthleteId("nobody")
    found = kb.disciplines_of([ARVELL, nobody])
    assert [one.id for one in found[ARVELL]] == ["mile", "1500m", "5000m"]
    assert found[nobody] == ()


def test_namesakes_share_the_family_name_only(kb: KnowledgeBase) -> None:
    assert [one.id for one in kb.namesakes(AthleteId("ali-benamar-1996"), 5)] == ["ali-benamar-2001"]
    assert [one.id for one in kb.namesakes(AthleteId("daniel-okoro"), 5)] == ["peter-okoro"]
    assert kb.namesakes(ARVELL, 5) == ()


def test_namesakes_differ_in_case_and_accents(tiny: KnowledgeBase) -> None:
    assert [one.id for one in tiny.namesakes(AthleteId("a-munoz"), 5)] == ["b-munoz"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (RaceFilter(cities=(CityId("sankt-elm"),)), (TADELE, ARVELL)),
        (RaceFilter(cities=(CityId("sankt-elm"),), rounds=(Round.HEAT,)), (TADELE, ARVELL)),
        (RaceFilter(competitions=(CompetitionId("vallorne-memorial"),)), (ARVELL,)),
        (RaceFilter(years=(1999,)), ()),
    ],
)
def test_athletes_in_are_those_with_a_result_there(
    kb: KnowledgeBase, where: RaceFilter, found: tuple[AthleteId, ...]
) -> None:
    assert kb.athletes_in(where, [TADELE, ARVELL, AthleteId("grace-temba")]) == found


def test_claims_about_come_from_the_own_file_and_from_races(kb: KnowledgeBase) -> None:
    found = kb.claims_about(HADRI)
    assert [(head and head.id, claim.about) for head, claim in found] == [
        (None, "2022 season"),
        ("harbour-mile-2024-men-mile-final", "defending champion"),
    ]
    assert kb.claims_about(ARVELL) == ()
