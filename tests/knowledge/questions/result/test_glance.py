"""The glance of a race."""

from dataclasses import replace

from knowledge.ask import answer
from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Medal
from knowledge.models.glance import Glance, GlanceRow
from knowledge.models.outcome import Slot
from knowledge.models.records import ResultLine
from knowledge.questions.result.glance import MOST_ROWS, glance_result
from knowledge.questions.result.insight_model import Insight, InsightKind
from knowledge.questions.result.model import Finisher, ResultAnswer, ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import TODAY, Asker
from tests.knowledge.questions.made import athlete, line

MILE_2024 = "harbour-mile-2024-men-mile-final"
FINAL_1500 = "northern-games-2020-men-1500m-final"


def glance(ask: Asker, text: str) -> Glance:
    shown = ask(f"/result {text}").glance
    assert shown is not None
    return shown


def rows(shown: Glance) -> tuple[GlanceRow, ...]:
    return shown.parts[0].rows


def signs(ask: Asker, text: str) -> list[str]:
    return [row.sign for row in rows(glance(ask, text))]


def made(
    kb: KnowledgeBase, race: str, *, count: int, asked: int | None = None, medals: tuple[Medal, ...] = ()
) -> Glance:
    """The glance of a race with so many finishers, of whom the one at place `asked` is asked for."""
    people = [athlete(f"Runner Number{place}") for place in range(1, count + 1)]
    lines: list[ResultLine] = [
        line(one, place, f"3:{40 + place:02}.00", medal=medals[place - 1] if place <= len(medals) else None)
        for place, one in enumerate(people, 1)
    ]
    known = answer(kb, ResultQuestion(race=RaceId(race)), TODAY)
    assert isinstance(known, ResultAnswer)
    question = ResultQuestion(race=RaceId(race), athlete=people[asked - 1].id if asked else None)
    changed = known.model_copy(
        update={
            "question": question,
            "finishers": tuple(Finisher(result=one, behind=None) for one in lines),
            "ran": (),
            "unplaced": (),
        }
    )
    return glance_result(changed, (), Wording())


def test_the_title_has_the_event_and_the_place_and_the_subtitle_the_rest(ask: Asker) -> None:
    shown = glance(ask, MILE_2024)
    assert shown.title == "Men's mile · Port Brennan 2024"
    assert shown.size == "normal"
    assert shown.subtitle is not None
    assert "15 Jun 2024" in shown.subtitle


def test_a_heat_is_named_and_shows_places_a_final_medals(ask: Asker) -> None:
    heat = glance(ask, "northern-games-2020-men-1500m-heat-1")
    assert "heat 1" in heat.title
    assert [row.sign for row in rows(heat)] == ["1", "2", "3", "4"]
    assert "final" not in glance(ask, FINAL_1500).title
    assert signs(ask, FINAL_1500) == ["🥇", "🥈", "🥉"]


def test_a_medal_that_was_awarded_stands_before_the_place(ask: Asker) -> None:
    # The gold was not awarded again, and two silver medals were.
    assert signs(ask, "lantern-games-1936-men-800m-final") == ["🥈", "🥈", "3"]


def test_athletes_who_share_a_place_share_a_medal(ask: Asker) -> None:
    assert signs(ask, "port brennan 2022 mile")[:4] == ["🥇", "🥈", "🥈", "4"]


def test_without_awarded_medals_a_final_has_those_of_the_places(ask: Asker) -> None:
    assert signs(ask, MILE_2024) == ["🥇", "🥈", "🥉", "4", "5", "6"]
    assert signs(ask, "harbour-mile-2024-women-high-jump-final") == ["🥇", "🥈", "🥉", "🥉"]


def test_the_first_three_have_marks_the_others_gaps(ask: Asker) -> None:
    assert [row.mark for row in rows(glance(ask, MILE_2024))] == [
        "3:49.11",
        "3:49.11",
        "3:50.02",
        "+2.59",
        "+4.29",
        "+5.94",
    ]


