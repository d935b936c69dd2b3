"""The glance of a head-to-head."""

from knowledge.cards.wording import Wording
from knowledge.models.facts import Round, Status
from knowledge.models.glance import Glance, GlanceRow
from knowledge.models.records import Meeting
from knowledge.questions.h2h.answer import decide_all, event_scores, finals, score, streaks
from knowledge.questions.h2h.glance import MOST_ROWS, MOST_SIGNS, glance_h2h
from knowledge.questions.h2h.model import HeadToHeadAnswer, HeadToHeadQuestion
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import ANNA, BRIT, SPRINT, meeting

FIRST, SECOND, TIE = "🟦", "🟧", "⬜"
Ends = tuple[int | Status, int | Status]


def glance(ask: Asker, text: str) -> Glance:
    shown = ask(f"/h2h {text}").glance
    assert shown is not None
    return shown


def rows(shown: Glance) -> list[GlanceRow]:
    return [row for part in shown.parts for row in part.rows]


def met(*meetings: Meeting) -> Glance:
    """The glance of two athletes who met in these races, newest first."""
    bouts, not_counted = decide_all(meetings)
    answer = HeadToHeadAnswer(
        knowledge="made",
        reaches=None,
        sources=(),
        question=HeadToHeadQuestion(first=ANNA.id, second=BRIT.id),
        first=ANNA,
        second=BRIT,
        finals=score(finals(bouts), ANNA.id, BRIT.id),
        all_rounds=score(bouts, ANNA.id, BRIT.id),
        events=event_scores(bouts, ANNA.id, BRIT.id),
        bouts=bouts,
        not_counted=not_counted,
        filtered=0,
        streaks=streaks(bouts),
        biggest=None,
        closest=None,
        bests=(),
    )
    return glance_h2h(answer, (), Wording())


def ended_so(*places: Ends) -> Glance:
    """The glance of finals that ended so, newest first."""
    return met(*(meeting(*both, f"{2024 - index}-06-01") for index, both in enumerate(places)))


def test_the_score_is_the_title(ask: Asker) -> None:
    shown = glance(ask, "hadri arvell")
    assert (shown.title, shown.size) == ("El Hadri 2–3 Arvell", "large")
    assert glance(ask, "arvell hadri").title == "Arvell 3–2 El Hadri", "in the order of the question"


def test_the_score_is_of_finals_and_the_subtitle_has_that_of_all_rounds(ask: Asker) -> None:
    shown = glance(ask, "arvell harrow")
    assert shown.title == "Arvell 1–0 Harrow"
    assert "2–0" in (shown.subtitle or "")
    assert "–" not in (glance(ask, "hadri arvell").subtitle or "").partition("5")[2], "all are finals"


def test_without_a_final_the_score_is_of_all_rounds() -> None:
    shown = met(meeting(1, 2, round_=Round.HEAT), meeting(3, 1, "2023-06-01", round_=Round.HEAT))
    assert shown.title == "Aas 1–1 Berg"


def test_each_athlete_has_the_colour_of_their_wins(ask: Asker) -> None:
    shown = glance(ask, "daniel-okoro tomas-arvell")
    assert shown.subtitle == "🟦 🇳🇬 Daniel Okoro · 🟧 🇳🇴 Tomas Arvell · 3 finals"
    assert [row.sign for row in rows(shown)] == [SECOND, FIRST, TIE]
    assert FIRST not in (glance(ask, "daniel-okoro tomas-arvell 1950").subtitle or ""), "they never met"


def test_a_row_is_in_the_colour_of_who_won() -> None:
    shown = ended_so((1, 2), (2, 1), (3, 3))
    assert [row.sign for row in rows(shown)] == [FIRST, SECOND, TIE]
    assert shown.title == "Aas 1–1 Berg"


def test_a_row_has_the_place_the_year_and_both_marks() -> None:
    (row,) = rows(met(meeting(1, 2, marks=("4:20.01", "4:20.02"))))
    assert "Bergen" in row.text
    assert row.aside == "’24 4:20.01–4:20.02"


def test_a_row_without_marks_has_places_or_why_there_is_none() -> None:
    first, second = rows(ended_so((1, 4), (2, Status.DNF)))
    assert first.aside == "’24 1st–4th"
    assert second.aside == "’23 2nd–DNF"


