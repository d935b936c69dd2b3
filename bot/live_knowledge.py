"""The knowledge that answers questions now, and its replacement by a newer one between two questions."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from knowledge.models.records import About

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


T = TypeVar("T")


class _Version(NamedTuple):
    """One opened knowledge."""

    knowledge: "Knowledge"
    opened: float
    number: int = 0


class LiveKnowledge:
    """The newest knowledge. Thread-safe: a question that began with an older one ends with it."""

    def __init__(self, knowledge: "Knowledge", opened: float = 0.0) -> None:
        """Start with an opened knowledge.

        `opened` is the time at which its opening began, in seconds since the epoch; 0 if unknown.
        """
        self._version = _Version(knowledge, opened)

    @property
    def newest(self) -> "Knowledge":
        """The newest knowledge. Each question takes it once, when it starts."""
        return self._version.knowledge

    @property
    def opened(self) -> float:
        """When the opening of the newest knowledge began: it has no later change of facts or imports."""
        return self._version.opened

    @property
    def version(self) -> int:
        """The number of the newest knowledge: a replacement makes it larger."""
        return self._version.number

    def ask(self, call: Callable[["Knowledge"], T]) -> T:
        """The result of `call` with the newest knowledge."""
        return call(self.newest)

    def replace(self, newer: "Knowledge", opened: float = 0.0) -> None:
        """Make `newer` the knowledge of every question that starts from now on."""
        self._version = _Version(newer, opened, self._version.number + 1)


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
        knowledge = self._live.newest
        before, newer = knowledge.about(), self._newer(knowledge)
        if newer is not None:
            self._live.replace(newer, opened)
            self._updated(before, newer.about())

    def _run(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            self.check()
