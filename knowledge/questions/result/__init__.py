"""`/result`: how did this race end?"""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

_EXAMPLE = msg("/result brussels steeplechase")

WORDS = CommandWords(
    name="result",
    aliases=("results",),
    summary="how a race ended",
    description="How a race ended: places, marks, gaps, and where the facts come from",
    option="race",
    option_description="Where, what and when, in any order: brussels steeplechase 2024",
    example=_EXAMPLE,
    short_example="/result brussels steeplechase",
    help=((_EXAMPLE, msg("How did a race end? Place, competition, event, year, in any order.")),),
    empty=msg("Say a competition, a city or an event."),
)