def test_marks_that_say_more_than_gaps_stay(ask: Asker) -> None:
    jump = rows(glance(ask, "harbour-mile-2024-women-high-jump-final"))
    relay = rows(glance(ask, "fjord-championships-2022-women-4x100m-relay-final"))
    assert jump[-1].mark == "1.80"
    assert relay[3].mark == "44.90", "a time below a minute"


def test_the_winner_and_the_athlete_asked_for_stand_out(ask: Asker) -> None:
    strong = [row.text for row in rows(glance(ask, f"{MILE_2024} daniel-okoro")) if row.strong]
    assert strong == ["🇳🇴 Tomas Arvell", "🇳🇬 Daniel Okoro"]
    assert [row.strong for row in rows(glance(ask, MILE_2024))] == [True, *[False] * 5]


def test_records_stand_beside_the_name_and_other_notes_do_not(kb: KnowledgeBase) -> None:
    known = answer(kb, ResultQuestion(race=RaceId(MILE_2024)), TODAY)
    assert isinstance(known, ResultAnswer)
    first, *others = known.finishers
    noted = replace(first, result=replace(first.result, notes=("PB", "AR", "WR")))
    shown = glance_result(known.model_copy(update={"finishers": (noted, *others)}), (), Wording())
    assert [row.aside for row in rows(shown)] == ["WR", "", "", "", "", ""]


def test_eight_rows_and_the_button_says_how_many_there_are(kb: KnowledgeBase, ask: Asker) -> None:
    shown = made(kb, MILE_2024, count=12)
    assert len(rows(shown)) == MOST_ROWS == 8
    assert "12" in (shown.details or "")
    assert "9" in (glance(ask, MILE_2024).details or ""), "three have no place"
    complete = glance(ask, "northern-games-2020-men-5000m-final")
    assert not any(character.isdigit() for character in complete.details or ""), "nobody else is known"


def test_the_athlete_asked_for_has_a_row_outside_the_first_eight(kb: KnowledgeBase) -> None:
    shown = rows(made(kb, MILE_2024, count=12, asked=11))
    assert [row.sign for row in shown] == ["🥇", "🥈", "🥉", "4", "5", "6", "7", "8", "11"]
    assert shown[-1].text == "🇳🇴 Runner Number11"
    assert shown[-1].strong
    assert len(rows(made(kb, MILE_2024, count=12, asked=8))) == MOST_ROWS, "not twice"


def test_the_athlete_asked_for_without_a_place_has_a_row_that_says_why(ask: Asker) -> None:
    disqualified = rows(glance(ask, f"{MILE_2024} peter-okoro"))[-1]
    assert (disqualified.text, disqualified.mark, disqualified.strong) == ("🇳🇬 Peter Okoro", "DQ", True)
    known = rows(glance(ask, "northern-games-2020-men-u20-800m-final noah-keller"))[-1]
    assert (known.text, known.mark) == ("🇨🇭 Noah Keller", "")
    assert known.aside == "took part"


def test_the_winners_before_where_no_year_was_said(ask: Asker) -> None:
    left_open = glance(ask, "brennan men mile").small
    (before,) = [text for text in left_open if "Okoro" in text]
    assert before.index("2023 Okoro 3:50.48") < before.index("2022 El Hadri 3:52.15")
    assert not [text for text in glance(ask, "brennan men mile 2024").small if "Okoro" in text]
    assert not [text for text in glance(ask, "brennan men mile 2022").small if "2021" in text]


def test_what_was_assumed_is_always_said(ask: Asker) -> None:
    assert glance(ask, "brennan men mile").small[:2] == (
        "Latest edition on file.",
        "2023 Okoro 3:50.48 · 2022 El Hadri 3:52.15",
    )
    only = ask("/result grimsund marathon")
    assert only.assumed
    assert only.glance is not None
    assert len(only.glance.small) > len(glance(ask, "fjord-championships-2022-men-marathon-final").small)
    misspelt = " ".join(glance(ask, "brenan mile").small)
    assert "brenan" in misspelt


