"""Results: of races, of athletes, of teams, and of those who met."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    EditionId,
    RaceId,
)
from knowledge.models.facts import Round, Status
from knowledge.models.filter import RaceFilter
from knowledge.models.mark import Measure, parse_mark
from knowledge.models.records import ResultLine, TeamLine
from knowledge.store import KnowledgeBase
from tests.knowledge.store.facts import compiled, tiny_facts

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


def test_races_together_count_more_the_newer_they_are(kb: KnowledgeBase) -> None:
    """They met at the editions of 2024, the newest year, of 2023 twice, of 2022 and of 2020."""
    standing = kb.shared_races([HADRI, LOMORO], [ARVELL, HADRI])
    assert standing[HADRI, ARVELL].races == 5
    counts = sum(20 / (1 + age / 4) ** 2 for age in (0, 1, 1, 2, 4))
    assert standing[HADRI, ARVELL].popularity == pytest.approx(counts)
    assert (HADRI, HADRI) not in standing


def test_of_many_pairs_each_counts_the_races_that_both_ran(kb: KnowledgeBase) -> None:
    ran: dict[AthleteId, set[str]] = {}
    for head in kb.races(RaceFilter()):
        for line in kb.race(head.id).results:
            if isinstance(line, ResultLine) and line.status not in {Status.DNS, Status.OC, Status.PACEMAKER}:
                ran.setdefault(line.athlete.id, set()).add(head.id)
    people = sorted(ran)
    expected = {
        (one, other): len(ran[one] & ran[other])
        for one in people[::2]
        for other in people
        if one != other and ran[one] & ran[other]
    }
    assert kb.meeting_counts(people[::2], [*people, AthleteId("nobody")]) == expected
    assert max(expected.values()) > 1


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


def test_places_come_before_results_without_one(kb: KnowledgeBase) -> None:
    mile = kb.race(RaceId("harbour-mile-2024-men-mile-final"))
    assert [line.place for line in mile.results] == [1, 2, 3, 4, 5, 6, None, None, None]


def test_the_nation_of_a_result_is_not_that_of_the_athlete(kb: KnowledgeBase) -> None:
    line = kb.race(RaceId("harbour-mile-2023-men-mile-final")).results[-1]
    assert (line.nation.id, line.entered[0].nation.id) == ("ART", "SUI")


def test_printed_are_the_spellings_of_the_sources_of_the_result(kb: KnowledgeBase) -> None:
    mile = kb.race(RaceId("harbour-mile-2024-men-mile-final"))
    printed = {
        line.athlete.id: [name.text for name in line.printed]
        for line in mile.results
        if isinstance(line, ResultLine)
    }
    assert printed[AthleteId("samuel-tadele")] == ["Samwel Tadele"]
    assert printed[AthleteId("daniel-okoro")] == []
    # His results name one of the two papers that spell him otherwise.
    assert printed[AthleteId("youssef-el-hadri")] == ["Hadri"]
    # Where a result names no sources, those of the race count.
    steeple = kb.race(RaceId("harbour-mile-2023-men-3000msc-final"))
    first = steeple.results[0]
    assert isinstance(first, ResultLine)
    assert [name.text for name in first.printed] == ["Samwel Tadele"]


RELAY = RaceId("fjord-championships-2022-women-4x100m-relay-final")
STRAND, MYHRE, LYNG = AthleteId("tuva-strand"), AthleteId("oda-myhre"), AthleteId("astrid-lyng")
FJORD = RaceFilter(editions=(EditionId("fjord-championships-2022"),))


def test_a_team_has_a_nation_and_its_members_in_the_order_of_their_legs(kb: KnowledgeBase) -> None:
    lines = kb.race(RELAY).results
    assert all(isinstance(line, TeamLine) for line in lines)
    assert [line.nation.id for line in lines] == ["GBR", "NOR", "FRA", "NOR", "ETH"]
    assert [line.team for line in lines if isinstance(line, TeamLine)][3:] == ["Grimsund Sprint Club", None]
    assert [one.id for one in lines[1].entered] == [LYNG, "liv-sandnes", MYHRE, STRAND]
    assert lines[2].entered == ()


def test_members_have_the_results_of_their_teams(kb: KnowledgeBase) -> None:
    found = kb.performances(STRAND)
    assert [one.head.discipline.id for one in found] == ["4x400m-relay", "4x100m-relay", "heptathlon"]
    assert [isinstance(one.result, TeamLine) for one in found] == [True, True, False]
    assert [one.id for one in kb.disciplines_of([MYHRE])[MYHRE]] == ["4x100m-relay", "4x400m-relay"]
    assert kb.athletes_in(RaceFilter(races=(RELAY,)), [AthleteId("erik-dahl"), LYNG]) == (LYNG,)
    assert len(kb.races(FJORD.model_copy(update={"athletes": (LYNG,)}))) == 1


def test_who_ran_in_the_heats_only_is_a_reserve_and_others_of_the_team_are_none(kb: KnowledgeBase) -> None:
    relay = RaceId("lantern-games-1948-men-4x400m-relay-final")
    reserve = {
        athlete: [one.reserve for one in kb.performances(AthleteId(athlete)) if one.head.id == relay]
        for athlete in ("vaclav-remes", "frantisek-hulka")
    }
    assert reserve == {"vaclav-remes": [False], "frantisek-hulka": [True]}


def test_members_met_nobody_in_a_relay(kb: KnowledgeBase) -> None:
    whitlock = AthleteId("ada-whitlock")
    assert kb.meetings(MYHRE, whitlock) == ()
    assert kb.meeting_counts([MYHRE], [whitlock, STRAND]).total() == 0
    assert kb.rivals(MYHRE, 5) == ()
    assert [rival.races for rival in kb.rivals(STRAND, 5) if rival.athlete.id == whitlock] == [1]


def test_results_are_read_in_the_order_of_places_however_they_were_written(tmp_path: Path) -> None:
    facts = tiny_facts()
    race = facts.races[0]
    rows = [
        race.results[0].model_copy(update={"athlete": AthleteId(athlete), "place": place})
        for athlete, place in (("c-munk", None), ("b-munoz", 2), ("a-munoz", 1))
    ]
    changed = race.model_copy(update={"results": tuple(rows)})
    kb = compiled(facts.model_copy(update={"races": (changed,)}), tmp_path)
    assert [line.place for line in kb.race(race.id).results] == [1, 2, None]


@pytest.mark.parametrize(
    ("measure", "marks", "best"),
    [
        (
            Measure.TIME,
            ["3:52.00", "3:50.00", "3:49.9h", "3:51.00", "3:51.00", "3:51.00", "3:40.00 DQ"],
            ["3:51.00 of day 5", "3:51.00 of day 4", "3:50.00 of day 2"],
        ),
        (
            Measure.DISTANCE,
            ["8.00", "8.20", "8.05", "8.10", "8.10", "8.10"],
            ["8.10 of day 5", "8.10 of day 4", "8.20 of day 2"],
        ),
    ],
)
def test_best_marks_are_three_the_older_first_and_timed_by_hand_last(
    measure: Measure, marks: list[str], best: list[str], tmp_path: Path
) -> None:
    facts = tiny_facts()
    final, both = facts.races[0], (AthleteId("a-munoz"), AthleteId("b-munoz"))
    races = []
    for day, text in enumerate(marks, 1):
        shown, _, status = text.partition(" ")
        mark, row = parse_mark(shown, measure), final.results[0]
        ended = {"status": Status(status), "place": None} if status else {}
        own = row.model_copy(update={"mark": mark, **ended})
        other = row.model_copy(update={"athlete": both[1], "place": None, "mark": None, "status": Status.DNF})
        changes = {"round": Round.HEAT, "heat": day, "date": date(2024, 6, day), "results": (own, other)}
        races.append(final.model_copy(update={"id": RaceId(f"heat-{day}"), **changes}))
    discipline = facts.disciplines[0].model_copy(update={"measure": measure})
    kb = compiled(facts.model_copy(update={"races": tuple(races), "disciplines": (discipline,)}), tmp_path)
    found = kb.best_marks(*both)
    assert [f"{one.result.mark and one.result.mark.text} of day {one.head.date.day}" for one in found] == best


def test_a_race_that_is_named_twice_has_its_winners_once(kb: KnowledgeBase) -> None:
    race = RaceId("harbour-mile-2024-men-mile-final")
    assert kb.winners([race, race]) == kb.winners([race]) != ()


def test_the_winners_of_races_come_newest_first(kb: KnowledgeBase) -> None:
    races = [RaceId(f"harbour-mile-{year}-men-mile-final") for year in (2022, 2024, 2023)]
    found = kb.winners(races)
    assert [(one.head.edition.year, one.result.place) for one in found] == [(2024, 1), (2023, 1), (2022, 1)]
    assert [one.result for one in kb.winners(races[1:2])] == [kb.race(races[1]).results[0]]


def test_no_races_have_no_winners(kb: KnowledgeBase) -> None:
    assert kb.winners([RaceId("nowhere-2020-women-100m-final")]) == ()
    assert kb.winners([]) == ()
