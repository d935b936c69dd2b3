"""The curated facts: sound, canonical, and holding what the articles and lists say."""

from collections import Counter

import pytest

from knowledge.curation import DATA, Facts, Problem, check_folder
from knowledge.curation.format import format_folder
from knowledge.models.claim import Claim, ClaimStatus
from knowledge.models.facts import CoverageKind, Race, Result, Round, Status

LISTS = "world-athletics-lists"
PULSE, MOZZART, STAR = "pulse-sports-2024-09-13", "mozzart-sport-2024-09-13", "the-star-2024-preview"
BRUSSELS = "memorial-van-damme-2024-men-3000msc-final"
BRUSSELS_5000 = "memorial-van-damme-2024-men-5000m-final"
SILESIA = "skolimowska-memorial-2024-men-3000msc-final"
PARIS = "olympic-games-2024-men-3000msc-final"
TOKYO = "olympic-games-2020-men-3000msc-final"
ACCRA = "african-games-2023-men-3000msc-final"
NAIROBI = "world-u20-championships-2021-men-u20-3000msc-final"
LIMA = "world-u20-championships-2024-men-u20-3000msc-final"
ZURICH = "weltklasse-zurich"
BIRMINGHAM = "commonwealth-games-2022-men-3000msc-final"

Checked = tuple[Facts, tuple[Problem, ...]]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_folder(DATA)


@pytest.fixture(scope="module")
def facts(checked: Checked) -> Facts:
    return checked[0]


@pytest.fixture(scope="module")
def races(facts: Facts) -> dict[str, Race]:
    return {race.id: race for race in facts.races}


def test_the_curated_facts_have_no_problem(checked: Checked) -> None:
    assert [str(problem) for problem in checked[1]] == []


def test_the_curated_files_are_canonical() -> None:
    assert format_folder(DATA, write=False) == ((), ())


def test_the_whole_list_is_here(facts: Facts) -> None:
    steeples = [race for race in facts.races if race.discipline == "3000msc" and LISTS in race.sources]
    rests_on_it = [
        result
        for race in steeples
        for result in race.results
        if result.mark and LISTS in (result.sources or race.sources)
    ]
    assert len(steeples) == 64
    assert len(rests_on_it) == 711
    assert all(result.place and result.mark and result.mark.value <= 51_000 for result in rests_on_it)


def test_the_lists_are_said_to_be_cut_off(facts: Facts) -> None:
    for race in facts.races:
        if race.sources == (LISTS,) and race.discipline == "3000msc":
            assert race.coverage.kind is CoverageKind.CUT_OFF
            assert race.coverage.limit == "8:30.00"


def _score(facts: Facts, first: str, second: str, *, finals: bool = False) -> tuple[int, int]:
    wins = [0, 0]
    for race in facts.races:
        places = {str(result.athlete): result.place for result in race.results if result.place}
        pair = [places[athlete] for athlete in (first, second) if athlete in places]
        if len(pair) == 2 and (race.round is Round.FINAL or not finals):
            wins[0 if pair[0] < pair[1] else 1] += 1
    return wins[0], wins[1]


@pytest.mark.parametrize(
    ("first", "second", "finals", "score"),
    [
        ("soufiane-el-bakkali", "amos-serem", False, (10, 1)),
        ("soufiane-el-bakkali", "amos-serem", True, (9, 1)),
        ("soufiane-el-bakkali", "lamecha-girma", False, (8, 1)),
        ("conseslus-kipruto", "evan-jager", False, (9, 3)),
    ],
)
def test_who_beats_whom(facts: Facts, first: str, second: str, finals: bool, score: tuple[int, int]) -> None:
    assert _score(facts, first, second, finals=finals) == score


def test_the_lists_from_2016_alone_have_kipruto_ahead_of_jager_seven_times_in_eight(facts: Facts) -> None:
    listed = [race for race in facts.races if LISTS in race.sources]
    of_lists = facts.model_copy(update={"races": tuple(listed)})
    assert _score(of_lists, "conseslus-kipruto", "evan-jager") == (7, 1)


