"""A real SMTP server on this machine, with TLS and a login, that can refuse, wait and break off where it is told to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, NoReturn, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "fiches@opvang.test", "geheim-woord"

# What becomes of a message, by its recipient and how often it was tried before:
# ok, slow   taken over
# refused    5xx at RCPT             spam   5xx after the dot
# later      4xx at RCPT             full   4xx after the dot
# busy       421 at RCPT, and the connection closed
# gone       broken off at DATA      cut    broken off in the message
# hung       closed after the "go ahead"
# kept       taken over, and broken off before the answer
# lost       not taken over, and broken off before the answer
# odd        taken over, and an answer that is none
Fate = Callable[[str, int], str]
AFTER_THE_DOT = {
    "ok": "250 2.0.0 kept",
    "slow": "250 2.0.0 kept",
    "odd": "what?",
    "spam": "554 5.7.1 looks like spam",
    "full": "452 4.3.1 disk full",
}


def break_off(server: SMTP) -> NoReturn:
    """End the connection at once."""
    cast(asyncio.Transport, server.transport).abort()
    raise ConnectionAbortedError


@dataclass
class Mailbox:
    """What the server took over, and how often each address was tried."""

    fate: Fate = lambda recipient, number: "ok"
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    tried: dict[str, int] = field(default_factory=dict)
    connections: int = 0
    logins: list[bytes] = field(default_factory=list)
    to_sender: str = "250 OK"  # the answer to MAIL
    at_the_end: Callable[[], None] = lambda: None  # called when a message has come whole

    @property
    def recipients(self) -> list[str]:
        """To whom a message was taken over, in order."""
        return [recipient for recipient, _ in self.kept]

    def message(self, number: int = 0) -> EmailMessage:
        """A message, as Python's own parser reads it."""
        return email.message_from_bytes(self.kept[number][1], policy=email.policy.SMTP)

    def authenticate(self, _s: SMTP, _n: Session, _e: Envelope, _m: str, data: Any) -> AuthResult:
        """Let the one user in."""
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        self.logins.append(data.password if isinstance(data, LoginPassword) else b"")
        return AuthResult(success=good, handled=good)

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_sender.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.to_sender

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        number = self.tried.get(address, 0)
        self.tried[address] = number + 1
        fate = self.fate(address, number)
        cast(Any, envelope).fate = fate
        if fate == "busy":
            asyncio.get_running_loop().call_soon(cast(asyncio.Transport, server.transport).close)
            return "421 4.7.0 too much mail"
        answers = {"refused": "550 5.1.1 no such mailbox", "later": "451 4.7.1 come back later"}
        if fate in answers:
            return answers[fate]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        fate = cast(Any, envelope).fate
        self.at_the_end()
        if fate in ("ok", "kept", "slow", "odd"):
            content = envelope.original_content or b""
            self.kept.extend((recipient, content) for recipient in envelope.rcpt_tos)
        if fate in ("kept", "lost"):
            break_off(server)
        if fate == "slow":
            await asyncio.sleep(0.3)
        return AFTER_THE_DOT[fate]


class Server(SMTP):
    """Breaks off before the end of a message whose fate it is."""

    async def smtp_DATA(self, arg: str) -> None:
        fate = cast(Any, self.envelope).fate if self.envelope else "ok"
        if fate == "cut":
            await self.push("354 go ahead")
            await self._reader.read(100)
        if fate == "hung":
            await self.push("354 go ahead")
            cast(asyncio.Transport, self.transport).close()
            return
        if fate in ("cut", "gone"):
            break_off(self)
        await super().smtp_DATA(arg)


class _Controller(Controller):
    """Listens on a port that the system gave it, so that tests side by side don't take each other's."""

    def __init__(self, mailbox: Mailbox, **options: Any) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        super().__init__(mailbox, hostname="127.0.0.1", port=self.listening.getsockname()[1], **options)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listening, ssl=self.ssl_context)

    def factory(self) -> SMTP:
        cast(Mailbox, self.handler).connections += 1
        server = Server(self.handler, **self.SMTP_kwargs)
        if self.ssl_context:  # TLS from the start, which the server doesn't see
            server._auth_require_tls = False
        return server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(mailbox: Mailbox, context: ssl.SSLContext | None, **options: Any) -> Iterator[int]:
    """A server with STARTTLS and a login, or by `security="tls"` with TLS from the start; its port."""
    whole = options.pop("security", "starttls") == "tls"
    known: Mapping[str, Any] = {
        "ssl_context": context if whole else None,
        "tls_context": None if whole else context,
        "require_starttls": bool(context) and not whole,
        "server_hostname": "127.0.0.1",
        "auth_required": True,
        "authenticator": mailbox.authenticate,
        "ready_timeout": 20,
    }
    controller = _Controller(mailbox, **{**known, **options})
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
