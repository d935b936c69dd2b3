"""What a question was narrowed to, in words: the slots that are filters."""

from knowledge.cards.wording import Wording
from knowledge.models.facts import Round, Tier
from knowledge.models.outcome import Slot
from knowledge.models.question import HeadToHeadQuestion, Question

FILTERS = frozenset(
    (
        "event",
        "competition",
        "edition",
        "city",
        "venue",
        "nation",
        "tier",
        "category",
        "round",
        "days",
        "years",
    )
)


def narrowed(question: Question) -> bool:
    """Whether a head-to-head asks for some of the races of two only."""
    return isinstance(question, HeadToHeadQuestion) and question != HeadToHeadQuestion(
        first=question.first, second=question.second
    )


def narrowing(slot: Slot, wording: Wording) -> str:
    """One filter, in the reader's language where there are words for it."""
    if slot.name == "tier":
        return wording.tier(Tier(slot.id))
    if slot.name == "round" and slot.label != slot.id:
        return slot.label
    if slot.name == "round":
        return wording.say("finals") if slot.id == Round.FINAL else wording.round(Round(slot.id))
    if slot.name == "years":
        return years_in_words(slot.id, wording)
    return wording.term(slot.label)


def years_in_words(span: str, wording: Wording) -> str:
    """A span of years as questions write it (`since 2022`, `2019-2021`), in words."""
    word, _, year = span.rpartition(" ")
    if word == "since":
        return wording.say("since {year}", year=year)
    if word == "until":
        return wording.say("until {year}", year=year)
    return span.replace("-", "–")