@pytest.mark.parametrize(
    ("race", "athlete", "place", "mark", "sources"),
    [
        (BRUSSELS, "amos-serem", 1, "8:06.90", {PULSE, MOZZART}),
        (BRUSSELS, "soufiane-el-bakkali", 2, "8:08.60", {PULSE, MOZZART}),
        (BRUSSELS, "mohamed-amin-jhinaoui", 3, "8:09.68", {PULSE, MOZZART}),
        (BRUSSELS, "abraham-kibiwot", 4, "8:10.51", {PULSE, MOZZART}),
        (BRUSSELS, "getnet-wale", 7, "8:14.66", {PULSE}),
        (BRUSSELS, "samuel-firewu", 8, "8:15.86", {PULSE}),
        (BRUSSELS, "daniel-arce", 5, "8:10.88", {PULSE}),
        (BRUSSELS_5000, "berihu-aregawi", 1, "12:43.66", {MOZZART}),
        (BRUSSELS_5000, "hagos-gebrhiwet", 2, "12:44.25", {MOZZART}),
        (BRUSSELS_5000, "telahun-haile-bekele", 3, "12:45.63", {LISTS}),
        (BRUSSELS_5000, "nicholas-kipkorir", 4, "12:49.59", {MOZZART}),
        (BRUSSELS_5000, "isaac-kimeli", 6, "12:58.16", {LISTS}),
        (BRUSSELS_5000, "jacob-krop", 7, "13:02.35", {MOZZART}),
        (BRUSSELS_5000, "cornelius-kemboi", 8, "13:05.92", {MOZZART}),
        (BRUSSELS_5000, "ronald-kwemoi", 10, None, {MOZZART}),
        (SILESIA, "soufiane-el-bakkali", 1, "8:04.29", {STAR}),
        (SILESIA, "amos-serem", 2, "8:04.29", {STAR}),
        (SILESIA, "samuel-firewu", 3, "8:04.34", {STAR}),
        (SILESIA, "abraham-kibiwot", 4, "8:08.21", {STAR}),
        (PARIS, "soufiane-el-bakkali", 1, "8:06.05", {STAR}),
        (PARIS, "kenneth-rooks", 2, "8:06.41", {STAR}),
        (PARIS, "abraham-kibiwot", 3, "8:06.47", {STAR, PULSE}),
        (PARIS, "amos-serem", 14, "8:19.74", {STAR, PULSE}),
        (TOKYO, "soufiane-el-bakkali", 1, "8:08.90", {STAR}),
        (TOKYO, "lamecha-girma", 2, "8:10.38", {STAR}),
        (TOKYO, "benjamin-kigen", 3, "8:11.45", {STAR}),
        ("world-championships-2022-men-3000msc-final", "soufiane-el-bakkali", 1, "8:25.13", {STAR}),
        ("world-championships-2023-men-3000msc-final", "soufiane-el-bakkali", 1, "8:03.53", {STAR}),
        (NAIROBI, "amos-serem", 1, "8:30.72", {STAR}),
        (ACCRA, "samuel-firewu", 1, "8:24.30", {STAR}),
        (ACCRA, "amos-serem", 2, "8:25.77", {STAR}),
        (LIMA, "edmund-serem", 1, "8:15.28", {PULSE}),
        (BIRMINGHAM, "abraham-kibiwot", 1, "8:11.15", {LISTS}),
        (BIRMINGHAM, "avinash-mukund-sable", 2, "8:11.20", {LISTS}),
        (BIRMINGHAM, "amos-serem", 3, "8:16.83", {LISTS}),
        ("prefontaine-classic-2023-men-3000msc-final", "simon-kiprop-koech", 1, "8:06.26", {LISTS}),
        (f"{ZURICH}-2022-men-3000msc-final", "soufiane-el-bakkali", 1, "8:07.67", {LISTS}),
        (f"{ZURICH}-2022-men-5000m-final", "nicholas-kipkorir", 1, "12:59.05", {"reuters-2022-09-07"}),
        (f"{ZURICH}-2021-men-5000m-final", "berihu-aregawi", 1, "12:58.65", {"running-magazine-2021-09-08"}),
    ],
)
def test_what_the_articles_state(
    races: dict[str, Race], race: str, athlete: str, place: int, mark: str | None, sources: set[str]
) -> None:
    result = _result(races[race], athlete)
    assert result.place == place
    assert (result.mark and result.mark.text) == mark
    assert sources <= set(result.sources or races[race].sources)


