"""Connections that aren't made: nothing goes out over them, and the reason is said."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from deckpress.mail.command import send
from deckpress.mail.connecting import Unreachable, _without, connect
from deckpress.mail.errors import CantSend
from deckpress.mail.settings import Settings, load_settings
from tests.mail import servers
from tests.mail.mailings import make_request, write_settings
from tests.mail.servers import Mailbox, free_port, serving


def settings_for(folder: Path, port: int, **changed: object) -> Settings:
    return load_settings(write_settings(folder, port, **changed))


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


CERTIFICATES: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "certificate has expired": lambda authority: authority.issue_cert(
        "127.0.0.1", not_after=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    ),
    "IP address mismatch": lambda authority: authority.issue_cert("smtp.opvang.test"),
    "unable to get local issuer certificate": lambda authority: trustme.CA().issue_cert("127.0.0.1"),
}


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("reason", CERTIFICATES)
def test_a_certificate_that_cant_be_trusted_stops_it(
    tmp_path: Path, authority: trustme.CA, trusted: None, mailbox: Mailbox, reason: str, security: str
) -> None:
    with serving(mailbox, server_side(CERTIFICATES[reason](authority)), security=security) as port:
        write_settings(tmp_path, port, security=security)
        result = send(make_request(tmp_path, ["een"]))
    assert "can't be trusted" in str(result.error) and reason in str(result.error)
    assert not mailbox.logins and not mailbox.tried


def test_a_server_without_tls_gets_nothing(tmp_path: Path, trusted: None, mailbox: Mailbox) -> None:
    with serving(mailbox, None, auth_required=False) as port:
        with pytest.raises(CantSend, match="STARTTLS extension not supported"):
            connect(settings_for(tmp_path, port), servers.PASSWORD)
        with pytest.raises(CantSend, match=r"no TLS with .*`security: starttls` goes with port 587"):
            connect(settings_for(tmp_path, port, security="tls"), servers.PASSWORD)
    assert not mailbox.logins


def test_a_server_that_isnt_there_is_tried_again_and_then_said(tmp_path: Path, trusted: None) -> None:
    write_settings(tmp_path, free_port())
    result = send(make_request(tmp_path, ["een"]))
    assert "Connection refused: see to the network" in str(result.error)
    assert result.lines[-1] == "to go on with the others: run the same again"


@contextmanager
def talking(words: bytes) -> Iterator[int]:
    """A server that says these words to whoever comes, and nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            while True:
                try:
                    peer, _ = listening.accept()
                except OSError:
                    return
                with peer:
                    peer.sendall(words)
                    peer.settimeout(2)
                    try:
                        while peer.recv(1000):
                            pass
                    except OSError:
                        pass

        thread = threading.Thread(target=talk)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (b"554 5.7.1 go away\r\n", CantSend, "127.0.0.1 refuses: 554 5.7.1 go away"),
        (b"421 4.3.2 later\r\n", Unreachable, "421 4.3.2 later"),
        (b"hello\r\n", Unreachable, "127.0.0.1"),
        (b"", Unreachable, "timed out"),
        (b"220 \x1b[2J hi\r\n421 \x1b[2Jbye\r\n", Unreachable, "127.0.0.1"),
    ],
)
def test_strange_servers_are_said(
    tmp_path: Path, trusted: None, words: bytes, error: type[Exception], message: str
) -> None:
    with talking(words) as port, pytest.raises(error) as caught:
        connect(settings_for(tmp_path, port, timeout=0.3), servers.PASSWORD)
    assert message in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_host_that_cant_be_one_is_said(tmp_path: Path, trusted: None) -> None:
    with pytest.raises(CantSend, match=r"a host can hold plain letters"):
        connect(settings_for(tmp_path, 1, host=f"{'a' * 70}.test"), servers.PASSWORD)


def test_a_server_that_repeats_the_password_doesnt_get_it_shown(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 1)
    coded = "AGZpY2hlc0BvcHZhbmcudGVzdABnZWhlaW0td29vcmQ="  # of \0user\0password
    text = _without(f"not geheim-woord, not {coded}".encode(), settings, "geheim-woord")
    assert text == "not …, not …"
