"""Athletes: namesakes, rivals, disciplines, and how often two met."""

from collections import Counter
from pathlib import Path

from knowledge.models.base import (
    AthleteId,
)
from knowledge.models.facts import Relation
from knowledge.store import KnowledgeBase
from tests.knowledge.store.facts import compiled, tiny_facts

ARVELL = AthleteId("tomas-arvell")
HADRI = AthleteId("youssef-el-hadri")
HARROW = AthleteId("ben-harrow")
LOMORO = AthleteId("joseph-lomoro")


def test_counts_leave_out_who_did_not_race(kb: KnowledgeBase) -> None:
    counts = kb.meeting_counts([HADRI, LOMORO], [ARVELL, HARROW, HADRI])
    assert counts[HADRI, ARVELL] == 5
    assert counts[HADRI, HARROW] == 1
    assert counts[LOMORO, ARVELL] == 3
    assert counts[HADRI, HADRI] == 0
    assert counts[AthleteId("grace-temba"), HADRI] == 0


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
    assert kb.disciplines_of([nobody]) == {nobody: ()}
    assert kb.disciplines_of([]) == {}


def test_disciplines_of_many_are_those_of_each(kb: KnowledgeBase) -> None:
    everybody = [entry.id for entry in kb.name_entries() if entry.kind == "athlete"]
    people = [AthleteId(one) for one in dict.fromkeys(everybody)]
    found = kb.disciplines_of(people)
    for one in people:
        raced = Counter(performance.head.discipline.id for performance in kb.performances(one))
        assert {discipline.id: raced[discipline.id] for discipline in found[one]} == raced
        assert [raced[discipline.id] for discipline in found[one]] == sorted(raced.values(), reverse=True)


def test_namesakes_share_the_family_name_only(kb: KnowledgeBase) -> None:
    assert [one.id for one in kb.namesakes(AthleteId("ali-benamar-1996"), 5)] == ["ali-benamar-2001"]
    assert [one.id for one in kb.namesakes(AthleteId("daniel-okoro"), 5)] == ["peter-okoro"]
    assert kb.namesakes(ARVELL, 5) == ()


def test_namesakes_differ_in_case_and_accents(tiny: KnowledgeBase) -> None:
    assert [one.id for one in tiny.namesakes(AthleteId("a-munoz"), 5)] == ["b-munoz"]


def test_the_first_namesakes_are_those_whose_ids_come_first_however_they_were_written(tmp_path: Path) -> None:
    facts = tiny_facts()
    twin = facts.athletes[0].model_copy(update={"id": AthleteId("z-munoz")})
    kb = compiled(facts.model_copy(update={"athletes": (twin, *reversed(facts.athletes))}), tmp_path)
    assert [one.id for one in kb.namesakes(AthleteId("b-munoz"), 1)] == ["a-munoz"]


def test_kin_are_who_name_the_athlete_and_have_the_family_name(tmp_path: Path) -> None:
    def kin(*kinds: str) -> dict[str, object]:
        facts = {"athlete": "a-munoz", "sources": ["paper"]}
        return {"relations": tuple(Relation.model_validate({**facts, "is": kind}) for kind in kinds)}

    facts = tiny_facts()
    other, named, munk = facts.athletes
    twin = named.model_copy(update={"id": AthleteId("z-munoz"), **kin("cousin")})
    athletes = (
        twin,
        other,
        named.model_copy(update=kin("younger brother", "coach")),
        munk.model_copy(update=kin("husband")),
    )
    kb = compiled(facts.model_copy(update={"athletes": athletes}), tmp_path)
    assert [(one.id, kind) for one, kind in kb.recorded_kin(other.id)] == [
        ("b-munoz", "younger brother"),
        ("b-munoz", "coach"),
        ("z-munoz", "cousin"),
    ]
