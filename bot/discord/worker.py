"""A worker thread that runs one call at a time and never keeps the process alive."""

import asyncio
import atexit
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from math import inf
from queue import SimpleQueue
from typing import Any, Generic, ParamSpec, TypeVar

_LONGEST_END = 3.0
"""Seconds that a running call has to end when the process does. Chosen by hand."""

P = ParamSpec("P")
T = TypeVar("T")


class ExpiredError(Exception):
    """A call was not run, because its deadline had passed."""


class Worker(Executor):
    """An executor with one daemon thread, which starts with the first call.

    `concurrent.futures.ThreadPoolExecutor` does not fit: Python joins its threads at exit, so one call that
    never returns would keep the process alive. A daemon thread is abandoned at exit. That is safe here,
    because calls read the knowledge, or write preferences in a transaction.
    """

    def __init__(self, name: str) -> None:
        """Create a worker whose thread is called `name` in stack dumps."""
        self.turn = asyncio.Lock()
        """Held by the call that runs. Waiting calls get it in the order of their arrival."""
        self.is_shut_down = False
        self._name = name
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call and return the future of its result. Raises RuntimeError after `shutdown`."""
        if self.is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
            atexit.register(self._end)
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        self._calls.put(run)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Accept no more calls. The thread ends after the queued ones; this does not wait for it."""
        del wait, cancel_futures
        self.is_shut_down = True
        self._calls.put(None)

    def _end(self) -> None:
        """Let the running call end before the interpreter does.

        Python ends a daemon thread wherever it next takes the lock of the interpreter; below compiled code of
        C++ that aborts the process.
        """
        self.shutdown()
        if self._thread is not None:
            self._thread.join(_LONGEST_END)

    def _run(self) -> None:
        while (run := self._calls.get()) is not None:
            run()
            del run  # an idle worker must not keep a question and its knowledge in memory


class Call(Generic[T]):
    """A call that waits for its turn in a worker, and is not run after `deadline`.

    Times are seconds of `time.monotonic`. `started` is None until the call runs.
    """

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self.deadline = inf
        self.arrived = time.monotonic()
        self.started: float | None = None

    async def run_in(self, worker: Worker) -> T:
        """Wait for the turn, run the call and return its result.

        Raises ExpiredError after the deadline or the worker's shutdown, and whatever the call raises.
        Cancelled while it waits, the call leaves the queue.

        The calls queue in the event loop, not in the worker's thread: the loop hands over one call at a time
        and replies to events in between. With a queue in the thread, a busy worker leaves the loop so little
        time that even refusals are late.
        """
        async with worker.turn:
            if worker.is_shut_down or time.monotonic() > self.deadline:
                raise ExpiredError
            self.started = time.monotonic()
            return await asyncio.get_running_loop().run_in_executor(worker, self._function)

    async def run_shielded(self, worker: Worker) -> T:
        """The same; where the caller is cancelled, the call keeps its turn until it ends.

        What it raises then is lost.
        """
        running = asyncio.ensure_future(self.run_in(worker))
        # After a cancellation nothing awaits the call, and asyncio logs an exception that was not retrieved.
        running.add_done_callback(retrieve_exception)
        return await asyncio.shield(running)


def retrieve_exception(running: "asyncio.Future[Any]") -> None:
    """Retrieve the exception of an abandoned call, so that asyncio does not log it as never retrieved."""
    if not running.cancelled():
        running.exception()
