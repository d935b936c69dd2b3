"""Answers from the invented knowledge base."""

import json
from datetime import date

import pytest

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, RaceId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.mark import Measure
from knowledge.models.question import Question
from knowledge.models.records import RaceRecord
from knowledge.questions.answer import answer
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion, RacesAnswer
from knowledge.questions.h2h.model import HeadToHeadAnswer, HeadToHeadQuestion, WhyNot
from knowledge.questions.registry import answers_adapter
from knowledge.questions.result.answer import same_marks
from knowledge.questions.result.model import Parting, ResultAnswer, ResultQuestion
from knowledge.questions.statistics.model import Barred, Title
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.made import ANNA, BRIT, SHOT, head, line

TODAY = date(2024, 7, 1)
ARVELL, HADRI, OKORO = AthleteId("tomas-arvell"), AthleteId("youssef-el-hadri"), AthleteId("daniel-okoro")


def result(kb: KnowledgeBase, race: str) -> ResultAnswer:
    found = answer(kb, ResultQuestion(race=RaceId(race)), TODAY)
    assert isinstance(found, ResultAnswer)
    return found


def athlete(kb: KnowledgeBase, who: str) -> AthleteAnswer:
    found = answer(kb, AthleteQuestion(athlete=AthleteId(who)), TODAY)
    assert isinstance(found, AthleteAnswer)
    return found


def h2h(kb: KnowledgeBase, question: HeadToHeadQuestion) -> HeadToHeadAnswer:
    found = answer(kb, question, TODAY)
    assert isinstance(found, HeadToHeadAnswer)
    return found


def test_a_result_has_everyone_in_the_part_they_belong_to(kb: KnowledgeBase) -> None:
    found = result(kb, "harbour-mile-2024-men-mile-final")
    assert [one.result.place for one in found.finishers] == [1, 2, 3, 4, 5, 6]
    assert [one.behind and one.behind.text for one in found.finishers][:4] == [None, "0.00", "0.91", "2.59"]
    assert {line.entered[0].id for line in found.unplaced} == {"mikkel-sornes", "peter-okoro", "ben-harrow"}
    assert len(found.claims) == 2


def test_a_photo_finish_and_a_countback_are_told_apart(kb: KnowledgeBase) -> None:
    mile = result(kb, "harbour-mile-2024-men-mile-final").same_marks
    jump = result(kb, "harbour-mile-2024-women-high-jump-final").same_marks
    assert [(one.mark, one.places, one.by) for one in mile] == [("3:49.11", (1, 2), Parting.PHOTO_FINISH)]
    assert [one.by for one in jump] == [Parting.COUNTBACK]


def test_a_jump_off_parts_what_a_countback_could_not() -> None:
    tied = [
        line(one, place, "2.36", notes=("jump-off",), measure=Measure.DISTANCE)
        for place, one in ((1, ANNA), (2, BRIT))
    ]
    race = RaceRecord(head=head(discipline=SHOT), results=tuple(tied), claims=())
    assert [(one.places, one.by) for one in same_marks(race)] == [((1, 2), Parting.JUMP_OFF)]


def test_who_took_part_without_a_known_place_stands_apart(kb: KnowledgeBase) -> None:
    found = result(kb, "northern-games-2020-men-u20-800m-final")
    assert [line.entered[0].id for line in found.ran] == ["noah-keller"]
    assert found.unplaced == ()


def test_a_result_leads_on_to_other_rounds_editions_and_events(kb: KnowledgeBase) -> None:
    heat = result(kb, "northern-games-2020-men-1500m-heat-1")
    assert [one.id for one in heat.other_rounds] == [
        "northern-games-2020-men-1500m-final",
        "northern-games-2020-men-1500m-heat-2",
    ]
    mile = result(kb, "harbour-mile-2024-men-mile-final")
    assert [one.edition.year for one in mile.other_editions] == [2023, 2022]
    assert {one.id for one in mile.other_events} == {
        "harbour-mile-2024-women-5000m-final",
        "harbour-mile-2024-women-high-jump-final",
    }


def test_sources_are_those_used_in_order_of_first_use(kb: KnowledgeBase) -> None:
    found = result(kb, "harbour-mile-2024-men-mile-final")
    assert [source.id for source in found.sources] == [
        "harbour-mile-results",
        "coast-gazette-2024-06-15",
        "island-times-2024-06-16",
        "harbour-lists-2023",
    ]


def test_a_profile_holds_bests_honours_and_family(kb: KnowledgeBase) -> None:
    found = athlete(kb, "peter-okoro")
    assert found.age is not None
    assert found.age.most == 21
    assert [(one.athlete.id, one.is_) for one in found.kin] == [("daniel-okoro", "elder brother")]
    assert {(one.performance.head.discipline.id, one.title) for one in found.honours} == {
        ("1500m", Title.GOLD),
        ("800m", Title.GOLD),
    }


def test_the_diamond_league_final_gives_a_title_to_its_winner_only(kb: KnowledgeBase) -> None:
    assert Title.DIAMOND_LEAGUE in {one.title for one in athlete(kb, ARVELL).honours}
    assert Title.DIAMOND_LEAGUE not in {one.title for one in athlete(kb, HADRI).honours}


