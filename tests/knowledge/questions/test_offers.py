"""Next questions carry the athletes that the answer is about."""

from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId, NationId
from knowledge.models.facts import Nation, Sex
from knowledge.models.records import AthleteRef
from knowledge.questions import offers

NORWAY = Nation(id=NationId("NOR"), name="Norway", iso="NO")


def athlete(id_: str, name: str) -> AthleteRef:
    family = name.split()[1]
    return AthleteRef(id=AthleteId(id_), name=name, family=family, sex=Sex("F"), nation=NORWAY, born=None)


VALE, LIND, MOE = (
    athlete("mira-vale", "Mira Vale"),
    athlete("tove-lind", "Tove Lind"),
    athlete("ida-moe", "Ida Moe"),
)


def test_a_head_to_head_asks_about_the_two_in_their_order() -> None:
    asked = offers.head_to_head(VALE, LIND, Wording())
    assert (asked.label, asked.question.command) == ("Mira Vale v Tove Lind", "/h2h mira-vale tove-lind")


def test_a_rival_is_asked_about_together_with_the_athlete_of_the_answer() -> None:
    asked = list(offers.rivals(VALE, [(LIND, 1), (MOE, 4)], Wording()))
    assert [(one.label, one.question.command) for one in asked] == [
        ("v Tove Lind · 1 race", "/h2h mira-vale tove-lind"),
        ("v Ida Moe · 4 races", "/h2h mira-vale ida-moe"),
    ]
