"""Claims about an athlete: of the athlete's file and of races."""

from knowledge.models.base import (
    AthleteId,
)
from knowledge.store import KnowledgeBase

ARVELL = AthleteId("tomas-arvell")
HADRI = AthleteId("youssef-el-hadri")


def test_claims_about_come_from_the_own_file_and_from_races(kb: KnowledgeBase) -> None:
    found = kb.claims_about(HADRI)
    assert [(head and head.id, claim.about) for head, claim in found] == [
        (None, "2022 season"),
        ("harbour-mile-2024-men-mile-final", "defending champion"),
    ]
    assert kb.claims_about(ARVELL) == ()
