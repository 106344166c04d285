"""One card changed while `build.py watch` runs: from the save to the moment that its whole deck is had as PDF.

`/deck.pdf` of the address that it shows the deck at is that PDF. Where there is no such address, that is told.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from bench.decks import change_card
from bench.measuring import ROOT, Cost, Peak, Stopped, ended_after, processor
from bench.others import counted, letters

PDF = "/deck.pdf"
QUIET = 0.5  # seconds: what a writer takes at least to look at a change
OFTEN = 0.005  # seconds between two questions whether the PDF is there


@dataclass(frozen=True)
class Change:
    """The card that is changed, the page that its front is on, its first question, how many pages the deck has."""

    card: Path
    page: int
    question: str
    pages: int


@dataclass(frozen=True)
class Served:
    """A PDF, and what its server calls this version of it; "" where it has no names for them."""

    body: bytes
    tag: str


@contextmanager
def watched(deck: Path, cache: Path) -> Iterator[str]:
    """The address at which a deck is shown, by the command as users type it, until it is used no more."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "watch", "--deck", str(deck), "--port", "0"]
    environment = os.environ | {"DECKPRESS_CACHE": str(cache)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            found = re.search(r"http://[^\s/]+", process.stdout.readline())
            if not found:
                raise Stopped("the command didn't say where it serves")
            threading.Thread(target=process.stdout.read, daemon=True).start()  # or it would wait to be heard
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def saves(change: Change, cache: Path, count: int, limit: float) -> list[Cost]:
    """What each of so many saves took until the PDF had it. Raises Stopped where it can't be had, or takes too long."""
    try:
        with ended_after(limit), watched(change.card.parent, cache) as address:
            connection = HTTPConnection(urlsplit(address).netloc, timeout=limit)
            all_laid_out(connection)
            return [save(connection, change) for _ in range(count)]
    except (OSError, HTTPException) as error:
        raise Stopped(f"over {limit:.0f} s, or it doesn't answer: {error}") from error


def all_laid_out(connection: HTTPConnection) -> None:
    """Wait until everything is as the files say: the stream of what changes says how much is left."""
    connection.request("GET", "/events")
    response, left = connection.getresponse(), 1
    while left and (line := response.readline()):
        told = json.loads(line[5:]) if line.startswith(b"data:") else {}
        if told.get("problems"):
            raise Stopped(f"the deck has problems: {told['problems'][0]['message']}")
        if told.get("order", True):  # none yet: nothing was begun
            left = told.get("left", left)
    connection.close()


def save(connection: HTTPConnection, change: Change) -> Cost:
    """Change a card; what it took until the PDF had the change. Raises Stopped, also where the PDF hasn't."""
    before = deck_pdf(connection)
    time.sleep(QUIET)
    with Peak() as peak:
        used, word, begin = processor(), change_card(change.card), time.perf_counter()
        while (now := deck_pdf(connection, before)).body == before.body:
            time.sleep(OFTEN)
        wall, cpu = time.perf_counter() - begin, processor() - used
    expect(now.body, change, word)
    return Cost(wall, cpu, peak.most)


def deck_pdf(connection: HTTPConnection, known: Served | None = None) -> Served:
    """The deck as it is served now; waits until there is one. Raises Stopped where there never is.

    A server that names versions (ETag) needs to send one that is `known` no second time, so that asking costs little.
    """
    while True:
        connection.request("GET", PDF, headers={"If-None-Match": known.tag} if known and known.tag else {})
        response = connection.getresponse()
        body = response.read()
        if response.status == 304 and known:
            return known
        if response.status == 200 and body.startswith(b"%PDF-"):
            return Served(body, response.headers.get("ETag", ""))
        if response.status == 404:
            raise Stopped(f"watch has no {PDF}")
        time.sleep(OFTEN)


def expect(pdf: bytes, change: Change, word: str) -> None:
    """Raises Stopped where a PDF isn't the whole deck with the change in it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        pages, texts = counted(Path(file.name), [str(change.page)])
    if pages != change.pages:
        raise Stopped(f"{PDF} has {pages} pages, not {change.pages}")
    if letters(f"{word} {change.question}") not in texts[str(change.page)]:
        raise Stopped(f"{PDF} doesn't say {word} on page {change.page}")