def test_coverage_and_disagreements_are_one_line(ask: Asker) -> None:
    last = glance(ask, MILE_2024).small[-1]
    assert "2" in last, "two reports differ"
    assert "·" in last
    assert "·" not in glance(ask, "harbour-mile-2023-men-mile-final").small[-1]
    said = {glance(ask, race).small[-1] for race in (
        "harbour-mile-2022-men-mile-final",
        "harbour-mile-2023-men-mile-final",
        "harbour-mile-2023-men-3000msc-final",
        "harbour-mile-2024-women-5000m-final",
        "lantern-games-1936-men-800m-final",
    )}  # fmt: skip
    assert len(said) == 5, "complete, incomplete, the winner, three and eight are told apart"


def test_a_photo_finish_is_told_and_a_clear_win_is_not(ask: Asker) -> None:
    assert "photo" in (glance(ask, MILE_2024).insight or "")
    assert "photo" not in (glance(ask, "harbour-mile-2023-men-mile-final").insight or "")
    # The second and the third of the relay were parted by one, not the winner.
    relay = glance(ask, "fjord-championships-2022-women-4x100m-relay-final")
    assert "photo" not in (relay.insight or "")


def test_a_relay_names_the_runners_of_the_medal_teams(ask: Asker) -> None:
    part = glance(ask, "fjord-championships-2022-women-4x100m-relay-final").parts[0]
    (runners,) = part.small
    assert "🇳🇴 Lyng, Sandnes, Myhre, Strand" in runners.split(" · ")
    assert part.lines == ()
    assert [row.text for row in part.rows][:2] == ["🇬🇧 Great Britain & N.I.", "🇳🇴 Norway"]


def test_the_head_to_head_is_of_the_athlete_asked_for(ask: Asker) -> None:
    def pair(text: str) -> list[str]:
        return [button.question.command for button in glance(ask, text).buttons if not button.changes]

    assert pair(MILE_2024) == ["/h2h tomas-arvell youssef-el-hadri"]
    assert pair(f"{MILE_2024} daniel-okoro") == ["/h2h daniel-okoro tomas-arvell"]
    assert pair("fjord-championships-2022-women-4x100m-relay-final") == []
    assert pair("harbour-mile-2023-men-3000msc-final") == [], "the winner alone is known"


def test_an_assumed_edition_has_a_button_that_replaces_the_answer(ask: Asker) -> None:
    changes = [button for button in glance(ask, "brennan men mile").buttons if button.changes]
    assert [one.question.command for one in changes] == ["/result harbour-mile-2023-men-mile-final"]
    assert not [button for button in glance(ask, MILE_2024).buttons if button.changes]


def test_where_nobody_has_a_place_a_sentence_says_so(kb: KnowledgeBase) -> None:
    known = answer(kb, ResultQuestion(race=RaceId(FINAL_1500), athlete=AthleteId("nobody")), TODAY)
    assert isinstance(known, ResultAnswer)
    part = glance_result(known.model_copy(update={"finishers": ()}), (), Wording()).parts[0]
    assert not part.rows
    assert len(part.lines) == 1


def test_an_insight_that_the_winners_before_tell_is_left_out(kb: KnowledgeBase) -> None:
    known = answer(kb, ResultQuestion(race=RaceId(MILE_2024)), TODAY)
    assert isinstance(known, ResultAnswer)
    beaten = Insight(kind=InsightKind.CHAMPION_BEATEN, other=known.finishers[2].result.entered[0])
    streaks = [Insight(kind=InsightKind.IN_A_ROW, count=count) for count in (3, 4)]
    answers = [known.model_copy(update={"insight": one}) for one in (beaten, *streaks)]
    said = Slot(name="edition", id="harbour-mile-2024", label="2024", said=True)
    assert [glance_result(one, (), Wording()).insight for one in answers] == [
        None,
        None,
        "Four wins in a row.",
    ]
    assert all(glance_result(one, (said,), Wording()).insight for one in answers)
