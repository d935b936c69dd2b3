"""The `Pos` of a list: the place, and the round and heat in its suffix (`6h1`, `2sf1`, `1f2`, `1q1`)."""

import re
from dataclasses import dataclass

from knowledge.imports.marks import seen_status
from knowledge.imports.part import Unreadable
from knowledge.models.facts import Round, Status
from knowledge.models.observation import COMBINED

_POSITION = re.compile(
    r"(?P<place>[1-9]\d{0,4})?(?:\.0)?(?P<tie>=)?"
    r"(?:(?P<phase>h|sf|qf|q|f|pr|ce|sr|rep|r)(?P<heat>[1-9]\d?|[A-H])?)?(?:r(?P<race>[1-9]\d?))?",
    re.ASCII,
)
# Rounds that our four don't tell apart are kept apart by the race's key and named in a note. What `sr` stands
# for is documented nowhere, so it is only repeated.
_PHASES: dict[str, tuple[Round, str | None]] = {
    "": (Round.FINAL, None),
    "f": (Round.FINAL, None),
    "r": (Round.FINAL, None),
    "sf": (Round.SEMI_FINAL, None),
    "q": (Round.QUALIFICATION, None),
    "h": (Round.HEAT, None),
    "qf": (Round.HEAT, "quarter-final"),
    "pr": (Round.HEAT, "preliminary round"),
    "rep": (Round.HEAT, "repechage"),
    "ce": (Round.FINAL, COMBINED),
    "sr": (Round.FINAL, "sr"),
}
_NUMBERED = {"h", "sf", "qf", "q", "pr", "ce", "rep", "sr"}


@dataclass(frozen=True, slots=True)
class Position:
    """What a `Pos` says. `phase` is its suffix as printed, the same for all rows of one race.

    `apart` says that the rounds of the model don't say all of it: the race needs a key of its own. `alone`
    says that a row doesn't tell which race it is from (no place, or a heat without its number), so that two
    such rows must not be taken for one race.
    """

    place: int | None
    round: Round
    heat: int | None
    phase: str
    notes: tuple[str, ...] = ()
    status: Status = Status.FINISHED
    apart: bool = False
    alone: bool = False


def position(text: str) -> Position:
    """Read the position of a row; raises Unreadable for one of a shape that isn't known."""
    status = seen_status(text) if text else None
    if status is not None:
        return Position(None, Round.FINAL, None, "", status=status, alone=True)
    found = _POSITION.fullmatch(text)
    if found is None:
        raise Unreadable("The position is not one like 1, 6h1, 2sf1, 1f2, 1q1 or h.")
    phase, number, race = found["phase"] or "", found["heat"] or "", found["race"]
    round_, said = _PHASES[phase]
    place = int(found["place"]) if found["place"] else None
    heat = int(number) if number.isdigit() else "ABCDEFGH".index(number) + 1 if number else None
    notes = [note for note in (said, f"race {race}" if race else None) if note]
    no_number = phase in _NUMBERED and heat is None
    no_race = not text
    if no_number:
        notes.append("its number isn't printed")
    if no_race:
        notes.append("place and round aren't printed")
    return Position(
        place,
        round_,
        heat,
        f"{phase}{number}{'r' + race if race else ''}",
        tuple(notes),
        apart=said is not None or race is not None,
        alone=no_number or no_race,
    )
