"""The knowledge that is asked now: replaced between two questions, and the old one let go after its last."""

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
def live(one: Version) -> LiveKnowledge:
    return LiveKnowledge(knowledge(one))


def version_of(live: LiveKnowledge) -> str:
    with live.lease() as leased:
        return leased.about().version


def test_a_lease_after_the_replacement_is_of_the_newer_version(live: LiveKnowledge, two: Version) -> None:
    assert version_of(live) == ONE
    live.replace(knowledge(two))
    assert version_of(live) == TWO


def test_a_lease_keeps_its_version_until_it_ends(live: LiveKnowledge, one: Version, two: Version) -> None:
    with live.lease() as first, live.lease():
        live.replace(knowledge(two))
        assert first.about().version == ONE
        assert version_of(live) == TWO
        assert one.closed == 0
    assert one.closed == 1
    assert two.closed == 0


def test_an_error_ends_the_lease(live: LiveKnowledge, one: Version, two: Version) -> None:
    def fail() -> None:
        with live.lease():
            live.replace(knowledge(two))
            raise KeyError("gone")

    with pytest.raises(KeyError):
        fail()
    assert one.closed == 1


def test_a_replaced_version_without_leases_is_closed_at_once(
    live: LiveKnowledge, one: Version, two: Version
) -> None:
    version_of(live)
    assert one.closed == 0
    live.replace(knowledge(two))
    assert (one.closed, two.closed) == (1, 0)


def test_each_replaced_version_is_closed_once_with_concurrent_leases(
    live: LiveKnowledge, one: Version
) -> None:
    versions = [Version(str(number)) for number in range(300)]
    over = threading.Event()
    faults: list[str] = []

    def ask() -> None:
        while not over.is_set():
            with live.lease() as leased:
                if cast("Version", leased).closed:
                    faults.append(leased.about().version)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for version in versions:
        live.replace(knowledge(version))
    over.set()
    for asker in askers:
        asker.join()
    assert faults == []
    assert [version.closed for version in (one, *versions)] == [1] * 300 + [0]


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
    live: LiveKnowledge, reports: Reports, one: Version, two: Version
) -> None:
    updater = Updater(live, answering(None, two), reports.update, reports.refuse)
    updater.check()
    assert (version_of(live), reports.updates) == (ONE, [])
    updater.check()
    updater.check()
    assert (version_of(live), reports.updates) == (TWO, [(ONE, TWO)])
    assert one.closed == 1


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
    live: LiveKnowledge, reports: Reports, one: Version, error: Exception
) -> None:
    updater = Updater(live, answering(error, error, error), reports.update, reports.refuse)
    for _ in range(3):
        updater.check()
    assert reports.refusals == [str(error)]
    assert (version_of(live), one.closed) == (ONE, 0)


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
