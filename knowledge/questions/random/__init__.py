"""`/random`: a race worth knowing, another one every day."""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

WORDS = CommandWords(
    name="random",
    summary="a race worth knowing",
    description="A race worth knowing: another one every day",
    help=(("/random", msg("A race worth knowing, another one every day.")),),
)
