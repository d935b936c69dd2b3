"""The glance of a head-to-head."""

from knowledge.models.glance import Glance
from tests.knowledge.asking import Asker


def glance(ask: Asker, question: str) -> Glance:
    found = ask(question).glance
    assert found is not None
    return found


def test_the_score_is_the_title_and_each_athlete_has_the_colour_of_their_wins(ask: Asker) -> None:
    found = glance(ask, "/h2h daniel-okoro tomas-arvell")
    assert found.title == "Okoro 1–1 Arvell"
    assert found.subtitle == "🟦 🇳🇬 Daniel Okoro · 🟧 🇳🇴 Tomas Arvell · 3 finals"
    assert [row.sign for row in found.parts[0].rows] == ["🟧", "🟦", "⬜"]


def test_athletes_who_never_met_have_no_colours(ask: Asker) -> None:
    found = glance(ask, "/h2h daniel-okoro tomas-arvell 1950")
    assert found.title == "Okoro v Arvell"
    assert "🟦" not in (found.subtitle or "")
