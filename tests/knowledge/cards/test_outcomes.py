"""The cards of choices and refusals."""

from dataclasses import replace

import pytest

from knowledge.ask import draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.base import RaceId
from knowledge.models.card import Card
from knowledge.models.facts import Category, Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Ambiguous, AthleteChoice, Fault, Invalid, PairChoice, RaceChoice
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.asking import Asker, words
from tests.knowledge.questions.made import ANNA, BRIT, athlete, head, line, performance

EN = Wording()


NAMESAKE = athlete("Cora Aas", born="2007")


def choice(kind: str) -> AthleteChoice:
    question = HeadToHeadQuestion(first=NAMESAKE.id, second=BRIT.id) if kind == "h2h" else None
    return AthleteChoice(question=question or AthleteQuestion(athlete=NAMESAKE.id), athlete=NAMESAKE)


QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def test_a_choice_lists_the_athletes_who_fit(ask: Asker) -> None:
    card = ask("/athlete benamar")
    assert card.tone == "choice"
    assert card.headline == "Two athletes fit “benamar”:"
    assert "🇲🇦 Ali Benamar | Morocco, born 1996 | mile" in words(card)
    assert [item.label for item in card.next[0].items] == [
        "Ali Benamar · MAR · 1996 · mile",
        "Ali Benamar · FRA · 2001 · 1500 m",
    ]


def test_a_choice_among_competitions_says_so(ask: Asker) -> None:
    assert ask("/result mile 2023").headline == "Several competitions fit “mile 2023”:"


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("kind", ["result", "athlete", "h2h", None])
def test_every_refusal_has_a_sentence_and_an_example(fault: Fault, kind: str | None) -> None:
    card = draw_outcome(Invalid(kind=kind, fault=fault, typed="x"), EN)
    assert card.tone == "refusal"
    assert (card.headline or "").endswith(".")
    assert "/" in words(card)


def test_a_second_athlete_is_offered(ask: Asker) -> None:
    card = ask("/h2h arvell")
    assert card.headline == "A head-to-head needs a second athlete beside “arvell”."
    assert card.next


def test_races_and_athletes_are_narrowed_down_by_different_words() -> None:
    near = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    races = Ambiguous(kind="result", slot="event", typed="bergen", choices=(near, near), more=3)
    assert draw_outcome(races, EN).notes == ("Three more: add a competition, a year or an event.",)
    people = races.model_copy(update={"choices": (choice("athlete"), choice("athlete"))})
    assert "a first name or a nation" in draw_outcome(people, EN).notes[0]


def test_pairs_of_a_question_with_filters_have_no_counts() -> None:
    def drawn(question: HeadToHeadQuestion) -> str:
        pair = PairChoice(question=question, first=ANNA, second=BRIT, races=9)
        card = draw_outcome(Ambiguous(kind="h2h", slot="athletes", typed="x", choices=(pair, pair)), EN)
        return words(card) + card.next[0].items[0].label

    assert "9 races together" in drawn(QUESTION)
    assert "9" not in drawn(QUESTION.model_copy(update={"where": RaceFilter(rounds=(Round.FINAL,))}))


def test_a_race_to_choose_names_its_winners() -> None:
    race = head()
    won = tuple(performance(head(day), line(ANNA, 1, "4:20.00")) for day in ("2024-06-01", "2023-06-01"))
    choice = RaceChoice(question=ResultQuestion(race=race.id), race=race, winners=won)
    card = draw_outcome(Ambiguous(kind="result", slot="event", typed="x", choices=(choice,)), EN)
    (row,) = card.sections[0].table.rows if card.sections[0].table else ()
    assert row.note == f"2024 {ANNA.name} 4:20.00 \N{MIDDLE DOT} 2023 {ANNA.name} 4:20.00"


def both_podiums(*, more: int = 0, named: bool = True) -> Card:
    """The choice between the women's and the men's race."""
    choices = []
    for category, who in ((Category.WOMEN, ANNA), (Category.MEN, BRIT)):
        race = replace(head(), category=category)
        podium = tuple(
            performance(race, line(one, place, f"4:2{place}.00"))
            for place, one in enumerate((who, NAMESAKE), 1)
        )
        won = tuple(
            performance(head(f"{year}-06-01"), line(who, 1, "4:30.00")) for year in (2024, 2023, 2022, 2021)
        )
        question = ResultQuestion(race=RaceId(f"{race.id}-{category}"))
        choices.append(RaceChoice(question=question, race=race, podium=podium if named else (), winners=won))
    outcome = Ambiguous(kind="result", slot="event", typed="mile", choices=tuple(choices), more=more)
    return draw_outcome(outcome, EN)


def test_two_events_of_one_discipline_show_their_podiums() -> None:
    card = both_podiums()
    glance = card.glance
    assert glance is not None
    assert card.is_answer
    assert glance.title == "Mile · Bergen 2024"
    assert [(part.heading or "").partition(" ")[0] for part in glance.parts] == ["Women", "Men"]
    assert [(row.sign, row.mark, row.text) for row in glance.parts[0].rows] == [
        ("🥇", "4:21.00", "🇳🇴 Anna Aas"),
        ("🥈", "4:22.00", "🇳🇴 Cora Aas"),
    ]
    (before,) = glance.parts[1].small
    assert "2023" in before
    assert "2022" in before
    assert "2021" not in before
    assert "2024" not in before
    assert [button.question for button in glance.buttons] == [
        item.question for group in card.next for item in group.items
    ]
    assert glance.details is None, "nothing is left out"


def test_where_nobody_is_named_on_the_podium_there_is_a_plain_choice() -> None:
    card = both_podiums(named=False)
    assert card.glance is None
    assert not card.is_answer


def test_athletes_to_choose_from_have_no_glance(ask: Asker) -> None:
    assert ask("/athlete benamar").glance is None
