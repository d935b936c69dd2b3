"""What those are called who stand in a race: athletes by their names, teams by their nations or names."""

from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId
from knowledge.models.facts import Sex
from knowledge.models.records import AnyLine, AthleteRef, ResultLine


def name_of(line: AnyLine, wording: Wording) -> str:
    """`Amos Serem`; `Canada`, or what the team calls itself."""
    if isinstance(line, ResultLine):
        return line.athlete.name
    return line.team or wording.nation(line.nation)


def name_with(line: AnyLine, athlete: AthleteRef, wording: Wording) -> str:
    """The name, and of a team the one of its members who was asked for: `Canada with Aaron Brown`."""
    name = name_of(line, wording)
    if isinstance(line, ResultLine):
        return name
    return wording.say("{team} with {athlete}", team=name, athlete=athlete.name)


def asked_for(line: AnyLine, athlete: AthleteId | None) -> AthleteRef | None:
    """Who of those behind a line was asked for, if any."""
    return next((one for one in line.entered if one.id == athlete), None)


def sex_of(line: AnyLine) -> Sex:
    """What a place agrees with where a language wants that: a team is feminine there."""
    return line.athlete.sex if isinstance(line, ResultLine) else Sex.FEMALE
