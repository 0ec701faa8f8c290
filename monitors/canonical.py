"""Pure: addresses -> the key that one article has on all its hosts, and a link fit for people.

Outlets of `canonical.toml` have keys of their own (`nashaniva:381043`), which mirrors share; all
others a normal form: https, no `www. m. amp.`, no AMP part, no tracking, parameters in order.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import (
    SplitResult,
    parse_qs,
    parse_qsl,
    quote,
    unquote_to_bytes,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

LONGEST = 2_000
"""No link that works everywhere is longer; Telegram and browsers cut there."""

_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_AMP_PREFIX = re.compile(r"^/(?:amp|m)(?=/.)")
_AMP_INFIX = re.compile(r"^/([a-z]{2}(?:_[a-z]+)?)/amp(?=/.)")
_AMP_SUFFIX = re.compile(r"(?<=.)(?:/amp|/amp\.html|\.amp)/?$|\.amp(?=\.html$)")
_AMP_CACHE = re.compile(r"^/(?:[cvi]|amp)/(s/)?([^/]+\.[^/]+/.*)$")
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]+")
_SAFE = "/:;,@!$&()*+=~-._"


class _Site(NamedTuple):
    name: str
    hosts: frozenset[str]
    suffixes: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    key: str

    def owns(self, host: str) -> bool:
        below = any(host == end or host.endswith("." + end) for end in self.suffixes)
        return below or host in self.hosts


class _Rules(NamedTuple):
    views: frozenset[str]
    tracking: re.Pattern[str]
    ambiguous: re.Pattern[str]
    program: re.Pattern[str]
    sites: tuple[_Site, ...]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    names = data["parameters"]
    sites = tuple(
        _Site(
            site["name"],
            frozenset(site.get("hosts", ())),
            tuple(site.get("suffixes", ())),
            tuple(re.compile(pattern, re.ASCII) for pattern in site["patterns"]),
            site["key"],
        )
        for site in data["sites"]
    )
    return _Rules(
        frozenset(data["hosts"]["views"]),
        re.compile("|".join(names["tracking"]), re.IGNORECASE | re.ASCII),
        re.compile("|".join(names["ambiguous"]), re.IGNORECASE | re.ASCII),
        re.compile(names["program"], re.IGNORECASE),
        sites,
    )


def canonical(url: str) -> str:
    """Key that the same article has on every host: `site:id`, or the normal form of the address.

    Not for reading or opening. What is no http(s) address (a guid, a key) stays as it is, so
    the function is idempotent.
    """
    parts = _split(_unwrapped(url)) if len(url) <= 2 * LONGEST else None
    if parts is None:
        return url.strip()
    host, path = _site_host(parts), _site_path(parts.path)
    for site in _rules().sites:
        if site.owns(host):
            found = next(filter(None, (pattern.search(path) for pattern in site.patterns)), None)
            if found:
                return f"{site.name}:{site.key.format(**found.groupdict())}"
    query = _site_query(parts.query, path)
    key = f"https://{host}{path}" + (f"?{query}" if query else "")
    return key if len(key) <= 2 * LONGEST else url.strip()


def clean_url(url: str, base: str = "") -> str:
    """Absolute http(s) address that people can open, or "" if `url` is none.

    Resolved against `base`; without tracking parameters, user name and password; characters
    that could break or disguise a link are percent-encoded; redirects of Google Alerts and AMP
    caches are replaced by their target.
    """
    if len(url) > 2 * LONGEST:
        return ""
    url = _CONTROL.sub(" ", url).strip().replace("\\", "/").replace(" ", "%20")
    try:
        joined = urljoin(base, url) if url else ""
    except ValueError:
        return ""
    if joined.startswith("//"):
        joined = "https:" + joined
    parts = _split(_unwrapped(joined))
    if parts is None:
        return ""
    cleaned = urlunsplit((
        parts.scheme,
        _authority(parts),
        quote(parts.path, safe=_SAFE + "%"),
        _readable_query(parts.query),
        "" if _is_tracking(parts.fragment) else quote(parts.fragment, safe=_SAFE + "%?"),
    ))  # fmt: skip
    return cleaned if len(cleaned) <= LONGEST else ""


def _split(url: str) -> SplitResult | None:
    """Parts of an http(s) address with a host; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - a port that is no number is found out only here
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and _host(parts) else None


def _host(parts: SplitResult) -> str:
    """Host in ASCII and lower case; "" if there is none or it cannot be one."""
    host = (parts.hostname or "").rstrip(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _unwrapped(url: str) -> str:
    """Target of an address that only leads to another one (AMP cache, Google's redirect)."""
    parts = _split(url)
    if parts is None:
        return url
    host = parts.hostname or ""
    google = re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host) is not None
    if google and parts.path == "/url":
        asked = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
        target = (asked.get("url") or asked.get("q") or [""])[0]
        return target if _split(target) else url
    if google or host.endswith("cdn.ampproject.org"):
        cached = _AMP_CACHE.match(parts.path)
        if cached:
            query = f"?{parts.query}" if parts.query else ""
            return f"http{'s' if cached[1] else ''}://{cached[2]}{query}"
    return url


def _authority(parts: SplitResult) -> str:
    """Host, and the port if it is not the usual one."""
    host = _host(parts)
    if ":" in host:
        host = f"[{host}]"
    usual = {"http": 80, "https": 443}[parts.scheme]
    return host if parts.port in {None, usual} else f"{host}:{parts.port}"


def _site_host(parts: SplitResult) -> str:
    """Host and port without `www.`, `m.`, `amp.` and the like."""
    host = _authority(parts)
    first, dot, rest = host.partition(".")
    while dot and first in _rules().views and "." in rest:
        host = rest
        first, dot, rest = host.partition(".")
    return host


def _site_path(path: str) -> str:
    """Path in one spelling, without AMP parts, session and closing slash."""
    path = quote(unquote_to_bytes(_SESSION.sub("", path)), safe=_SAFE)
    before = ""
    while path != before:
        before = path
        path = re.sub(r"/{2,}", "/", path)
        path = _AMP_PREFIX.sub("", path)
        path = _AMP_INFIX.sub(r"/\1", path)
        path = _AMP_SUFFIX.sub("", path).rstrip("/")
        path = _SESSION.sub("", path)
    return path or "/"


def _site_query(query: str, path: str) -> str:
    """Parameters that tell articles apart, sorted."""
    rules = _rules()
    keep_ambiguous = rules.program.search(path)
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
        if not rules.tracking.fullmatch(name)
        and (keep_ambiguous or not rules.ambiguous.fullmatch(name))
    )
    return urlencode(kept, errors="surrogateescape")


def _readable_query(query: str) -> str:
    """Parameters as they were, in their order, without those that only track."""
    kept = [part for part in query.split("&") if part and not _is_tracking(part)]
    return quote("&".join(kept), safe=_SAFE + "%?[]|")


def _is_tracking(part: str) -> bool:
    return _rules().tracking.fullmatch(part.partition("=")[0]) is not None
