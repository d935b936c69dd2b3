"""The sentence of an insight."""

from knowledge.cards.labels import shown_names
from knowledge.cards.wording import Wording, initial_capital, msg
from knowledge.models.facts import Tier
from knowledge.models.mark import Measure
from knowledge.questions.result.model import Insight, InsightKind, Reach, ResultAnswer

_FIXED = {
    InsightKind.PHOTO_FINISH: msg("Decided by a photo finish."),
    InsightKind.COUNTBACK: msg("Decided on countback."),
    InsightKind.JUMP_OFF: msg("Decided by a jump-off."),
    InsightKind.NATIONAL_RECORD: msg("National record."),
}
_RECORDS = {
    "WR": msg("World record."),
    "OR": msg("Olympic record."),
    "CR": msg("Championship record."),
    "AR": msg("Area record."),
    "MR": msg("Meeting record."),
}
_GAMES = (Tier.OLYMPIC_GAMES, Tier.CONTINENTAL_GAMES, Tier.COMMONWEALTH_GAMES)
_FASTEST = {
    Reach.ALL: msg("The fastest of all {n} finals {where}."),
    Reach.FIRST: msg("The fastest of the first {n} finals {where}."),
}
_FARTHEST = {
    Reach.ALL: msg("The best winning mark of all {n} finals {where}."),
    Reach.FIRST: msg("The best winning mark of the first {n} finals {where}."),
}
_SMALLEST = {
    Reach.ALL: msg("The smallest winning margin of all {n} finals {where}."),
    Reach.FIRST: msg("The smallest winning margin of the first {n} finals {where}."),
    Reach.KNOWN: msg("The smallest winning margin of the {n} editions known {where}."),
    Reach.KNOWN_BEFORE: msg("The smallest winning margin of the {n} editions known {where} until then."),
}
_BIGGEST = {
    Reach.ALL: msg("The biggest winning margin of all {n} finals {where}."),
    Reach.FIRST: msg("The biggest winning margin of the first {n} finals {where}."),
    Reach.KNOWN: msg("The biggest winning margin of the {n} editions known {where}."),
    Reach.KNOWN_BEFORE: msg("The biggest winning margin of the {n} editions known {where} until then."),
}


def insight_sentence(answer: ResultAnswer, wording: Wording) -> str | None:
    """The insight of an answer in words; None where it has none."""
    insight = answer.insight
    if insight is None:
        return None
    is_time = answer.head.discipline.measure is Measure.TIME
    same = msg("The same time for the first two.") if is_time else msg("The same mark for the first two.")
    fixed = {**_FIXED, InsightKind.SAME_MARK: same, InsightKind.RECORD: _RECORDS.get(insight.record or "")}
    if sentence := fixed.get(insight.kind):
        return wording.say(sentence)
    if insight.reach is not None:
        return _superlative(insight, insight.reach, answer, wording)
    if insight.other is not None:
        return _of_meetings(insight, answer, wording)
    return _of_titles(insight, answer, wording)


def _superlative(insight: Insight, reach: Reach, answer: ResultAnswer, wording: Wording) -> str:
    is_time = answer.head.discipline.measure is Measure.TIME
    sentences = {
        InsightKind.BEST_MARK: _FASTEST if is_time else _FARTHEST,
        InsightKind.SMALLEST_MARGIN: _SMALLEST,
        InsightKind.BIGGEST_MARGIN: _BIGGEST,
    }
    sentence = sentences[insight.kind][reach]
    return wording.say(sentence, n=wording.number(insight.count or 0), where=_where(answer, wording))


def _where(answer: ResultAnswer, wording: Wording) -> str:
    """The kind of the competition, which the title names."""
    tier = answer.head.edition.tier
    if tier in _GAMES:
        return wording.say("at the Games")
    if tier is Tier.MARATHON_MAJOR:
        return wording.say("of this marathon")
    return wording.say("at this meeting") if tier.is_meeting else wording.say("at these championships")


def _of_meetings(insight: Insight, answer: ResultAnswer, wording: Wording) -> str:
    winner, other = answer.finishers[0].result.entered[0], insight.other
    if other is None:
        raise ValueError("an insight into meetings has another athlete")
    _, name = shown_names(winner, other)
    n = wording.number(insight.count or 0)
    if insight.kind is InsightKind.ALL_LOST:
        return wording.say("{other} had finished ahead in all {n} of their known finals.", other=name, n=n)
    return wording.say("{other} had finished ahead in the last {n} of their known finals.", other=name, n=n)


def _of_titles(insight: Insight, answer: ResultAnswer, wording: Wording) -> str:
    years = wording.list([str(year) for year in insight.years])
    if insight.kind is InsightKind.FIRST_TITLE:
        return wording.say("A first title in this event, after the podium in {years}.", years=years)
    if insight.kind is InsightKind.TITLE_AGAIN:
        return wording.say("Champion again, after {years}.", years=years)
    n = wording.number(insight.count or 0)
    if answer.head.edition.tier.is_meeting:
        return initial_capital(wording.say("{n} wins in a row.", n=n))
    return initial_capital(wording.say("{n} titles in a row.", n=n))
