"""Every way a request can fail, as one of our errors with a sentence for people."""

import os
import ssl
from collections.abc import Mapping
from datetime import datetime

import aiohttp
from yarl import URL

from monitors.errors import FetchError, Gone, Refused, Unavailable
from monitors.fetch.guard import ForbiddenError
from monitors.fetch.retry import retry_after
from monitors.fetch.route import place

WORDS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "does not let us read it",
    404: "has nothing at this address",
    406: "has no form of it that we can read",
    407: "cannot be reached: the proxy asks for a password",
    408: "waited too long for our request",
    410: "says that this address is gone for ever",
    429: "says that we ask too often",
    451: "may not show it here, for legal reasons",
    500: "has an error of its own",
    502: "is broken behind its front server",
    503: "is overloaded or under maintenance",
    504: "is too slow behind its front server",
}
REFUSED = (ForbiddenError, aiohttp.ClientSSLError, ssl.SSLError, aiohttp.InvalidURL)
CHALLENGE = "shows a challenge for browsers instead of the feed"


def from_status(
    url: URL, status: int, headers: Mapping[str, str], now: datetime
) -> Gone | Unavailable:
    """Put an answer that is neither the page, nor 304, nor a redirect into an error."""
    message = f"{place(url)} {_words(status, headers)} (HTTP {status})"
    if status in (404, 410):
        return Gone(str(url), message, forever=status == 410)
    wait = retry_after(headers.get("Retry-After"), now)
    return Unavailable(str(url), message, retry_after=wait)


def _words(status: int, headers: Mapping[str, str]) -> str:
    if headers.get("cf-mitigated", "").strip().lower() == "challenge":
        return CHALLENGE
    if status in WORDS:
        return WORDS[status]
    if status < 400:
        return "sent no page"
    return "does not accept our request" if status < 500 else "has an error of its own"


def from_exception(url: URL, error: Exception, timeout_s: float) -> FetchError:
    """Put what asyncio, aiohttp or the guard raised into an error."""
    message = _sentence(place(url), error, timeout_s)
    if isinstance(
        error, ForbiddenError | aiohttp.ClientSSLError | ssl.SSLError | aiohttp.InvalidURL
    ):
        return Refused(str(url), message)
    return Unavailable(str(url), message)


def _sentence(where: str, error: Exception, timeout_s: float) -> str:
    match error:
        case ForbiddenError():
            return f"{where} is not read: {error}"
        case TimeoutError():
            return f"{where} did not deliver within {timeout_s:g} s"
        case aiohttp.ClientConnectorDNSError():
            return f"{error.host} is unknown to the name service, or that does not answer"
        case aiohttp.ClientConnectorCertificateError():
            return f"{where} shows a certificate that is not valid: {_certificate(error)}"
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return f"{where} does not manage a secure (TLS) connection"
        case aiohttp.ClientConnectorError() | aiohttp.ClientHttpProxyError():
            return f"{where} cannot be reached: {_no_way(error)}"
    return f"{where} {_broken_talk(error)}"


def _no_way(error: aiohttp.ClientConnectorError | aiohttp.ClientHttpProxyError) -> str:
    match error:
        case aiohttp.ClientHttpProxyError():
            return f"the proxy answers HTTP {error.status}"
        case aiohttp.ClientProxyConnectionError():
            return "the proxy does not answer"
        case _:
            return _system(error.os_error)


def _broken_talk(error: Exception) -> str:
    match error:
        case aiohttp.InvalidURL():
            return "is not an address that can be asked"
        case aiohttp.ClientPayloadError():
            return "broke off in the middle of its answer"
        case aiohttp.ClientResponseError():
            return "does not speak proper HTTP"
        case _:
            return "closed the connection without an answer"


def _certificate(error: aiohttp.ClientConnectorCertificateError) -> str:
    reason = error.certificate_error
    return getattr(reason, "verify_message", "") or "it cannot be verified"


def _system(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "it refuses the connection"
    return os.strerror(error.errno).lower() if error.errno else "no connection"
