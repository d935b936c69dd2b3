"""Choices and next questions: labels, groups, and questions that are offered once."""

from knowledge.cards.assumptions import QuestionContext
from knowledge.cards.next_questions import (
    changes,
    choice_group,
    choice_label,
    distinct,
    distinct_labels,
    group,
)
from knowledge.cards.wording import Wording
from knowledge.models.card import Next
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice, Slot, Why
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.questions.made import ANNA, BRIT, athlete, head

EN = Wording()


NAMESAKE = athlete("Cora Aas", born="2007")


QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def slot(why: Why, *others: AthleteChoice, typed: str = "aas") -> Slot:
    return Slot(name="first", id=ANNA.id, label=ANNA.name, said=False, typed=typed, why=why, others=others)


def choice(kind: str) -> AthleteChoice:
    question = HeadToHeadQuestion(first=NAMESAKE.id, second=BRIT.id) if kind == "h2h" else None
    return AthleteChoice(question=question or AthleteQuestion(athlete=NAMESAKE.id), athlete=NAMESAKE)


def test_only_a_question_of_the_same_kind_replaces_the_card() -> None:
    kinds: list[tuple[str, list[bool]]] = [("h2h", [True]), ("athlete", [False])]
    for kind, replaces in kinds:
        context = QuestionContext((slot(Why.LIKELIEST, choice(kind)),), EN, QUESTION)
        assert [group.changes for group in changes(context) if group.items] == replaces


def test_the_label_of_a_choice() -> None:
    pair = PairChoice(
        question=HeadToHeadQuestion(first=ANNA.id, second=BRIT.id), first=ANNA, second=BRIT, races=1
    )
    assert choice_label(pair, EN) == "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000) · 1 race"
    race = RaceChoice(question=ResultQuestion(race=head().id), race=head())
    assert choice_label(race, EN) == "Bergen 2024 · women's mile"


def test_equal_labels_get_an_ending_that_distinguishes_them() -> None:
    def race(on: str) -> RaceChoice:
        return RaceChoice(question=ResultQuestion(race=head().id), race=head(on))

    choices = [race("2024-07-01"), race("2024-07-02"), race("2024-07-02"), race("2023-07-02")]
    assert [one.text for one in distinct_labels(choices, EN)] == [
        "Bergen 2024 · women's mile · 1 Jul 2024",
        "Bergen 2024 · women's mile · 2 Jul 2024 · 1",
        "Bergen 2024 · women's mile · 2 Jul 2024 · 2",
        "Bergen 2023 · women's mile",
    ]
    people = [AthleteChoice(question=AthleteQuestion(athlete=ANNA.id), athlete=ANNA)] * 2
    labels = distinct_labels(people, EN)
    assert [one.ending for one in labels] == [f" · {ANNA.id} · {number}" for number in (1, 2)]
    assert [one.text for one in labels] == [
        f"Anna Aas · NOR · 2000 · {ANNA.id} · {number}" for number in (1, 2)
    ]


def test_a_pair_has_a_short_label_without_the_number_of_races() -> None:
    pair = PairChoice(
        question=HeadToHeadQuestion(first=ANNA.id, second=BRIT.id), first=ANNA, second=BRIT, races=2
    )
    assert distinct_labels([pair, pair], EN)[1] == (
        "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000) · 2 races · 2",
        "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000)",
        " · 2",
    )
    (group,) = choice_group([pair], "Choose", EN)
    assert group.items[0].label == "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000) · 2 races"
    assert group.items[0].short_label == "Anna Aas (NOR, 2000) v Brit Berg (NOR, 2000)"


def test_a_group_has_all_choices_for_the_front_to_cut() -> None:
    many = [AthleteChoice(question=AthleteQuestion(athlete=ANNA.id), athlete=ANNA)] * 40
    (group,) = choice_group(many, "Choose", EN)
    assert len(group.items) == 40


def test_a_question_is_offered_once_and_never_the_question_itself() -> None:
    anna, brit = (Next(label=one.name, question=AthleteQuestion(athlete=one.id)) for one in (ANNA, BRIT))
    groups = [group("Athletes", [anna, brit]), group("Rivals", [brit])]
    assert distinct(groups, anna.question) == (group("Athletes", [brit]),)
