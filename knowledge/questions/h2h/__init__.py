"""`/h2h`: the head-to-head of two athletes."""

from knowledge.cards.wording import msg
from knowledge.models.question import CommandWords

_EXAMPLE = msg("/h2h serem v el bakkali")

WORDS = CommandWords(
    name="h2h",
    summary=msg("who beats whom"),
    description=msg("Head to head: who beats whom, by place, in every race that both ran"),
    option="athletes",
    option_description=msg("Two names, and an event, years or a competition if you like: serem bakkali"),
    example=_EXAMPLE,
    short_example="/h2h serem bakkali",
    help=((_EXAMPLE, msg("Who beats whom? Add an event, years, a competition or “finals”.")),),
    empty=msg("Say the names of two athletes."),
    too_many=msg("“{typed}” names more than two athletes; a head-to-head takes two."),
    about_athletes=True,
)
