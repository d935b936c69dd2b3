"""Why a slot holds what it holds, and what a place was read as."""

import pytest

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.spelling_notes import read_as
from knowledge.cards.wording import Wording
from knowledge.models.base import CityId, CompetitionId, NationId
from knowledge.models.facts import City, Competition
from knowledge.models.outcome import PairChoice, RaceChoice, Slot, Why
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.cards.asking import Asker, words
from tests.knowledge.questions.made import ANNA, BRIT, athlete, head

EN = Wording()
CORA, AUD = athlete("Cora Cox"), athlete("Aud Aas", born="2003")
QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)
RESULT = ResultQuestion(race=head().id)


def pair(first: AthleteRef, second: AthleteRef, races: int) -> PairChoice:
    question = HeadToHeadQuestion(first=first.id, second=second.id)
    return PairChoice(question=question, first=first, second=second, races=races)


def side(name: str, who: AthleteRef, typed: str, why: Why | None = None, *others: PairChoice) -> Slot:
    return Slot(name=name, id=who.id, label=who.name, said=why is None, typed=typed, why=why, others=others)


def edition(why: Why, *others: RaceHead, typed: str = "bergen") -> Slot:
    choices = tuple(RaceChoice(question=RESULT, race=other) for other in others)
    return Slot(
        name="edition", id="meet", label="Fjord Meet", said=False, typed=typed, why=why, others=choices
    )


def moved(to: str, year: int, competition: str = "meet") -> RaceHead:
    city = City(id=CityId(to.lower()), name=to, nation=NationId("NOR"))
    other = Competition(id=CompetitionId(competition), name=competition.title())
    return head(f"{year}-06-01").model_copy(update={"city": city, "competition": other})


def test_who_met_most_often_is_told_with_the_counts() -> None:
    slots = (side("first", ANNA, "aas", Why.LIKELIEST, pair(AUD, BRIT, 2)), side("second", BRIT, "berg"))
    assert assumed(QuestionContext(slots, EN, QUESTION, races=8)) == (
        "Aas taken as Anna Aas, who met Brit Berg most often (8 races); the other is Aud Aas (2).",
    )
    assert assumed(QuestionContext(slots, EN, QUESTION)) == (
        "Aas taken as Anna Aas, who met Brit Berg most often; the other is Aud Aas (NOR, 2003).",
    ), "a question that narrows has no counts of its own"


@pytest.mark.parametrize(
    ("why", "others", "end"),
    [
        (Why.LIKELIEST, (), "the only two of that name here."),
        (Why.HAS_MET, (pair(CORA, AUD, 0),), "the only two who have met here."),
        (Why.LIKELIEST, (pair(CORA, AUD, 1),), "the two who met most often here."),
    ],
)
def test_two_of_one_name_are_one_sentence(why: Why, others: tuple[PairChoice, ...], end: str) -> None:
    slots = (side("first", ANNA, "Aas", why, *others), side("second", AUD, "aas", why, *others))
    (sentence,) = assumed(QuestionContext(slots, EN, QUESTION, races=8))
    assert sentence == f"Aas v Aas taken as Anna Aas and Aud Aas, {end}"


def test_the_latest_edition_is_told_by_what_tells_it_from_the_others() -> None:
    def told(*others: RaceHead) -> str:
        return assumed(QuestionContext((edition(Why.LATEST, *others),), EN, RESULT, head=head()))[-1]

    assert told(head("2022-06-01")) == "2024, the latest edition with this event; also here: 2022."
    assert told(moved("Oslo", 2021), moved("Moss", 2020)) == (
        "The latest edition here; also: Oslo 2021, Moss 2020."
    )
    assert told(moved("Oslo", 2021, "games")) == "The latest edition here; also: Oslo 2021."


def test_the_only_edition_is_not_said_where_others_are_offered() -> None:
    event = Slot(name="event", id="mile", label="Mile", said=True)

    def told(*beside: RaceHead, slots: tuple[Slot, ...] = ()) -> str:
        return assumed(QuestionContext((edition(Why.ONLY), *slots), EN, RESULT, head=head(), beside=beside))[
            -1
        ]

    assert told() == "The only edition known here."
    assert told(slots=(event,)) == "The only edition known here with this event."
    assert told(moved("Oslo", 2021)) == "The only edition known here that fits."
    assert told(head("2022-06-01")) == "The only edition known here that fits."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bergen", ""),
        ("Bergén fjord", ""),
        ("berghen", "“berghen” read as Bergen."),
        ("fjorrd bergen", "“fjorrd” read as Fjord Meet."),
        ("diamonds", ""),
        ("norge", "“norge” read as Norway."),
        ("dl", ""),
    ],
)
def test_a_place_typed_otherwise_is_told(typed: str, said: str) -> None:
    assert read_as(edition(Why.LATEST, typed=typed), head(), EN) == said


def test_a_guess_at_a_place_is_told_though_the_year_is_assumed_too(ask: Asker) -> None:
    said = words(ask("/result port brenan men mile"))
    assert "“brenan” read as Port Brennan." in said
    assert "2024, the latest edition with this event" in said


def test_other_competitions_of_a_town_are_not_editions_of_this_one(ask: Asker) -> None:
    card = ask("/result vallorne-memorial-2023-men-mile-final")
    assert not [group for group in card.next if group.heading == "Other editions"]


def test_a_narrowed_head_to_head_counts_nothing_else(ask: Asker) -> None:
    card = ask("/h2h hadri arvell 2023")
    assert "Best marks in these races" in words(card)
    assert "3:49.11" not in words(card), "it was run in 2024"


def test_what_else_was_meant_is_told_in_both_languages() -> None:
    """Both editions are of one event, so the town and the year say which."""
    newer = tuple(RaceChoice(question=RESULT, race=one) for one in (head("2025-06-01"), moved("Oslo", 2026)))
    slots = (
        Slot(name="reading", id="", label="", said=True, typed="berg", others=newer[1:]),
        Slot(name="elsewhere", id="", label="", said=True, others=newer),
    )
    also, later = assumed(QuestionContext(slots, EN, RESULT, head=head()))
    assert also == "“berg” may also mean: Oslo 2026 · women's mile."
    assert later == "Newer, but only in imported results: Bergen 2025, Oslo 2026."
    also, later = assumed(QuestionContext(slots, Wording("fr"), RESULT, head=head()))
    assert also.startswith("« berg » peut aussi désigner : ")
    assert later.startswith("Plus récent, mais seulement dans des résultats importés : ")


def test_a_guess_is_told_once() -> None:
    guessed = edition(Why.SPELLING, typed="berghen")
    assert assumed(QuestionContext((guessed,), EN, RESULT, head=head())) == ("“berghen” read as Bergen.",)
