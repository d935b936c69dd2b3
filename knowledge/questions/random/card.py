"""The card and the glance of the race of a day: that of its result, with a line that says so."""

from collections.abc import Sequence

from knowledge.cards import next_questions
from knowledge.cards.labels import race_label
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.glance import Glance
from knowledge.models.outcome import Slot
from knowledge.questions import offers
from knowledge.questions.random.model import RandomAnswer
from knowledge.questions.result.card import draw_result
from knowledge.questions.result.glance import glance_result


def draw_random(answer: RandomAnswer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Draw the result; it can be asked for by itself, too."""
    card = draw_result(answer.result, slots, wording)
    head = answer.result.head
    alone = next_questions.group(wording.say("This race"), [offers.race(head, race_label(head, wording))])
    return card.model_copy(
        update={
            "assumed": (_of_the_day(answer, wording),),
            "next": (alone, *card.next),
        }
    )


def glance_random(answer: RandomAnswer, slots: Sequence[Slot], wording: Wording) -> Glance:
    """The glance of the result, with a line that says what it is."""
    glance = glance_result(answer.result, slots, wording)
    return glance.model_copy(update={"small": (_of_the_day(answer, wording), *glance.small)})


def _of_the_day(answer: RandomAnswer, wording: Wording) -> str:
    day = wording.date(answer.question.day)
    return wording.say("Race of the day, {day}.", day=day)
