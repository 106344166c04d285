"""Whose turn it is: each host gets one request at a time and a pause after it; so many hosts are asked at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from deckpress.links.failures import Failure
from deckpress.links.limits import Clock, Limits


@dataclass
class _Host:
    """What is known of a host: when it may be asked again, and how often in a row it failed, last by `failure`."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0
    failed: int = 0
    failure: Failure | None = None


class Turns:
    """Hands out turns to ask a host."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits, self._clock = limits, clock
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._slots = asyncio.Semaphore(limits.at_once)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """A turn to send one request to a host. Raises Failure where it failed so often that it isn't asked any more.

        Failures raised inside count where the host is silent or too busy; any other answer clears the count.
        """
        known = self._hosts[host]
        async with known.lock:
            self._give_up(known)
            await self._wait(known)
            async with self._slots:
                try:
                    yield
                    known.failed = 0
                except Failure as failure:
                    self._note(known, failure)
                    raise
                finally:
                    known.free = max(known.free, self._clock.now() + self._limits.pause)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long."""
        self._hosts[host].free = max(self._hosts[host].free, self._clock.now() + seconds)

    async def _wait(self, known: _Host) -> None:
        while (seconds := known.free - self._clock.now()) > 0:  # it may be held again meanwhile
            await self._clock.sleep(seconds)

    def _give_up(self, known: _Host) -> None:
        if known.failure and known.failed >= self._limits.patience:
            last = known.failure
            reason = f"not asked, as its site failed before: {last.reason}"
            raise Failure(reason, verdict=last.verdict, reached=last.reached)

    def _note(self, known: _Host, failure: Failure) -> None:
        silent = failure.again or failure.reached is not True
        known.failed = known.failed + 1 if silent else 0
        known.failure = failure
        if (failure.wait or 0) > self._limits.longest_wait:
            known.failed = self._limits.patience
