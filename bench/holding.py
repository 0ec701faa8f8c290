"""How long a coroutine keeps the event loop to itself."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any


async def longest_hold(work: Coroutine[Any, Any, Any]) -> float:
    """Run `work`; the most milliseconds of processor time between two turns of another task."""
    task = asyncio.create_task(work)
    longest, last = 0.0, time.thread_time()
    while not task.done():
        await asyncio.sleep(0)
        turn = time.thread_time()
        longest, last = max(longest, turn - last), turn
    await task
    return 1000 * longest
