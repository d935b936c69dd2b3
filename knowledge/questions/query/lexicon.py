"""Words that are not names: categories, rounds, tiers, and those that say nothing."""

from knowledge.models.facts import Category, Round, Tier
from knowledge.models.records import NameEntry

_SEX_WORDS = {
    "men": "men mens man male males boys m hommes homme messieurs masculin",
    "women": "women womens woman female females ladies girls w f femmes femme dames feminin",
    "mixed": "mixed mixte",
}
_AGE_WORDS = (
    "u20 u20s u-20 u-20s under20 under-20 under-20s junior juniors moins-de-20-ans moins-de-vingt-ans"
)

SEXES: dict[str, str] = {word: sex for sex, written in _SEX_WORDS.items() for word in written.split()}
AGES = frozenset(tuple(word.split("-")) for word in _AGE_WORDS.split())

_ROUND_WORDS = {
    Round.FINAL: "final finals finale finales",
    Round.SEMI_FINAL: """semi semis sf sfs semifinal semifinals semi-final semi-finals demi demis demi-finale
        demi-finales demifinale demifinales""",
    Round.HEAT: """heat heats round-1 round-one first-round 1st-round opening-round prelim prelims
        preliminaries series serie premier-tour 1er-tour eliminatoires""",
    Round.QUALIFICATION: """qualification qualifications qualifying qualifying-round qualifier qualifiers
        quali qualis qualif qualifs""",
}
ROUNDS: dict[tuple[str, ...], Round] = {
    tuple(word.split("-")): round_ for round_, written in _ROUND_WORDS.items() for word in written.split()
}

ALL_RACES = frozenset({"races", "courses", "all", "toutes", "starts"})
SINCE = frozenset({"since", "from", "depuis", "seit"})
AFTER = frozenset({"after", "apres", "post"})
UNTIL = frozenset({"until", "till", "to", "jusque", "jusqua", "jusquen", "bis"})
BEFORE = frozenset({"before", "avant", "pre"})
BOUNDS = SINCE | AFTER | UNTIL | BEFORE
"""Words that leave a span of years open on one side."""
_NUMBER_WORDS = """
one two three four five six seven eight nine ten un deux trois quatre cinq six sept huit neuf dix
"""
NUMBERS = {word: 1 + at % 10 for at, word in enumerate(_NUMBER_WORDS.split())}
ORDINALS = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
SYNONYMS = {"champs": "championships", "champ": "championships"}
"""Words that stand for another one wherever they are typed."""
_GENERIC = """
championships championship world worlds monde games jeux league diamond memorial meeting classic final
indoor u20 grand prix european europe metres metre m race walk road open national international du de the
and of medley stadium stadion stade estadio stadio field park track arena complex sports sport facility
centre center outdoor municipal university college
"""
GENERIC = frozenset(_GENERIC.split())
"""Words of names that name nothing by themselves: `world` is not the World Championships."""
_OF_NATIONS = """
american british central chinese dutch east eastern federal french german great new north northern republic
saint san south southern the united west western
"""
OF_NATIONS = frozenset(_OF_NATIONS.split())
"""Words that names of nations begin with and that name none alone: `french` is not French Polynesia."""

_NOTHING_SAID = """
beaten only personal sunday monday tuesday wednesday thursday friday saturday battu seulement
the a an in at of on for by is was were are did does do what who whom how show me please won win wins
winner result results race meeting meet record head between with his her their vs v athletics le la les l
un une de du des d au aux en qui que qu quel quelle gagne resultat resultats contre est profile profil
bests about tell times time finish finished champion track field beats beat event year season saison old age
born when where ever met many much has have had been pb pbs sb best fastest quickest records honours
honors medal medals palmares last latest newest recent up all-time rounds round score stats again ne nee
dernier derniere course and et or ou than as games run runs ran running came come got get took go went
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
    Tier.COMMONWEALTH_GAMES: ("Commonwealth Games", "Commonwealths", "Commonwealth", "Commies", "CWG"),
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
