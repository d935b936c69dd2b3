"""Labels of editions, races and athletes."""

from knowledge.cards.labels import athlete_label, dated_place_label, edition_label, race_label, shown_names
from knowledge.cards.wording import Wording
from knowledge.models.facts import Round, Tier
from tests.knowledge.questions.made import ANNA, BRIT, MILE, athlete, head

EN, FR = Wording("en"), Wording("fr")


def test_a_meeting_goes_by_its_place_and_a_championships_by_its_name() -> None:
    assert edition_label(head(), EN) == "Bergen 2024"
    assert edition_label(head(tier=Tier.OLYMPIC_GAMES), EN) == "Olympic Games, Bergen 2024"
    assert edition_label(head(tier=Tier.OLYMPIC_GAMES), FR) == "Jeux olympiques, Bergen 2024"
    assert edition_label(head(tier=Tier.CONTINENTAL_GAMES), EN) == "Fjord Meet, Bergen 2024"


def test_the_year_stands_beside_a_date_only_where_it_differs() -> None:
    assert dated_place_label(head(), EN) == "Bergen"
    assert dated_place_label(head("2021-08-02", year=2020), EN) == "Bergen 2020"


def test_a_round_is_told_where_it_is_not_the_final() -> None:
    assert race_label(head(), EN) == "Bergen 2024 · women's mile"
    assert race_label(head(round_=Round.HEAT), EN) == "Bergen 2024 · women's mile · heat"


def test_an_athlete_is_told_from_namesakes() -> None:
    assert athlete_label(ANNA, [MILE], EN) == "Anna Aas · NOR · 2000 · mile"
    assert athlete_label(athlete("Cai Cox", born=None), [], EN) == "Cai Cox · NOR"


def test_labels_are_whole_however_long() -> None:
    long = athlete("Maximiliana-Theodora " * 6 + "Aas")
    assert athlete_label(long, [MILE], EN).endswith("Aas · NOR · 2000 · mile")


def test_two_of_one_family_are_called_by_their_whole_names() -> None:
    assert shown_names(ANNA, BRIT) == ("Aas", "Berg")
    assert shown_names(ANNA, athlete("Aud Aas")) == ("Anna Aas", "Aud Aas")