def test_the_event_stands_in_a_row_only_where_there_are_several() -> None:
    several = met(meeting(1, 2), meeting(2, 1, "2023-06-01", discipline=SPRINT))
    assert [("100 m" in row.text, "mile" in row.text) for row in rows(several)] == [
        (False, True),
        (True, False),
    ]
    assert "mile" not in rows(met(meeting(1, 2)))[0].text


def test_a_round_that_is_no_final_is_named() -> None:
    final, heat = rows(met(meeting(1, 2), meeting(2, 1, "2023-06-01", round_=Round.HEAT)))
    assert "heat" not in final.text
    assert "heat" in heat.text


def test_five_rows_and_a_strip_of_ten_wins() -> None:
    shown = ended_so(*[(1, 2)] * 3, *[(2, 1)] * 9)
    strip, *last = rows(shown)
    assert strip.text == SECOND * 7 + FIRST * 3, "the newest at the end"
    assert len(strip.text) == MOST_SIGNS == 10
    assert len(last) == MOST_ROWS == 5
    assert [row.sign for row in last] == [FIRST] * 3 + [SECOND] * 2
    assert "12" in (shown.details or "")


def test_where_all_races_have_a_row_there_is_no_strip() -> None:
    assert [row.sign for row in rows(ended_so(*[(1, 2)] * 5))] == [FIRST] * 5


def test_a_streak_is_told_by_its_length() -> None:
    told = ended_so((2, 1), (2, 1), (2, 1), (1, 2)).insight or ""
    assert "Berg" in told
    assert "three" in told


def test_a_streak_that_ended_is_told_by_who_ended_it() -> None:
    told = ended_so((1, 2), (2, 1), (2, 1), (2, 1), (1, 2)).insight or ""
    assert told.startswith("Aas")
    assert "three" in told


def test_a_streak_is_of_the_races_that_the_score_counts() -> None:
    heat = meeting(2, 1, "2023-03-01", round_=Round.HEAT)
    lost = (meeting(2, 1, "2023-06-01"), meeting(2, 1, "2023-05-01"))
    told = met(meeting(1, 2), *lost, heat).insight or ""
    assert "two defeats in finals" in told
    assert met(meeting(1, 2), lost[0], heat).insight is None


def test_one_win_after_one_defeat_is_no_story() -> None:
    assert ended_so((1, 2), (2, 1)).insight is None
    assert ended_so((1, 2)).insight is None
    assert ended_so((1, 2), (3, 3), (2, 1), (2, 1)).insight is None, "a tie ends a run of defeats"


def test_two_who_never_met_have_no_score_and_it_is_not_said_that_they_did_not(ask: Asker) -> None:
    shown = glance(ask, "temba arvell")
    assert "–" not in shown.title
    assert not rows(shown)
    (sentence,) = shown.parts[0].lines
    assert "Temba" in sentence
    assert "Arvell" in sentence
    assert shown.insight is None
    assert shown.details is not None


def test_what_narrows_the_question_is_said_and_can_be_removed(ask: Asker) -> None:
    shown = glance(ask, "hadri arvell 2023")
    assert "2023" in (shown.subtitle or "")
    assert shown.title == "El Hadri 1–1 Arvell"
    assert [one.question.command for one in shown.buttons] == ["/h2h youssef-el-hadri tomas-arvell"]


def test_finals_only_is_offered_where_they_met_in_heats_too(ask: Asker) -> None:
    commands = [one.question.command for one in glance(ask, "arvell harrow").buttons]
    assert commands == ["/h2h tomas-arvell ben-harrow final"]
    assert not glance(ask, "hadri arvell").buttons
    narrowed = [one.question.command for one in glance(ask, "arvell harrow final").buttons]
    assert narrowed == ["/h2h tomas-arvell ben-harrow"]


def test_a_namesake_who_was_assumed_is_said_and_the_other_is_a_button(ask: Asker) -> None:
    shown = glance(ask, "arvell benamar")
    assert shown.small == ("Ali Benamar (2 races); not Ali Benamar, 2001 (2).",)
    changes = [one for one in shown.buttons if one.changes]
    assert [one.question.command for one in changes] == ["/h2h tomas-arvell ali-benamar-2001"]
    assert "0" not in changes[0].label


def test_that_races_may_be_missing_is_said_where_one_is_known_in_part(ask: Asker) -> None:
    assert len(glance(ask, "hadri arvell").small) == 1
    assert not glance(ask, "hadri daniel-okoro 2024").small
