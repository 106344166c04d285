"""What stops a mailing: refusals, a wrong password, a full disk, Ctrl-C; and that nothing is sent wrongly then."""

from __future__ import annotations

import os
import signal
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from deckpress.mail.command import Request, draft, send
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import alone, opened
from deckpress.mail.letters import Edition
from deckpress.model import MissingPart, UsageError
from tests.mail import servers
from tests.mail.mailings import PDF, THREE, address, make_request, states, write_settings
from tests.mail.servers import Mailbox, serving


def test_a_sender_that_is_refused_stops_it(mailbox: Mailbox, tmp_path: Path, port: int) -> None:
    names = [f"n{number}" for number in range(30)]
    write_settings(tmp_path, port)
    mailbox.fate = lambda recipient, number: "spam"
    result = send(make_request(tmp_path, names))
    assert "10 refusals in a row" in str(result.error) and "looks like spam" in str(result.error)
    assert len(mailbox.tried) == 10


def test_a_wrong_password_sends_nothing_and_is_not_told(
    request_: Request, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECKPRESS_MAIL_PASSWORD", "verkeerd-woord")
    result = send(request_)
    assert "wrong user or password (535" in str(result.error)
    assert "verkeerd-woord" not in str(result)
    assert set(mailbox.logins) == {b"verkeerd-woord"} and not mailbox.tried


def test_a_password_that_cant_be_sent_is_said(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKPRESS_MAIL_PASSWORD", "gehéim")
    result = send(request_)
    assert "can hold plain letters" in str(result.error) and "gehéim" not in str(result)


def test_a_sender_that_the_server_doesnt_take_stops_it(request_: Request, mailbox: Mailbox) -> None:
    mailbox.to_sender = "553 5.7.1 not your address"
    result = send(request_)
    assert "doesn't take mail from fiches@opvang.test: 553" in str(result.error)
    assert states(request_) == {}


def test_a_message_that_the_server_finds_too_large_is_refused(
    tmp_path: Path, mailbox: Mailbox, context: ssl.SSLContext, trusted: None
) -> None:
    with serving(mailbox, context, data_size_limit=5000) as port:
        write_settings(tmp_path, port)
        request = make_request(tmp_path, THREE)
        send(request)
    assert states(request) == dict.fromkeys(THREE, "refused") and not mailbox.tried


def test_a_ledger_that_cant_be_written_sends_nothing(
    request_: Request, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(request_.ledger):
        pass
    write = "INSERT INTO nowhere VALUES (?, ?, ?, ?, ?, ?, ?)"
    monkeypatch.setattr("deckpress.mail.ledger.WRITE", write)
    result = send(request_)
    assert "mail.sqlite can't be used" in str(result.error)
    assert mailbox.tried == {address("een"): 1} and not mailbox.kept


def fill(disk: Path) -> None:
    with suppress(OSError), (disk / "others").open("wb", buffering=0) as others:
        while others.write(b"x" * 512):
            pass


def test_a_full_disk_sends_nothing_and_goes_on_when_there_is_room(
    small_disk: Path, mailbox: Mailbox, port: int
) -> None:
    write_settings(small_disk, port)
    request = make_request(small_disk, THREE)
    with opened(request.ledger):
        pass
    fill(small_disk)
    result = send(request)
    assert "can't be used (database or disk is full): make room on the disk" in str(result.error)
    assert mailbox.tried == {address("een"): 1} and not mailbox.kept
    (small_disk / "others").unlink()
    assert send(request).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))


def test_a_disk_that_fills_up_in_the_middle_leaves_one_unknown(
    small_disk: Path, mailbox: Mailbox, port: int
) -> None:
    mailbox.at_the_end = lambda: fill(small_disk)
    write_settings(small_disk, port)
    request = make_request(small_disk, THREE)
    result = send(request)
    assert "disk is full" in str(result.error)
    (small_disk / "others").unlink()
    assert mailbox.recipients == [address("een")]
    mailbox.at_the_end = lambda: None
    assert not send(request).is_well
    assert states(request) == {"een": "unknown", "twee": "sent", "drie": "sent"}


def test_without_a_password_nothing_starts(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DECKPRESS_MAIL_PASSWORD")
    with pytest.raises(MissingPart, match=f"no password for {servers.USER}"):
        send(request_)


def test_a_link_that_leads_nowhere_is_not_sent(tmp_path: Path, request_: Request) -> None:
    nowhere = Edition("klein", "Klein deck", "2026.1", "De makers", "https://fiches.example/")
    with pytest.raises(UsageError, match="leads nowhere yet"):
        send(make_request(tmp_path, THREE, edition=nowhere))
    assert draft(make_request(tmp_path, THREE, edition=nowhere)).is_well


def test_two_runs_dont_overlap(request_: Request, mailbox: Mailbox) -> None:
    with alone(request_.ledger), pytest.raises(CantSend, match="another run is sending"):
        send(request_)
    assert not mailbox.tried


def test_a_pdf_that_changes_underway_stops_it(request_: Request, mailbox: Mailbox, tmp_path: Path) -> None:
    def fate(recipient: str, number: int) -> str:
        (tmp_path / "output" / "klein.pdf").write_bytes(PDF + b"x")
        return "ok"

    mailbox.fate = fate
    result = send(request_)
    assert "was changed while it was sent" in str(result.error)
    assert len(mailbox.kept) == 1


def test_ctrl_c_stops_between_two_messages(request_: Request, mailbox: Mailbox) -> None:
    def fate(recipient: str, number: int) -> str:
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        return "slow"

    mailbox.fate = fate
    before = signal.getsignal(signal.SIGINT)
    result = send(request_)
    assert result.stopped and not result.is_well
    assert len(mailbox.kept) == 1 and list(states(request_).values()) == ["sent"]
    assert signal.getsignal(signal.SIGINT) == before
    mailbox.fate = lambda recipient, number: "ok"
    assert send(request_).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))
