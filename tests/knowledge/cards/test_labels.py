"""What races and athletes are called in a few words."""

from knowledge.cards.labels import (
    athlete_label,
    choice_label,
    dated_place_label,
    edition_label,
    labels_apart,
    race_label,
    shown_names,
)
from knowledge.cards.wording import Wording
from knowledge.models.facts import Round, Tier
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
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


def test_choices() -> None:
    pair = PairChoice(
        question=HeadToHeadQuestion(first=ANNA.id, second=BRIT.id), first=ANNA, second=BRIT, races=1
    )
    assert choice_label(pair, EN) == "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000) · 1 race"
    race = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    assert choice_label(race, EN) == "Bergen 2024 · women's mile"


def test_choices_called_the_same_are_told_apart() -> None:
    def race(on: str) -> RaceChoice:
        return RaceChoice(question=ResultQuestion(race=head().id), race=head(on))

    choices = [race("2024-07-01"), race("2024-07-02"), race("2024-07-02"), race("2023-07-02")]
    assert labels_apart(choices, EN) == [
        "Bergen 2024 · women's mile · 1 Jul 2024",
        "Bergen 2024 · women's mile · 2 Jul 2024 · 1",
        "Bergen 2024 · women's mile · 2 Jul 2024 · 2",
        "Bergen 2023 · women's mile",
    ]
    people = [AthleteChoice(question=AthleteQuestion(athlete=ANNA.id), athlete=ANNA)] * 2
    assert labels_apart(people, EN) == [f"Anna Aas · NOR · 2000 · {ANNA.id} · {number}" for number in (1, 2)]


def test_a_pair_of_long_names_is_cut_behind_the_names() -> None:
    long = athlete("Maximiliana-Theodora Ekström-Hagebakken")
    question = HeadToHeadQuestion(first=long.id, second=BRIT.id)
    pair = PairChoice(question=question, first=long, second=BRIT, races=1)
    assert choice_label(pair, EN) == (
        "Maximiliana-Theodora Ekström-Hagebakken (NOR, 2000) v Brit Berg (NOR, 2000)"
    )


def test_a_label_of_long_names_is_cut() -> None:
    long = athlete("Maximiliana-Theodora " * 6 + "Aas")
    assert len(athlete_label(long, [MILE], EN)) == 80


def test_two_of_one_family_are_called_by_their_whole_names() -> None:
    assert shown_names(ANNA, BRIT) == ("Aas", "Berg")
    assert shown_names(ANNA, athlete("Aud Aas")) == ("Anna Aas", "Aud Aas")
