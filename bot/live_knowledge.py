"""The knowledge that answers questions now, and its replacement by a newer one between two questions."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from knowledge.models.records import About

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


T = TypeVar("T")


@dataclass
class _Version:
    """One opened knowledge, and the number of leases that keep it open."""

    knowledge: "Knowledge"
    opened: float
    number: int = 0
    leases: int = 0
    replaced: bool = False

    @property
    def is_unused(self) -> bool:
        return self.replaced and not self.leases


class LiveKnowledge:
    """The newest knowledge. A replaced version is closed when its last lease ends. Thread-safe."""

    def __init__(self, knowledge: "Knowledge", opened: float = 0.0) -> None:
        """Start with an opened knowledge, which is closed after its replacement.

        `opened` is when its opening began, in seconds since the epoch; 0 where nobody needs to know.
        """
        self._newest = _Version(knowledge, opened)
        self._lock = threading.Lock()

    @property
    def opened(self) -> float:
        """When the opening of the newest knowledge began: it has no later change of facts or imports."""
        return self._newest.opened

    @property
    def version(self) -> int:
        """The number of the newest knowledge: a replacement makes it larger."""
        return self._newest.number

    @contextmanager
    def lease(self) -> Iterator["Knowledge"]:
        """The newest knowledge, open until the block ends. Each question takes one lease, when it starts."""
        with self._lock:
            version = self._newest
            version.leases += 1
        try:
            yield version.knowledge
        finally:
            with self._lock:
                version.leases -= 1
                unused = version.is_unused
            if unused:
                version.knowledge.close()

    def ask(self, call: Callable[["Knowledge"], T]) -> T:
        """The result of `call` with the newest knowledge, which stays open until `call` returns."""
        with self.lease() as knowledge:
            return call(knowledge)

    def replace(self, newer: "Knowledge", opened: float = 0.0) -> None:
        """Make `newer` the knowledge of every lease that starts from now on."""
        with self._lock:
            old = self._newest
            self._newest = _Version(newer, opened, old.number + 1)
            old.replaced = True
            unused = old.is_unused
        if unused:
            old.knowledge.close()


class Updater:
    """Checks for newer knowledge at an interval, in its own thread, and replaces the live one.

    - `newer` gets the live knowledge and returns an opened newer one, or None where there is none.
    - `updated` is called after a replacement with the descriptions of the old and the new knowledge.
    - `refused` is called with the error of a failed check; repetitions of the same error are not reported.
    """

    def __init__(
        self,
        live: LiveKnowledge,
        newer: Callable[["Knowledge"], "Knowledge | None"],
        updated: Callable[[About, About], None],
        refused: Callable[[Exception], None],
    ) -> None:
        self._live = live
        self._newer = newer
        self._updated = updated
        self._refused = refused
        self._last_error = ""
        self._stopped = threading.Event()

    def check(self) -> None:
        """Check once. An error is reported, not raised, and the live knowledge stays."""
        try:
            self._update()
        except Exception as error:  # any error may be gone at the next check
            if repr(error) != self._last_error:
                self._last_error = repr(error)
                self._refused(error)
        else:
            self._last_error = ""

    def start(self, seconds: float) -> None:
        """Check every `seconds` seconds until `stop`; never where `seconds` is 0."""
        if seconds:
            # A daemon thread: building an index of names takes seconds, and must not delay the exit.
            threading.Thread(target=self._run, args=(seconds,), name="updater", daemon=True).start()

    def stop(self) -> None:
        """Start no more checks."""
        self._stopped.set()

    def _update(self) -> None:
        opened = time.time()
        with self._live.lease() as knowledge:
            before, newer = knowledge.about(), self._newer(knowledge)
        if newer is not None:
            self._live.replace(newer, opened)
            self._updated(before, newer.about())

    def _run(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            self.check()