def test_a_windy_jump_is_not_the_best(kb: KnowledgeBase) -> None:
    (jump,) = [one for one in athlete(kb, "marie-claire-dubosc").events if one.discipline.id == "long-jump"]
    assert jump.best is None
    assert [one.why for one in jump.barred] == [Barred.WIND]


def test_wins_and_podiums_are_of_finals(kb: KnowledgeBase) -> None:
    tally = athlete(kb, ARVELL).tally
    assert (tally.races, tally.finals, tally.wins, tally.podiums) == (7, 6, 2, 6)


def test_claims_of_races_reach_the_profile(kb: KnowledgeBase) -> None:
    claims = athlete(kb, HADRI).claims
    assert {(one.head.id if one.head else None, one.claim.about) for one in claims} == {
        (None, "2022 season"),
        ("harbour-mile-2024-men-mile-final", "defending champion"),
    }


def test_nations_over_time_are_told_when_they_differ(kb: KnowledgeBase) -> None:
    assert {nation.id for nation in athlete(kb, "joseph-lomoro").represented} == {"SUI", "ART"}
    assert athlete(kb, ARVELL).represented == ()


def test_races_of_a_year_are_by_date_or_by_the_year_of_the_edition(kb: KnowledgeBase) -> None:
    def races(year: int | None) -> RacesAnswer:
        found = answer(
            kb, AthleteQuestion(athlete=ARVELL, races=True, first_year=year, last_year=year), TODAY
        )
        assert isinstance(found, RacesAnswer)
        return found

    assert len(races(None).races) == 7
    assert [one.head.id for one in races(2020).races] == [one.head.id for one in races(2021).races]
    assert races(None).years == (2024, 2023, 2022, 2021)


def test_a_head_to_head_reads_the_same_from_both_sides(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=HADRI))
    back = h2h(kb, HeadToHeadQuestion(first=HADRI, second=ARVELL))
    assert (found.finals.first, found.finals.second) == (3, 2)
    assert (back.finals.first, back.finals.second) == (2, 3)
    assert [one.head.date for one in found.bouts] == sorted(
        (one.head.date for one in found.bouts), reverse=True
    )


def test_what_does_not_count_is_listed(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=AthleteId("ben-harrow")))
    assert {one.head.id: one.why for one in found.not_counted} == {
        "harbour-mile-2024-men-mile-final": WhyNot.PACEMAKER,
        "harbour-mile-2022-men-mile-final": WhyNot.DID_NOT_START,
    }
    assert found.all_rounds.races == 2
    assert found.finals.races == 1


@pytest.mark.parametrize(
    ("narrowed", "races"),
    [
        (RaceFilter(disciplines=(DisciplineId("mile"),)), 4),
        (RaceFilter(competitions=(CompetitionId("northern-games"),)), 1),
        (RaceFilter(cities=(CityId("vallorne"),)), 1),
        (RaceFilter().in_years(2023, 2023), 2),
        (RaceFilter().in_years(2020, 2020), 1),
        (RaceFilter(last_year=2020), 0),
        (RaceFilter(first_year=2024), 1),
        (RaceFilter(last_year=2021), 1),
        (RaceFilter(rounds=(Round.FINAL,)), 5),
        (RaceFilter(heat=1), 0),
        (RaceFilter(tiers=Tier.DIAMOND_LEAGUE.covers), 3),
        (RaceFilter(first_day=date(2023, 6, 18)), 2),
        (RaceFilter(last_day=date(2023, 6, 17)), 3),
    ],
)
def test_filters_narrow_a_head_to_head(kb: KnowledgeBase, narrowed: RaceFilter, races: int) -> None:
    question = HeadToHeadQuestion(first=ARVELL, second=HADRI, where=narrowed)
    found = h2h(kb, question)
    assert (found.all_rounds.races, found.filtered) == (races, 5 - races)


def test_a_venue_is_that_of_the_race(kb: KnowledgeBase) -> None:
    first, second = AthleteId("grace-temba"), AthleteId("selam-desta")
    by_venue = [
        h2h(
            kb, HeadToHeadQuestion(first=first, second=second, where=RaceFilter(venues=(venue,)))
        ).all_rounds.races
        for venue in ("Quayside Promenade", "Quayside Stadium")
    ]
    assert by_venue == [1, 1], "the 5000 metres on the promenade, the high jump in the stadium"


def test_two_who_never_met_have_no_score(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=AthleteId("grace-temba")))
    assert (found.bouts, found.all_rounds.races, found.sources) == ((), 0, ())


def questions(kb: KnowledgeBase) -> list[Question]:
    people = [
        AthleteId(entry.id) for entry in kb.name_entries() if entry.kind == "athlete" and entry.registered
    ]
    return [
        *(ResultQuestion(race=head.id) for head in kb.races(RaceFilter())),
        *(AthleteQuestion(athlete=one, races=races) for one in people for races in (True, False)),
        *(HeadToHeadQuestion(first=people[0], second=other) for other in people[1:]),
    ]


def test_every_answer_can_be_written_as_json_and_read_back(kb: KnowledgeBase) -> None:
    adapter = answers_adapter()
    for question in questions(kb):
        found = answer(kb, question, TODAY)
        written = adapter.dump_json(found, by_alias=True)
        assert adapter.validate_json(written) == found
        assert not _floats(json.loads(written))


def _floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(_floats(one) for one in value.values())
    if isinstance(value, list):
        return any(_floats(one) for one in value)
    return isinstance(value, float)
