"""The glance of an athlete, and of a list of races."""

from knowledge.ask import answer
from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.facts import Tier
from knowledge.models.glance import Glance
from knowledge.questions.athlete.glance import (
    MOST_CHAMPIONSHIPS,
    MOST_EVENTS,
    MOST_RACES,
    glance_athlete,
)
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion
from knowledge.questions.statistics.model import Title
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import TODAY, Asker
from tests.knowledge.questions.made import MILE, SHOT, SPRINT, event, honour


def glance(ask: Asker, text: str) -> Glance:
    shown = ask(f"/athlete {text}").glance
    assert shown is not None
    return shown


def changed(kb: KnowledgeBase, **fields: object) -> AthleteAnswer:
    """The answer about an athlete, with other events and honours."""
    known = answer(kb, AthleteQuestion(athlete=AthleteId("tomas-arvell")), TODAY)
    assert isinstance(known, AthleteAnswer)
    return known.model_copy(update=fields)


def lines(shown: Glance) -> list[str]:
    return [text for part in shown.parts for text in part.lines]


def test_the_name_is_the_title_and_the_subtitle_says_who(ask: Asker) -> None:
    shown = glance(ask, "arvell")
    assert (shown.title, shown.size) == ("🇳🇴 Tomas Arvell", "large")
    assert (shown.subtitle or "").startswith("Norway · born 4 Mar 1998 · mile")
    assert "died 31 Mar 1988" in (glance(ask, "remes").subtitle or "")


def test_medals_are_counted_by_championship(ask: Asker) -> None:
    assert glance(ask, "arvell").parts[0].lines == (
        "💎 Diamond League",
        "🥈\N{NO-BREAK SPACE}2 Northern Games",
    )
    assert glance(ask, "strand").parts[0].lines == ("🥇\N{NO-BREAK SPACE}2 🥈 Fjord Championships",)


def test_each_best_has_its_event_and_where_it_was_set(ask: Asker) -> None:
    rows = glance(ask, "arvell").parts[1].rows
    assert [(row.mark, row.text, row.short) for row in rows] == [
        ("3:49.11", "Mile · Port Brennan 2024", "Mile"),
        ("3:36.75", "1500 m · Sankt Elm 2021", "1500 m"),
        ("13:11.40", "5000 m · Sankt Elm 2021", "5000 m"),
    ]


def test_championships_beyond_four_are_counted_together(kb: KnowledgeBase) -> None:
    tiers = (
        Tier.OLYMPIC_GAMES,
        Tier.WORLD_CHAMPIONSHIPS,
        Tier.WORLD_INDOOR_CHAMPIONSHIPS,
        Tier.WORLD_U20_CHAMPIONSHIPS,
    )
    won = [honour(Title.GOLD, tier) for tier in tiers]
    won += [honour(Title.DIAMOND_LEAGUE, Tier.DIAMOND_LEAGUE), honour(Title.BRONZE, Tier.OTHER)]
    shown = glance_athlete(changed(kb, honours=tuple(won)), (), Wording()).parts[0].lines
    assert len(shown) == MOST_CHAMPIONSHIPS + 1
    assert shown[0].startswith("🥇 ")
    assert shown[-1] == "🥉 💎 other championships"


def test_who_has_no_medal_has_a_tally(ask: Asker) -> None:
    (tally,) = glance(ask, "prokop").parts[0].lines
    assert "1" in tally
    assert "🥉" not in tally, "the bronze was not awarded"


def test_three_events_have_a_best_with_its_unit(kb: KnowledgeBase) -> None:
    fourth = MILE.model_copy(update={"id": DisciplineId("fourth")})
    events = (
        event(SPRINT, 9, (2024, "10.50")),
        event(MILE, 8, (2024, "4:20.00")),
        event(SHOT, 7, (2024, "20.10")),
        event(fourth, 6, (2024, "9:00.00")),
    )
    rows = [
        row
        for part in glance_athlete(changed(kb, events=events, honours=()), (), Wording()).parts
        for row in part.rows
    ]
    assert len(rows) == MOST_EVENTS == 3
    assert "Bergen 2024" in rows[0].text


def test_the_newest_season_is_told_unless_it_has_the_best(kb: KnowledgeBase) -> None:
    older = changed(kb, events=(event(MILE, 5, (2022, "4:19.00"), (2024, "4:21.00")),), honours=())
    newest = changed(kb, events=(event(MILE, 5, (2024, "4:19.00"), (2022, "4:21.00")),), honours=())
    (season,) = lines(glance_athlete(older, (), Wording()))[1:]
    assert "2024" in season
    assert "4:21.00" in season
    assert lines(glance_athlete(newest, (), Wording()))[1:] == []


def test_an_athlete_of_relays_has_medals_and_no_bests(ask: Asker) -> None:
    shown = glance(ask, "myhre")
    assert shown.parts[0].lines == ("🥇 🥈 Fjord Championships",)
    assert not [row for part in shown.parts for row in part.rows]


def test_races_and_the_first_rival_are_behind_buttons(ask: Asker) -> None:
    assert [one.question.command for one in glance(ask, "arvell").buttons] == [
        "/athlete tomas-arvell races",
        "/h2h tomas-arvell youssef-el-hadri",
    ]
    assert [one.question.command for one in glance(ask, "myhre").buttons] == ["/athlete oda-myhre races"]


def test_what_was_assumed_is_said(ask: Asker) -> None:
    assert "thomas arvel" in " ".join(glance(ask, "thomas arvel").small).casefold()
    assert "arvel" in " ".join(glance(ask, "arvele").small)
    assert not glance(ask, "tomas-arvell").small


def test_a_list_of_races_has_the_newest_six(ask: Asker) -> None:
    shown = glance(ask, "arvell races")
    rows = [row for part in shown.parts for row in part.rows]
    assert len(rows) == MOST_RACES == 6
    assert rows[0].mark == "3:49.11"
    assert "Port Brennan 2024" in rows[0].text
    assert "mile" in rows[0].text, "there are several events"
    assert "7" in (shown.details or "")
    assert [one.question.command for one in shown.buttons] == ["/athlete tomas-arvell"]


def test_a_list_of_a_year_names_it_and_no_event_where_there_is_one(ask: Asker) -> None:
    shown = glance(ask, "arvell 2023")
    rows = [row for part in shown.parts for row in part.rows]
    assert "2023" in shown.title
    assert len(rows) == 2
    assert not any("mile" in row.text for row in rows)
    assert not any(character.isdigit() for character in shown.details or "")
