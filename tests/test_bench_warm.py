"""How bench/ measures a save while `build.py watch` runs: until the PDF has the change, and nothing else counts."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from weasyprint import HTML

from bench import warm
from bench.measuring import Stopped
from deckpress.load import load
from tests.decks import tiny_deck


class Watch(BaseHTTPRequestHandler):
    """Stands for the server of `watch`: `/deck.pdf` has the card's first question as it was saved, on page 2."""

    card: Path
    has_pdf = True
    sent = 0

    def do_GET(self) -> None:
        if self.path == "/events":
            news = [{"order": [], "left": 0}, {"order": ["card-1.1"]}, {"left": 2}, {"left": 0}]
            self.answer(200, "".join(f"data: {json.dumps(one)}\n\n" for one in news).encode())
        elif not self.has_pdf:
            self.answer(404, b"there is nothing here")
        elif self.headers["If-None-Match"] == self.tag():
            self.answer(304, b"")
        else:
            type(self).sent += 1
            self.answer(200, pdf_of(self.card))

    def tag(self) -> str:
        return f'"{zlib.crc32(self.card.read_bytes())}"'

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("ETag", self.tag())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def pdf_of(card: Path) -> bytes:
    found = load(card.parent)
    assert found.deck
    question = found.deck.cards[0].reflect.questions[0]
    made: bytes = HTML(
        string=f"<style>h1 {{ break-after: page }}</style><h1>Deck</h1><p>{question}"
    ).write_pdf()
    return made


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[tuple[HTTPConnection, type[Watch], warm.Change]]:
    class Mine(Watch):
        card = tiny_deck(tmp_path / "deck") / "1.1.yaml"

    with ThreadingHTTPServer(("127.0.0.1", 0), Mine) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
        yield connection, Mine, warm.Change(Mine.card, 2, "Wat zie je?", 2)
        connection.close()
        server.shutdown()


@pytest.mark.slow
def test_a_save_is_measured_until_the_pdf_has_it(
    watch: tuple[HTTPConnection, type[Watch], warm.Change],
) -> None:
    connection, server, change = watch
    warm.all_laid_out(connection)
    assert warm.save(connection, change).wall > 0
    assert server.sent == 2  # before the save, and after it
    assert "(1) Wat zie je?" in change.card.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "question", "pages", "message"),
    [(2, "Iets anders?", 2, "doesn't say .1. on page 2"), (2, "Wat zie je?", 3, "has 2 pages, not 3")],
)
def test_a_pdf_without_the_change_is_no_measure(
    watch: tuple[HTTPConnection, type[Watch], warm.Change], page: int, question: str, pages: int, message: str
) -> None:
    connection, _, change = watch
    with pytest.raises(Stopped, match=message):
        warm.save(connection, warm.Change(change.card, page, question, pages))


def test_where_watch_has_no_pdf_that_is_told(watch: tuple[HTTPConnection, type[Watch], warm.Change]) -> None:
    connection, server, _ = watch
    server.has_pdf = False
    with pytest.raises(Stopped, match=r"watch has no /deck\.pdf"):
        warm.deck_pdf(connection)
