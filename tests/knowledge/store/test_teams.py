"""Results of teams, and what those who ran for them have of these."""

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.exc import IntegrityError

from knowledge.models.base import AthleteId, EditionId, RaceId
from knowledge.models.filter import RaceFilter
from knowledge.models.records import TeamLine
from knowledge.store import KnowledgeBase, schema

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


def test_members_met_nobody_in_a_relay(kb: KnowledgeBase) -> None:
    whitlock = AthleteId("ada-whitlock")
    assert kb.meetings(MYHRE, whitlock) == ()
    assert kb.meeting_counts([MYHRE], [whitlock, STRAND]).total() == 0
    assert kb.rivals(MYHRE, 5) == ()
    assert [rival.races for rival in kb.rivals(STRAND, 5) if rival.athlete.id == whitlock] == [1]


def test_a_row_is_an_athlete_or_a_team() -> None:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    row = {"race_id": 1, "position": 0, "nation_id": 1, "hand_timed": False, "status": "finished"}
    with engine.connect() as connection:
        connection.execute(insert(schema.result).values(**row, team="Club"))
        with pytest.raises(IntegrityError, match="ck_result_athlete_or_team"):
            connection.execute(insert(schema.result).values(**row, team="Club", athlete_id=1))
    engine.dispose()
