"""What the page answers to whom, as a WSGI server asks it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from deckpress.preview.app import App, WholePdf
from deckpress.preview.board import Board
from deckpress.preview.drawings import Drawings

HOST = "127.0.0.1:8420"
KEY = "a" * 64


class Drawn(Drawings):
    """Has one page, in one size."""

    def picture(self, key: str, page: int, size: str) -> bytes:
        return {(KEY, 0, "small"): b"\x89PNG"}[key, page, size]


@pytest.fixture
def app() -> App:
    files = {"/": lambda: ("text/html; charset=utf-8", "<p>é".encode())}
    return App(Board(), Drawn(), files, lambda seconds: None, lambda name: f"é {name}")


def with_whole(app: App, whole: Callable[[float], WholePdf | None]) -> App:
    return replace(app, whole=whole)


def ask(
    app: App, path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and body of an answer."""
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "REQUEST_METHOD": method,
        "SERVER_PORT": "8420",
        "HTTP_HOST": HOST,
    }
    environ |= {
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        **headers,
    }
    setup_testing_defaults(environ)
    said: list[Any] = []

    def start(status: str, given: list[tuple[str, str]], fault: object = None) -> object:
        said.extend((status, dict(given)))
        return lambda data: None

    answer: Iterable[bytes] = validator(app)(environ, start)  # type: ignore[arg-type]
    content = b"".join(answer) if path != "/events" else next(iter(answer))
    cast(Any, answer).close()
    return int(said[0].split()[0]), said[1], content


def test_the_page(app: App) -> None:
    status, headers, body = ask(app, "/")
    assert (status, body.decode()) == (200, "<p>é")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"


def test_nothing_of_it_may_be_read_or_framed_by_others(app: App) -> None:
    _, headers, _ = ask(app, "/")
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'"  # so none inline
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not any(name.lower().startswith("access-control") for name in headers)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8420",
        "127.0.0.1:80",
        "127.0.0.1",
        "127.0.0.1:8420.evil.example",
        "0.0.0.0:8420",
    ],
)
@pytest.mark.parametrize("path", ["/", "/events", f"/sides/{KEY}/0-small.png", "/looking"])
def test_under_another_name_it_is_refused(path: str, host: str, app: App) -> None:
    status, _, body = ask(app, path, HTTP_HOST=host)
    assert status == 403 and b"data" not in body


@pytest.mark.parametrize("host", [HOST, "localhost:8420"])
def test_under_its_own_names_it_answers(host: str, app: App) -> None:
    assert ask(app, "/", HTTP_HOST=host)[0] == 200


def test_a_picture_is_kept_by_the_browser_for_good(app: App) -> None:
    status, headers, body = ask(app, f"/sides/{KEY}/0-small.png")
    assert (status, headers["Content-Type"], body) == (200, "image/png", b"\x89PNG")
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        f"/sides/{KEY}/1-small.png",
        f"/sides/{KEY}/0-huge.png",
        f"/sides/{'b' * 64}/0-small.png",
        f"/sides/../{KEY}/0-small.png",
        f"/sides/{KEY}/{'9' * 5000}-small.png",
        "/page.js/../../labels/nl.yaml",
        "/../../../etc/passwd",
        "/\0",
    ],
)
def test_what_is_not_there(path: str, app: App) -> None:
    status, headers, _ = ask(app, path)
    assert status == 404
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("PUT", "/events"), ("DELETE", "/looking")])
def test_other_methods_are_refused(method: str, path: str, app: App) -> None:
    assert ask(app, path, method)[0] == 405


def test_the_stream_begins_with_all_that_is_shown(app: App) -> None:
    app.board.order(["card-1.1"])
    status, headers, body = ask(app, "/events")
    assert (status, headers["Content-Type"]) == (200, "text/event-stream")
    assert body == b'data: {"order": ["card-1.1"], "problems": [], "left": 0, "leaves": {}}\n\n'


def test_a_page_says_what_it_looks_at(app: App) -> None:
    own = {"HTTP_ORIGIN": f"http://{HOST}"}
    assert ask(app, "/looking", "POST", b"card-1.1", **own)[0] == 200
    assert app.board.looking == "card-1.1"
    assert ask(app, "/looking", "POST", b"x" * 101, **own)[0] == 413
    assert ask(app, "/looking", "POST", b"card-1.2")[0] == 403
    assert ask(app, "/looking", "POST", b"card-1.2", HTTP_ORIGIN="http://evil.example")[0] == 403
    assert ask(app, "/looking", "POST", b"card-1.2", HTTP_ORIGIN="null")[0] == 403
    assert app.board.looking == "card-1.1"


def test_the_whole_deck(app: App) -> None:
    app = with_whole(app, lambda seconds: WholePdf("abc", "a-deck.pdf", lambda: b"%PDF-1.7 whole"))
    status, headers, body = ask(app, "/deck.pdf")
    assert (status, body, headers["Content-Type"]) == (200, b"%PDF-1.7 whole", "application/pdf")
    assert headers["Content-Disposition"] == 'inline; filename="a-deck.pdf"'
    assert headers["Cache-Control"] == "no-cache"  # it is asked for again each time, by its tag


def test_the_whole_deck_is_made_and_sent_once_for_a_reader(app: App) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("it")
        return b"%PDF-"

    app = with_whole(app, lambda seconds: WholePdf("abc", "a-deck.pdf", make))
    tag = ask(app, "/deck.pdf")[1]["ETag"]
    status, headers, body = ask(app, "/deck.pdf", HTTP_IF_NONE_MATCH=tag)
    assert (status, body, headers["ETag"], made) == (304, b"", tag, ["it"])
    assert ask(app, "/deck.pdf", HTTP_IF_NONE_MATCH='"of before"')[0] == 200


def test_why_there_is_no_whole_deck_is_told(app: App) -> None:
    def busy(seconds: float) -> WholePdf | None:
        assert seconds > 30  # a first layout takes half a minute
        raise TimeoutError

    assert ask(app, "/deck.pdf")[::2] == (503, "é no_pdf".encode())
    assert ask(with_whole(app, busy), "/deck.pdf")[::2] == (503, "é wait".encode())
