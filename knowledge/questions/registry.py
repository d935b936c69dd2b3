"""The kinds of question. A new kind is a folder beside this module, and a row here.

Slash commands, the prompt of the terminal, completion, help, examples and the schema of answers follow from
these rows; there is no other list of kinds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import Field

from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.glance import Glance
from knowledge.models.outcome import Choice, Slot, Understanding
from knowledge.models.question import Answer, CommandWords, Question
from knowledge.names import NameIndex
from knowledge.questions import athlete, h2h, random, result
from knowledge.questions.athlete.answer import answer_athlete
from knowledge.questions.athlete.card import draw_athlete
from knowledge.questions.athlete.complete import complete_athletes
from knowledge.questions.athlete.glance import glance_athlete
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion, RacesAnswer
from knowledge.questions.athlete.parse import athlete_by_id, names_an_athlete, parse_athlete
from knowledge.questions.h2h.answer import answer_h2h
from knowledge.questions.h2h.card import draw_h2h
from knowledge.questions.h2h.complete import complete_pairs
from knowledge.questions.h2h.glance import glance_h2h
from knowledge.questions.h2h.model import HeadToHeadAnswer, HeadToHeadQuestion
from knowledge.questions.h2h.parse import names_a_pair, pair_by_ids, parse_h2h
from knowledge.questions.offers import athlete_as_choice, pair_as_choice, race_as_choice
from knowledge.questions.query.segmenter import ATHLETE, PAIR, RACE, FreeText, Grammar, Words
from knowledge.questions.query.segments import Segmentation
from knowledge.questions.random.answer import answer_random, as_choice, parse_day
from knowledge.questions.random.card import draw_random, glance_random
from knowledge.questions.random.model import RandomAnswer, RandomQuestion
from knowledge.questions.result.answer import answer_result
from knowledge.questions.result.card import draw_result
from knowledge.questions.result.complete import complete_races
from knowledge.questions.result.glance import glance_result
from knowledge.questions.result.model import ResultAnswer, ResultQuestion
from knowledge.questions.result.parse import names_a_race, parse_result, race_by_id
from knowledge.store import KnowledgeBase

Q = TypeVar("Q", bound=Question)
A = TypeVar("A", bound=Answer)
Q_contra = TypeVar("Q_contra", bound=Question, contravariant=True)
A_co = TypeVar("A_co", bound=Answer, covariant=True)


class AnswerFunction(Protocol[Q_contra, A_co]):
    """Answers a question whose ids are all in the knowledge base."""

    def __call__(self, kb: KnowledgeBase, question: Q_contra, today: date, /, *, details: bool) -> A_co:
        """The answer; without `details`, what only they show is left empty."""
        ...


@dataclass(frozen=True)
class TextOf:
    """How the text of a kind of question is parsed and completed.

    `parse` takes the segments that `grammar` makes. `recognises` says whether a text without a command is of
    this kind; kinds are tried by `rank`, lowest first. `alternatives` says whether a name in the text may be
    read as an athlete's instead of a place's or an event's, and the other way round.
    """

    grammar: Grammar
    parse: Callable[[KnowledgeBase, NameIndex, Segmentation], Understanding]
    complete: Callable[[KnowledgeBase, NameIndex, Words, date, int], tuple[Choice, ...]]
    recognises: Callable[[FreeText], bool]
    rank: int
    alternatives: bool = False


@dataclass(frozen=True)
class QuestionKind(Generic[Q, A]):
    """A kind of question.

    `by_id` understands a text that consists of ids; it returns None for any other. `text` is how all other
    texts are understood, None for a kind that takes none. `choice` offers a question of this kind. `answers`
    are the types that `answer` returns.
    """

    words: CommandWords
    by_id: Callable[[KnowledgeBase, str, date], Understanding | None]
    answer: AnswerFunction[Q, A]
    card: Callable[[A, Sequence[Slot], Wording], Card]
    glance: Callable[[A, Sequence[Slot], Wording], Glance]
    choice: Callable[[KnowledgeBase, Q], Choice]
    answers: tuple[type[Answer], ...]
    text: TextOf | None


_KINDS: tuple[QuestionKind[Any, Any], ...] = (
    QuestionKind[ResultQuestion, ResultAnswer](
        words=result.WORDS,
        by_id=race_by_id,
        answer=answer_result,
        card=draw_result,
        glance=glance_result,
        choice=race_as_choice,
        answers=(ResultAnswer,),
        text=TextOf(
            grammar=RACE,
            parse=parse_result,
            complete=complete_races,
            recognises=names_a_race,
            rank=2,
            alternatives=True,
        ),
    ),
    QuestionKind[AthleteQuestion, AthleteAnswer | RacesAnswer](
        words=athlete.WORDS,
        by_id=athlete_by_id,
        answer=answer_athlete,
        card=draw_athlete,
        glance=glance_athlete,
        choice=athlete_as_choice,
        answers=(AthleteAnswer, RacesAnswer),
        text=TextOf(
            grammar=ATHLETE,
            parse=parse_athlete,
            complete=complete_athletes,
            recognises=names_an_athlete,
            rank=3,
        ),
    ),
    QuestionKind[HeadToHeadQuestion, HeadToHeadAnswer](
        words=h2h.WORDS,
        by_id=pair_by_ids,
        answer=answer_h2h,
        card=draw_h2h,
        glance=glance_h2h,
        choice=pair_as_choice,
        answers=(HeadToHeadAnswer,),
        text=TextOf(
            grammar=PAIR,
            parse=parse_h2h,
            complete=complete_pairs,
            recognises=names_a_pair,
            rank=1,
        ),
    ),
    QuestionKind[RandomQuestion, RandomAnswer](
        words=random.WORDS,
        by_id=parse_day,
        answer=answer_random,
        card=draw_random,
        glance=glance_random,
        choice=as_choice,
        answers=(RandomAnswer,),
        text=None,
    ),
)

KINDS: Mapping[str, QuestionKind[Any, Any]] = {kind.words.name: kind for kind in _KINDS}
"""Every kind of question by its name, in the order of the commands."""

COMMANDS: Mapping[str, CommandWords] = {name: kind.words for name, kind in KINDS.items()}
"""The words of each kind."""


def answers_type() -> Any:
    """The type of the answers of every kind, discriminated by `kind`."""
    types: Any = reduce(or_, [answer for kind in _KINDS for answer in kind.answers])
    return Annotated[types, Field(discriminator="kind")]
