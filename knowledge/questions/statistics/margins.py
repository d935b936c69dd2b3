"""Differences between marks."""

from knowledge.models.mark import Margin, Mark, show_difference


def gap(better: Mark | None, worse: Mark | None) -> Margin | None:
    """By how much `better` beats `worse`; None where a mark is missing or the marks contradict the order."""
    if better is None or worse is None or better.measure is not worse.measure or worse.better_than(better):
        return None
    value = abs(better.value - worse.value)
    decimals = max(_decimals(better), _decimals(worse))
    return Margin(value=value, measure=better.measure, text=show_difference(value, better.measure, decimals))


def _decimals(mark: Mark) -> int:
    """How exactly it was published: a marathon is timed to the second, and so is its margin."""
    return len(mark.text.rstrip("h").partition(".")[2])
