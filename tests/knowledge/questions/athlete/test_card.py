"""The card of an athlete."""

from tests.knowledge.asking import Asker, row, words


def test_a_profile_has_the_person_and_the_bests(ask: Asker) -> None:
    card = ask("/athlete arvell")
    assert card.title == "🇳🇴 Tomas Arvell"
    assert card.subtitle == "Norway · born 4 Mar 1998, 26 on 1 Jul 2024 · mile · 1500 m · 5000 m"
    assert card.headline == (
        "Best here in the mile: 3:49.11. 2 wins and 6 podium places in 6 finals; 7 races in all."
    )
    assert "Diamond League final: 💎 Port Brennan 2024 (mile, 3:49.11)" in words(card)
    assert "“Thomas Arvel” by Coast Gazette" in words(card)


def test_a_profile_shows_refuted_claims_relatives_and_namesakes(ask: Asker) -> None:
    hadri = words(ask("/athlete el hadri"))
    assert "Port Brennan 2024: Island Times [5] on defending champion: El Hadri" in hadri
    assert "Island Times [5] on 2022 season: won six races" in hadri
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
        "Best here in the heptathlon: 6,123 points. "
        "2 wins and 3 podium places in 3 finals; 2 of them in relays."
    )
    assert row(card, "4 × 100 m relay").startswith(
        "2nd | 43.21 | Fjord Championships, Grimsund · women's 4 × 100 m relay · with Norway | 6 Aug 2022"
    )


def test_an_athlete_of_relays_only_has_no_bests(ask: Asker) -> None:
    card = ask("/athlete myhre")
    assert card.headline == "1 win and 2 podium places in 2 finals; in relays only."
    assert [section.heading for section in card.sections] == ["Honours", "Last races"]


def test_a_profile_cites_its_sources(ask: Asker) -> None:
    for name in ("arvell", "temba", "lomoro"):
        text = words(ask(f"/athlete {name}"))
        assert "Bests and counts are of the races known here" in text
        assert "Who this is rests on [" in text
