"""The sentence of an insight."""

from knowledge.cards.labels import shown_names
from knowledge.cards.wording import Wording, initial_capital, msg
from knowledge.models.facts import Tier
from knowledge.models.mark import Measure
from knowledge.models.records import AthleteRef
from knowledge.questions.result.insight_model import Insight, InsightKind, Reach
from knowledge.questions.result.model import ResultAnswer

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
_FINALS = {
    Tier.OLYMPIC_GAMES: msg("{n} Olympic finals"),
    Tier.WORLD_CHAMPIONSHIPS: msg("{n} world finals"),
    Tier.WORLD_INDOOR_CHAMPIONSHIPS: msg("{n} world indoor finals"),
    Tier.WORLD_U20_CHAMPIONSHIPS: msg("{n} world U20 finals"),
}
_FASTEST = {
    Reach.ALL: msg("The fastest of all {finals}."),
    Reach.FIRST: msg("The fastest of {finals} until then."),
}
_FARTHEST = {
    Reach.ALL: msg("The best winning mark of all {finals}."),
    Reach.FIRST: msg("The best winning mark of {finals} until then."),
}
_SMALLEST = {
    Reach.ALL: msg("The closest of all {finals}."),
    Reach.FIRST: msg("The closest of {finals} until then."),
    Reach.KNOWN: msg("The closest of {finals} on file."),
    Reach.KNOWN_BEFORE: msg("The closest of {finals} on file until then."),
}
_BIGGEST = {
    Reach.ALL: msg("The biggest win of all {finals}."),
    Reach.FIRST: msg("The biggest win of {finals} until then."),
    Reach.KNOWN: msg("The biggest win of {finals} on file."),
    Reach.KNOWN_BEFORE: msg("The biggest win of {finals} on file until then."),
}
_SHARED = {
    Reach.ALL: msg("The only shared gold of all {finals}."),
    Reach.FIRST: msg("The first shared gold in {finals}."),
}
_OTHERS = {
    InsightKind.ALL_LOST: msg("First win over {other} on file, after {n} defeats in finals."),
    InsightKind.LAST_LOST: msg("A win over {other}, after {n} defeats in a row on file."),
    InsightKind.CHAMPION_BEATEN: msg("{other} was the defending champion."),
}


def insight_sentence(answer: ResultAnswer, wording: Wording) -> str | None:
    """The insight of an answer in words; None where it has none."""
    insight = answer.insight
    if insight is None:
        return None
    fixed = {
        **_FIXED,
        InsightKind.RECORD: _RECORDS.get(insight.record or ""),
        InsightKind.SHARED: None if insight.reach else msg("A shared gold."),
    }
    if sentence := fixed.get(insight.kind):
        return wording.say(sentence)
    if insight.reach is not None:
        return _superlative(insight, insight.reach, answer, wording)
    if insight.other is not None:
        return _of_another(insight, insight.other, answer, wording)
    return _of_titles(insight, answer, wording)


def _superlative(insight: Insight, reach: Reach, answer: ResultAnswer, wording: Wording) -> str:
    is_time = answer.head.discipline.measure is Measure.TIME
    sentences = {
        InsightKind.SHARED: _SHARED,
        InsightKind.BEST_MARK: _FASTEST if is_time else _FARTHEST,
        InsightKind.SMALLEST_MARGIN: _SMALLEST,
        InsightKind.BIGGEST_MARGIN: _BIGGEST,
    }
    finals = _FINALS.get(answer.head.edition.tier, msg("{n} editions"))
    finals = wording.say(finals, n=insight.count)
    return wording.say(sentences[insight.kind][reach], finals=finals)


def _of_another(insight: Insight, other: AthleteRef, answer: ResultAnswer, wording: Wording) -> str:
    _, name = shown_names(answer.finishers[0].result.entered[0], other)
    return wording.say(_OTHERS[insight.kind], other=name, n=wording.number(insight.count or 0))


def _of_titles(insight: Insight, answer: ResultAnswer, wording: Wording) -> str:
    years = wording.list([str(year) for year in insight.years])
    if insight.kind is InsightKind.FIRST_TITLE:
        return wording.plural(
            "First title in this event, after a podium in {years}.",
            "First title in this event, after podiums in {years}.",
            len(insight.years),
            years=years,
        )
    if insight.kind is InsightKind.TITLE_AGAIN:
        return wording.say("Champion again, after {years}.", years=years)
    n = wording.number(insight.count or 0)
    if answer.head.edition.tier.is_meeting:
        return initial_capital(wording.say("{n} wins in a row.", n=n))
    return initial_capital(wording.say("{n} titles in a row.", n=n))
