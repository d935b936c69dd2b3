"""A thread that runs one call after the other, and that never keeps the process alive."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from math import inf
from queue import SimpleQueue
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ExpiredError(Exception):
    """A call's turn came too late; it was not run."""


class Worker(Executor):
    """An executor with one daemon thread, which starts with the first call.

    `concurrent.futures.ThreadPoolExecutor` won't do: Python joins its threads before it exits, so one call
    that never returns would keep the process from ending. A daemon thread is abandoned instead, which is
    safe here: calls only read the knowledge and leave nothing half written.
    """

    def __init__(self, name: str) -> None:
        """Take the name of the thread, for whoever reads a stack."""
        self.free = asyncio.Lock()
        """Held by the one whose turn it is; it is given in the order of asking."""
        self.is_shut_down = False
        self._name = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call; the future of its result. Raises RuntimeError after `shutdown`."""
        if self.is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
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

        self._queue.put(run)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls. The thread ends after those that are queued; it is not waited for."""
        del wait, cancel_futures
        self.is_shut_down = True
        self._queue.put(None)

    def _run(self) -> None:
        while (run := self._queue.get()) is not None:
            run()
            del run  # an idle worker keeps no question, and no knowledge, in memory


class Turn(Generic[T]):
    """A call that waits for its turn in a worker, and is not run when its turn comes after `expires`.

    Times are those of `time.monotonic`; `began` is None until the call runs.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self.expires = inf
        self.asked = time.monotonic()
        self.began: float | None = None

    async def take(self, worker: Worker) -> T:
        """Wait, and run the call. Raises ExpiredError, and what the call raises.

        The queue is in the event loop and not in the worker's thread: the loop hands over one call at a time,
        after it has replied to what came meanwhile. Otherwise a busy worker leaves the loop so little time
        that even refusals come too late. Who is cancelled while waiting leaves the queue.
        """
        async with worker.free:
            if worker.is_shut_down or time.monotonic() > self.expires:
                raise ExpiredError
            self.began = time.monotonic()
            return await asyncio.get_running_loop().run_in_executor(worker, self._call)