def _result(race: Race, athlete: str) -> Result:
    return next(result for result in race.results if result.athlete == athlete)


def test_season_bests_and_the_photo_finish_are_noted(races: dict[str, Race]) -> None:
    assert _result(races[BRUSSELS_5000], "berihu-aregawi").notes == ("SB",)
    assert _result(races[BRUSSELS_5000], "nicholas-kipkorir").notes == ("SB",)
    assert [result.notes for result in races[SILESIA].results[:2]] == [("photo finish",)] * 2


def test_paris_and_rome_are_complete(races: dict[str, Race]) -> None:
    final = races[PARIS]
    assert final.coverage.kind is CoverageKind.COMPLETE
    assert len(final.results) == 16
    assert _result(final, "lamecha-girma").status is Status.DNF
    starters = [len(races[f"olympic-games-2024-men-3000msc-heat-{heat}"].results) for heat in (1, 2, 3)]
    assert starters == [12, 12, 12]
    rome = "european-championships-2024-men-3000msc"
    assert [len(races[f"{rome}-{part}"].results) for part in ("heat-1", "heat-2", "final")] == [17, 17, 16]


def test_years_that_differ_from_the_dates(facts: Facts) -> None:
    editions = {str(edition.id): edition for edition in facts.editions}
    accra, tokyo = editions["african-games-2023"], editions["olympic-games-2020"]
    assert (accra.year, accra.start.isoformat(), accra.end.isoformat()) == (2023, "2024-03-08", "2024-03-23")
    assert (tokyo.year, tokyo.start.year) == (2020, 2021)


@pytest.mark.parametrize(
    ("athlete", "spelling", "source"),
    [
        ("mohamed-amin-jhinaoui", "Mohamed Amin", PULSE),
        ("mohamed-amin-jhinaoui", "Mohamed Jhinaoui", MOZZART),
        ("abraham-kibiwot", "Abraham Kibiwott", PULSE),
        ("abraham-kibiwot", "Abraham Kibiwott", STAR),
        ("samuel-firewu", "Samwel Firewu", PULSE),
        ("hagos-gebrhiwet", "Hagos Gebrihwet", MOZZART),
        ("nicholas-kipkorir", "Nicholas Kimeli", MOZZART),
        ("soufiane-el-bakkali", "Bakkali", STAR),
    ],
)
def test_spellings_stand_with_their_source(facts: Facts, athlete: str, spelling: str, source: str) -> None:
    person = next(one for one in facts.athletes if one.id == athlete)
    assert any(name.text == spelling and source in name.sources for name in person.names)


