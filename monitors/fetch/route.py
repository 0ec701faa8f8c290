"""The way from a source's address through its redirects to the answer: pure.

Decided here: credentials and fragments of an address are dropped, path and query are kept as
they are.
A redirect from https to http is followed, because many servers bounce once through http, but from
there on nothing is remembered: a later poll begins at the last address reached securely.
"""

import re
from dataclasses import dataclass

from yarl import URL

from monitors.errors import Refused

QUOTED = re.compile(r"[!#-;=?-\[\]_a-z~]*")
SCHEMES = ("http", "https")
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


def place(url: URL) -> str:
    """Return an address's host for people, with its port if that is not the usual one."""
    host = url.host or ""
    shown = f"[{host}]" if ":" in host else host
    return shown if url.is_default_port() else f"{shown}:{url.port}"


def address(text: str) -> URL:
    """Read an address that is to be fetched; raises Refused if it is not an http(s) address."""
    try:
        url = _bare(_read(text.strip()))
    except ValueError as error:
        raise Refused(text, f"this is not a web address: {error}") from error
    if url.scheme not in SCHEMES:
        raise Refused(text, f"only http and https are read, not {url.scheme or 'a bare path'}")
    if not url.raw_host:
        raise Refused(text, "the address names no host")
    return url


def _read(text: str) -> URL:
    # Quoting anew what is quoted already would change the bytes that a signature covers.
    return URL(text, encoded=QUOTED.fullmatch(text) is not None)


def _bare(url: URL) -> URL:
    """Drop credentials and fragment; raises ValueError if host or port cannot be read."""
    if url.raw_host and (url.raw_user is not None or url.raw_password is not None):
        url = url.with_user(None)
    return url.with_fragment(None) if url.raw_fragment else url


@dataclass(frozen=True, slots=True)
class Route:
    """Where a chain of redirects stands.

    `lasting` is the address to begin with next time; it moves on as long as every redirect so far
    was permanent (`is_lasting`).
    """

    url: URL
    lasting: URL
    is_lasting: bool = True
    passed: tuple[URL, ...] = ()

    @classmethod
    def begin(cls, text: str) -> "Route":
        """Begin at an address; raises Refused if it is not an http(s) address."""
        url = address(text)
        return cls(url, url)

    def follow(self, status: int, location: str, limit: int) -> "Route":
        """Take one redirect, the at most `limit`-th; raises Refused if it leads nowhere."""
        target = self._target(location)
        passed = (*self.passed, self.url)
        if len(passed) > limit:
            raise self._refused(f"redirects more than {limit} times")
        if target in passed:
            raise self._refused("redirects in a circle")
        downgrade = self.url.scheme == "https" and target.scheme == "http"
        is_lasting = self.is_lasting and status in PERMANENT and not downgrade
        return Route(target, target if is_lasting else self.lasting, is_lasting, passed)

    @property
    def start(self) -> URL:
        """The address that was asked first."""
        return self.passed[0] if self.passed else self.url

    def _target(self, location: str) -> URL:
        if not location.strip():
            raise self._refused("redirects without saying where")
        try:
            return address(str(self.url.join(_read(location.strip()))))
        except (ValueError, Refused) as error:
            raise self._refused(f"redirects to what is not read: {error}") from error

    def _refused(self, what: str) -> Refused:
        return Refused(str(self.url), f"{place(self.url)} {what}")
