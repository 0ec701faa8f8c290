"""Only public addresses are contacted, however they are written."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.errors import ConfigError
from monitors.fetch.guard import ForbiddenError, Guard, is_public, literal

CLOSED = {
    "loopback": "127.0.0.1",
    "all-loopback": "127.255.255.254",
    "this-host": "0.0.0.0",
    "private-10": "10.1.2.3",
    "private-172": "172.31.255.255",
    "private-192": "192.168.1.1",
    "carrier-nat": "100.64.0.1",
    "metadata": "169.254.169.254",
    "metadata-nat": "100.100.100.200",
    "metadata-public": "168.63.129.16",
    "metadata-assigned": "192.0.0.192",
    "documentation": "203.0.113.5",
    "benchmark": "198.19.0.1",
    "relay": "192.88.99.1",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "v6-loopback": "::1",
    "v6-nothing": "::",
    "v6-private": "fd00:ec2::254",
    "v6-link": "fe80::1",
    "v6-site": "fec0::1",
    "v6-multicast": "ff02::1",
    "v6-documentation": "2001:db8::1",
    "v6-documentation-new": "3fff::1",
    "v6-teredo": "2001:0:53aa:64c::1",
    "v6-discard": "100::1",
    "v6-segment-routing": "5f00::1",
    "mapped": "::ffff:127.0.0.1",
    "mapped-hex": "::ffff:a9fe:a9fe",
    "compatible": "::127.0.0.1",
    "nat64": "64:ff9b::10.0.0.1",
    "nat64-local": "64:ff9b:1::808:808",
    "6to4": "2002:7f00:1::",
}
OPEN = {
    "v4": "8.8.8.8",
    "near-private": "172.32.0.1",
    "near-loopback": "128.0.0.1",
    "near-nat": "100.128.0.1",
    "v6": "2606:4700::1111",
    "mapped": "::ffff:8.8.8.8",
    "nat64": "64:ff9b::8.8.8.8",
    "6to4": "2002:808:808::1",
}


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_what_is_not_public_is_closed(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_is_public_is_open(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_ipv6_dress_never_changes_the_verdict(address: object) -> None:
    bare = ip_address(str(address))
    dressed = [ip_address(f"::ffff:{address}"), ip_address(f"64:ff9b::{address}")]

    assert {is_public(one) for one in dressed} == {is_public(bare)}


@given(st.ip_addresses(v=4))
def test_nothing_is_open_that_the_standard_library_calls_private(address: object) -> None:
    bare = ip_address(str(address))

    assert not (is_public(bare) and (bare.is_private or bare.is_multicast or bare.is_reserved))


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "017700000001",
        "8.8.2056",
        "fe80::1%eth0",
        "fe80::1%25eth0",
        "::1::",
        "256.1.1.1 ",
        "%31%32%37.0.0.1",
        "local host",
        "a..b",
        ".a",
        "",
        "ünï",
        "a" * 64 + ".lt",
        "a." * 127 + "lt",
        "localhost\0.example",
        "1.2.3.4 x",
    ],
)
def test_a_disguise_is_refused(host: str) -> None:
    with pytest.raises(ForbiddenError):
        literal(host)


@pytest.mark.parametrize(
    "host", ["nashaniva.com", "lrt.lt.", "a_b.example", "xn--e1afmkfd.xn--p1ai"]
)
def test_a_name_is_no_literal(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    ("entry", "host", "port"),
    [
        ("127.0.0.1:9100", "127.0.0.1", 9100),
        ("Localhost:80", "localhost.", 80),
        ("[::1]:9100", "0:0:0:0:0:0:0:1", 9100),
        ("feeds.internal:8080", "FEEDS.internal", 8080),
    ],
)
def test_an_exempt_place_may_be_contacted(entry: str, host: str, port: int) -> None:
    guard = Guard([entry])

    assert guard.check_host(host, port) is False
    assert guard.admit(host, port, ["10.0.0.1"]) == ["10.0.0.1"]


@pytest.mark.parametrize(
    ("host", "port"),
    [
        pytest.param("127.0.0.1", 9101, id="other-port"),
        pytest.param("127.0.0.2", 9100, id="other-address"),
        pytest.param("::ffff:127.0.0.1", 9100, id="other-spelling"),
        pytest.param("2130706433", 9100, id="disguise"),
    ],
)
def test_an_exemption_is_for_exactly_one_place(host: str, port: int) -> None:
    with pytest.raises(ForbiddenError):
        Guard(["127.0.0.1:9100"]).check_host(host, port)


def test_a_name_that_leads_to_an_exempt_address_is_not_exempt() -> None:
    guard = Guard(["127.0.0.1:9100"])

    assert guard.check_host("localhost", 9100) is True
    with pytest.raises(ForbiddenError, match=r"localhost leads to 127\.0\.0\.1"):
        guard.admit("localhost", 9100, ["127.0.0.1"])


def test_of_a_name_only_the_public_addresses_are_kept() -> None:
    found = ["10.0.0.1", "8.8.8.8", "fe80::1%2", "::1", "2606:4700::1", "rubbish"]

    assert Guard().admit("mixed.example", 80, found) == ["8.8.8.8", "2606:4700::1"]


def test_a_name_without_addresses_is_not_forbidden() -> None:
    assert Guard().admit("empty.example", 80, []) == []


@pytest.mark.parametrize("entry", ["127.0.0.1", ":80", "host:http", "", "[::1]"])
def test_an_exemption_without_a_port_is_a_mistake_of_configuration(entry: str) -> None:
    with pytest.raises(ConfigError, match="HOST:PORT"):
        Guard([entry])
