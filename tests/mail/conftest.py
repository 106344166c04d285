"""What the tests of mailing share: a certificate, a server, a list of centres, a PDF."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from deckpress.mail.command import Request
from deckpress.mail.settings import PASSWORD
from tests.mail import servers
from tests.mail.mailings import THREE, make_request, write_settings
from tests.mail.servers import Mailbox, serving


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test's processes trust the authority, and know the password."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv(PASSWORD, servers.PASSWORD)


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    """The server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox, context: ssl.SSLContext, trusted: None) -> Iterator[int]:
    with serving(mailbox, context) as port:
        yield port


@pytest.fixture
def request_(tmp_path: Path, port: int) -> Request:
    """Three centres, and settings for the server."""
    write_settings(tmp_path, port)
    return make_request(tmp_path, THREE)


@pytest.fixture
def request_of_three(tmp_path: Path) -> Request:
    """Three centres, and settings for no server yet."""
    write_settings(tmp_path, 1)
    return make_request(tmp_path, THREE)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
