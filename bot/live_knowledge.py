"""The knowledge that is asked now, and its replacement between two questions."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from knowledge.models.records import About

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


T = TypeVar("T")


@dataclass
class _Held:
    knowledge: "Knowledge"
    questions: int = 0
    replaced: bool = False

    @property
    def is_over(self) -> bool:
        return self.replaced and not self.questions


class Current:
    """Holds the newest knowledge. What it replaced is closed when the last question put to it has ended.

    It may be used from any thread.
    """

    def __init__(self, knowledge: "Knowledge") -> None:
        """Begin with an opened knowledge, which is closed when another takes its place."""
        self._held = _Held(knowledge)
        self._lock = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator["Knowledge"]:
        """The newest knowledge, open until the block ends. A question takes it once, at its beginning."""
        with self._lock:
            held = self._held
            held.questions += 1
        try:
            yield held.knowledge
        finally:
            with self._lock:
                held.questions -= 1
                over = held.is_over
            if over:
                held.knowledge.close()

    def ask(self, call: Callable[["Knowledge"], T]) -> T:
        """What `call` makes of the newest knowledge, which stays open until it returns."""
        with self.taken() as knowledge:
            return call(knowledge)

    def replace(self, newer: "Knowledge") -> None:
        """Put the questions that begin from now on to `newer`."""
        with self._lock:
            old, self._held = self._held, _Held(newer)
            old.replaced = True
            over = old.is_over
        if over:
            old.knowledge.close()


class Watch:
    """Looks for newer knowledge every so often, in a thread of its own, and makes it the current one.

    `newer` is given the current knowledge and opens what should be asked instead, if there is anything.
    `taken_up` is told what was taken up and in place of what; `refused` is told why something can't be, once
    for as long as the reason stays the same.
    """

    def __init__(
        self,
        current: Current,
        newer: Callable[["Knowledge"], "Knowledge | None"],
        taken_up: Callable[[About, About], None],
        refused: Callable[[Exception], None],
    ) -> None:
        self._current = current
        self._newer = newer
        self._taken_up = taken_up
        self._refused = refused
        self._reason = ""
        self._stopped = threading.Event()

    def look(self) -> None:
        """Look once. Nothing that goes wrong is raised; the current knowledge then stays."""
        try:
            self._take_up()
        except Exception as error:  # whatever it is, the next look may go better
            if repr(error) != self._reason:
                self._reason = repr(error)
                self._refused(error)
        else:
            self._reason = ""

    def start(self, seconds: float) -> None:
        """Look every so many seconds until `stop`; never where it is 0."""
        if seconds:
            # A daemon: indexing names takes seconds, which nobody who ends the program waits for.
            threading.Thread(target=self._run, args=(seconds,), name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _take_up(self) -> None:
        with self._current.taken() as knowledge:
            before, newer = knowledge.about(), self._newer(knowledge)
        if newer is not None:
            self._current.replace(newer)
            self._taken_up(before, newer.about())

    def _run(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            self.look()
