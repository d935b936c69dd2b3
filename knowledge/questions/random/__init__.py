"""`/random`: a race worth knowing, another one every day."""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

WORDS = CommandWords(
    name="random",
    summary=msg("a race worth knowing"),
    description=msg("A race worth knowing: another one every day"),
    help=(("/random", msg("The race of the day.")),),
)
