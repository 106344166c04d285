"""Serves the preview to this machine: on the loopback address, a thread for each request, stopped at once."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from deckpress.model import UsageError
from deckpress.preview.app import App

LOOPBACK = "127.0.0.1"
SOON = 0.0005  # seconds: so long a request waits for whoever lays out, each time that it waits
FIRST_PORT, PORTS = 8420, 40  # where it serves if no port is asked for: the first free one


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False
    # On Windows this would let two programs serve on one port.
    allow_reuse_address = os.name != "nt"

    def server_bind(self) -> None:
        """As in HTTPServer, without asking the network what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no error."""


class _Handler(WSGIRequestHandler):
    timeout = 60  # seconds that a request may take to come in

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not told: the terminal is for the deck's problems."""


def bind(asked: int | None) -> WSGIServer:
    """A server on the port that was asked for (0: any), or else the first free one. Raises UsageError."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS) if asked is None else (asked,)
    for port in ports:
        try:
            return _Server((LOOPBACK, port), _Handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            why = "is in use" if error.errno == errno.EADDRINUSE else "is not for programs of yours"
    if asked is None:
        raise UsageError(f"no port from {ports[0]} to {ports[-1]} is free: name another, as in --port 9000")
    raise UsageError(f"port {asked} {why}: name another, or leave --port out and the first free one is taken")


@contextmanager
def serving(server: WSGIServer, app: App) -> Iterator[str]:
    """Serve as long as it lasts; the address of the page."""
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        sys.setswitchinterval(before)
        app.board.close()
        server.shutdown()
        server.server_close()
