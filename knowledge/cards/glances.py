"""What the glances of all kinds share: short names, medals, buttons, small print."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards.assumptions import QuestionContext, has_met, is_in_question, slot_label
from knowledge.cards.labels import edition_label, flag
from knowledge.cards.wording import Wording, initial_capital, msg
from knowledge.models.claim import Claim, ClaimStatus
from knowledge.models.facts import Medal, Tier
from knowledge.models.glance import GlanceButton
from knowledge.models.outcome import Choice, PairChoice, RaceChoice, Slot
from knowledge.models.records import AnyLine, AthleteRef, RaceHead, ResultLine

MEDALS = {Medal.GOLD: "🥇", Medal.SILVER: "🥈", Medal.BRONZE: "🥉"}
OF_PLACE = {1: Medal.GOLD, 2: Medal.SILVER, 3: Medal.BRONZE}
_SHORT_TIERS = {
    Tier.OLYMPIC_GAMES: msg("Olympics"),
    Tier.WORLD_CHAMPIONSHIPS: msg("Worlds"),
    Tier.WORLD_INDOOR_CHAMPIONSHIPS: msg("World Indoors"),
    Tier.WORLD_U20_CHAMPIONSHIPS: msg("World U20s"),
    Tier.DIAMOND_LEAGUE: msg("Diamond League"),
}
MOST_CHANGES = 2
"""Buttons of a glance that change an assumption. Chosen by hand: a row of buttons takes 40 pixels."""


def short_name(athlete: AthleteRef) -> str:
    """`M. A. Jhinaoui`: initials and the family name; the whole name where the family name comes first."""
    given = athlete.name.removesuffix(athlete.family).split()
    if athlete.name == athlete.family or not athlete.name.endswith(athlete.family):
        return athlete.name
    return " ".join([*(f"{name[:1]}." for name in given), athlete.family])


def short_tier(tier: Tier, wording: Wording) -> str:
    """`Olympics`, `Worlds`, as commentators say; empty for tiers of several competitions."""
    return wording.term(_SHORT_TIERS.get(tier, ""))


def entrant(line: AnyLine, wording: Wording) -> tuple[str, str]:
    """The flag and the name of an athlete or a team, whole and short."""
    if isinstance(line, ResultLine):
        names = (line.athlete.name, short_name(line.athlete))
    else:
        names = (line.team, line.team) if line.team else (wording.nation(line.nation), line.nation.id)
    # A nation of the past has no flag: its code.
    whole, short = (f"{flag(line.nation) or line.nation.id} {name}" for name in names)
    return whole, short


def change_buttons(context: QuestionContext) -> Iterator[GlanceButton]:
    """The first alternative of each assumption, as buttons that replace the answer."""
    shown = 0
    for slot in context.slots:
        for choice in slot.others:
            if shown == MOST_CHANGES or choice.question.kind != context.question.kind:
                break
            if not is_in_question(choice, context) and has_met(choice):
                yield GlanceButton(
                    label=_change_label(slot, choice, context), question=choice.question, changes=True
                )
                shown += 1
                break


def _change_label(slot: Slot, choice: Choice, context: QuestionContext) -> str:
    """What the button changes to: the edition, the event or the other namesake."""
    wording = context.wording
    if isinstance(choice, RaceChoice) and slot.name == "edition":
        return _edition(choice.race, context)
    if isinstance(choice, RaceChoice):
        return initial_capital(slot_label(slot.name, choice.race, wording))
    if isinstance(choice, PairChoice):
        return choice.second.name if slot.name == "second" else choice.first.name
    return choice.athlete.name


def _edition(head: RaceHead, context: QuestionContext) -> str:
    """`Paris 1924`: the town and the year, unless these are the answer's own."""
    towns = [edition_label(one, context.wording, by="city") for one in (head, context.head) if one]
    return towns[0] if len(set(towns)) == len(towns) else edition_label(head, context.wording)


def disputed(claims: Iterable[Claim]) -> int:
    """The number of claims that the sources do not agree on, or that are wrong."""
    return sum(claim.status in (ClaimStatus.REFUTED, ClaimStatus.UNRESOLVED) for claim in claims)


def evidence(parts: Sequence[str], claims: Iterable[Claim], wording: Wording) -> str:
    """One line on how much is known and how many reports differ: `First eight only · 3 reports differ`."""
    differ = disputed(claims)
    more = [wording.plural("{n} report differs", "{n} reports differ", differ)] if differ else []
    return " · ".join([*parts, *more])
