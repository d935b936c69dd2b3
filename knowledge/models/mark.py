"""Marks: the published text to the digit, and an exact integer for comparisons."""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.models.base import Record


class Measure(StrEnum):
    """The quantity that a discipline is measured in."""

    TIME = "time"
    DISTANCE = "distance"
    POINTS = "points"

    @property
    def lower_is_better(self) -> bool:
        """Whether a smaller mark is better."""
        return self is Measure.TIME


class MarkError(ValueError):
    """A text is not a mark. The message says what was expected, and follows the word "expected"."""


A_TIME = "a time like 9.58, 8:06.90 or 2:01:09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """A mark as published.

    `value` is in hundredths of a second, centimetres or points, depending on `measure`. It is for
    comparisons; cards show `text`.
    """

    text: str
    value: int
    measure: Measure
    hand_timed: bool = False

    def better_than(self, other: "Mark") -> bool:
        """Whether this mark is strictly better than another of the same measure."""
        if self.measure.lower_is_better:
            return self.value < other.value
        return self.value > other.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin(Record):
    """The absolute difference of two marks, in the unit of `Mark.value`, and its text."""

    value: int
    measure: Measure
    text: str


def gap(better: Mark | None, worse: Mark | None) -> Margin | None:
    """The margin by which `better` beats `worse`; None where a mark is missing or `worse` is better.

    The margin has as many decimals as the more precise of the two marks: that of a marathon, which is timed
    to the second, is in seconds.
    """
    if better is None or worse is None or better.measure is not worse.measure or worse.better_than(better):
        return None
    value = abs(better.value - worse.value)
    decimals = max(_decimals(better), _decimals(worse))
    return Margin(value=value, measure=better.measure, text=show_difference(value, better.measure, decimals))


def _decimals(mark: Mark) -> int:
    return len(mark.text.rstrip("h").partition(".")[2])


_TIME = re.compile(
    r"(?:(?P<hours>\d{1,2}):(?=\d\d:))?(?:(?P<minutes>\d{1,2}):(?=\d\d))?(?P<seconds>\d{1,2})"
    r"(?:[.,](?P<fraction>\d{1,2}))?(?P<hand>h)?",
    re.ASCII,
)
_DISTANCE = re.compile(r"(?P<metres>\d{1,3})[.,](?P<centimetres>\d\d)(?:\s?m)?", re.ASCII)
_POINTS = re.compile(r"\d{1,5}", re.ASCII)


def parse_mark(text: str, measure: Measure) -> Mark:
    """Parse a published mark; a decimal comma is accepted.

    Times are `h:mm:ss`, `m:ss.cc` or `ss.cc`; one decimal, with or without `h`, is hand timing. Distances
    are metres with two decimals, combined events whole points. Raises MarkError when the text is no mark.
    """
    readers = {Measure.TIME: _parse_time, Measure.DISTANCE: _parse_distance, Measure.POINTS: _parse_points}
    return readers[measure](text.strip())


def _parse_time(text: str) -> Mark:
    match = _TIME.fullmatch(text)
    if match is None:
        raise MarkError(A_TIME)
    hours, minutes, seconds = (int(match[part] or 0) for part in ("hours", "minutes", "seconds"))
    if seconds > 59:
        raise MarkError(f"{A_TIME}; a minute has 60 seconds, so the seconds can't be {seconds}")
    if match["hours"] and minutes > 59:
        raise MarkError(f"{A_TIME}; an hour has 60 minutes, so the minutes can't be {minutes}")
    fraction = match["fraction"] or ""
    value = (hours * 3600 + minutes * 60 + seconds) * 100 + int(fraction.ljust(2, "0") or 0)
    if value == 0:
        raise MarkError(f"{A_TIME}; none is 0")
    hand = bool(match["hand"]) or len(fraction) == 1
    return Mark(text=text.replace(",", "."), value=value, measure=Measure.TIME, hand_timed=hand)


def _parse_distance(text: str) -> Mark:
    match = _DISTANCE.fullmatch(text)
    if match is None:
        raise MarkError("metres with two decimals, like 8.95")
    value = int(match["metres"]) * 100 + int(match["centimetres"])
    if value == 0:
        raise MarkError("metres with two decimals, more than 0.00")
    shown = f"{match['metres']}.{match['centimetres']}"
    return Mark(text=shown, value=value, measure=Measure.DISTANCE)


def _parse_points(text: str) -> Mark:
    if _POINTS.fullmatch(text) is None or int(text) == 0:
        raise MarkError("whole points, like 8893")
    return Mark(text=text, value=int(text), measure=Measure.POINTS)


def show_difference(value: int, measure: Measure, decimals: int = 2) -> str:
    """The text of a difference of two marks: `1.70`, `1:02.30`, `0.05`, `117`.

    `value` is in the unit of `Mark.value`. The text has no sign and no unit; a time has at most `decimals`
    decimals: `21`, `0.5`.
    """
    if measure is Measure.POINTS:
        return str(abs(value))
    whole, hundredths = divmod(abs(value), 100)
    if measure is Measure.DISTANCE:
        return f"{whole}.{hundredths:02d}"
    fraction = f".{hundredths:02d}"[: decimals + 1] if decimals else ""
    minutes, seconds = divmod(whole, 60)
    if whole >= 3600:
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}{fraction}"
    return f"{minutes}:{seconds:02d}{fraction}" if minutes else f"{whole}{fraction}"
