"""The knowledge that is asked now: replaced between two questions."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from bot.live_knowledge import LiveKnowledge, Updater
from knowledge.models.errors import KnowledgeError
from knowledge.models.records import About, Counts

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


@dataclass
class Version:
    """Knowledge that knows its version."""

    name: str

    def about(self) -> About:
        counts = Counts(athletes=1, competitions=1, editions=1, races=1, results=1, sources=1, spellings=1)
        return About(version=self.name, first_race=None, last_race=None, counts=counts)


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
def live(one: Version) -> LiveKnowledge:
    return LiveKnowledge(knowledge(one))


def version_of(live: LiveKnowledge) -> str:
    return live.newest.about().version


def test_a_question_after_the_replacement_gets_the_newer_version(live: LiveKnowledge, two: Version) -> None:
    assert version_of(live) == ONE
    live.replace(knowledge(two))
    assert version_of(live) == TWO
    assert live.ask(lambda newest: newest.about().version) == TWO


def test_a_question_ends_with_the_version_that_it_began_with(live: LiveKnowledge, two: Version) -> None:
    def slow(newest: "Knowledge") -> str:
        live.replace(knowledge(two))
        return newest.about().version

    assert live.ask(slow) == ONE
    assert version_of(live) == TWO


def test_every_replacement_makes_the_number_larger(live: LiveKnowledge, one: Version, two: Version) -> None:
    numbers = [live.version]
    for version in (two, one, two):
        live.replace(knowledge(version))
        numbers.append(live.version)
    assert numbers == sorted(set(numbers))


@dataclass
class Reports:
    """What an updater reported."""

    updates: list[tuple[str, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    changed: threading.Event = field(default_factory=threading.Event)

    def update(self, before: About, after: About) -> None:
        self.updates.append((before.version, after.version))
        self.changed.set()

    def refuse(self, error: Exception) -> None:
        self.refusals.append(str(error))
        self.changed.set()


@pytest.fixture
def reports() -> Reports:
    return Reports()


Newer = Callable[["Knowledge"], "Knowledge | None"]


def answering(*answers: Version | Exception | None) -> Newer:
    """A `newer` that returns or raises these in turn, and then None."""
    left = list(answers)

    def newer(than: "Knowledge") -> "Knowledge | None":
        del than
        one = left.pop(0) if left else None
        if isinstance(one, Exception):
            raise one
        return cast("Knowledge | None", one)

    return newer


def test_newer_knowledge_becomes_live_and_is_reported(
    live: LiveKnowledge, reports: Reports, two: Version
) -> None:
    updater = Updater(live, answering(None, two), reports.update, reports.refuse)
    updater.check()
    assert (version_of(live), reports.updates) == (ONE, [])
    updater.check()
    updater.check()
    assert (version_of(live), reports.updates) == (TWO, [(ONE, TWO)])


def test_each_check_compares_with_the_live_version(
    live: LiveKnowledge, reports: Reports, two: Version
) -> None:
    asked: list[str] = []

    def newer(than: "Knowledge") -> "Knowledge | None":
        asked.append(than.about().version)
        return knowledge(two) if asked == [ONE] else None

    updater = Updater(live, newer, reports.update, reports.refuse)
    updater.check()
    updater.check()
    assert asked == [ONE, TWO]


@pytest.mark.parametrize("error", [KnowledgeError("Broken."), ZeroDivisionError("of ours")])
def test_a_repeated_error_is_reported_once_and_the_live_version_stays(
    live: LiveKnowledge, reports: Reports, error: Exception
) -> None:
    updater = Updater(live, answering(error, error, error), reports.update, reports.refuse)
    for _ in range(3):
        updater.check()
    assert reports.refusals == [str(error)]
    assert version_of(live) == ONE


def test_another_error_is_reported_and_so_is_one_that_comes_back(
    live: LiveKnowledge, reports: Reports
) -> None:
    broken, away = KnowledgeError("Broken."), KnowledgeError("Away.")
    updater = Updater(live, answering(broken, away, None, away), reports.update, reports.refuse)
    for _ in range(4):
        updater.check()
    assert reports.refusals == ["Broken.", "Away.", "Away."]


def test_after_a_broken_version_the_next_whole_one_becomes_live(
    live: LiveKnowledge, reports: Reports, two: Version
) -> None:
    updater = Updater(live, answering(KnowledgeError("Broken."), two), reports.update, reports.refuse)
    updater.check()
    updater.check()
    assert version_of(live) == TWO


def test_a_started_updater_checks_until_it_is_stopped(
    live: LiveKnowledge, reports: Reports, two: Version
) -> None:
    updater = Updater(live, answering(OSError("first"), two), reports.update, reports.refuse)
    updater.start(0.001)
    assert reports.changed.wait(10)
    while not reports.updates:
        reports.changed.clear()
        assert reports.changed.wait(10)
    updater.stop()
    assert version_of(live) == TWO
    for thread in threading.enumerate():
        if thread.name == "updater":
            thread.join(10)
            assert not thread.is_alive()


def test_an_interval_of_0_starts_no_checks(live: LiveKnowledge, reports: Reports) -> None:
    Updater(live, answering(), reports.update, reports.refuse).start(0)
    assert not [thread for thread in threading.enumerate() if thread.name == "updater"]


def test_knowledge_is_as_old_as_the_start_of_its_opening() -> None:
    live = LiveKnowledge(knowledge(Version(ONE)), 5.0)
    assert live.opened == 5.0
    begun: list[float] = []

    def newer(_: "Knowledge") -> "Knowledge":
        begun.append(time.time())
        return knowledge(Version(TWO))

    before = time.time()
    Updater(live, newer, lambda *_: None, lambda _: None).check()
    assert before <= live.opened <= begun[0]