@pytest.mark.parametrize(
    ("race", "source", "status", "stands", "athlete"),
    [
        (BRUSSELS, PULSE, ClaimStatus.UNRESOLVED, "", "amos-serem"),
        (BRUSSELS, PULSE, ClaimStatus.UNVERIFIED, "", None),
        (BRUSSELS, PULSE, ClaimStatus.REFUTED, "Simon Koech won", "soufiane-el-bakkali"),
        (BRUSSELS, MOZZART, ClaimStatus.SUPPORTED, "Meeting de Paris", "amos-serem"),
        (BRUSSELS, MOZZART, ClaimStatus.SUPPORTED, "all four of his steeplechases", "soufiane-el-bakkali"),
        (BRUSSELS, MOZZART, ClaimStatus.UNVERIFIED, "None of his other", "amos-serem"),
        (BRUSSELS_5000, MOZZART, ClaimStatus.REFUTED, "Nicholas Kipkorir won", "berihu-aregawi"),
        (NAIROBI, STAR, ClaimStatus.REFUTED, "world under-20 title", "amos-serem"),
        (ACCRA, STAR, ClaimStatus.REFUTED, "8 to 23 March 2024", "amos-serem"),
        (BIRMINGHAM, MOZZART, ClaimStatus.REFUTED, "He won bronze", "amos-serem"),
    ],
)
def test_where_sources_disagree_or_mislead(
    races: dict[str, Race], race: str, source: str, status: ClaimStatus, stands: str, athlete: str | None
) -> None:
    def fits(claim: Claim) -> bool:
        said = any(saying.source == source for saying in claim.sayings)
        shown = athlete is None or athlete in claim.athletes
        return said and shown and claim.status is status and stands in (claim.stands or "")

    assert any(fits(claim) for claim in races[race].claims)


def test_what_is_counted_in_claims_is_true(facts: Facts, races: dict[str, Race]) -> None:
    before = [race for race in facts.races if race.date and race.date.year == 2024 and race.id != BRUSSELS]
    serem = [_result(race, "amos-serem").place for race in before if _ran(race, "amos-serem")]
    bakkali = [
        _result(race, "soufiane-el-bakkali").place for race in before if _ran(race, "soufiane-el-bakkali")
    ]
    assert serem.count(2) == 3
    assert 1 not in serem
    assert bakkali == [1, 1, 1, 1]
    assert _ran(races[BRUSSELS], "amos-serem")


def _ran(race: Race, athlete: str) -> bool:
    return any(result.athlete == athlete for result in race.results)


def test_nobody_is_two_people(facts: Facts) -> None:
    people = Counter((athlete.name, athlete.born) for athlete in facts.athletes if not athlete.relations)
    assert not [person for person, times in people.items() if times > 1]
    serems = {str(athlete.id): athlete for athlete in facts.athletes if athlete.family == "Serem"}
    assert set(serems) == {"amos-serem", "edmund-serem"}
    assert [(kin.athlete, kin.is_) for kin in serems["amos-serem"].relations] == [
        ("edmund-serem", "younger brother")
    ]


# Former states, united teams and athletes under no nation's flag: there is no emoji for theirs.
WITHOUT_A_FLAG = {
    *("AHO", "ANZ", "BOH", "BWI", "EUA", "EUN", "FRG", "GDR", "SCG", "TCH", "URS", "YUG"),
    *("ANA", "EOR"),
}


def test_every_nation_with_results_has_a_flag(facts: Facts) -> None:
    codes = {nation.id: nation.iso for nation in facts.nations}
    stood_for = {result.nation for race in facts.races for result in race.results}
    assert {nation for nation in stood_for if not codes[nation]} == WITHOUT_A_FLAG
    assert len(set(codes.values())) > 200


TRACK = ("100m", "200m", "400m", "800m", "1500m", "5000m", "10000m", "3000msc", "400m-hurdles")
FIELD = (
    *("high-jump", "pole-vault", "long-jump", "triple-jump"),
    *("shot-put", "discus-throw", "hammer-throw", "javelin-throw"),
)
BOTH = (*TRACK, *FIELD, "20km-walk", "4x100m-relay", "4x400m-relay")
OF_BOTH_CHAMPIONSHIPS = {
    *(f"{category}-{discipline}" for category in ("men", "women") for discipline in BOTH),
    *("men-110m-hurdles", "women-100m-hurdles", "men-decathlon", "women-heptathlon", "mixed-4x400m-relay"),
}


