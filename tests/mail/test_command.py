"""Mailings from end to end, to a real server on this machine."""

from __future__ import annotations

import ssl
import time
from pathlib import Path

import pytest

from deckpress.mail import delivery
from deckpress.mail.command import Request, draft, send
from deckpress.mail.letters import Edition
from tests.mail.mailings import EDITION, PDF, THREE, address, make_request, states, write_settings
from tests.mail.servers import Mailbox, serving


def test_each_centre_gets_its_message_and_a_second_run_sends_nothing(
    request_: Request, mailbox: Mailbox
) -> None:
    assert send(request_).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))
    assert mailbox.connections == 2  # one more was the server's own look whether it is ready
    result = send(request_)
    assert result.is_well and result.lines == ["centres 3: 3 has had it"]
    assert len(mailbox.kept) == 3


def test_the_pdf_arrives_byte_for_byte(request_: Request, mailbox: Mailbox) -> None:
    send(request_)
    for number in range(3):
        (part,) = mailbox.message(number).iter_attachments()
        assert part.get_content() == PDF
        assert part.get_filename() == "klein.pdf"


def test_who_is_new_on_the_list_is_sent_to_alone(request_: Request, mailbox: Mailbox, tmp_path: Path) -> None:
    send(request_)
    make_request(tmp_path, ["vier", *THREE])
    send(request_)
    assert mailbox.recipients[3:] == [address("vier")]


def test_a_new_edition_goes_to_all(request_: Request, mailbox: Mailbox, tmp_path: Path) -> None:
    send(request_)
    newer = Edition("klein", "Klein deck", "2027.1", "De makers", "https://fiches.test/")
    send(make_request(tmp_path, THREE, edition=newer))
    assert len(mailbox.kept) == 6


def test_another_pdf_of_the_same_edition_is_said_and_not_sent(
    request_: Request, mailbox: Mailbox, tmp_path: Path
) -> None:
    send(request_)
    (tmp_path / "output" / "klein.pdf").write_bytes(PDF + b"x")
    result = send(request_)
    assert len(mailbox.kept) == 3
    assert "not the file any more that 3 had" in "\n".join(result.lines)


def test_tls_from_the_start(tmp_path: Path, mailbox: Mailbox, context: ssl.SSLContext, trusted: None) -> None:
    with serving(mailbox, context, security="tls") as port:
        write_settings(tmp_path, port, security="tls")
        assert send(make_request(tmp_path, THREE)).is_well
    assert len(mailbox.kept) == 3


FATES = {
    "refused": ("refused", 1, 0),
    "spam": ("refused", 1, 0),
    "later": ("failed", 4, 0),
    "full": ("failed", 4, 0),
    "gone": ("failed", 4, 0),
    "busy": ("failed", 4, 0),
    "kept": ("unknown", 1, 1),
    "lost": ("unknown", 1, 0),
    "odd": ("unknown", 1, 1),
    "slow": ("sent", 1, 1),
}


@pytest.mark.parametrize("fate", FATES)
def test_what_becomes_of_a_message_is_known(request_: Request, mailbox: Mailbox, fate: str) -> None:
    mailbox.fate = lambda recipient, number: fate if recipient == address("twee") else "ok"
    result = send(request_)
    state, tries, kept = FATES[fate]
    assert states(request_) == {"een": "sent", "twee": state, "drie": "sent"}
    assert mailbox.tried[address("twee")] == tries
    assert mailbox.recipients.count(address("twee")) == kept
    assert result.is_well == (state == "sent")
    assert (address("twee") in "\n".join(result.lines)) == (state != "sent")


def test_a_connection_that_ended_before_the_last_dot_is_noticed(
    request_: Request, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it need not be unknown: the sender is slow here, and the server closes as soon as it said "go ahead"."""
    stuffed = delivery._stuffed

    def slowly(data: bytes) -> bytes:
        time.sleep(0.2)
        return stuffed(data)

    monkeypatch.setattr(delivery, "_stuffed", slowly)
    mailbox.fate = lambda recipient, number: "hung" if number == 0 else "ok"
    assert send(request_).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))


def test_a_message_that_was_cut_off_is_tried_again(
    request_: Request, mailbox: Mailbox, tmp_path: Path
) -> None:
    """A large one: of a small one all may be under way before the connection breaks, and then nobody knows."""
    settings = request_.settings.read_text(encoding="utf-8")
    request_.settings.write_text(f"{settings}most_megabytes: 50\n", encoding="utf-8")
    (tmp_path / "output" / "klein.pdf").write_bytes(PDF + bytes(7_000_000))
    mailbox.fate = lambda recipient, number: "cut" if number < 2 else "ok"
    assert send(request_).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))


@pytest.mark.parametrize("fate", ["later", "full", "gone", "busy"])
def test_what_failed_is_tried_again_until_it_is_there(request_: Request, mailbox: Mailbox, fate: str) -> None:
    mailbox.fate = lambda recipient, number: fate if number < 2 else "ok"
    assert send(request_).is_well
    assert sorted(mailbox.recipients) == sorted(map(address, THREE))


def test_what_failed_is_sent_by_the_next_run(request_: Request, mailbox: Mailbox) -> None:
    mailbox.fate = lambda recipient, number: "later"
    send(request_)
    mailbox.fate = lambda recipient, number: "ok"
    assert send(request_).is_well
    assert len(mailbox.kept) == 3


@pytest.mark.parametrize(
    ("fate", "choice"), [("kept", "unknown"), ("lost", "unknown"), ("refused", "refused")]
)
def test_what_may_have_arrived_or_was_refused_is_sent_again_only_when_asked(
    request_: Request, mailbox: Mailbox, tmp_path: Path, fate: str, choice: str
) -> None:
    mailbox.fate = lambda recipient, number: fate
    send(request_)
    mailbox.fate = lambda recipient, number: "ok"
    before = len(mailbox.kept)
    other = "refused" if choice == "unknown" else "unknown"
    assert not send(make_request(tmp_path, THREE, [other])).is_well
    assert len(mailbox.kept) == before
    assert send(make_request(tmp_path, THREE, [choice])).is_well
    assert len(mailbox.kept) == before + 3


def test_what_may_have_arrived_stays_so_when_sending_it_again_fails(
    request_: Request, mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox.fate = lambda recipient, number: "kept"
    send(request_)
    mailbox.fate = lambda recipient, number: "later"
    send(make_request(tmp_path, THREE, ["unknown"]))
    assert set(states(request_).values()) == {"unknown"}


def test_a_draft_knows_what_was_sent(request_: Request, tmp_path: Path) -> None:
    send(request_)
    result = draft(make_request(tmp_path, ["vier", *THREE]))
    assert "centres 4: 1 to be sent, 3 has had it" in result.lines
    assert states(request_) == dict.fromkeys(THREE, "sent")


def test_the_letter_is_of_the_edition(request_: Request, mailbox: Mailbox) -> None:
    send(request_)
    assert EDITION.title in str(mailbox.message()["Subject"])
