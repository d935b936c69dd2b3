"""`/result`: how did this race end?"""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

_EXAMPLE = msg("/result brussels steeplechase")

WORDS = CommandWords(
    name="result",
    aliases=("results",),
    summary=msg("how a race ended"),
    description=msg("How a race ended: places, marks, gaps, sources"),
    option="race",
    option_description=msg("Where, what and when, in any order: brussels steeplechase 2024"),
    example=_EXAMPLE,
    short_example="/result brussels steeplechase",
    help=((_EXAMPLE, msg("How did a race end? Place, competition, event, year, in any order.")),),
    empty=msg("Say a competition, a city or an event."),
)
