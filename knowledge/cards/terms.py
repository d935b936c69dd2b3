"""Words that stand in tables or come from the data, marked so that every catalogue holds them."""

from typing import Final

from knowledge.models.facts import Category, Round, Tier


def msg(text: str) -> str:
    """Mark a text for translation; it is translated where it is used."""
    return text


MONTHS: Final = (
    msg("Jan"),
    msg("Feb"),
    msg("Mar"),
    msg("Apr"),
    msg("May"),
    msg("Jun"),
    msg("Jul"),
    msg("Aug"),
    msg("Sep"),
    msg("Oct"),
    msg("Nov"),
    msg("Dec"),
)

NUMBERS: Final = (
    msg("two"),
    msg("three"),
    msg("four"),
    msg("five"),
    msg("six"),
    msg("seven"),
    msg("eight"),
    msg("nine"),
    msg("ten"),
)

CATEGORIES: Final = {
    Category.MEN: msg("men's {discipline}"),
    Category.WOMEN: msg("women's {discipline}"),
    Category.MIXED: msg("mixed {discipline}"),
    Category.MEN_U20: msg("men's U20 {discipline}"),
    Category.WOMEN_U20: msg("women's U20 {discipline}"),
    Category.MIXED_U20: msg("mixed U20 {discipline}"),
}

ROUNDS: Final = {
    Round.FINAL: msg("final"),
    Round.SEMI_FINAL: msg("semi-final"),
    Round.QUALIFICATION: msg("qualification"),
    Round.HEAT: msg("heat"),
}

TIERS: Final = {
    Tier.OLYMPIC_GAMES: msg("Olympic Games"),
    Tier.WORLD_CHAMPIONSHIPS: msg("World Championships"),
    Tier.DIAMOND_LEAGUE_FINAL: msg("Diamond League final"),
    Tier.CONTINENTAL_CHAMPIONSHIPS: msg("continental championships"),
    Tier.CONTINENTAL_GAMES: msg("continental games"),
    Tier.COMMONWEALTH_GAMES: msg("Commonwealth Games"),
    Tier.WORLD_U20_CHAMPIONSHIPS: msg("World U20 Championships"),
    Tier.DIAMOND_LEAGUE: msg("Diamond League"),
    Tier.CONTINENTAL_TOUR_GOLD: msg("Continental Tour Gold"),
    Tier.OTHER: msg("meeting"),
}

# What the data calls things and other languages call otherwise. What is not listed stays as it is written.
OF_THE_DATA: Final = (
    msg("World Athletics Championships"),
    msg("World Athletics U20 Championships"),
    msg("European Athletics Championships"),
    msg("European Championships"),
    msg("African Games"),
    msg("African Championships"),
    msg("Brussels"),
    msg("London"),
    msg("Beijing"),
    msg("Zürich"),
    msg("Marrakech"),
    msg("photo finish"),
    msg("countback"),
    msg("same time"),
    msg("next best"),
    msg("jump-off"),
    msg("hand-timed"),
    msg("oversized track"),
    msg("irregular track"),
    msg("younger brother"),
    msg("elder brother"),
    msg("younger sister"),
    msg("elder sister"),
    msg("brother"),
    msg("sister"),
    msg("twin"),
    msg("twin brother"),
    msg("twin sister"),
)
