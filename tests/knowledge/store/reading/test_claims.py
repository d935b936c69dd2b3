"""Claims about an athlete: of the athlete's file and of races."""

from pathlib import Path

from knowledge.models.base import (
    AthleteId,
)
from knowledge.models.claim import Claim, ClaimStatus, Saying
from knowledge.store import KnowledgeBase
from tests.knowledge.store.facts import SOURCE, compiled, tiny_facts

ARVELL = AthleteId("tomas-arvell")
HADRI = AthleteId("youssef-el-hadri")


def test_claims_about_come_from_the_own_file_and_from_races(kb: KnowledgeBase) -> None:
    found = kb.claims_about(HADRI)
    assert [(head and head.id, claim.about) for head, claim in found] == [
        (None, "2022 season"),
        ("harbour-mile-2024-men-mile-final", "defending champion"),
    ]
    assert kb.claims_about(ARVELL) == ()


def test_claims_elsewhere_are_those_of_races_newest_first_then_those_of_other_athletes(
    tmp_path: Path,
) -> None:
    one, other = AthleteId("a-munoz"), AthleteId("b-munoz")

    def claim(about: str) -> Claim:
        saying = Saying(source=SOURCE, says="So.")
        return Claim(about=about, status=ClaimStatus.UNRESOLVED, sayings=(saying,), athletes=(other, one))

    facts = tiny_facts()
    meeting, games = facts.races
    athletes = [
        athlete.model_copy(update={"claims": (claim(f"of {athlete.id}"),)} if athlete.id != "c-munk" else {})
        for athlete in facts.athletes
    ]
    races = (
        meeting.model_copy(update={"claims": (claim("third"),)}),
        games.model_copy(update={"claims": (claim("first"), claim("second"))}),
    )
    kb = compiled(facts.model_copy(update={"athletes": tuple(athletes), "races": races}), tmp_path)
    assert [(head and head.id, found.about) for head, found in kb.claims_about(one)] == [
        (None, "of a-munoz"),
        (games.id, "first"),
        (games.id, "second"),
        (meeting.id, "third"),
        (None, "of b-munoz"),
    ]
