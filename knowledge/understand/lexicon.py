"""Words that are not names: categories, rounds, tiers, and those that say nothing."""

from knowledge.models.facts import Category, Round, Tier
from knowledge.models.records import NameEntry

_SEX_WORDS = {
    "men": "men mens man male males boys m hommes homme messieurs masculin",
    "women": "women womens woman female females ladies girls w f femmes femme dames feminin",
    "mixed": "mixed mixte",
}
_AGE_WORDS = "u20 under20 junior juniors"

SEXES: dict[str, str] = {word: sex for sex, written in _SEX_WORDS.items() for word in written.split()}
AGES = frozenset(_AGE_WORDS.split())

_ROUND_WORDS = {
    Round.FINAL: "final finals finale finales",
    Round.SEMI_FINAL: "semi semis sf semifinal semifinals semi-final semi-finals demi demi-finale",
    Round.HEAT: "heat heats round-1 round-one first-round prelims series serie premier-tour",
    Round.QUALIFICATION: "qualification qualifying qualifiers quali qualifications",
}
ROUNDS: dict[tuple[str, ...], Round] = {
    tuple(word.split("-")): round_ for round_, written in _ROUND_WORDS.items() for word in written.split()
}

ALL_RACES = frozenset({"races", "courses", "all", "toutes", "starts"})
SINCE = frozenset({"since", "from", "depuis", "seit"})
AFTER = frozenset({"after", "apres"})
UNTIL = frozenset({"until", "till", "to", "jusque", "jusqua", "bis"})
BEFORE = frozenset({"before", "avant"})
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
SYNONYMS = {"champs": "championships", "champ": "championships"}
"""Words that stand for another one wherever they are typed."""
_GENERIC = """
championships championship world worlds monde games jeux league diamond memorial meeting classic final
indoor u20 grand prix european europe metres metre m race walk road open national international du de the
and of medley
"""
GENERIC = frozenset(_GENERIC.split())
"""Words of names that name nothing by themselves: `world` is not the World Championships."""

_NOTHING_SAID = """
beaten only personal sunday monday tuesday wednesday thursday friday saturday battu seulement
the a an in at of on for by is was were are did does do what who whom how show me please won win wins
winner result results race meeting meet record head between with his her their vs v athletics le la les l
un une de du des d au aux en qui que qu quel quelle gagne resultat resultats contre est profile profil
bests about tell times time finish finished champion track field beats beat event year season old age
born when where ever met many much has have had been pb pbs sb best fastest quickest records honours
honors medal medals palmares last latest newest recent up all-time rounds round score stats again ne nee
dernier derniere course
"""
STOP_WORDS = frozenset(_NOTHING_SAID.split())

_TIER_NAMES = {
    Tier.OLYMPIC_GAMES: (
        "Olympic Games",
        "Summer Olympics",
        "Olympics",
        "Olympic",
        "OG",
        "Jeux olympiques",
        "JO",
    ),
    Tier.WORLD_CHAMPIONSHIPS: (
        "World Championships",
        "World Championship",
        "World Athletics Championships",
        "Worlds",
        "WCH",
        "WC",
        "Championnats du monde",
        "Mondiaux",
    ),
    Tier.DIAMOND_LEAGUE_FINAL: (
        "Diamond League final",
        "DL final",
        "Diamond final",
        "Finale Ligue de diamant",
    ),
    Tier.CONTINENTAL_CHAMPIONSHIPS: ("Continental Championships",),
    Tier.COMMONWEALTH_GAMES: ("Commonwealth Games", "Commonwealths", "Commonwealth", "CWG"),
    Tier.WORLD_U20_CHAMPIONSHIPS: (
        "World U20 Championships",
        "World U20s",
        "U20 Worlds",
        "U20 World Championships",
        "Junior Worlds",
        "World U20",
        "World Juniors",
        "World Junior Championships",
    ),
    Tier.DIAMOND_LEAGUE: ("Diamond League", "DL", "Wanda Diamond League", "Ligue de diamant"),
    Tier.CONTINENTAL_TOUR_GOLD: ("Continental Tour Gold", "Continental Tour"),
}

ONE_A_YEAR = frozenset(Tier) - {Tier.DIAMOND_LEAGUE, Tier.CONTINENTAL_TOUR_GOLD, Tier.OTHER}
"""Tiers whose editions succeed each other, so that the latest is a good reading of the tier alone."""


def tier_entries() -> tuple[NameEntry, ...]:
    """The names of the tiers, for the index."""
    return tuple(
        NameEntry(kind="tier", id=tier, text=name, registered=at == 0, weight=0)
        for tier, names in _TIER_NAMES.items()
        for at, name in enumerate(names)
    )


def category(sex: str | None, *, under_20: bool) -> tuple[Category, ...]:
    """The categories that words about sex and age leave open; none said means no condition."""
    if sex is None and not under_20:
        return ()
    fits = [
        category
        for category in Category
        if (sex is None or category.split("-")[0] == sex) and (category.endswith("-u20") or not under_20)
    ]
    return tuple(fits)
