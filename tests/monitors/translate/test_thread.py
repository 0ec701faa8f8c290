import subprocess
import sys
import threading
from concurrent.futures import CancelledError

import pytest

from monitors.translate.thread import OneThread


def test_jobs_run_in_order_in_one_thread() -> None:
    thread = OneThread("t")
    seen: list[tuple[int, int]] = []

    def note(number: int) -> int:
        seen.append((number, threading.get_ident()))
        return number

    results = [thread.submit(note, number) for number in range(20)]

    assert [one.result(10) for one in results] == list(range(20))
    assert [number for number, _ in seen] == list(range(20))
    assert len({ident for _, ident in seen}) == 1
    thread.shutdown()


def test_an_error_reaches_who_waits_and_the_next_job_runs() -> None:
    thread = OneThread("t")
    failed, fine = thread.submit(lambda: 1 // 0), thread.submit(lambda: 2)

    assert isinstance(failed.exception(10), ZeroDivisionError)
    assert fine.result(10) == 2
    thread.shutdown()


def test_what_waits_at_the_shutdown_is_cancelled() -> None:
    thread, go = OneThread("t"), threading.Event()
    first, second = thread.submit(go.wait, 10), thread.submit(lambda: 2)

    thread.shutdown(wait=False, cancel_futures=True)
    go.set()

    assert first.result(10) is True
    with pytest.raises(CancelledError):
        second.result(10)
    with pytest.raises(RuntimeError):
        thread.submit(lambda: 3)


def test_a_process_ends_although_a_job_hangs() -> None:
    script = (
        "import threading; from monitors.translate.thread import OneThread\n"
        "entered = threading.Event()\n"
        "thread = OneThread('t')\n"
        "thread.submit(lambda: (entered.set(), threading.Event().wait()))\n"
        "entered.wait(); thread.shutdown(wait=False, cancel_futures=True); print('over')"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "over"
