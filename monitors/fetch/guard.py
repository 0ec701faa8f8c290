"""Which network addresses may be contacted (SSRF guard): pure.

Only globally routable unicast addresses are, so that no feed and no redirect can make us talk to
the machine we run on, its network, or a cloud's metadata service. The ranges are those of the IANA
IPv4 and IPv6 special-purpose address registries; they are written out because what
`ipaddress.is_global` says of them differs between Python versions.
"""

import re
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from monitors.errors import ConfigError

CLOSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; a cloud's metadata lives here too
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's metadata service on a public address
        "169.254.0.0/16",  # link-local and metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
GLOBAL_V6 = IPv6Network("2000::/3")
CLOSED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
HOST_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?", re.IGNORECASE)
LONGEST_NAME = 254

Address = IPv4Address | IPv6Address


class ForbiddenError(Exception):
    """This place must not be contacted; the message says why, for people."""


def is_public(address: Address) -> bool:
    """Whether an address is globally routable unicast.

    An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is as public as that one.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in CLOSED_V4)
    carried = _carried(address)
    if carried is not None:
        return is_public(carried)
    return address in GLOBAL_V6 and not any(address in network for network in CLOSED_V6)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFF_FFFF)
    return address.ipv4_mapped


def literal(host: str) -> Address | None:
    """Read a URL's host as an address; None if it is a name.

    Raises ForbiddenError for what is neither, and for an address in disguise: decimal, hex, octal
    or short forms of IPv4 and IPv6 zones, which no honest feed uses.
    """
    try:
        if ":" in host:
            return _plain_v6(host)
        return IPv4Address(host)
    except ValueError:
        pass
    if ":" in host or _is_disguised_v4(host):
        raise ForbiddenError(f"{host} is a network address in an unusual spelling")
    if len(host) > LONGEST_NAME or not HOST_NAME.fullmatch(host):
        raise ForbiddenError(f"{host!r} is not a host name")
    return None


def _plain_v6(host: str) -> IPv6Address:
    address = IPv6Address(host)
    if address.scope_id:
        raise ValueError(host)
    return address


def _is_disguised_v4(host: str) -> bool:
    """Whether the C library would read this host as an IPv4 address after all."""
    try:
        socket.inet_aton(host.rstrip("."))
    except (OSError, ValueError):
        return False
    return True


class Guard:
    """Says which places may be contacted; `allow` holds exempt places, each exactly HOST:PORT.

    Exempt is what a URL itself names: "127.0.0.1:9100" does not exempt a name that leads there,
    nor another spelling of the address. Raises ConfigError if an entry is not HOST:PORT.
    """

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._exempt = frozenset(_place(entry) for entry in allow)

    def check_host(self, host: str, port: int) -> bool:
        """Check what can be known without a lookup; True if names must still be looked up.

        `host` is the host of a URL without brackets. Raises ForbiddenError.
        """
        if self._is_exempt(host, port):
            return False
        address = literal(host)
        if address is not None and not is_public(address):
            raise ForbiddenError(f"{address} is not a public address")
        return address is None

    def admit(self, host: str, port: int, addresses: Sequence[str]) -> list[str]:
        """Return those of the addresses a name leads to that may be contacted.

        Raises ForbiddenError if there are addresses, but none is public.
        """
        if self._is_exempt(host, port):
            return list(addresses)
        public = [address for address in addresses if _is_public_text(address)]
        if addresses and not public:
            raise ForbiddenError(f"{host} leads to {addresses[0]}, which is not a public address")
        return public

    def _is_exempt(self, host: str, port: int) -> bool:
        return (_plain(host), port) in self._exempt


def _is_public_text(address: str) -> bool:
    try:
        return is_public(_plain_v6(address) if ":" in address else IPv4Address(address))
    except ValueError:
        return False


def _plain(host: str) -> str:
    if ":" in host:
        with suppress(ValueError):
            return str(IPv6Address(host))
    return host.rstrip(".").lower()


def _place(entry: str) -> tuple[str, int]:
    host, _, port = entry.strip().rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    if not host or not port.isdecimal():
        raise ConfigError(f"network.allow: {entry!r} is not HOST:PORT")
    return _plain(host), int(port)
