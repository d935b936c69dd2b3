"""What the cards of answers say."""

from datetime import date

from knowledge.cards.about import about_card
from knowledge.cards.citations import coverage_line
from knowledge.cards.wording import Wording
from knowledge.models.base import RaceId
from knowledge.models.facts import Coverage, CoverageKind
from knowledge.models.records import Behind
from knowledge.questions.answer import answer, draw_answer, help_card
from knowledge.questions.result.model import ResultAnswer, ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.cards.asking import TODAY, Asker, row, words


def test_a_result_leads_with_who_won(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert card.title == "Port Brennan 2024 · men's mile · final"
    assert card.headline == "Tomas Arvell beat Youssef El Hadri in a photo finish: 3:49.11 for both."
    assert "15 Jun 2024" in (card.subtitle or "")
    assert "Diamond League final" in (card.subtitle or "")
    assert row(card, "Okoro").startswith("3 | 🇳🇬 Daniel Okoro | NGR | 3:50.02 | +0.91")


def test_a_result_names_spellings_sources_and_disagreements(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert "printed as “Thomas Arvel” by Coast Gazette" in row(card, "Arvell")
    assert "[1–3]" in row(card, "Arvell")
    refuted, unresolved = card.notes[1:3]
    assert refuted == (
        "Island Times [3] on defending champion: El Hadri defended his title of 2023. "
        "That is wrong: Okoro won in 2023. The list of 2023 has Okoro first. [4]"
    )
    assert unresolved.startswith(
        "Sources differ on how the mile was won. Coast Gazette [2]: Arvell led from the start."
    )
    french = ask("/result harbour-mile-2024-men-mile-final", "fr").notes[1]
    assert french.startswith("(en anglais) Island Times [3]")


def test_who_has_no_place_is_shown_with_the_reason(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final")
    assert "DNF" in row(card, "Sørnes")
    assert "DQ | TR 17.2.3" in row(card, "Peter Okoro")
    assert "pacemaker" in row(card, "Harrow")
    changed = ask("/result northern-games-2020-men-1500m-final")
    assert "earlier: Third in 3:36.90 until February 2022" in row(changed, "Lomoro")


def test_coverage_is_said(ask: Asker) -> None:
    assert "Complete result." in words(ask("/result harbour-mile-2022-men-mile-final"))
    assert "Only marks of 3:56.00 or better" in words(ask("/result harbour-mile-2023-men-mile-final"))
    assert "Only the winner" in words(ask("/result harbour-mile-2023-men-3000msc-final"))
    assert "Only the first three" in words(ask("/result harbour-mile-2024-women-5000m-final"))
    assert "Known from one report only." in words(ask("/result northern-games-2020-men-u20-800m-final"))


def test_a_year_that_is_not_that_of_the_date_is_explained(ask: Asker) -> None:
    assert "The 2020 edition was held in 2021." in words(ask("/result northern-games-2020-men-5000m-final"))


def test_field_events_have_metres_and_gaps_downwards(ask: Asker) -> None:
    jump = ask("/result northern-games-2020-women-long-jump-final")
    assert jump.headline == "Marie-Claire Dubosc won with 6.81 m, 0.11 m ahead of Ruth Ashdown."
    assert "\N{MINUS SIGN}0.11" in row(jump, "Ashdown")
    assert "+0.4 m/s" in row(jump, "Ashdown")
    high = ask("/result harbour-mile-2024-women-high-jump-final")
    assert high.headline == "Marie-Claire Dubosc beat Ruth Ashdown on countback: 1.95 m for both."


def test_the_athlete_asked_for_leads_and_is_marked(ask: Asker) -> None:
    card = ask("/result harbour-mile-2024-men-mile-final daniel-okoro")
    assert (card.headline or "").startswith("Daniel Okoro was 3rd in 3:50.02, 0.91 s behind the winner. ")
    table = card.sections[0].table
    assert table is not None
    assert ["Daniel Okoro" in one.cells[1] for one in table.rows] == [one.marked for one in table.rows]


def test_a_year_left_open_is_assumed_aloud_with_a_way_to_change_it(ask: Asker) -> None:
    card = ask("/result brennan men mile")
    assert "2024, the latest edition with this event; also here: 2023, 2022." in card.assumed
    (change,) = [group for group in card.next if group.changes]
    assert [item.label for item in change.items] == ["Port Brennan 2023", "Port Brennan 2022"]
    others = [group.heading for group in card.next]
    assert "Other editions" not in others, "they are offered already"


def test_a_profile_says_who_and_how_good(ask: Asker) -> None:
    card = ask("/athlete arvell")
    assert card.title == "🇳🇴 Tomas Arvell"
    assert card.subtitle == "Norway · born 4 Mar 1998, 26 on 1 Jul 2024 · mile · 1500 m · 5000 m"
    assert card.headline == (
        "Best here in the mile: 3:49.11. 2 wins and 6 podium places in 6 finals; 7 races in all."
    )
    assert "Diamond League final: 💎 Port Brennan 2024 (mile, 3:49.11)" in words(card)
    assert "“Thomas Arvel” by Coast Gazette" in words(card)


def test_a_recorded_spelling_is_told_from_a_slip(ask: Asker) -> None:
    assert ask("/athlete thomas arvel").assumed == ("“thomas arvel” is a recorded spelling of Tomas Arvell.",)
    assert ask("/athlete tomas arvelll").assumed == ("“tomas arvelll” read as Tomas Arvell.",)
    assert ask("/athlete arvell").assumed == ()


def test_a_profile_shows_what_is_wrongly_said_and_whom_not_to_confuse(ask: Asker) -> None:
    hadri = words(ask("/athlete el hadri"))
    assert "Port Brennan 2024: Island Times [5] on defending champion: El Hadri" in hadri
    assert "Island Times [5] on 2022 season: won six races" in hadri
    assert "Younger brother: Peter Okoro (NGR, 2003)." in words(ask("/athlete daniel okoro"))
    assert "Not to be confused with Ali Benamar (FRA, 2001)." in words(ask("/athlete ali-benamar-1996"))


def test_marks_that_do_not_count_are_named_with_the_reason(ask: Asker) -> None:
    assert "Not counted: 6.81 m, Northern Games, Sankt Elm 2020 (wind-aided)." in words(
        ask("/athlete dubosc")
    )


def test_races_of_a_year(ask: Asker) -> None:
    card = ask("/athlete tomas-arvell races 2023")
    assert card.headline == "1 win and 2 podium places in 2 finals."
    assert "No race of 1999 here; there are races of 2024, 2023, 2022 and 2021." in words(
        ask("/athlete tomas-arvell races 1999")
    )


def test_a_head_to_head_names_the_leader_first(ask: Asker) -> None:
    card = ask("/h2h hadri arvell")
    assert card.title == "Youssef El Hadri 🇲🇦 v 🇳🇴 Tomas Arvell"
    assert card.headline == "Arvell leads 3–2 in 5 finals here."
    assert row(card, "15 Jun 2024") == (
        "Arvell, photo finish | Port Brennan · mile | 15 Jun 2024 | 2nd 3:49.11 | 1st 3:49.11 | [1–3] | "
    )
    assert "The better place wins" in words(card)


def test_finals_lead_and_all_rounds_follow(ask: Asker) -> None:
    card = ask("/h2h tomas-arvell ali-benamar-2001")
    assert card.headline == "Arvell won their only final here."
    assert card.sections[0].lines == ("All rounds: Arvell leads 2–0 in 2 races.",)


def test_a_dnf_is_counted_apart_and_a_tie_told(ask: Asker) -> None:
    card = ask("/h2h arvell sørnes")
    assert "Arvell, by DNF" in words(card)
    assert card.headline == "Arvell leads 3–0 in 3 finals here; twice because Sørnes did not finish."
    tied = words(ask("/h2h arvell daniel okoro"))
    assert "Tie | Port Brennan | 18 Jun 2022 | 2nd 3:52.80 | 2nd 3:52.80" in tied


def test_what_does_not_count_is_listed(ask: Asker) -> None:
    card = words(ask("/h2h arvell harrow"))
    assert "Port Brennan 2024 · men's mile, 15 Jun 2024: one of them made the pace" in card
    assert "one of them did not start" in card


def test_never_met_is_an_answer(ask: Asker) -> None:
    card = ask("/h2h arvell temba")
    assert card.tone == "answer"
    assert card.headline == (
        "Tomas Arvell and Grace Temba have never met in a race here. That does not mean they never met."
    )


def test_a_narrowed_head_to_head_says_so_and_leads_back(ask: Asker) -> None:
    card = ask("/h2h hadri arvell 2023")
    assert card.subtitle == "Narrowed to: 2023"
    assert "3 races that both entered are outside of what was asked." in card.notes
    assert "/h2h youssef-el-hadri tomas-arvell" in {
        item.question.command for group in card.next for item in group.items
    }


def test_a_limit_says_nothing_of_how_it_was_timed() -> None:
    cut_off = Coverage(kind=CoverageKind.CUT_OFF, limit="13:30.0h")
    assert "Only marks of 13:30.0 or better" in coverage_line(cut_off, Wording())


def test_what_is_noted_of_a_race_is_a_sentence(kb: KnowledgeBase) -> None:
    known = answer(kb, ResultQuestion(race=RaceId("harbour-mile-2022-men-mile-final")), TODAY)
    assert isinstance(known, ResultAnswer)
    noted = known.model_copy(update={"head": known.head.model_copy(update={"note": "two may be meant"})})
    assert "Two may be meant." in draw_answer(noted.question, noted, (), Wording()).notes


def test_about_says_that_newer_facts_cannot_be_used(kb: KnowledgeBase) -> None:
    for built, language, said in (
        (date(2026, 11, 28), "en", "can't be read at the moment; these are as of 28 Nov 2026."),
        (None, "en", "can't be read at the moment; these are the last that could."),
        (date(2026, 11, 28), "fr", "illisibles pour le moment ; ceux-ci datent du 28 nov. 2026."),
    ):
        about = kb.about().model_copy(update={"behind": Behind(built=built)})
        assert said in words(about_card(about, (), (), (), Wording(language)))


def test_about_and_help(kb: KnowledgeBase) -> None:
    about = words(about_card(kb.about(), kb.fullest_editions(), kb.coverage(), kb.source_counts(), Wording()))
    assert f"{kb.about().counts.results} results" in about
    assert kb.about().version[:12] in about
    assert "Harbour Athletic Club" in about
    assert "Mile" in about
    assert "Grimsund 2022" in about
    assert "4 finals complete" in about
    assert "Brennan Mile 2024" not in about  # Two are not a competition as a whole.
    assert "/h2h serem v el bakkali" in words(help_card(Wording()))


def test_french_is_french(ask: Asker) -> None:
    card = ask("/h2h hadri arvell", "fr")
    assert card.headline == "Arvell mène 3–2 sur 5 finales ici."
    dnf = ask("/h2h arvell sørnes", "fr")
    assert dnf.headline == "Arvell mène 3–0 sur 3 finales ici, dont deux sur abandon (Sørnes)."
    assert "né le 4 mars 1998" in (ask("/athlete arvell", "fr").subtitle or "")
    assert "née" in (ask("/athlete temba", "fr").subtitle or "")
    assert "/result bruxelles steeple" in words(help_card(Wording("fr")))
    assert "Résultat complet." in words(ask("/result harbour-mile-2022-men-mile-final", "fr"))
