"""The knowledge that is asked now: replaced between two questions, and the old one let go after its last."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from bot.live_knowledge import Current, Watch
from knowledge.models.errors import KnowledgeError
from knowledge.models.records import About, Counts

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


@dataclass
class Version:
    """Knowledge that knows its version and whether it was closed."""

    name: str
    closed: int = 0

    def about(self) -> About:
        counts = Counts(athletes=1, competitions=1, editions=1, races=1, results=1, sources=1, spellings=1)
        return About(version=self.name, first_race=None, last_race=None, counts=counts)

    def close(self) -> None:
        self.closed += 1


def knowledge(version: Version) -> "Knowledge":
    return cast("Knowledge", version)


ONE, TWO = "one", "two"


@pytest.fixture
def one() -> Version:
    return Version(ONE)


@pytest.fixture
def two() -> Version:
    return Version(TWO)


@pytest.fixture
def current(one: Version) -> Current:
    return Current(knowledge(one))


def name(current: Current) -> str:
    with current.taken() as taken:
        return taken.about().version


def test_questions_after_the_replacement_get_the_newer(current: Current, two: Version) -> None:
    assert name(current) == ONE
    current.replace(knowledge(two))
    assert name(current) == TWO


def test_a_question_ends_on_what_it_began_with(current: Current, one: Version, two: Version) -> None:
    with current.taken() as first, current.taken():
        current.replace(knowledge(two))
        assert first.about().version == ONE
        assert name(current) == TWO
        assert one.closed == 0
    assert one.closed == 1
    assert two.closed == 0


def test_a_question_that_fails_lets_go_too(current: Current, one: Version, two: Version) -> None:
    def fail() -> None:
        with current.taken():
            current.replace(knowledge(two))
            raise KeyError("gone")

    with pytest.raises(KeyError):
        fail()
    assert one.closed == 1


def test_what_nobody_asks_is_closed_at_once(current: Current, one: Version, two: Version) -> None:
    name(current)
    assert one.closed == 0
    current.replace(knowledge(two))
    assert (one.closed, two.closed) == (1, 0)


def test_each_of_many_is_closed_once_whoever_asks_meanwhile(current: Current, one: Version) -> None:
    versions = [Version(str(number)) for number in range(300)]
    over = threading.Event()
    faults: list[str] = []

    def ask() -> None:
        while not over.is_set():
            with current.taken() as taken:
                if cast("Version", taken).closed:
                    faults.append(taken.about().version)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for version in versions:
        current.replace(knowledge(version))
    over.set()
    for asker in askers:
        asker.join()
    assert faults == []
    assert [version.closed for version in (one, *versions)] == [1] * 300 + [0]


@dataclass
class Told:
    """What a watch said."""

    taken_up: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    heard: threading.Event = field(default_factory=threading.Event)

    def take_up(self, before: About, after: About) -> None:
        self.taken_up.append((before.version, after.version))
        self.heard.set()

    def refuse(self, error: Exception) -> None:
        self.refused.append(str(error))
        self.heard.set()


@pytest.fixture
def told() -> Told:
    return Told()


Newer = Callable[["Knowledge"], "Knowledge | None"]


def finding(*found: Version | Exception | None) -> Newer:
    """What each look finds; those after the last find nothing."""
    left = list(found)

    def newer(than: "Knowledge") -> "Knowledge | None":
        del than
        one = left.pop(0) if left else None
        if isinstance(one, Exception):
            raise one
        return cast("Knowledge | None", one)

    return newer


def test_newer_knowledge_is_taken_up_and_told(
    current: Current, told: Told, one: Version, two: Version
) -> None:
    watch = Watch(current, finding(None, two), told.take_up, told.refuse)
    watch.look()
    assert (name(current), told.taken_up) == (ONE, [])
    watch.look()
    watch.look()
    assert (name(current), told.taken_up) == (TWO, [(ONE, TWO)])
    assert one.closed == 1


def test_it_looks_for_what_is_newer_than_the_current(current: Current, told: Told, two: Version) -> None:
    asked: list[str] = []

    def newer(than: "Knowledge") -> "Knowledge | None":
        asked.append(than.about().version)
        return knowledge(two) if asked == [ONE] else None

    watch = Watch(current, newer, told.take_up, told.refuse)
    watch.look()
    watch.look()
    assert asked == [ONE, TWO]


@pytest.mark.parametrize("error", [KnowledgeError("Broken."), ZeroDivisionError("of ours")])
def test_what_is_broken_is_told_once_and_the_current_stays(
    current: Current, told: Told, one: Version, error: Exception
) -> None:
    watch = Watch(current, finding(error, error, error), told.take_up, told.refuse)
    for _ in range(3):
        watch.look()
    assert told.refused == [str(error)]
    assert (name(current), one.closed) == (ONE, 0)


def test_another_reason_is_told_and_so_is_the_same_after_a_while(current: Current, told: Told) -> None:
    broken, away = KnowledgeError("Broken."), KnowledgeError("Away.")
    watch = Watch(current, finding(broken, away, None, away), told.take_up, told.refuse)
    for _ in range(4):
        watch.look()
    assert told.refused == ["Broken.", "Away.", "Away."]


def test_after_something_broken_the_whole_one_is_taken_up(current: Current, told: Told, two: Version) -> None:
    watch = Watch(current, finding(KnowledgeError("Broken."), two), told.take_up, told.refuse)
    watch.look()
    watch.look()
    assert name(current) == TWO


def test_started_it_looks_by_itself_until_it_is_stopped(current: Current, told: Told, two: Version) -> None:
    watch = Watch(current, finding(OSError("first"), two), told.take_up, told.refuse)
    watch.start(0.001)
    assert told.heard.wait(10)
    while not told.taken_up:
        told.heard.clear()
        assert told.heard.wait(10)
    watch.stop()
    assert name(current) == TWO
    for thread in threading.enumerate():
        if thread.name == "watch":
            thread.join(10)
            assert not thread.is_alive()


def test_never_is_never(current: Current, told: Told) -> None:
    Watch(current, finding(), told.take_up, told.refuse).start(0)
    assert not [thread for thread in threading.enumerate() if thread.name == "watch"]
