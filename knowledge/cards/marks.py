"""Marks, margins and statuses in words."""

from collections.abc import Iterable, Iterator

from knowledge.cards.wording import Wording, msg
from knowledge.models.facts import Status
from knowledge.models.mark import Margin, Mark, Measure
from knowledge.models.records import AnyLine


def with_unit(mark: Mark, wording: Wording) -> str:
    """`8:06.90`, `8.95 m`, `8,893 points`."""
    if mark.measure is Measure.POINTS:
        return _points(mark.value, wording)
    return f"{mark.text} m" if mark.measure is Measure.DISTANCE else mark.text


def achieved(mark: Mark, wording: Wording) -> str:
    """`in 8:06.90`, `with 8.95 m`, `with 8,893 points`."""
    if mark.measure is Measure.TIME:
        return wording.say("in {mark}", mark=mark.text)
    return wording.say("with {mark}", mark=with_unit(mark, wording))


def margin_text(margin: Margin, wording: Wording) -> str:
    """`1.70 s`, `1:02.30`, `0.12 m`, `45 points`."""
    if margin.measure is Measure.POINTS:
        return _points(margin.value, wording)
    unit = " s" if margin.measure is Measure.TIME else " m"
    return margin.text if ":" in margin.text else f"{margin.text}{unit}"


def _points(value: int, wording: Wording) -> str:
    return wording.plural("{points} point", "{points} points", value, points=wording.thousands(value))


def gap_text(behind: Margin | None) -> str:
    """`+1.70` on the track, `−0.12` in the field."""
    if behind is None:
        return ""
    if behind.value == 0 and behind.measure is not Measure.TIME:
        return behind.text
    sign = "+" if behind.measure is Measure.TIME else "\N{MINUS SIGN}"
    return f"{sign}{behind.text}"


def status_words(status: Status, wording: Wording) -> str:
    """How a race ended for an athlete without a place, in words."""
    words = {
        Status.FINISHED: wording.say("finished, place not known here"),
        Status.TOOK_PART: wording.say("took part, place not known here"),
        Status.DNF: wording.say("did not finish (DNF)"),
        Status.DNS: wording.say("did not start (DNS)"),
        Status.DQ: wording.say("disqualified (DQ)"),
        Status.NM: wording.say("no mark (NM)"),
        Status.OC: wording.say("out of competition (OC)"),
        Status.PACEMAKER: wording.say("pacemaker"),
    }
    return words[status]


def status_code(status: Status, wording: Wording) -> str:
    """`DNF`; empty for `FINISHED` and `TOOK_PART`, which have no code."""
    if status in (Status.FINISHED, Status.TOOK_PART):
        return ""
    return wording.say("pacemaker") if status is Status.PACEMAKER else str(status)


_QUALIFIED = {
    "Q": msg("Q: qualified by place"),
    "q": msg("q: qualified by mark"),
    "qR": msg("qR: advanced by the referee"),
    "qJ": msg("qJ: advanced by the jury of appeal"),
    "qD": msg("qD: advanced by draw"),
}


def letters_explained(lines: Iterable[AnyLine], wording: Wording) -> Iterator[str]:
    """One sentence that explains the qualification marks in the notes of results, if there are any.

    `Q: qualified by place; qR: advanced by the referee.`
    """
    used = {note for line in lines for note in line.notes}
    explained = [wording.term(text) for letter, text in _QUALIFIED.items() if letter in used]
    if explained:
        yield "; ".join(explained) + "."
