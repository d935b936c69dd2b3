"""Nations whose athletes stand for one another: former states, home nations, neutral athletes."""

from collections.abc import Collection

# Former states with their successors, united teams, and the home nations of the Commonwealth Games.
_AFTER: dict[str, str] = {
    "URS": "EUN RUS UKR BLR KAZ UZB GEO ARM AZE MDA LTU LAT EST KGZ TJK TKM",
    "EUN": "RUS UKR BLR KAZ UZB GEO ARM AZE MDA KGZ TJK TKM",
    "TCH": "CZE SVK",
    "YUG": "SCG SRB CRO SLO BIH MKD MNE KOS",
    "SCG": "SRB MNE",
    "GBR": "ENG SCO WAL NIR JEY GGY IOM",
    "AHO": "NED ARU CUR",
    "EUA": "GER FRG GDR",
    "GER": "EUA FRG GDR",
    "BOH": "TCH CZE",
    "ANZ": "AUS NZL",
    "BWI": "JAM TTO BAR",
    "IRL": "NIR",
    "SUD": "SSD",
    "ZAI": "COD",
}
NEUTRAL = frozenset(("AIN", "ANA", "ART", "EOR", "NFI"))
"""Codes of athletes who compete under no nation's flag."""
_PAIRS = {frozenset((before, after)) for before, all_after in _AFTER.items() for after in all_after.split()}


def nations_agree(left: Collection[str], right: Collection[str]) -> bool:
    """Whether nations agree: one in common, a successor state, a neutral athlete, or none known."""
    if not left or not right or NEUTRAL & {*left, *right}:
        return True
    return any(one == other or frozenset((one, other)) in _PAIRS for one in left for other in right)
