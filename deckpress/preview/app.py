"""The preview's web application (WSGI, PEP 3333): the page, its pictures, and the stream of what changes.

It answers this machine's own browser only: a request under another host name is refused, so that no site whose name
is made to lead here can read the deck (DNS rebinding), and no other site may show or read any of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from deckpress.preview.board import Board
from deckpress.preview.drawings import Drawings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Environ = dict[str, Any]

HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
]
PNG, PDF = "image/png", "application/pdf"
PATIENCE = 120.0  # seconds that a request waits for the deck to be laid out
PICTURE = re.compile(r"/sides/([0-9a-f]{64})/(\d{1,4})-([a-z]{1,9})\.png")
LONGEST_NAME = 100  # of a leaf, in bytes


class Answer(NamedTuple):
    """What is sent, and headers beside those that all answers have."""

    status: str
    kind: str  # its content type
    body: bytes
    more: tuple[tuple[str, str], ...] = ()


class WholePdf(NamedTuple):
    """The whole deck as one PDF: what names this state of it (RFC 9110, 8.8.3), its file's name, what makes it."""

    tag: str
    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class App:
    """What is served: `files` are the page and what it needs, by path, made when they are asked for.

    `whole`: the deck within so many seconds, None where it has problems; raises TimeoutError. `say` tells a reader
    why there is none, by the name of a label.
    """

    board: Board
    drawings: Drawings
    files: Mapping[str, Callable[[], tuple[str, bytes]]]
    whole: Callable[[float], WholePdf | None]
    say: Callable[[str], str]

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("HTTP_HOST", "") not in hosts(environ["SERVER_PORT"]):
            return _send(start, plain("403 Forbidden", "this page is for http://127.0.0.1 only"))
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if (method, path) == ("GET", "/events"):
            start("200 OK", [*HEADERS, ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
            return self._events()
        return _send(start, self._answer(method, path, environ))

    def _answer(self, method: str, path: str, environ: Environ) -> Answer:
        if (method, path) == ("POST", "/looking"):
            return self._look(environ)
        if method != "GET":
            return plain("405 Method Not Allowed", "only GET")
        if found := PICTURE.fullmatch(path):
            return self._picture(*found.groups())
        if path in self.files:
            return Answer("200 OK", *self.files[path]())
        if path == "/deck.pdf":
            return self._whole(environ)
        return plain("404 Not Found", "there is nothing here")

    def _events(self) -> Iterator[bytes]:
        for text in self.board.listen():
            yield f"data: {text}\n\n".encode() if text else b": \n\n"

    def _picture(self, key: str, page: str, size: str) -> Answer:
        try:
            return Answer("200 OK", PNG, self.drawings.picture(key, int(page), size))
        except KeyError:
            return plain("404 Not Found", "this side is no more")

    def _whole(self, environ: Environ) -> Answer:
        """The whole deck, waited for; nothing of it for a reader that has it already."""
        try:
            pdf = self.whole(PATIENCE)
        except TimeoutError:
            return plain("503 Service Unavailable", self.say("wait"))
        if not pdf:
            return plain("503 Service Unavailable", self.say("no_pdf"))
        headers = ("ETag", f'"{pdf.tag}"'), ("Content-Disposition", f'inline; filename="{pdf.name}"')
        if environ.get("HTTP_IF_NONE_MATCH") == f'"{pdf.tag}"':
            return Answer("304 Not Modified", PDF, b"", headers)
        return Answer("200 OK", PDF, pdf.make(), headers)

    def _look(self, environ: Environ) -> Answer:
        """Note which leaf is being looked at; only a page of our own may say so."""
        if environ.get("HTTP_ORIGIN") != f"http://{environ['HTTP_HOST']}":
            return plain("403 Forbidden", "only the preview itself may say so")
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) > LONGEST_NAME:
            return plain("413 Content Too Large", "that is no name")
        self.board.looking = environ["wsgi.input"].read(int(length)).decode("ascii", "replace")
        return plain("200 OK", "noted")


def hosts(port: str) -> tuple[str, ...]:
    """The names that this machine may be asked by."""
    return f"127.0.0.1:{port}", f"localhost:{port}"


def plain(status: str, text: str) -> Answer:
    """An answer in words."""
    return Answer(status, "text/plain; charset=utf-8", text.encode())


def _send(start: StartResponse, answer: Answer) -> list[bytes]:
    status, kind, body, more = answer
    keeps = {PNG: "max-age=31536000, immutable", PDF: "no-cache"}  # a picture is named by its content
    about = [("Content-Type", kind), ("Content-Length", str(len(body)))] if body else []
    start(status, [*HEADERS, *about, ("Cache-Control", keeps.get(kind, "no-store")), *more])
    return [body]
