"""The sentences about what a question left open."""

from dataclasses import replace

import pytest

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.wording import Wording
from knowledge.models.base import CityId, CompetitionId, NationId
from knowledge.models.facts import City, Competition
from knowledge.models.outcome import AthleteChoice, PairChoice, RaceChoice, Slot, Why
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import ANNA, BRIT, athlete, head

EN = Wording()


CORA, AUD = athlete("Cora Cox"), athlete("Aud Aas", born="2003")


QUESTION = HeadToHeadQuestion(first=ANNA.id, second=BRIT.id)


def pair(first: AthleteRef, second: AthleteRef, races: int) -> PairChoice:
    question = HeadToHeadQuestion(first=first.id, second=second.id)
    return PairChoice(question=question, first=first, second=second, races=races)


def side(name: str, one: AthleteRef, typed: str, why: Why | None = None, *others: PairChoice) -> Slot:
    return Slot(name=name, id=one.id, label=one.name, said=why is None, typed=typed, why=why, others=others)


RESULT = ResultQuestion(race=head().id)


def edition(why: Why, *others: RaceHead, typed: str = "bergen") -> Slot:
    choices = tuple(RaceChoice(question=RESULT, race=other) for other in others)
    return Slot(
        name="edition", id="meet", label="Fjord Meet", said=False, typed=typed, why=why, others=choices
    )


def moved(to: str, year: int, competition: str = "meet") -> RaceHead:
    city = City(id=CityId(to.lower()), name=to, nation=NationId("NOR"))
    other = Competition(id=CompetitionId(competition), name=competition.title())
    return replace(head(f"{year}-06-01"), city=city, competition=other)


NAMESAKE = athlete("Cora Aas", born="2007")


def slot(why: Why, *others: AthleteChoice, typed: str = "aas") -> Slot:
    return Slot(name="first", id=ANNA.id, label=ANNA.name, said=False, typed=typed, why=why, others=others)


def choice(kind: str) -> AthleteChoice:
    question = HeadToHeadQuestion(first=NAMESAKE.id, second=BRIT.id) if kind == "h2h" else None
    return AthleteChoice(question=question or AthleteQuestion(athlete=NAMESAKE.id), athlete=NAMESAKE)


def test_a_recorded_spelling_differs_from_a_misspelling(ask: Asker) -> None:
    assert ask("/athlete thomas arvel").assumed == ("“thomas arvel” is Tomas Arvell.",)
    assert ask("/athlete tomas arvelll").assumed == ("“tomas arvelll” read as Tomas Arvell.",)
    assert ask("/athlete arvell").assumed == ()


def test_the_pair_that_met_most_often_is_stated_with_the_counts() -> None:
    slots = (side("first", ANNA, "aas", Why.LIKELIEST, pair(AUD, BRIT, 2)), side("second", BRIT, "berg"))
    assert assumed(QuestionContext(slots, EN, QUESTION, races=8)) == (
        "Anna Aas, who has met Brit Berg 8 times; not Aud Aas (2).",
    )
    assert assumed(QuestionContext(slots, EN, QUESTION)) == (
        "Anna Aas, who has met Brit Berg most often; not Aud Aas (NOR, 2003).",
    ), "a question that narrows has no counts of its own"


@pytest.mark.parametrize(
    ("why", "others", "end"),
    [
        (Why.LIKELIEST, (), "the only two of that name on file."),
        (Why.HAS_MET, (pair(CORA, AUD, 0),), "the only two of that name to have met."),
        (Why.LIKELIEST, (pair(CORA, AUD, 1),), "the two of that name who have met most often."),
    ],
)
def test_two_of_one_name_are_one_sentence(why: Why, others: tuple[PairChoice, ...], end: str) -> None:
    slots = (side("first", ANNA, "Aas", why, *others), side("second", AUD, "aas", why, *others))
    (sentence,) = assumed(QuestionContext(slots, EN, QUESTION, races=8))
    assert sentence == f"Anna Aas and Aud Aas, {end}"


def test_the_latest_edition_is_named_by_what_distinguishes_it() -> None:
    def sentence_of(*others: RaceHead) -> str:
        return assumed(QuestionContext((edition(Why.LATEST, *others),), EN, RESULT, head=head()))[-1]

    assert sentence_of(head("2022-06-01")) == "Latest edition on file; earlier: 2022."
    assert sentence_of(moved("Oslo", 2021), moved("Moss", 2020)) == (
        "Latest edition on file; earlier: Oslo 2021, Moss 2020."
    )
    assert sentence_of(moved("Oslo", 2021, "games")) == "Latest on file; also: Oslo 2021."


