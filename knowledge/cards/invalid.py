"""The card of what is not a question: one clear sentence, and an example to type."""

from knowledge.cards.followups import choice_group
from knowledge.cards.terms import msg
from knowledge.cards.text import echo
from knowledge.cards.wording import Wording
from knowledge.models.card import Card, Section
from knowledge.models.outcome import Fault, Invalid
from knowledge.models.question import Kind

EXAMPLES: dict[Kind, str] = {
    "result": msg("/result brussels steeplechase"),
    "athlete": msg("/athlete amos serem"),
    "h2h": msg("/h2h serem v el bakkali"),
}


def draw_invalid(outcome: Invalid, wording: Wording) -> Card:
    """Draw what is wrong and how to say it right."""
    return Card(
        tone="refusal",
        title=wording.say("Not a question yet"),
        headline=_sentence(outcome, wording),
        sections=(Section(lines=(_example(outcome.kind, wording),)),),
        next=choice_group(outcome.choices, wording.say("Met most often"), wording),
    )


def _example(kind: Kind | None, wording: Wording) -> str:
    examples = [EXAMPLES[kind]] if kind else list(EXAMPLES.values())
    return wording.say("For example: {examples}", examples=", ".join(map(wording.term, examples)))


def _empty(kind: Kind | None, wording: Wording) -> str:
    if kind == "result":
        return wording.say("Say a competition, a city or an event.")
    if kind == "athlete":
        return wording.say("Say the name of an athlete.")
    if kind == "h2h":
        return wording.say("Say the names of two athletes.")
    return wording.say("Ask for a result, an athlete or a head-to-head.")


def _sentence(outcome: Invalid, wording: Wording) -> str:
    typed = echo(outcome.typed)
    if outcome.fault is Fault.EMPTY:
        return _empty(outcome.kind, wording)
    sentences = {
        Fault.TOO_LONG: wording.say("That is too long for a question; a few words are enough."),
        Fault.TOO_MUCH: wording.say("That is too much at once; ask for less."),
        Fault.UNKNOWN_COMMAND: wording.say("There is no command “{typed}” here.", typed=typed),
        Fault.UNCLEAR: wording.say(
            "“{typed}” could be a result, an athlete or a head-to-head; say which.", typed=typed
        ),
        Fault.SECOND_ATHLETE_MISSING: wording.say(
            "A head-to-head needs a second athlete beside “{typed}”.", typed=typed
        ),
        Fault.SAME_ATHLETE: wording.say("“{typed}” is one athlete; a head-to-head needs two.", typed=typed),
        Fault.TOO_MANY_ATHLETES: _too_many(outcome, typed, wording),
        Fault.NO_ATHLETE: wording.say("No athlete is named in “{typed}”.", typed=typed),
    }
    return sentences[outcome.fault]


def _too_many(outcome: Invalid, typed: str, wording: Wording) -> str:
    if outcome.kind == "h2h":
        return wording.say("“{typed}” names more than two athletes; a head-to-head takes two.", typed=typed)
    return wording.say("“{typed}” names more than one athlete; ask for one at a time.", typed=typed)