@pytest.mark.parametrize(
    ("edition", "beside"),
    [
        ("olympic-games-2024", {"men-marathon", "women-marathon", "mixed-walk-relay"}),
        ("european-championships-2024", {"men-half-marathon", "women-half-marathon"}),
    ],
)
def test_every_final_of_the_championships_is_here(
    races: dict[str, Race], edition: str, beside: set[str]
) -> None:
    expected = {f"{edition}-{event}-final" for event in OF_BOTH_CHAMPIONSHIPS | beside}
    finals = {race.id for race in races.values() if race.edition == edition and race.round is Round.FINAL}
    assert finals == expected
    assert {races[final].coverage.kind for final in finals} == {CoverageKind.COMPLETE}


@pytest.mark.parametrize(
    ("race", "podium"),
    [
        ("women-5000m", "1 beatrice-chebet 14:28.56, 2 faith-kipyegon 14:29.60, 3 sifan-hassan 14:30.61"),
        ("women-marathon", "1 sifan-hassan 2:22:55, 2 tigst-assefa 2:22:58, 3 hellen-obiri 2:23:10"),
        ("men-pole-vault", "1 armand-duplantis 6.25, 2 sam-kendricks 5.95, 3 emmanouil-karalis 5.90"),
        (
            "women-high-jump",
            "1 yaroslava-mahuchikh 2.00, 2 nicola-olyslagers 2.00, "
            "3 iryna-gerashchenko 1.95, 3 eleanor-patterson 1.95",
        ),
        ("men-20km-walk", "1 brian-daniel-pintado 1:18:55, 2 caio-bonfim 1:19:09, 3 alvaro-martin 1:19:11"),
        ("men-decathlon", "1 markus-rooth 8796, 2 leo-neugebauer 8748, 3 lindon-victor 8711"),
        ("women-heptathlon", "1 nafissatou-thiam 6880, 2 katarina-johnson-thompson 6844, 3 noor-vidts 6707"),
        ("men-4x100m-relay", "1 CAN 37.50, 2 RSA 37.57, 3 GBR 37.61"),
        ("mixed-walk-relay", "1 ESP 2:50:31, 2 ECU 2:51:22, 3 AUS 2:51:38"),
    ],
)
def test_who_stood_on_the_podium_in_paris(races: dict[str, Race], race: str, podium: str) -> None:
    first = [
        result
        for result in races[f"olympic-games-2024-{race}-final"].results
        if result.place and result.place <= 3
    ]
    shown = [f"{one.place} {one.athlete or one.nation} {one.mark.text if one.mark else ''}" for one in first]
    assert ", ".join(shown) == podium


def test_what_parted_equal_marks_in_paris(races: dict[str, Race]) -> None:
    for race, note, athletes in (
        ("men-100m", "photo finish", ("noah-lyles", "kishane-thompson")),
        ("men-high-jump", "jump-off", ("hamish-kerr", "shelby-mcewen")),
        ("women-discus-throw", "next best", ("feng-bin", "sandra-elkasevic")),
        ("women-100m-hurdles", "same time", ("nadine-visser", "grace-stark")),
    ):
        final = races[f"olympic-games-2024-{race}-final"]
        assert {_result(final, athlete).notes for athlete in athletes} == {(note,)}


def test_one_person_of_paris_and_rome_is_one(facts: Facts) -> None:
    outside = [(kind, key) for athlete in facts.athletes for kind, key in athlete.ids.items()]
    assert len(outside) == len(set(outside))
    known_by = {
        str(athlete.id): {athlete.name, *(name.text for name in athlete.names)} for athlete in facts.athletes
    }
    assert "Antigóni Drisbióti" in known_by["antigoni-ntrismpioti"]
    assert "Sandra Perković" in known_by["sandra-elkasevic"]
    assert "Mondo Duplantis" in known_by["armand-duplantis"]
