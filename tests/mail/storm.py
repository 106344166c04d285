"""A mailing in a storm: a server that refuses, waits and breaks off at random, and a sender that is killed.

`python -m tests.mail.storm 1000 50` runs it with 1,000 centres and 50 kills.
"""

from __future__ import annotations

import json
import logging
import os
import random
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.decks import tiny_deck
from tests.mail import servers
from tests.mail.mailings import PDF, ROOT, address, write_centres, write_settings
from tests.mail.servers import Mailbox, serving

FATES = {
    "ok": 70,
    "later": 4,
    "full": 4,
    "gone": 4,
    "cut": 4,
    "kept": 3,
    "lost": 3,
    "busy": 3,
    "slow": 2,
    "odd": 1,
}
COMMAND = [
    sys.executable,
    str(ROOT / "build.py"),
    "mail",
    "centres.csv",
    "--deck",
    "deck",
    "--quiet",
    "--send",
]
MOST_RUNS = 30  # after the last kill


@dataclass(frozen=True)
class Weather:
    """How many centres, how many kills, and what decides by chance."""

    centres: int
    kills: int
    seed: int

    def fate(self, recipient: str, number: int) -> str:
        """What becomes of a try: the same for the same seed. One address in fifty is no mailbox."""
        chance = random.Random(f"{self.seed} {recipient} {number}")
        if int(recipient.partition("@")[0][1:]) % 50 == 7:
            return "refused"
        return chance.choices(list(FATES), list(FATES.values()))[0]


def prepare(folder: Path, port: int, weather: Weather) -> list[str]:
    """A deck that looks built, its list and settings; the addresses."""
    tiny_deck(folder / "deck")
    (folder / "output").mkdir()
    (folder / "output" / "klein.pdf").write_bytes(PDF)
    built = {"slug": "klein", "edition": "2026.1"}
    (folder / "output" / "manifest.json").write_text(json.dumps(built), encoding="utf-8")
    names = [f"c{number}" for number in range(weather.centres)]
    write_centres(folder, names)
    write_settings(folder, port)
    return list(map(address, names))


def run_to_its_end(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A run that is not killed."""
    return subprocess.run(
        [*COMMAND, *options], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


def run_and_kill(folder: Path, mailbox: Mailbox, chance: random.Random, after: int) -> None:
    """A run that is killed after about so many messages, wherever it is then."""
    with subprocess.Popen(
        COMMAND, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        aim = sum(mailbox.tried.values()) + chance.randint(0, 2 * after)
        while process.poll() is None and sum(mailbox.tried.values()) < aim:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.02)
        process.kill()


def storm(folder: Path, weather: Weather, mailbox: Mailbox, port: int) -> tuple[list[str], list[str]]:
    """Send until nothing is left to send; the addresses, and the lines of the last run."""
    addresses = prepare(folder, port, weather)
    mailbox.fate = weather.fate
    chance = random.Random(weather.seed)
    for _ in range(weather.kills):
        run_and_kill(folder, mailbox, chance, weather.centres // weather.kills)
    for _ in range(MOST_RUNS):
        done = run_to_its_end(folder)
        assert done.returncode in (0, 1, 3), done.stderr
        lines = done.stdout.splitlines()
        if "to go on with the others: run the same again" not in lines:
            return addresses, lines
    raise AssertionError(f"still not done: {lines}")


def judge(addresses: list[str], mailbox: Mailbox, states: dict[str, str]) -> Counter[str]:
    """Has each centre its message once, or do we know that we don't know? How many are in which state."""
    kept = Counter(mailbox.recipients)
    assert set(states) == set(addresses)
    for recipient, state in states.items():
        possible = {"sent": (1,), "refused": (0,), "unknown": (0, 1)}[state]
        assert kept[recipient] in possible, (recipient, state, kept[recipient])
    return Counter(states.values())


def main(centres: int, kills: int, seed: int = 1) -> None:
    """Run a storm, and say how it went."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's, of what it breaks off itself
    authority, mailbox, weather = trustme.CA(), Mailbox(), Weather(centres, kills, seed)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with tempfile.TemporaryDirectory() as name, serving(mailbox, context) as port:
        folder = Path(name)
        authority.cert_pem.write_to_path(str(folder / "authority.pem"))
        os.environ |= {
            "SSL_CERT_FILE": str(folder / "authority.pem"),
            "DECKPRESS_MAIL_PASSWORD": servers.PASSWORD,
        }
        began = time.monotonic()
        addresses, lines = storm(folder, weather, mailbox, port)
        print(*[line for line in lines if line.startswith("centres")], sep="\n")
        print(dict(judge(addresses, mailbox, known_states(folder))), f"{time.monotonic() - began:.0f} s")


def known_states(folder: Path) -> dict[str, str]:
    """The state of each address in the ledger that is in a folder."""
    from deckpress.mail.ledger import opened

    with opened(folder / "mail.sqlite") as ledger:
        return {key.address: record.state for key, record in ledger.records("klein 2026.1").items()}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
