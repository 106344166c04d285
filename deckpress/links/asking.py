"""Asks addresses: HEAD, then GET, redirects followed, what may pass asked again."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import httpx

from deckpress.links.answers import Answer, Hop
from deckpress.links.failures import Failure, of_error, of_status
from deckpress.links.limits import Clock, Limits
from deckpress.links.network import Network
from deckpress.links.turns import Turns

REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_ADDRESS = 2000  # characters
LAST_PORT = 65535
BUSY = (429, 503)  # a HEAD that is answered so needs no GET at once


@dataclass(frozen=True)
class Means:
    """What addresses are asked with."""

    network: Network = field(default_factory=Network)
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)


async def ask_all(urls: Iterable[str], means: Means, tell: Callable[[int], None]) -> dict[str, Answer]:
    """What each address says, side by side and politely; `tell` hears how many are done."""
    answers: dict[str, Answer] = {}
    async with means.network.client(means.limits) as client:
        asker = _Asker(client, means.limits, means.clock, Turns(means.limits, means.clock))

        async def ask(url: str) -> None:
            answers[url] = await asker.ask(url)
            tell(len(answers))

        await asyncio.gather(*(ask(url) for url in dict.fromkeys(urls)))
    return answers


@dataclass(frozen=True)
class _Reply:
    """A server's answer to one request, in so many seconds: a page, a wish for GET, or a redirect to `target`."""

    seconds: float
    target: httpx.URL | None = None
    status: int = 200
    sets_cookie: bool = False
    asks_for_get: bool = False


@dataclass
class _Walk:
    """The way from an address to its page: where it is, by which method it asks, the redirects so far."""

    url: httpx.URL
    method: str
    hops: list[Hop] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    seconds: float = 0.0


@dataclass(frozen=True)
class _Asker:
    client: httpx.AsyncClient
    limits: Limits
    clock: Clock
    turns: Turns

    async def ask(self, url: str) -> Answer:
        """What one address says, after as many tries as may help."""
        try:
            start = _parsed(url)
        except Failure as failure:
            return _answer(failure, ())
        number = 0
        while True:
            walk = _Walk(start, "GET" if number else "HEAD")
            number += 1
            try:
                await self._follow(walk)
            except Failure as failure:
                if not self._may_help(failure, walk, number):
                    return _answer(failure, walk.hops)
            else:
                return Answer(verdict="good", hops=tuple(walk.hops), seconds=round(walk.seconds, 1))

    def _may_help(self, failure: Failure, walk: _Walk, number: int) -> bool:
        """Whether to try again after try `number`; if so, the host that failed is left alone for a while first."""
        wait = self.limits.again * 2 ** (number - 1) if failure.wait is None else failure.wait
        if not failure.again or number >= self.limits.tries or wait > self.limits.longest_wait:
            return False
        self.turns.hold(walk.url.host, wait)
        return True

    async def _follow(self, walk: _Walk) -> None:
        """Go to the end of a way. Raises Failure where there is no page."""
        while True:
            walk.seen.add(str(walk.url))
            reply = await self._request(walk)
            if reply.asks_for_get:
                walk.method = "GET"
                continue
            walk.seconds += reply.seconds
            if reply.target is None:
                return
            self._step(walk, reply, reply.target)

    def _step(self, walk: _Walk, reply: _Reply, target: httpx.URL) -> None:
        """One redirect further. Raises Failure where it leads nowhere."""
        walk.hops.append(Hop(status=reply.status, to=str(target)))
        walk.url = _askable(target)
        if str(walk.url) in walk.seen and not reply.sets_cookie:  # a cookie may change the next answer
            raise Failure("it redirects in a circle")
        if len(walk.hops) > self.limits.redirects:
            raise Failure(f"it redirects more than {self.limits.redirects} times")

    async def _request(self, walk: _Walk) -> _Reply:
        """Send one request, and read no more of the answer than its head. Raises Failure for what is no page."""
        async with self.turns.at(walk.url.host):
            start = self.clock.now()
            try:
                request = self.client.build_request(walk.method, walk.url)
                sent = self.client.send(request, stream=True)
                response = await asyncio.wait_for(sent, self.limits.total)
                await response.aclose()
            except (httpx.HTTPError, httpx.InvalidURL, OSError, asyncio.TimeoutError, UnicodeError) as error:
                raise of_error(error, walk.url.host, self.limits) from None
            return _reply(response, walk, self.clock.now() - start)


def _answer(failure: Failure, hops: Sequence[Hop]) -> Answer:
    reached = True if hops else failure.reached
    return Answer(verdict=failure.verdict, reason=failure.reason, hops=tuple(hops), reached=reached)


def _parsed(url: str) -> httpx.URL:
    if len(url) > LONGEST_ADDRESS:
        raise Failure(f"it is longer than {LONGEST_ADDRESS} characters", reached=None)
    try:
        return _askable(httpx.URL(url))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise Failure("it is no web address that can be asked", reached=None) from None


def _askable(url: httpx.URL) -> httpx.URL:
    """The address without its fragment. Raises Failure for one that isn't of the web, or gives a login away."""
    if url.scheme not in ("http", "https") or not url.host:
        raise Failure(f"it leads to {str(url)[:60]}, which is no web address", reached=None)
    if (url.port or 0) > LAST_PORT:
        raise Failure("it leads to a port that there isn't", reached=None)
    if url.userinfo:
        raise Failure("it holds a user name or a password: nobody should click that", reached=None)
    return url.copy_with(fragment=None)


def _reply(response: httpx.Response, walk: _Walk, seconds: float) -> _Reply:
    """What an answer's head says. Raises Failure for what is no page, and for a redirect to nowhere."""
    status, headers = response.status_code, response.headers
    if walk.method == "HEAD" and status >= 400 and status not in BUSY:
        return _Reply(seconds, asks_for_get=True)  # many servers answer HEAD wrongly
    if 300 <= status < 400:
        return _Reply(seconds, _target(response, walk.url), status, "set-cookie" in headers)
    now = datetime.datetime.now(datetime.timezone.utc)
    if failure := of_status(status, seconds_of(headers.get("retry-after", ""), now)):
        raise failure
    return _Reply(seconds)


def _target(response: httpx.Response, url: httpx.URL) -> httpx.URL:
    location = response.headers.get("location", "")
    if response.status_code not in REDIRECTS or not location:
        raise Failure(f"it redirects ({response.status_code}) without saying where to")
    try:
        target = url.join(location)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise Failure("it redirects to what is no address") from None
    if len(str(target)) > LONGEST_ADDRESS:
        raise Failure(f"it redirects ({response.status_code}) to an address without end")
    return target


def seconds_of(retry_after: str, now: datetime.datetime) -> float | None:
    """The seconds that a Retry-After header asks for, by number or date (RFC 9110, 10.2.3); None where it's neither."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
        if then.tzinfo is None:
            then = then.replace(tzinfo=datetime.timezone.utc)
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
