"""The card of the race of a day: that of its result, with a line that says so."""

from collections.abc import Sequence

from knowledge.cards import next_questions
from knowledge.cards.labels import race_label
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.outcome import Slot
from knowledge.questions import offers
from knowledge.questions.random.model import RandomAnswer
from knowledge.questions.result.card import draw_result


def draw_random(answer: RandomAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Draw the result; it can be asked for by itself, too."""
    card = draw_result(answer.result, slots, wording)
    day = wording.date(answer.question.day)
    head = answer.result.head
    alone = next_questions.group(wording.say("This race"), [offers.race(head, race_label(head, wording))])
    return card.model_copy(
        update={
            "assumed": (wording.say("The race of the day, {day}; there is another one every day.", day=day),),
            "next": (alone, *card.next),
        }
    )
