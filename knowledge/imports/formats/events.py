"""Names of disciplines in other sources."""

import re
from dataclasses import dataclass

from knowledge.imports.formats.source_file import ImportRefused, shown
from knowledge.models.base import DisciplineId
from knowledge.models.mark import Measure


@dataclass(frozen=True, slots=True)
class Event:
    """The properties of a discipline that parsing results needs.

    `race_wind` means one wind reading for the race, `row_wind` one for each attempt.
    """

    discipline: DisciplineId
    measure: Measure = Measure.TIME
    team: bool = False
    race_wind: bool = False
    row_wind: bool = False


_RACE_WIND = {"100m", "150m", "200m", "100m-hurdles", "110m-hurdles"}
_ROW_WIND = {"long-jump", "triple-jump"}
_POINTS = {"decathlon", "heptathlon", "pentathlon"}
_DISTANCE = {
    *_ROW_WIND,
    "high-jump",
    "pole-vault",
    "shot-put",
    "discus-throw",
    "hammer-throw",
    "javelin-throw",
}
_TIME = {
    *_RACE_WIND,
    *("50m", "60m", "300m", "400m", "600m", "800m", "1000m", "1500m", "mile", "2000m", "3000m", "2-miles"),
    *("5000m", "10000m", "60m-hurdles", "300m-hurdles", "400m-hurdles", "2000msc", "3000msc"),
    *("mile-road", "5km-road", "10km-road", "15km-road", "10-miles-road", "20km-road", "half-marathon"),
    *("25km-road", "30km-road", "marathon", "cross-country"),
    *("3000m-walk", "5000m-walk", "10000m-walk", "20000m-walk"),
    *("5km-walk", "10km-walk", "20km-walk", "30km-walk", "35km-walk", "50km-walk"),
}
_TEAM = {
    *("4x100m-relay", "4x200m-relay", "4x400m-relay", "4x800m-relay", "4x1500m-relay"),
    *("distance-medley", "walk-relay"),
}


def _event(name: str) -> Event:
    measure = Measure.DISTANCE if name in _DISTANCE else Measure.POINTS if name in _POINTS else Measure.TIME
    return Event(DisciplineId(name), measure, name in _TEAM, name in _RACE_WIND, name in _ROW_WIND)


EVENTS: dict[str, Event] = {name: _event(name) for name in sorted(_TIME | _TEAM | _DISTANCE | _POINTS)}

# Names that differ from ours by more than spaces, hyphens and capitals.
_OTHER_NAMES = {
    **{f"{n}-metres": f"{n}m" for n in (50, 60, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000, 3000)},
    **{f"{n}-metres": f"{n}m" for n in (5000, 10000)},
    **{f"{n}-metres-hurdles": f"{n}m-hurdles" for n in (60, 100, 110, 300, 400)},
    **{f"{n}-metres-race-walk": f"{n}m-walk" for n in (3000, 5000, 10000, 20000)},
    **{f"{n}-kilometres-race-walk": f"{n}km-walk" for n in (5, 10, 20, 30, 35, 50)},
    **{f"{n}km-race-walk": f"{n}km-walk" for n in (5, 10, 20, 30, 35, 50)},
    **{f"{n}-kilometres": f"{n}km-road" for n in (5, 10, 15, 20, 25, 30)},
    **{f"4x{n}-metres-relay": f"4x{n}m-relay" for n in (100, 200, 400, 800, 1500)},
    **{f"4x{n}m": f"4x{n}m-relay" for n in (100, 200, 400, 800, 1500)},
    "4x400m-mixed-relay": "4x400m-relay",
    "one-mile": "mile",
    "two-miles": "2-miles",
    "2000-metres-steeplechase": "2000msc",
    "3000-metres-steeplechase": "3000msc",
    "2000m-steeplechase": "2000msc",
    "3000m-steeplechase": "3000msc",
    "marathon-race-walk-relay": "walk-relay",
    "discus": "discus-throw",
    "hammer": "hammer-throw",
    "javelin": "javelin-throw",
}
_AROUND_X = re.compile(r"-x-")


def event(name: str) -> Event | None:
    """The discipline of a name like `5000-metres`, `4 x 400m Relay` or `3000m Steeplechase`, or None."""
    slug = "-".join(name.lower().replace(",", "").replace("-", " ").split())
    slug = _AROUND_X.sub("x", slug)
    return EVENTS.get(slug) or EVENTS.get(_OTHER_NAMES.get(slug, ""))


def event_of_file(name: str, stem: str) -> Event:
    """The discipline of a file's name. Raises ImportRefused: when the discipline is unknown."""
    known = event(stem)
    if known is None:
        raise ImportRefused(f"{shown(name)}: {shown(stem)} is not a discipline that is known here.")
    return known
