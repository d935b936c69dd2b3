"""The card of a race."""

from dataclasses import replace

from knowledge.ask import answer, draw_answer
from knowledge.cards.wording import Wording
from knowledge.models.base import RaceId
from knowledge.models.mark import Measure, gap, parse_mark
from knowledge.questions.result.model import Finisher, Parting, ResultAnswer, ResultQuestion, SameMark
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import TODAY, Asker, row, words
from tests.knowledge.questions.made import ANNA, BRIT, athlete, line


def test_the_headline_names_the_winner(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert card.title == "Port Brennan 2024 · men's mile · final"
    assert card.headline == "Tomas Arvell beat Youssef El Hadri in a photo finish: 3:49.11 for both."
    assert "15 Jun 2024" in (card.subtitle or "")
    assert "Diamond League final" in (card.subtitle or "")
    assert row(card, "Okoro").startswith("3 | 🇳🇬 Daniel Okoro | NGR | 3:50.02 | +0.91")


def test_a_result_names_spellings_sources_and_disagreements(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert "also “Thomas Arvel” (Coast Gazette)" in row(card, "Arvell")
    assert "[1–3]" in row(card, "Arvell")
    refuted, unresolved = card.notes[1:3]
    assert refuted == (
        "Defending champion: Okoro won in 2023. The list of 2023 has Okoro first. [4] "
        "Island Times [3]: El Hadri defended his title of 2023."
    )
    assert unresolved.startswith(
        "How the mile was won: accounts differ. Coast Gazette [2]: Arvell led from the start."
    )
    french = ask("/result harbour-mile-2024-men-mile-final", "fr").notes[1]
    assert french.startswith("Defending champion\N{NO-BREAK SPACE}: Okoro won in 2023.")


def test_a_result_without_a_place_is_shown_with_the_reason(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert "DNF" in row(card, "Sørnes")
    assert "DQ | TR 17.2.3" in row(card, "Peter Okoro")
    assert "pacemaker" in row(card, "Harrow")
    changed = ask("/result northern-games-2020-men-1500m-final")
    assert "earlier: Third in 3:36.90 until February 2022" in row(changed, "Lomoro")


def test_the_coverage_is_stated(ask: Asker) -> None:
    assert "Complete result." in words(ask("/result harbour-mile-2022-men-mile-final"))
    assert "The list ends at 3:56.00" in words(ask("/result harbour-mile-2023-men-mile-final"))
    assert "Winner only." in words(ask("/result harbour-mile-2023-men-3000msc-final"))
    assert "First three only." in words(ask("/result harbour-mile-2024-women-5000m-final"))
    assert "Known from one report only." in words(ask("/result northern-games-2020-men-u20-800m-final"))


def test_a_year_that_is_not_that_of_the_date_is_explained(ask: Asker) -> None:
    assert "The 2020 edition was held in 2021." in words(ask("/result northern-games-2020-men-5000m-final"))


def test_the_athlete_asked_for_comes_first_and_is_marked(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final daniel-okoro")
    assert (card.headline or "").startswith("Daniel Okoro was 3rd in 3:50.02, 0.91 s behind the winner. ")
    table = card.sections[0].table
    assert table is not None
    assert ["Daniel Okoro" in one.cells[1] for one in table.rows] == [one.marked for one in table.rows]


def test_an_assumed_year_is_stated_and_can_be_changed(ask: Asker) -> None:
    card = ask("/result brennan men mile")
    assert "Latest edition on file; earlier: 2023, 2022." in card.assumed
    (change,) = [group for group in card.next if group.changes]
    assert [item.label for item in change.items] == ["Port Brennan 2023", "Port Brennan 2022"]
    others = [group.heading for group in card.next]
    assert "Other editions" not in others, "they are offered already"


def test_the_note_of_a_race_becomes_a_sentence(kb: KnowledgeBase) -> None:
    known = answer(kb, ResultQuestion(race=RaceId("harbour-mile-2022-men-mile-final")), TODAY)
    assert isinstance(known, ResultAnswer)
    noted = known.model_copy(update={"head": replace(known.head, note="two may be meant")})
    assert "Two may be meant." in draw_answer(noted.question, noted, (), Wording()).notes


def test_a_relay_shows_its_teams_and_their_members(ask: Asker) -> None:
    card = ask("/result grimsund 4x100")
    assert card.title == "Fjord Championships, Grimsund 2022 · women's 4 × 100 m relay · final"
    assert card.headline == "Great Britain & N.I. won in 43.10, 0.11 s ahead of Norway."
    assert row(card, "🇳🇴 Norway") == (
        "2 | 🇳🇴 Norway | NOR | 43.21 | +0.11 | NR, photo finish | "
        "Astrid Lyng, Liv Sandnes, Oda Myhre, Tuva Strand"
    )
    assert row(card, "Grimsund Sprint Club") == "4 | 🇳🇴 Grimsund Sprint Club | NOR | 44.90 | +1.80 |  | "
    assert "43.21: Norway ahead of France, by photo finish." in card.notes
    table = card.sections[0].table
    assert table is not None
    assert table.columns[1].heading == "Team"


def _high_jump(kb: KnowledgeBase, places: tuple[int, ...]) -> ResultAnswer:
    """A high jump whose entrants all cleared 1.95 m."""
    known = answer(kb, ResultQuestion(race=RaceId("harbour-mile-2024-women-high-jump-final")), TODAY)
    assert isinstance(known, ResultAnswer)
    mark = parse_mark("1.95", Measure.DISTANCE)
    people = (ANNA, BRIT, athlete("Cai Cox"), athlete("Dag Dahl"))
    lines = [
        replace(line(one, place, notes=("countback",)), mark=mark)
        for one, place in zip(people, places, strict=False)
    ]
    placed = tuple(Finisher(result=one, behind=gap(mark, mark) if one.place != 1 else None) for one in lines)
    same = SameMark(mark="1.95", places=tuple(dict.fromkeys(places)), by=Parting.COUNTBACK)
    return known.model_copy(update={"finishers": placed, "same_marks": (same,), "ran": (), "unplaced": ()})


def test_only_different_places_are_parted_on_countback(kb: KnowledgeBase) -> None:
    shared = _high_jump(kb, (1, 2, 2, 4))
    card = draw_answer(shared.question, shared, (), Wording())
    assert "1.95 m: Anna Aas ahead of Brit Berg and Cai Cox (equal), Dag Dahl, on countback." in card.notes
    people = ("Anna Aas", "Brit Berg", "Cai Cox", "Dag Dahl")
    assert ["countback" in row(card, name) for name in people] == [True, False, False, True]
    french = draw_answer(shared.question, shared, (), Wording("fr"))
    assert (
        "1,95 m\N{NO-BREAK SPACE}: Anna Aas devant Brit Berg et Cai Cox (ex æquo), Dag Dahl, aux essais."
        in french.notes
    )


def test_a_relay_offers_its_members_and_no_head_to_head(ask: Asker) -> None:
    groups = {
        group.heading: [item.label for item in group.items] for group in ask("/result grimsund 4x100").next
    }
    assert "Head-to-head" not in groups
    assert groups["Athletes"] == ["Ada Whitlock", "Astrid Lyng", "Liv Sandnes", "Oda Myhre", "Tuva Strand"]


def test_the_team_of_the_athlete_asked_for_is_marked(ask: Asker) -> None:
    card = ask("/result grimsund 4x100 sandnes")
    assert card.headline is not None
    assert card.headline.startswith("Norway with Liv Sandnes was 2nd in 43.21, 0.11 s behind the winner.")
    table = card.sections[0].table
    assert table is not None
    assert [one.marked for one in table.rows] == [False, True, False, False]


def test_other_competitions_of_a_town_are_not_editions_of_this_one(ask: Asker) -> None:
    card = ask("/result vallorne-memorial-2023-men-mile-final")
    assert not [group for group in card.next if group.heading == "Other editions"]


def test_the_head_to_head_offered_is_of_the_athlete_asked_about(ask: Asker) -> None:
    def offered(question: str) -> list[str]:
        groups = [group for group in ask(question).next if group.heading == "Head-to-head"]
        return [item.question.command for group in groups for item in group.items]

    race = "/result harbour-mile-2024-men-mile-final"
    assert offered(race) == ["/h2h tomas-arvell youssef-el-hadri"]
    assert offered(f"{race} daniel-okoro") == ["/h2h daniel-okoro tomas-arvell"]


def test_the_winners_of_the_editions_before_are_named_and_offered_first(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    before = next(one for one in card.sections if one.heading == "Earlier winners")
    assert before.lines[0].startswith("2023 ")
    assert " \N{MIDDLE DOT} 2022 " in before.lines[0]
    assert card.next[0].heading == "Other editions"
    first = ask("/result harbour-mile-2022-men-mile-final")
    assert "Earlier winners" not in [one.heading for one in first.sections]


def test_a_race_without_a_day_has_its_year_everywhere(ask: Asker) -> None:
    card = ask("/result lantern 1936 800")
    assert card.subtitle == "Lantern Hall · Kestrel Quay (GBR) · 1936"
    assert "16 Feb" not in words(card)
    assert words(ask("/result lantern 1936 800", "fr")).splitlines()[1].endswith(" · 1936")
    pair = ask("/h2h remes prokop")
    assert row(pair, "Remeš by 1.1 s").split(" | ")[1:3] == [
        "World Indoor Championships, Kestrel Quay",
        "1936",
    ]
    assert "Remeš has won the last two, since 1936." in words(ask("/h2h remes hulka"))


def test_the_first_eight_are_stated(ask: Asker) -> None:
    assert "First eight only." in ask("/result lantern 1936 800").notes
    assert "Les huit premiers seulement." in ask("/result lantern 1936 800", "fr").notes


def test_runners_of_the_heats_are_named_on_the_card_of_the_final(ask: Asker) -> None:
    relay = row(ask("/result lantern 4x400 men"), "Czechoslovakia")
    assert relay.endswith("Václav Remeš, Jiří Kubík; in the heats: František Hůlka")
    french = row(ask("/result lantern 4x400 men", "fr"), "Czechoslovakia")
    assert french.endswith("Václav Remeš, Jiří Kubík; en séries : František Hůlka")
