"""Nations that one person may compete for without having changed his or her own."""

from collections.abc import Collection

# States that fell apart or became one, by what their athletes competed for afterwards, and the home
# nations of the Commonwealth Games.
_AFTER: dict[str, str] = {
    "URS": "EUN RUS UKR BLR KAZ UZB GEO ARM AZE MDA LTU LAT EST KGZ TJK TKM",
    "EUN": "RUS UKR BLR KAZ UZB GEO ARM AZE MDA KGZ TJK TKM",
    "GDR": "GER",
    "FRG": "GER",
    "TCH": "CZE SVK",
    "YUG": "SCG SRB CRO SLO BIH MKD MNE KOS",
    "SCG": "SRB MNE",
    "GBR": "ENG SCO WAL NIR",
    "AHO": "NED ARU CUR",
    "SUD": "SSD",
    "ZAI": "COD",
}
NEUTRAL = frozenset(("AIN", "ANA", "ART", "EOR", "NFI"))
"""Under no nation's flag."""
_PAIRS = {frozenset((before, after)) for before, all_after in _AFTER.items() for after in all_after.split()}


def one_nation(left: Collection[str], right: Collection[str]) -> bool:
    """Whether two people's nations agree: one in common, one after the other, or under no flag."""
    if not left or not right or NEUTRAL & {*left, *right}:
        return True
    return any(one == other or frozenset((one, other)) in _PAIRS for one in left for other in right)
