"""`bell-lap knowledge corrections`: imported rows before and after their corrections."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import say
from bot.settings import load_settings
from bot.terminal.text import safe

if TYPE_CHECKING:
    from knowledge.imports import Correction
    from knowledge.models.observation import Observation


def corrections(
    source: Annotated[str | None, typer.Option("--source", help="Only those of this source.")] = None,
) -> None:
    """List the imported rows that were corrected or withdrawn.

    Each is a line: what it said, and what it says since. The oldest come first.

    \b
    Examples:
      bell-lap knowledge corrections
      bell-lap knowledge corrections --source results-csv
    """
    from knowledge.imports import corrections as all_corrections  # noqa: PLC0415 - help starts without it

    none = True
    for correction in all_corrections(load_settings().database):
        if source in {None, correction.source_id}:
            none = False
            where = f"{correction.source_id}, {correction.part}, {where_of(correction)}"
            say(safe(f"{where}: {words_of(correction)}"))
    if none:
        say("Nothing was corrected.")


def where_of(correction: "Correction") -> str:
    """A row's athlete and race: `Olav Berg, mile men 2024-07-01`."""
    seen = correction.before
    name = seen.athlete.name if seen.athlete else seen.team or "somebody"
    return f"{name}, {seen.race.discipline} {seen.race.category} {seen.race.date}"


def words_of(correction: "Correction") -> str:
    """A correction as words: `mark 3:50.00 → 3:50.10, place 2 → 1`, or `withdrawn (…)`."""
    if correction.after is None:
        return f"withdrawn ({_result(correction.before)})"
    before, after = _fields(correction.before), _fields(correction.after)
    changed = [
        f"{name} {before.get(name) or 'nothing'} → {after.get(name) or 'nothing'}"
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]
    return ", ".join(changed) or "the same in other words"


def _result(seen: "Observation") -> str:
    place = "" if seen.place is None else f"{seen.place}. "
    return place + (seen.mark or str(seen.status))


def _fields(seen: "Observation") -> dict[str, str]:
    """A row's fields as texts, by the words for the fields."""
    fields = {name: getattr(seen, name) for name in _OF_RESULT}
    fields |= {name: getattr(seen.race, name) for name in _OF_RACE}
    if seen.athlete is not None:
        fields |= {name: getattr(seen.athlete, name) for name in _OF_ATHLETE}
    return {_WORDS.get(name, name): _text(value) for name, value in fields.items()}


_OF_RESULT = ("place", "mark", "status", "notes", "wind_mps", "hand_timed", "team", "team_nation")
_OF_RACE = (
    *("discipline", "category", "date", "venue", "round", "heat", "competition", "key"),
    *("stadium", "city", "indoor", "whole"),
)
_OF_ATHLETE = ("name", "family", "sex", "nation", "born", "ids", "spellings")
_WORDS = {"wind_mps": "wind", "hand_timed": "hand timing", "team_nation": "team's nation", "key": "race"}


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(" ".join(one) if isinstance(one, tuple) else str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
