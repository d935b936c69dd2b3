"""The score of a head-to-head in sentences that name the leader first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.cards.labels import margin_text, shown_names
from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId
from knowledge.models.facts import Status
from knowledge.models.records import ResultLine
from knowledge.questions.h2h.answer import finals
from knowledge.questions.h2h.model import Bout, DecidedBy, HeadToHeadAnswer, Score

PHOTO_FINISH = "photo finish"


class ScoreText:
    """Sentences about the score and the single races of a head-to-head."""

    def __init__(self, answer: HeadToHeadAnswer, wording: Wording) -> None:
        first, second = shown_names(answer.first, answer.second)
        self._names = {answer.first.id: first, answer.second.id: second}
        self._answer = answer
        self._wording = wording

    def name(self, athlete: AthleteId) -> str:
        """The athlete's family name, or the whole name where both family names are the same."""
        return self._names[athlete]

    def headline(self) -> str:
        """The score in finals; without a final that of all rounds; without a race a sentence that says so."""
        answer = self._answer
        if not answer.bouts:
            return self._no_bout()
        score = answer.finals if answer.finals.races else answer.all_rounds
        bouts = finals(answer.bouts) if answer.finals.races else answer.bouts
        return self._with_reasons(self._score_sentence(score), bouts)

    def _score_sentence(self, score: Score) -> str:
        """`El Bakkali leads 9–1 in 10 finals`, or the winner of their only race."""
        answer, wording = self._answer, self._wording
        if score.races == 1:
            return self._only_bout(score)
        params = {"lead": self._lead(score), "n": score.races}
        if score is answer.finals:
            return wording.say("{lead} in {n} finals", **params)
        return wording.say("{lead} in {n} races, none of them a final", **params)

    def _only_bout(self, score: Score) -> str:
        """The winner of the only final, or of the only race."""
        answer, wording = self._answer, self._wording
        if score.ties:
            return wording.say("{first} and {second} tied in their only race on file", **self._both())
        name = self.name(answer.first.id if score.first else answer.second.id)
        if score is not answer.finals:
            return wording.say("{name} won their only race on file, not a final", name=name)
        if answer.finals == answer.all_rounds:
            return wording.say("{name} won their only race on file, a final", name=name)
        return wording.say("{name} won their only final on file", name=name)

    def _no_bout(self) -> str:
        answer, wording = self._answer, self._wording
        names = {"first": answer.first.name, "second": answer.second.name}
        if answer.not_counted:
            return wording.say("No race of {first} and {second} on file counts.", **names)
        if answer.filtered:
            return wording.say("No such race of {first} and {second} on file.", **names)
        return wording.say(
            "No race of {first} and {second} on file; they may have met all the same.", **names
        )

    def score_lines(self) -> Iterator[str]:
        """The score of all rounds where it differs from that in finals, and of each of several events."""
        answer, wording = self._answer, self._wording
        if answer.finals.races and answer.finals != answer.all_rounds:
            sentence = wording.say(
                "All rounds: {lead} in {n} races",
                lead=self._lead(answer.all_rounds),
                n=answer.all_rounds.races,
            )
            yield self._with_reasons(sentence, answer.bouts)
        if len(answer.events) > 1:
            for event in answer.events:
                yield wording.say(
                    "{discipline}: {lead}",
                    discipline=wording.discipline(event.discipline),
                    lead=self._lead(event.all_rounds),
                )

    def _lead(self, score: Score) -> str:
        """`El Bakkali leads 10–1`, `Serem and El Bakkali are level at 2–2 with 1 tie`."""
        answer, wording = self._answer, self._wording
        if score.first == score.second:
            lead = wording.say(
                "{first} and {second} are level at {score}",
                **self._both(),
                score=_dash(score.first, score.second),
            )
        else:
            ahead, more, fewer = (
                (answer.first.id, score.first, score.second)
                if score.first > score.second
                else (answer.second.id, score.second, score.first)
            )
            lead = wording.say("{name} leads {score}", name=self.name(ahead), score=_dash(more, fewer))
        if score.ties:
            ties = wording.plural("{n} tie", "{n} ties", score.ties)
            return wording.say("{lead} with {ties}", lead=lead, ties=ties)
        return lead

    def _with_reasons(self, sentence: str, bouts: Sequence[Bout]) -> str:
        """The sentence, with the number of wins by a DNF, DQ or NM: `…; once because …`."""
        losers = [_loser(bout) for bout in bouts if bout.how is DecidedBy.UNFINISHED]
        ends = Counter((line.athlete.id, line.status) for line in losers)
        reasons = [self._reason(athlete, status, n) for (athlete, status), n in ends.items()]
        if not reasons:
            return f"{sentence}."
        return self._wording.say(
            "{sentence}; {reasons}.", sentence=sentence, reasons=self._wording.list(reasons)
        )

    def _reason(self, athlete: AthleteId, status: Status, n: int) -> str:
        wording = self._wording
        few = {1: wording.say("once"), 2: wording.say("twice")}
        params = {"times": few.get(n) or wording.say("{n} times", n=n), "name": self.name(athlete)}
        if status is Status.DQ:
            return wording.say("{times} because {name} was disqualified", **params)
        if status is Status.NM:
            return wording.say("{times} because {name} had no mark", **params)
        return wording.say("{times} because {name} did not finish", **params)

    def _both(self) -> dict[str, str]:
        return {"first": self.name(self._answer.first.id), "second": self.name(self._answer.second.id)}

    def verdict(self, bout: Bout) -> str:
        """The winner of a race and how it was won: `Serem by 1.70 s`, `El Bakkali, photo finish`, `Tie`."""
        wording = self._wording
        if bout.winner is None:
            return wording.say("Tie")
        name = self.name(bout.winner)
        if bout.how is DecidedBy.UNFINISHED:
            return wording.say("{name}, by {status}", name=name, status=str(_loser(bout).status))
        if bout.margin is None:
            return name
        if bout.margin.value == 0:
            notes = (*bout.first.notes, *bout.second.notes)
            if any(PHOTO_FINISH in note.lower() for note in notes):
                return wording.say("{name}, photo finish", name=name)
            return wording.say("{name}, same mark", name=name)
        return wording.say("{name} by {margin}", name=name, margin=margin_text(bout.margin, wording))


def _loser(bout: Bout) -> ResultLine:
    return bout.second if bout.winner == bout.first.athlete.id else bout.first


def _dash(more: int, fewer: int) -> str:
    return f"{more}\N{EN DASH}{fewer}"
