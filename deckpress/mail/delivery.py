"""One message over a connection, and what became of it.

A server takes a message over when it has had the line with one dot behind it (RFC 5321, 4.2.5 and 4.1.1.4): what breaks
before that dot is safe to try again; of what breaks between the dot and the answer nobody knows.
"""

from __future__ import annotations

import re
import select
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from deckpress.mail.connecting import Connect
from deckpress.mail.errors import CantSend, told
from deckpress.mail.ledger import State

TOO_LARGE = 552  # RFC 1870, 6.1
LOGIN_NEEDED = 530  # RFC 4954, 6
CLOSING = 421
LAST_ANSWER = 10  # times the timeout: RFC 5321, 4.5.3.2.6 gives a server ten minutes for it


@dataclass(frozen=True)
class Outcome:
    """What became of a message, and what the server said."""

    state: State
    reason: str


class Delivery:
    """A connection that is made when it is needed, and made anew when it broke."""

    def __init__(self, connect: Connect, timeout: float) -> None:
        self._connect, self._timeout = connect, timeout
        self._server: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        """The connection. Raises Unreachable and CantSend."""
        if self._server is None:
            self._server = self._connect()
        return self._server

    def drop(self) -> None:
        """Close the connection at once; in the middle of a message the server then forgets it."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def close(self) -> None:
        """Take leave of the server."""
        if self._server is not None:
            with suppress(OSError):
                self._server.quit()
        self.drop()

    def send(self, sender: str, recipient: str, data: bytes, before_the_end: Callable[[], None]) -> Outcome:
        """Send one message, `data` with CRLF line ends. `before_the_end` runs before it can be delivered.

        Raises CantSend where the server refuses the sender; Unreachable where there is no connection, and what
        `before_the_end` raises: the message is not delivered then, if the connection is dropped.
        """
        server = self.open()
        try:
            refused = self._begin(server, sender, recipient, data)
            if refused:
                return refused
            server.send(_stuffed(data))
            if _has_spoken(server):
                self.drop()
                return Outcome("failed", "the server broke off before the end of the message")
            before_the_end()
        except (smtplib.SMTPException, OSError) as error:
            self.drop()
            return Outcome("failed", told(f"the connection broke before the end of the message: {error}"))
        return self._end(server)

    def _begin(self, server: smtplib.SMTP, sender: str, recipient: str, data: bytes) -> Outcome | None:
        """Up to the server's "go ahead"; an Outcome where it doesn't come."""
        size = [f"SIZE={len(data)}"] if server.has_extn("size") else []
        code, answer = server.mail(sender, size)
        if 500 <= code < 600 and code != TOO_LARGE:
            raise CantSend(f"the server doesn't take mail from {sender}: {code} {told(answer)}")
        if code // 100 == 2:
            code, answer = server.rcpt(recipient)
            if code == LOGIN_NEEDED:
                raise CantSend(f"the server wants a login: {code} {told(answer)}")
            if code // 100 == 2:
                code, answer = server.docmd("data")
                if code == 354:
                    return None
        self._begin_anew(server, code)
        return _judged(code, answer, unclear="failed")

    def _begin_anew(self, server: smtplib.SMTP, code: int) -> None:
        """Ready for another message, or no connection."""
        try:
            usable = code // 100 in (4, 5) and code != CLOSING and server.rset()[0] == 250
        except smtplib.SMTPException:
            usable = False
        if not usable:
            self.drop()

    def _end(self, server: smtplib.SMTP) -> Outcome:
        """Send the dot and hear the answer."""
        assert server.sock is not None
        try:
            server.sock.settimeout(self._timeout * LAST_ANSWER)
            server.send(b".\r\n")
            code, answer = server.getreply()
            server.sock.settimeout(self._timeout)
        except (smtplib.SMTPException, OSError) as error:
            self.drop()
            return Outcome("unknown", told(f"the connection broke before the server answered: {error}"))
        outcome = _judged(code, answer, unclear="unknown")
        if outcome.state == "unknown" or code == CLOSING:
            self.drop()
        return outcome


def _judged(code: int, answer: bytes, unclear: State) -> Outcome:
    """What an answer means: 2xx taken over, 4xx not now, 5xx never (RFC 5321, 4.2.1)."""
    states: dict[int, State] = {2: "sent", 4: "failed", 5: "refused"}
    state = states.get(code // 100, unclear)
    if state == "sent" and unclear == "failed":
        state = "failed"  # a 2xx where "go ahead" had to come
    return Outcome(
        state, f"{code} {told(answer)}" if code > 0 else f"it answered “{told(answer)}”, which is no answer"
    )


def _stuffed(data: bytes) -> bytes:
    """A message as it goes over the line: a dot before each dot that begins a line (RFC 5321, 4.5.2)."""
    text = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    text = re.sub(rb"(?m)^\.", b"..", text)
    return text if text.endswith(b"\r\n") else text + b"\r\n"


def _has_spoken(server: smtplib.SMTP) -> bool:
    """Has the server said something, or gone, where it has to listen?"""
    sock = server.sock
    assert sock is not None
    if not select.select([sock], [], [], 0)[0]:
        return False
    timeout = sock.gettimeout()
    sock.settimeout(0)
    try:
        sock.recv(1)
        return True
    except (ssl.SSLWantReadError, BlockingIOError):  # TLS has traffic of its own
        return False
    finally:
        sock.settimeout(timeout)
