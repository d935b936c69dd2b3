"""The card of an athlete."""

from tests.knowledge.asking import Asker, row, words


def test_a_profile_has_the_person_and_the_bests(ask: Asker) -> None:
    card = ask("/athlete arvell")
    assert card.title == "🇳🇴 Tomas Arvell"
    assert card.subtitle == "Norway · born 4 Mar 1998, aged 26 · mile · 1500 m · 5000 m"
    assert card.headline == ("Best on file, mile: 3:49.11. 6 finals: 2 wins, 6 podiums; 7 races in all.")
    assert "Diamond League final: 💎 Port Brennan 2024 (mile, 3:49.11)" in words(card)
    assert "“Thomas Arvel” (Coast Gazette)" in words(card)


def test_a_profile_shows_refuted_claims_relatives_and_namesakes(ask: Asker) -> None:
    hadri = words(ask("/athlete el hadri"))
    assert "Port Brennan 2024. Defending champion: Okoro won in 2023." in hadri
    assert "2022 season. Island Times [5]: won six races" in hadri
    assert "Younger brother: Peter Okoro (NGR, 2003)." in words(ask("/athlete daniel okoro"))
    assert "Not to be confused with Ali Benamar (FRA, 2001)." in words(ask("/athlete ali-benamar-1996"))


def test_marks_that_do_not_count_are_named_with_the_reason(ask: Asker) -> None:
    assert "Not counted: 6.81 m, Northern Games, Sankt Elm 2020 (wind-aided)." in words(
        ask("/athlete dubosc")
    )


def test_a_profile_has_relays(ask: Asker) -> None:
    card = ask("/athlete strand")
    assert (
        "Fjord Championships: 🥇 Grimsund 2022 (4 × 400 m relay, 3:14.02, with Norway), "
        "🥈 Grimsund 2022 (4 × 100 m relay, 43.21, with Norway), 🥇 Grimsund 2022 (heptathlon, 6,123 points)"
    ) in words(card)
    assert card.headline == (
        "Best on file, heptathlon: 6,123 points. 3 finals: 2 wins, 3 podiums; 2 of them in relays."
    )
    assert row(card, "4 × 100 m relay").startswith(
        "2nd | 43.21 | Fjord Championships, Grimsund · women's 4 × 100 m relay · with Norway | 6 Aug 2022"
    )


def test_an_athlete_of_relays_only_has_no_bests(ask: Asker) -> None:
    card = ask("/athlete myhre")
    assert card.headline == "2 finals: 1 win, 2 podiums; relays only."
    assert [section.heading for section in card.sections] == ["Honours", "Last races"]


def test_the_best_of_a_single_season_is_no_list_of_seasons(ask: Asker) -> None:
    headings = [section.heading for section in ask("/athlete arvell").sections]
    assert "Best by season, mile" in headings
    assert "Best mark, 5000 m" in headings or "Best mark, 1500 m" in headings


def test_a_profile_cites_its_sources(ask: Asker) -> None:
    for name in ("arvell", "temba", "lomoro"):
        text = words(ask(f"/athlete {name}"))
        assert "Bests and totals: races on file" in text
        assert "Personal details: [" in text


def test_a_death_takes_the_place_of_the_age_of_today(ask: Asker) -> None:
    assert ask("/athlete remes").subtitle == (
        "Czechoslovakia · born 12 Sep 1910, died 31 Mar 1988, aged 77 · 800 m"
    )
    assert ask("/athlete remes", "fr").subtitle == (
        "Czechoslovakia · né le 12 sept. 1910, mort le 31 mars 1988 à 77 ans · 800 m"
    )


def test_a_death_in_a_year_has_no_age(ask: Asker) -> None:
    assert ask("/athlete prokop").subtitle == "Czechoslovakia · born 1908, died 1942 · 800 m"
    assert ask("/athlete prokop", "fr").subtitle == "Czechoslovakia · né en 1908, mort en 1942 · 800 m"


def test_no_age_is_given_for_an_athlete_who_may_not_live(ask: Asker) -> None:
    assert ask("/athlete hulka").subtitle == "Czechoslovakia · born 2 May 1911 · 800 m"


def test_a_runner_of_the_heats_has_the_medal_and_no_final(ask: Asker) -> None:
    card = ask("/athlete hulka")
    assert card.headline == "Best on file, 800 m: 1:52.6h. 2 finals: no win, 2 podiums."
    assert (
        "🥇 Kestrel Quay 1948 (4 × 400 m relay, 3:14.2h, with Czechoslovakia, in the heats), "
        "🥈 Kestrel Quay 1948 (1:52.6h)"
    ) in words(card)
    assert row(card, "3:14.2h").startswith(
        "1st | 3:14.2h | World Indoor Championships, Kestrel Quay · with Czechoslovakia · in the heats | "
    )
    assert "avec Czechoslovakia · en séries" in row(ask("/athlete hulka", "fr"), "3:14,2h")


def test_the_year_stands_for_a_day_that_is_not_known(ask: Asker) -> None:
    season = ask("/athlete remes").sections[1].table
    assert season is not None
    assert [one.cells[3] for one in season.rows] == ["15 Feb 1948", "1936"]
    assert row(ask("/athlete prokop"), "3rd").startswith(
        "3rd | 1:54.9h | World Indoor Championships, Kestrel Quay | 1936 | "
    )


def test_honours_are_medals_whatever_the_place(ask: Asker) -> None:
    first_with_silver, third_with_none = words(ask("/athlete remes")), words(ask("/athlete prokop"))
    assert "🥈 Kestrel Quay 1936 (800 m, 1:53.8h)" in first_with_silver
    assert "Honours" not in third_with_none
