"""Names lead only where the guard lets them."""

import asyncio
import socket

import pytest

from monitors.fetch.guard import ForbiddenError, Guard
from monitors.fetch.lookup import GuardedResolver, system_lookup
from tests.monitors.fetch.loopback import leading_to


async def test_a_name_of_this_machine_is_looked_up() -> None:
    found = await system_lookup("localhost", 80)

    assert set(found) <= {"127.0.0.1", "::1"}
    assert found


@pytest.mark.parametrize("host", ["a" * 64 + ".lt", "a\0b"])
async def test_a_name_that_cannot_be_is_an_os_error(host: str) -> None:
    with pytest.raises(OSError, match=r".+"):
        await system_lookup(host, 80)


async def test_a_lookup_may_be_given_up() -> None:
    asking = asyncio.create_task(system_lookup("localhost", 80))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    assert await system_lookup("localhost", 80)  # the late answer of the first hurts nobody


async def test_only_public_addresses_come_out() -> None:
    resolver = GuardedResolver(Guard(), leading_to("10.0.0.1", "8.8.8.8", "2606:4700::1"))

    found = await resolver.resolve("feeds.example", 80)

    assert [(one["host"], one["family"]) for one in found] == [
        ("8.8.8.8", socket.AF_INET),
        ("2606:4700::1", socket.AF_INET6),
    ]
    assert [one["host"] for one in await resolver.resolve("x.example", 80, socket.AF_INET)] == [
        "8.8.8.8"
    ]


async def test_a_name_inside_is_forbidden() -> None:
    with pytest.raises(ForbiddenError, match=r"169\.254\.169\.254"):
        await GuardedResolver(Guard(), leading_to("169.254.169.254")).resolve("meta.example", 80)


async def test_the_way_to_a_chosen_proxy_is_free() -> None:
    found = await GuardedResolver(None, leading_to("10.0.0.1")).resolve("proxy.internal", 3128)

    assert [one["host"] for one in found] == ["10.0.0.1"]


async def test_a_name_without_an_address_is_an_os_error() -> None:
    with pytest.raises(OSError, match="no address"):
        await GuardedResolver(Guard(), leading_to()).resolve("empty.example", 80)
