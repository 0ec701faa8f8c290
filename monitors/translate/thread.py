"""Edge: one thread for all that models do, which a process need not wait for when it ends."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Job = Callable[[], None]


class OneThread(Executor):
    """Runs what is submitted, in order, in a daemon thread that starts with the first of it.

    Python waits at its end for the threads of a ThreadPoolExecutor, so for ever for a model that
    hangs.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[tuple[Future[object], Job] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call. Raises RuntimeError after `shutdown`."""
        if self._closed:
            raise RuntimeError("the thread has been shut down")
        future: Future[T] = Future()

        def job() -> None:
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - whoever waits for the result gets it
                future.set_exception(error)
            else:
                future.set_result(result)

        self._jobs.put((future, job))  # type: ignore[arg-type]
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        return future

    def _run(self) -> None:
        while (waiting := self._jobs.get()) is not None:
            future, job = waiting
            if future.set_running_or_notify_cancel():
                job()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """Take no more jobs; `cancel_futures`: nor begin those that wait."""
        self._closed = True
        if cancel_futures:
            self._cancel_waiting()
        self._jobs.put(None)
        if wait and self._thread is not None:
            self._thread.join()

    def join(self, seconds: float) -> bool:
        """Wait for the job under way, so long at most; True if the thread has ended."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _cancel_waiting(self) -> None:
        try:
            while (waiting := self._jobs.get_nowait()) is not None:
                waiting[0].cancel()
        except Empty:
            return
