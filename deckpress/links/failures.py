"""Why an address gave no page, in plain words, and whether it may help to ask again."""

from __future__ import annotations

import asyncio
import errno
import ssl
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from deckpress.links.answers import Verdict
from deckpress.links.limits import Limits

# Of servers that keep programs out, or ask for a login: a person may well see the page.
KEPT_OUT = (401, 402, 403, 405, 406, 407, 451, 999)
UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)
# By OpenSSL's X509_V_ERR_ numbers.
CERTIFICATE = {
    10: "has expired",
    18: "was signed by the site itself",
    19: "was signed by nobody known",
    20: "was signed by nobody known",
    21: "was signed by nobody known",
    62: "is for another site",
    64: "is for another site",
}


class Failure(Exception):
    """An address gave no page: the reason, what that makes of it, whether another try may help.

    `reached`: whether a server answered, as in Answer; `wait`: the seconds that the server asks to be left alone.
    """

    def __init__(
        self,
        reason: str,
        *,
        verdict: Verdict = "dead",
        again: bool = False,
        reached: bool | None = True,
        wait: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason, self.verdict, self.again, self.reached, self.wait = reason, verdict, again, reached, wait


def of_status(status: int, wait: float | None) -> Failure | None:
    """What is wrong with the status of a page; None where it is one of success (RFC 9110, 15.3)."""
    if 200 <= status < 300:
        return None
    later = f", and asks to come back in {wait:.0f} s" if wait else ""
    if status == 429:
        return Failure(f"it is too busy for us (429){later}", verdict="unsure", again=True, wait=wait)
    if status in KEPT_OUT:
        return Failure(f"it lets no program in ({status})", verdict="unsure")
    if status >= 500:
        return Failure(f"its server fails ({_named(status)}){later}", again=True, wait=wait)
    words = {404: "there is no such page (404)", 410: "the page is gone for good (410)"}
    return Failure(words.get(status, f"it answers {_named(status)}"))


def of_error(error: BaseException, host: str, limits: Limits) -> Failure:
    """What an error of a request to a host means."""
    for cause in _causes(error):
        if isinstance(cause, Failure):
            return cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            words = CERTIFICATE.get(cause.verify_code, f"is no good ({cause.verify_message})")
            return Failure(f"its certificate {words}, so that browsers warn against it")
        if isinstance(cause, ssl.SSLError):
            return Failure(f"no secure connection with {host} can be made ({cause.reason or 'TLS'})")
        if isinstance(cause, OSError) and (failure := _of_system(cause, host)):
            return failure
    return _of_request(error, host, limits)


def _of_system(error: OSError, host: str) -> Failure | None:
    if error.errno == errno.ECONNREFUSED:
        return Failure(f"{host} refuses the connection", again=True)
    if error.errno in UNREACHABLE:
        return Failure(f"{host} can't be reached from here", again=True, reached=False)
    return None


def _of_request(error: BaseException, host: str, limits: Limits) -> Failure:
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
        return Failure("it is no web address that can be asked", reached=None)
    if isinstance(error, httpx.ConnectTimeout):
        return Failure(f"{host} can't be reached within {limits.connect:g} s", again=True, reached=False)
    if isinstance(error, httpx.TimeoutException | asyncio.TimeoutError):
        seconds = limits.read if isinstance(error, httpx.TimeoutException) else limits.total
        return Failure(f"{host} gives no answer within {seconds:g} s", again=True)
    if isinstance(error, httpx.RemoteProtocolError) and "location" in str(error):
        return Failure("it redirects to what is no address")
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return Failure(f"what {host} answers isn't of the web (no HTTP)", again=True)
    return Failure(f"{host} breaks the connection off", again=True)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that it came from."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
