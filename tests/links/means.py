"""What the tests ask with: names that lead to this machine, and a clock that needs no waiting."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from deckpress.links.answers import Answer
from deckpress.links.asking import Means, ask_all
from deckpress.links.limits import Clock, Limits
from deckpress.links.network import IP, Network
from tests.decks import replace_in

# Names that lead elsewhere than to this machine; every other one that ends in .test leads here.
NAMES = {
    "intern.test": ["192.168.1.1"],
    "wolk.test": ["169.254.169.254"],
    "half.test": ["10.0.0.1", "127.0.0.1"],  # one of its numbers may be asked
}
FAULTS = {
    "weg.test": socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
    "stil.test": socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
}
QUICK = Limits(connect=0.5, read=0.3, total=5.0, longest_wait=60.0)


async def resolve(host: str, port: int) -> Sequence[str]:
    """What a name stands for in the tests; numbers stand for themselves."""
    if host in FAULTS:
        raise FAULTS[host]
    if host.endswith(".test"):
        return NAMES.get(host, ["127.0.0.1"])
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        raise FAULTS["weg.test"] from None


def is_this_machine(ip: IP) -> bool:
    return ip in ipaddress.ip_network("127.0.0.0/8") if ip.version == 4 else False


DAY = datetime.date(2026, 11, 24)


@dataclass
class Hours:
    """A clock whose time passes only when somebody waits, or `pass_by` says so."""

    time: float = 1000.0
    day: datetime.date = DAY
    waits: list[float] = field(default_factory=list)

    def pass_by(self, seconds: float) -> None:
        self.time += seconds

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.time += seconds
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep, lambda: self.day)


def means(hours: Hours | None = None, network: Network | None = None, **limits: float) -> Means:
    """What to ask with; `limits` in place of those of QUICK."""
    return Means(
        network or Network(resolve, is_this_machine),
        replace(QUICK, **limits),  # type: ignore[arg-type]
        (hours or Hours()).clock,
    )


def ask(urls: Iterable[str], with_: Means | None = None) -> dict[str, Answer]:
    """What some addresses say."""
    return asyncio.run(ask_all(urls, with_ or means(), lambda _done: None))


def ask_one(url: str, with_: Means | None = None) -> Answer:
    """What an address says."""
    return ask([url], with_)[url]


def add_resources(deck: Path, at: str, *paths: str) -> None:
    """Resources at these paths, each linked to from card 1.2."""
    with (deck / "resources.yaml").open("a", encoding="utf-8") as file:
        for path in paths:
            file.write(f"- id: {path}\n  name: Naam\n  kind: site\n  url: {at}/{path}\n")
    links = " ".join(f"[{path}](resource:{path})" for path in paths)
    replace_in(deck / "1.2.yaml", "Zie Fiche 1.1.", f'"Zie {links}."')
