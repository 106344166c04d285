"""How long is waited for an answer, how often it is asked for, and how politely."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Times in seconds, and counts.

    `total`: for one request, all in; `pause`: between two requests to a host; `again`: before the second try, then
    twice as long each time; `longest_wait`: a server that asks for more is left alone; `slow`: from when on an answer
    is slow; `patience`: after so many failures in a row a host isn't asked any more.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 40.0
    pause: float = 0.5
    again: float = 2.0
    longest_wait: float = 60.0
    slow: float = 5.0
    at_once: int = 16
    redirects: int = 10
    tries: int = 3
    patience: int = 6


@dataclass(frozen=True)
class Clock:
    """What time it is, in seconds from some start, how to wait, and what day it is: so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    today: Callable[[], datetime.date] = datetime.date.today
