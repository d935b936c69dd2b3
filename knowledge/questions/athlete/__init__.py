"""`/athlete`: the profile or the races of an athlete."""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

_EXAMPLE = msg("/athlete amos serem")

WORDS = CommandWords(
    name="athlete",
    summary=msg("who somebody is"),
    description=msg("An athlete: honours, bests, latest races"),
    option="name",
    option_description=msg("A name, or a part of one: bakkali"),
    example=_EXAMPLE,
    short_example="/athlete bakkali",
    help=(
        (_EXAMPLE, msg("Who is it? Bests, honours, last races.")),
        ("/athlete amos serem 2024", msg("All races of a year; “races” for all years.")),
    ),
    empty=msg("Say the name of an athlete."),
    about_athletes=True,
)
