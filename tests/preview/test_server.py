"""The port, and that it serves to as many as ask and ends at once."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time

import pytest

from deckpress.model import UsageError
from deckpress.preview import server
from deckpress.preview.app import App
from deckpress.preview.board import Board
from deckpress.preview.drawings import Drawings

pytestmark = pytest.mark.xdist_group("watch")


def test_a_port_that_is_taken_is_refused_by_its_number() -> None:
    with server.bind(0) as first, pytest.raises(UsageError, match=rf"port {first.server_port} is in use"):
        server.bind(first.server_port)


def test_without_a_number_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with server.bind(0) as first:
        monkeypatch.setattr(server, "FIRST_PORT", first.server_port)
        with server.bind(None) as second:
            assert first.server_port < second.server_port < first.server_port + server.PORTS
        monkeypatch.setattr(server, "PORTS", 1)
        with pytest.raises(UsageError, match=r"no port from \d+ to \d+ is free: name another"):
            server.bind(None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may have every port")
def test_a_port_for_the_system_is_refused() -> None:
    with pytest.raises(UsageError, match="port 80 is not for programs of yours"):
        server.bind(80)


def no_pdf(seconds: float) -> None:
    """There is none."""


def test_it_is_on_the_loopback_address_only() -> None:
    with server.bind(0) as bound:
        assert bound.socket.getsockname()[0] == "127.0.0.1"
        assert bound.socket.family == socket.AF_INET


def test_many_pages_hear_at_once_and_none_keeps_it_from_ending() -> None:
    board = Board()
    app = App(board, Drawings(), {"/": lambda: ("text/html; charset=utf-8", b"<p>page")}, no_pdf, str)
    with server.serving(server.bind(0), app) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        streams = [stream(port) for _ in range(12)]
        assert [json.loads(line.removeprefix(b"data: "))["left"] for line in map(first_line, streams)] == [
            0
        ] * 12
        board.left(7)
        for answer in streams:
            answer.readline()
        assert [first_line(answer) for answer in streams] == [b'data: {"left": 7}\n'] * 12
        silent = socket.create_connection(
            ("127.0.0.1", port)
        )  # says nothing, as a browser that keeps one ready
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        page.request("GET", "/")
        assert page.getresponse().read() == b"<p>page"
    waiting = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
    assert waiting and all(thread.daemon for thread in waiting)  # for the silent one; nobody waited for it
    silent.close()
    assert [answer.read() for answer in streams] == [b"\n"] * 12
    with pytest.raises(OSError):
        stream(port)


def test_a_visitor_that_goes_away_or_speaks_nonsense_is_no_matter(capfd: pytest.CaptureFixture[str]) -> None:
    app = App(
        Board(), Drawings(), {"/": lambda: ("text/html; charset=utf-8", b"x" * 10_000_000)}, no_pdf, str
    )
    with server.serving(server.bind(0), app) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        for request in (
            b"\x16\x03\x01\x02\0\x01",
            b"GET / HTTP/9\r\n\r\n",
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode(),
        ):
            with socket.create_connection(("127.0.0.1", port)) as visitor:
                visitor.sendall(request)
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                while thread.ident is None:  # it is only about to start
                    time.sleep(0.001)
                thread.join(30)
        stream(port).close()
    assert "Traceback" not in "".join(capfd.readouterr())


def stream(port: int) -> http.client.HTTPResponse:
    """The page's stream of what changes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/events")
    return connection.getresponse()


def first_line(answer: http.client.HTTPResponse) -> bytes:
    return answer.readline()
