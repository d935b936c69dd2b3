"""The order of an athlete's events."""

from collections.abc import Sequence

from knowledge.models.facts import Tier
from knowledge.questions.statistics.importance import by_importance
from knowledge.questions.statistics.model import EventBests, Honour, Title
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import MILE, SHOT, SPRINT, event, honour


def ids(events: Sequence[EventBests], *won: Honour) -> list[str]:
    return [one.discipline.id for one in by_importance(events, won)]


def test_the_main_event_is_that_of_the_titles_not_of_most_races() -> None:
    events = (event(SPRINT, 30, (2024, "10.50")), event(MILE, 4, (2023, "4:20.00")))
    assert ids(events) == ["100m", "mile"]
    assert ids(events, honour(Title.GOLD, Tier.OLYMPIC_GAMES, MILE)) == ["mile", "100m"]


def test_an_olympic_medal_weighs_more_than_many_titles_of_meetings() -> None:
    events = (event(SPRINT, 3, (2024, "10.50")), event(MILE, 3, (2023, "4:20.00")))
    meetings = [honour(Title.DIAMOND_LEAGUE, Tier.DIAMOND_LEAGUE, SPRINT)] * 8
    assert ids(events, *meetings, honour(Title.BRONZE, Tier.OLYMPIC_GAMES, MILE))[0] == "mile"


def test_of_equal_medals_at_the_games_and_the_worlds_the_shorter_event_is_first() -> None:
    events = (event(MILE, 9, (2023, "4:20.00")), event(SPRINT, 3, (2024, "10.50")))
    olympic, world = Tier.OLYMPIC_GAMES, Tier.WORLD_CHAMPIONSHIPS
    equal = [honour(Title.GOLD, olympic, one) for one in (MILE, SPRINT) for _ in range(3)]
    equal += [honour(Title.GOLD, world, MILE)] * 4 + [honour(Title.GOLD, world, SPRINT)] * 3
    assert ids(events, *equal)[0] == "100m", "a fourth title adds nothing"
    assert ids(events, *equal[1:])[0] == "100m"
    assert ids(events, *equal[:-1])[0] == "mile"
    two = (honour(Title.SILVER, olympic, SPRINT), honour(Title.GOLD, olympic, MILE))
    assert ids(events, *two)[0] == "mile"
    others = (honour(Title.GOLD, Tier.OTHER, MILE), honour(Title.GOLD, Tier.OTHER, SPRINT))
    assert ids(events, *others)[0] == "mile"


def test_of_equal_medals_a_race_comes_before_a_throw() -> None:
    events = (event(SPRINT, 3, (2024, "10.50")), event(SHOT, 9))
    won = (honour(Title.GOLD, Tier.OLYMPIC_GAMES, one) for one in (SHOT, SPRINT))
    assert ids(events, *won) == ["100m", "shot-put"]


def test_glance_and_details_of_a_profile_have_one_order(ask: Asker) -> None:
    card = ask("/athlete ruth ashdown")
    assert card.glance is not None
    assert card.subtitle is not None
    told = (card.glance.subtitle or "").split(" · ")[2:]
    assert told[:2] == ["long jump", "high jump"], "of more races only the second"
    assert card.subtitle.endswith(" · ".join(told))
