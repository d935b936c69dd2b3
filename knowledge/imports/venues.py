"""Printed venues: `Stade Louis II, Monaco (MON)`, `Hayward Field, Eugene, OR (USA)`, `Helsinki (FIN)`."""

import re
from dataclasses import dataclass

from knowledge.imports.part import Unreadable

_PRINTED = re.compile(r"(?P<place>.+?)\s*\((?P<nation>[A-Z]{3})\)(?:\s*\((?P<note>i|ot)\))?", re.ASCII)
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_INDOOR = re.compile(r"\bindoor\b|hallen?,|sporthalle|palaindoor|hall,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeenVenue:
    """Where a race was, in its parts. A state of the USA or Canada stays in the printed text only."""

    stadium: str | None
    city: str
    nation: str
    indoor: bool


def seen_venue(text: str) -> SeenVenue:
    """Read a printed venue; raises Unreadable. `(i)`, or a name like `Indoor Track`, says it is indoors."""
    found = _PRINTED.fullmatch(text)
    if found is None:
        raise Unreadable("The venue is not one like Stade Louis II, Monaco (MON).")
    parts = [part for part in (part.strip() for part in found["place"].split(",")) if part]
    if len(parts) > 1 and _STATE.fullmatch(parts[-1]) and found["nation"] in {"USA", "CAN"}:
        parts.pop()
    if not parts:
        raise Unreadable("The venue names no city.")
    indoor = found["note"] == "i" or _INDOOR.search(text) is not None
    return SeenVenue(", ".join(parts[:-1]) or None, parts[-1], found["nation"], indoor)


_NATION = re.compile(r"[A-Z]{3}", re.ASCII)


def seen_nation(text: str) -> str:
    """A nation's code of three capitals; raises Unreadable."""
    if _NATION.fullmatch(text) is None:
        raise Unreadable("The nation is not a code of three capitals like KEN.")
    return text
