"""Requests wait for each other by host and in all, first come first, and nobody is forgotten."""

import asyncio
from contextlib import suppress

from monitors.fetch.turns import Turns


async def settle() -> None:
    """Let every task run until it waits."""
    for _ in range(20):
        await asyncio.sleep(0)


class Visit:
    def __init__(self, turns: Turns, host: str, order: list["Visit"]) -> None:
        self.inside = False
        self.leave = asyncio.Event()
        self.task = asyncio.create_task(self.run(turns, host, order))

    async def run(self, turns: Turns, host: str, order: list["Visit"]) -> None:
        async with turns.turn(host):
            order.append(self)
            self.inside = True
            await self.leave.wait()
        self.inside = False


async def test_one_host_is_asked_by_so_many_at_once_in_order() -> None:
    turns, order = Turns(per_host=2, concurrency=10), []  # type: tuple[Turns, list[Visit]]
    visits = [Visit(turns, "a", order) for _ in range(4)]
    await settle()

    assert [visit.inside for visit in visits] == [True, True, False, False]
    for visit in visits:
        visit.leave.set()
        await visit.task
    assert order == visits


async def test_a_busy_host_keeps_no_place_from_others() -> None:
    turns, order = Turns(per_host=1, concurrency=2), []  # type: tuple[Turns, list[Visit]]
    busy = [Visit(turns, "slow", order) for _ in range(5)]
    other = Visit(turns, "quick", order)
    await settle()

    assert other.inside
    for visit in (*busy, other):
        visit.leave.set()
        await visit.task


async def test_no_more_than_all_places_are_taken() -> None:
    turns, order = Turns(per_host=2, concurrency=3), []  # type: tuple[Turns, list[Visit]]
    visits = [Visit(turns, host, order) for host in "aabbcc"]
    await settle()

    assert sum(visit.inside for visit in visits) == 3
    for visit in visits:
        visit.leave.set()
        await visit.task


async def test_who_gives_up_waiting_leaves_no_trace() -> None:
    turns, order = Turns(per_host=1, concurrency=5), []  # type: tuple[Turns, list[Visit]]
    first, second, third = (Visit(turns, "a", order) for _ in range(3))
    await settle()
    second.task.cancel()
    with suppress(asyncio.CancelledError):
        await second.task
    first.leave.set()
    third.leave.set()
    await asyncio.gather(first.task, third.task)

    assert order == [first, third]
    assert len(turns) == 0
