"""Athletes that a stretch of words may mean."""

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Choice, Slot, Why
from knowledge.names import Found, Match, tokens
from knowledge.names.decision import NEAR, decide
from knowledge.names.decision import Ambiguous as Several
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import athlete_choices
from knowledge.understand.parts import Span


def candidates(person: Span) -> tuple[Found, ...]:
    """The athletes that these words fit about equally well, likeliest first."""
    decided = decide(person.found, len(person.words))
    match decided:
        case Match(found):
            return (found,)
        case Several(found):
            return found
        case _:
            return ()


def spelling_slot(
    kb: KnowledgeBase,
    name: str,
    person: Span,
    chosen: Found,
    *,
    chosen_by: Why,
    others: tuple[Choice, ...] = (),
) -> Slot:
    """The slot of an athlete: said, said in another spelling, or chosen among several for a reason."""
    several = candidates(person)
    label = kb.athlete_ref(AthleteId(chosen.id)).name
    as_registered = {word.folded for word in person.words} <= set(tokens(label))
    why = chosen_by if len(several) > 1 else None
    if why is None and not as_registered and person.typed.lower() != chosen.id:
        why = Why.RECORDED if chosen.cost < NEAR and not chosen.registered else Why.SPELLING
    rest = tuple(one for one in several if one.id != chosen.id)
    return Slot(
        name=name,
        id=chosen.id,
        label=label,
        said=len(several) == 1,
        typed=person.typed,
        why=why,
        others=others or athlete_choices(kb, rest),
    )
