"""Cards of relays, of those who ran them, of combined events and of races timed to the second."""

from tests.knowledge.cards.asking import Asker, row, words


def test_a_relay_shows_its_teams_and_who_ran(ask: Asker) -> None:
    card = ask("/result grimsund 4x100")
    assert card.title == "Fjord Championships, Grimsund 2022 · women's 4 × 100 m relay · final"
    assert card.headline == "Great Britain & N.I. won in 43.10, 0.11 s ahead of Norway."
    assert row(card, "🇳🇴 Norway") == (
        "2 | 🇳🇴 Norway | NOR | 43.21 | +0.11 | NR, photo finish | "
        "Astrid Lyng, Liv Sandnes, Oda Myhre, Tuva Strand"
    )
    assert row(card, "Grimsund Sprint Club") == "4 | 🇳🇴 Grimsund Sprint Club | NOR | 44.90 | +1.80 |  | "
    assert "Norway and France: the same 43.21, parted by a photo finish." in card.notes
    table = card.sections[0].table
    assert table is not None
    assert table.columns[1].heading == "Team"


def test_a_relay_leads_on_to_its_members_and_to_no_head_to_head(ask: Asker) -> None:
    groups = {
        group.heading: [item.label for item in group.items] for group in ask("/result grimsund 4x100").next
    }
    assert "Head-to-head" not in groups
    assert groups["Athletes"] == ["Ada Whitlock", "Astrid Lyng", "Liv Sandnes", "Oda Myhre", "Tuva Strand"]


def test_the_team_of_who_was_asked_for_is_marked(ask: Asker) -> None:
    card = ask("/result grimsund 4x100 sandnes")
    assert card.headline is not None
    assert card.headline.startswith("Norway with Liv Sandnes was 2nd in 43.21, 0.11 s behind the winner.")
    table = card.sections[0].table
    assert table is not None
    assert [one.marked for one in table.rows] == [False, True, False, False]


def test_mixed_is_said_and_understood(ask: Asker) -> None:
    card = ask("/result 4x4 mixed")
    assert card.title == "Fjord Championships, Grimsund 2022 · mixed 4 × 400 m relay · final"
    # The sentence ends with the abbreviation's full stop.
    assert card.headline == "Norway won in 3:14.02, 1.31 s ahead of Great Britain & N.I."
    assert ask("/result 4x4 mixed", "fr").headline == (
        "Norvège s'impose en 3:14.02, avec 1.31 s d'avance sur Royaume-Uni."
    )


def test_a_profile_tells_of_relays(ask: Asker) -> None:
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


def test_who_only_ran_relays_has_no_bests(ask: Asker) -> None:
    card = ask("/athlete myhre")
    assert card.headline == "1 win and 2 podium places in 2 finals; in relays only."
    assert [section.heading for section in card.sections] == ["Honours", "Last races"]


def test_points_are_more_the_better_and_have_a_margin_in_points(ask: Asker) -> None:
    card = ask("/result grimsund heptathlon")
    assert card.headline == "Tuva Strand won with 6,123 points, 45 points ahead of Ada Whitlock."
    assert row(card, "Whitlock").startswith("2 | 🇬🇧 Ada Whitlock | GBR | 6078 | −45 |")
    assert "Strand by 45 points" in words(ask("/h2h strand whitlock"))
    assert "6\N{NARROW NO-BREAK SPACE}123 points" in words(ask("/result grimsund heptathlon", "fr"))


def test_a_marathon_has_margins_in_whole_seconds(ask: Asker) -> None:
    card = ask("/result grimsund marathon")
    assert card.headline == "Pål Gjerde won in 2:09:26, 21 s ahead of Jonas Bratt."
    assert row(card, "Dahl").startswith("3 | 🇳🇴 Erik Dahl | NOR | 2:11:05 | +1:39 |")
