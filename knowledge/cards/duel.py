"""The score between two, in sentences that name the leader first."""

from collections.abc import Iterator, Sequence

from knowledge.answers.scoring import finals
from knowledge.cards.labels import shown_names
from knowledge.cards.marks import margin_text
from knowledge.cards.wording import Wording
from knowledge.models.answer import HeadToHeadAnswer
from knowledge.models.base import AthleteId
from knowledge.models.head_to_head import Bout, How, Score
from knowledge.models.records import ResultLine

PHOTO_FINISH = "photo finish"


class Duel:
    """Two athletes, and how they are called in this card."""

    def __init__(self, answer: HeadToHeadAnswer, wording: Wording) -> None:
        first, second = shown_names(answer.first, answer.second)
        self._names = {answer.first.id: first, answer.second.id: second}
        self._answer = answer
        self._wording = wording

    def name(self, athlete: AthleteId) -> str:
        """The family name, or the whole one where both families are called the same."""
        return self._names[athlete]

    def headline(self) -> str:
        """The score in finals, or what there is instead."""
        answer, wording = self._answer, self._wording
        if not answer.bouts:
            return self._never()
        if not answer.finals.races:
            told = wording.plural(
                "{standing} in {n} race here, not a final.",
                "{standing} in {n} races here, none of them a final.",
                answer.all_rounds.races,
                standing=self._standing(answer.all_rounds),
            )
            return f"{told}{self._unfinished(answer.bouts)}"
        standing = self._standing(answer.finals)
        if answer.finals == answer.all_rounds:
            told = wording.plural(
                "{standing} in {n} race here, a final.",
                "{standing} in {n} races here, all finals.",
                answer.finals.races,
                standing=standing,
            )
        else:
            told = wording.plural(
                "{standing} in {n} final here.",
                "{standing} in {n} finals here.",
                answer.finals.races,
                standing=standing,
            )
        return f"{told}{self._unfinished(finals(answer.bouts))}"

    def _never(self) -> str:
        answer, wording = self._answer, self._wording
        names = {"first": answer.first.name, "second": answer.second.name}
        if answer.not_counted:
            return wording.say("{first} and {second} have never met in a race here that counts.", **names)
        if answer.filtered:
            return wording.say("{first} and {second} have not met in any such race here.", **names)
        return wording.say(
            "{first} and {second} have never met in a race here. That does not mean they never met.", **names
        )

    def score_lines(self) -> Iterator[str]:
        """All rounds, those won by a DNF, and each event where there are several."""
        answer, wording = self._answer, self._wording
        if answer.finals.races and answer.finals != answer.all_rounds:
            told = wording.plural(
                "All rounds: {standing} in {n} race.",
                "All rounds: {standing} in {n} races.",
                answer.all_rounds.races,
                standing=self._standing(answer.all_rounds),
            )
            yield f"{told}{self._unfinished(answer.bouts)}"
        if len(answer.events) > 1:
            for event in answer.events:
                yield wording.say(
                    "{discipline}: {standing}",
                    discipline=wording.discipline(event.discipline),
                    standing=self._standing(event.all_rounds),
                )

    def _standing(self, score: Score) -> str:
        """`El Bakkali leads 10–1`."""
        answer, wording = self._answer, self._wording
        if score.first == score.second:
            standing = wording.say(
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
            standing = wording.say("{name} leads {score}", name=self.name(ahead), score=_dash(more, fewer))
        if score.ties:
            ties = wording.plural("{n} tie", "{n} ties", score.ties)
            return wording.say("{standing} with {ties}", standing=standing, ties=ties)
        return standing

    def _unfinished(self, bouts: Sequence[Bout]) -> str:
        """` One of them by a DNF of Girma.`: how many were won because the other was not placed."""
        answer, wording = self._answer, self._wording
        sentences = []
        for loser in (answer.first.id, answer.second.id):
            lost = [_loser(bout) for bout in bouts if bout.how is How.UNFINISHED]
            ends = [str(line.status) for line in lost if line.athlete.id == loser]
            if ends:
                sentences.append(
                    wording.plural(
                        " One of them by {status} of {name}.",
                        " {n} of them by {status} of {name}.",
                        len(ends),
                        status=wording.list(sorted(set(ends))),
                        name=self.name(loser),
                    )
                )
        return "".join(sentences)

    def _both(self) -> dict[str, str]:
        return {"first": self.name(self._answer.first.id), "second": self.name(self._answer.second.id)}

    def verdict(self, bout: Bout) -> str:
        """`Serem by 1.70 s`, `El Bakkali, photo finish`, `tie`."""
        wording = self._wording
        if bout.winner is None:
            return wording.say("Tie")
        name = self.name(bout.winner)
        if bout.how is How.UNFINISHED:
            return wording.say("{name}, by {status}", name=name, status=str(_loser(bout).status))
        if bout.margin is None:
            return name
        if bout.margin.value == 0:
            notes = (*bout.first.notes, *bout.second.notes)
            if any(PHOTO_FINISH in note.lower() for note in notes):
                return wording.say("{name}, photo finish", name=name)
            return wording.say("{name}, same mark", name=name)
        return wording.say("{name} by {margin}", name=name, margin=margin_text(bout.margin))


def _loser(bout: Bout) -> ResultLine:
    return bout.second if bout.winner == bout.first.athlete.id else bout.first


def _dash(more: int, fewer: int) -> str:
    return f"{more}\N{EN DASH}{fewer}"
