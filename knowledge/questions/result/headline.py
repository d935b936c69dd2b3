"""The headline of a race: the winner, and the result of the athlete in the question."""

from knowledge.cards.labels import (
    achieved,
    asked_for,
    margin_text,
    name_of,
    name_with,
    sex_of,
    status_words,
    with_unit,
)
from knowledge.cards.wording import Wording
from knowledge.models.facts import Medal
from knowledge.models.mark import Mark
from knowledge.models.records import AnyLine
from knowledge.questions.result.model import Finisher, Parting, ResultAnswer, SameMark


def lines_of(answer: ResultAnswer) -> list[AnyLine]:
    """The results of all entrants, those with a place first."""
    return [*(finisher.result for finisher in answer.finishers), *answer.ran, *answer.unplaced]


def headline(answer: ResultAnswer, wording: Wording) -> str:
    """A sentence about the winner, after one about the athlete in the question, unless they won."""
    winner = _winner(answer, wording)
    for line in lines_of(answer):
        athlete = asked_for(line, answer.question.athlete)
        if athlete is not None and line.place != 1:
            return f"{_own_result(line, name_with(line, athlete, wording), answer, wording)} {winner}"
    return winner


def _one_stop(sentence: str) -> str:
    """The sentence without a second full stop where its last word is an abbreviation (`N.I.`)."""
    return sentence.removesuffix(".") if sentence.endswith("..") else sentence


def _own_result(line: AnyLine, name: str, answer: ResultAnswer, wording: Wording) -> str:
    if line.place is None:
        return wording.say("{name}: {how}.", name=name, how=status_words(line.status, wording))
    place = wording.place(line.place, sex_of(line))
    if line.mark is None:
        return wording.say("{name} was {place}.", name=name, place=place)
    behind = next((one.behind for one in answer.finishers if one.result is line), None)
    mark = achieved(line.mark, wording)
    if behind is None:
        return wording.say("{name} was {place} {mark}.", name=name, place=place, mark=mark)
    return wording.say(
        "{name} was {place} {mark}, {margin} behind the winner.",
        name=name,
        place=place,
        mark=mark,
        margin=margin_text(behind, wording),
    )


def _winner(answer: ResultAnswer, wording: Wording) -> str:
    winners = [one.result for one in answer.finishers if one.result.place == 1]
    if not winners:
        return wording.say("Winner not on file.")
    mark = winners[0].mark
    names = wording.list([name_of(winner, wording) for winner in winners])
    if len(winners) > 1:
        if mark is None:
            return wording.say("{names} shared first place.", names=names)
        return wording.say("{names} shared first place {mark}.", names=names, mark=achieved(mark, wording))
    if mark is None:
        return wording.say("{name} won; mark not on file.", name=names)
    if gold_is_vacant(answer):
        return wording.say(
            "No gold medal was awarded; {name} was first {mark}.", name=names, mark=achieved(mark, wording)
        )
    second = next((one for one in answer.finishers if one.result.place == 2), None)
    return _won(answer, names, mark, second, wording)


def gold_is_vacant(answer: ResultAnswer) -> bool:
    """Whether no gold medal is awarded, and a later decision gave the first place another medal."""
    medals = {one.result.medal for one in answer.finishers}
    return Medal.GOLD not in medals and any(
        one.result.place == 1 and one.result.medal is not None and one.result.superseded is not None
        for one in answer.finishers
    )


def _won(answer: ResultAnswer, name: str, mark: Mark, second: Finisher | None, wording: Wording) -> str:
    how = achieved(mark, wording)
    if second is None or second.behind is None:
        return wording.say("{name} won {mark}.", name=name, mark=how)
    other = name_of(second.result, wording)
    same = next((same for same in answer.same_marks if same.mark == mark.text), None)
    if second.behind.value == 0 and same is not None:
        return _same_mark(same, name, mark, other, wording)
    sentence = wording.say(
        "{name} won {mark}, {margin} ahead of {second}.",
        name=name,
        mark=how,
        margin=margin_text(second.behind, wording),
        second=other,
    )
    return _one_stop(sentence)


def _same_mark(same: SameMark, name: str, mark: Mark, second: str, wording: Wording) -> str:
    """The first two places where they have the same mark."""
    both = with_unit(mark, wording)
    if same.by is Parting.PHOTO_FINISH:
        return wording.say(
            "{name} beat {second} in a photo finish: {mark} for both.", name=name, second=second, mark=both
        )
    if same.by is Parting.COUNTBACK:
        return wording.say(
            "{name} beat {second} on countback: {mark} for both.", name=name, second=second, mark=both
        )
    if same.by is Parting.JUMP_OFF:
        return wording.say(
            "{name} beat {second} in a jump-off: {mark} for both.", name=name, second=second, mark=both
        )
    return wording.say("{name} beat {second} by place: {mark} for both.", name=name, second=second, mark=both)
