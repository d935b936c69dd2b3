"""Answer -> Card: the words of every answer, once, for every front."""

from collections.abc import Sequence

from knowledge.cards.about import about_card, help_card
from knowledge.cards.labels import athlete_label, choice_label, race_label
from knowledge.cards.outcomes import draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.answer import Answer, AthleteAnswer, RacesAnswer, ResultAnswer
from knowledge.models.card import Card
from knowledge.models.outcome import Slot
from knowledge.questions.athlete.card import draw_athlete
from knowledge.questions.athlete.races_card import draw_races
from knowledge.questions.h2h.card import draw_h2h
from knowledge.questions.result.card import draw_result

__all__ = [
    "Wording",
    "about_card",
    "athlete_label",
    "choice_label",
    "draw_answer",
    "draw_outcome",
    "help_card",
    "race_label",
]


def draw_answer(answer: Answer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Give an answer its words; `slots` tell what its question left open."""
    if isinstance(answer, ResultAnswer):
        return draw_result(answer, slots, wording)
    if isinstance(answer, AthleteAnswer):
        return draw_athlete(answer, slots, wording)
    if isinstance(answer, RacesAnswer):
        return draw_races(answer, slots, wording)
    return draw_h2h(answer, slots, wording)