def test_the_only_edition_is_not_stated_where_others_are_offered() -> None:
    event = Slot(name="event", id="mile", label="Mile", said=True)

    def sentence_of(*beside: RaceHead, slots: tuple[Slot, ...] = ()) -> str:
        return assumed(QuestionContext((edition(Why.ONLY), *slots), EN, RESULT, head=head(), beside=beside))[
            -1
        ]

    assert sentence_of() == "The only edition on file."
    assert sentence_of(slots=(event,)) == "The only edition on file with this event."
    assert sentence_of(moved("Oslo", 2021)) == "The only edition on file that fits."
    assert sentence_of(head("2022-06-01")) == "The only edition on file that fits."


def test_other_interpretations_are_stated_in_both_languages() -> None:
    """Both editions are of one event, so the town and the year say which."""
    newer = tuple(RaceChoice(question=RESULT, race=one) for one in (head("2025-06-01"), moved("Oslo", 2026)))
    slots = (
        Slot(name="reading", id="", label="", said=True, typed="berg", others=newer[1:]),
        Slot(name="elsewhere", id="", label="", said=True, others=newer),
    )
    also, later = assumed(QuestionContext(slots, EN, RESULT, head=head()))
    assert also == "“berg” could also be Oslo 2026 · women's mile."
    assert later == "Newer, in imported results: Bergen 2025, Oslo 2026."
    also, later = assumed(QuestionContext(slots, Wording("fr"), RESULT, head=head()))
    assert also.startswith("« berg » peut aussi être ")
    assert later.startswith("Plus récent, dans des résultats importés : ")


def test_the_chosen_athlete_is_stated_with_the_alternatives() -> None:
    brit = Slot(name="second", id=BRIT.id, label=BRIT.name, said=True)
    context = QuestionContext((slot(Why.HAS_MET, choice("h2h")), brit), EN, QUESTION)
    assert assumed(context) == ("Anna Aas, who has met Brit Berg; not Cora Aas (NOR, 2007).",)


def test_a_glance_names_one_namesake_and_counts_the_others() -> None:
    others = (pair(AUD, BRIT, 2), pair(CORA, BRIT, 1), pair(athlete("Dag Dahl"), BRIT, 1))
    slots = (side("first", ANNA, "aas", Why.LIKELIEST, *others), side("second", BRIT, "berg"))
    context = QuestionContext(slots, EN, QUESTION, races=8, pair=(ANNA, BRIT), glance=True)
    assert assumed(context) == ("Anna Aas (8 races); not Aud (2) or 2 others.",)
    assert assumed(context._replace(races=1)) == ("Anna Aas (1 race); not Aud (2) or 2 others.",)
    assert assumed(context._replace(races=1, glance=False)) == (
        "Anna Aas, who has met Berg once; not Aud Aas (2), Cora Cox (1) or Dag Dahl (1).",
    )
    assert assumed(context._replace(wording=Wording("fr"))) == (
        "Anna Aas (8 courses)\N{NO-BREAK SPACE}; pas Aud (2) ni 2 autres.",
    )


def test_a_glance_names_three_editions() -> None:
    older = tuple(head(f"{year}-06-01") for year in range(2023, 2018, -1))
    context = QuestionContext((edition(Why.LATEST, *older),), EN, RESULT, head=head(), glance=True)
    assert assumed(context)[-1] == "Latest edition on file; earlier: 2023, 2022, 2021, 2 more."
    assert assumed(context._replace(winners=True))[-1] == "Latest edition on file."


def test_typed_words_that_the_name_does_not_contain_are_repeated() -> None:
    likely = slot(Why.LIKELIEST, choice("athlete"), typed="anne")
    assert assumed(QuestionContext((likely,), EN, QUESTION)) == (
        "“anne”: Anna Aas, the likeliest match; not Cora Aas (NOR, 2007).",
    )


def test_every_reason_has_a_sentence() -> None:
    for why in Why:
        context = QuestionContext((slot(why, choice("athlete"), typed="aass"),), EN, QUESTION)
        (sentence,) = assumed(context)
        assert sentence.endswith(".")
