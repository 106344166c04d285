"""Messages as files to look at, the plan that they are of, and the summary beside them."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from deckpress.mail.command import Request, draft
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import Key, opened
from deckpress.model import DeckProblems
from tests.mail.mailings import PDF, make_request, write_settings


def drafts(request: Request) -> list[str]:
    return sorted(path.name for path in request.folder.iterdir())


def write_list(request: Request, *rows: str) -> None:
    text = "naam;e-mail;editie\n" + "".join(f"{row}\n" for row in rows)
    request.centres.write_text(text, encoding="utf-8")


def test_there_is_one_for_each_centre_and_a_summary(request_of_three: Request) -> None:
    result = draft(request_of_three)
    assert result.is_well
    assert drafts(request_of_three) == [
        "00002-opvang-een.eml", "00003-opvang-twee.eml", "00004-opvang-drie.eml", "summary.txt",
    ]  # fmt: skip
    summary = (request_of_three.folder / "summary.txt").read_text(encoding="utf-8").splitlines()
    assert summary == result.lines[:-2] and "nothing was sent" in result.lines[-1]
    pdf = request_of_three.folder.parent / "klein.pdf"
    assert summary[0].endswith(f"Opvang een <een@centrum.test>: {pdf}, 0.01 MB, to be sent")
    assert summary[-1] == "centres 3: 3 to be sent"
    assert "there is no ledger" in result.lines[-2] and not request_of_three.ledger.exists()


def test_a_mail_program_reads_it_and_its_pdf_is_the_built_one(request_of_three: Request) -> None:
    draft(request_of_three)
    data = (request_of_three.folder / "00003-opvang-twee.eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["To"] == "twee@centrum.test"
    (part,) = message.iter_attachments()
    assert part.get_content() == PDF


def test_drafts_of_an_earlier_list_go_and_other_files_stay(request_of_three: Request) -> None:
    draft(request_of_three)
    (request_of_three.folder / "notes.txt").write_text("mine", encoding="utf-8")
    (request_of_three.folder / "kept.eml").write_text("mine", encoding="utf-8")
    write_list(request_of_three, "Het Nest;nest@centrum.test")
    draft(request_of_three)
    assert drafts(request_of_three) == ["00002-het-nest.eml", "kept.eml", "notes.txt", "summary.txt"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../Crèche ’t Zonnetje/", "00002-creche-t-zonnetje.eml"),
        ("日本", "00002-centre.eml"),
        ("CON", "00002-con.eml"),
        ("a" * 120, f"00002-{'a' * 60}.eml"),
    ],
)
def test_a_name_is_no_path(request_of_three: Request, name: str, file: str) -> None:
    write_list(request_of_three, f"{name};nest@centrum.test")
    draft(request_of_three)
    assert drafts(request_of_three) == [file, "summary.txt"]


def test_what_is_odd_is_in_the_summary_and_gets_nothing(request_of_three: Request) -> None:
    out = request_of_three.folder.parent
    (out / "groot").mkdir()
    (out / "groot" / "klein.pdf").write_bytes(PDF + bytes(8_000_000))
    (out / "geen").mkdir()
    (out / "geen" / "klein.pdf").write_bytes(b"<html>")
    write_list(
        request_of_three,
        "A;a@centrum.test;",
        "B;a@centrum.test;",
        "C;c-centrum.test;",
        "D;d@centrum.test;weg",
        "E;e@centrum.test;groot",
        "F;f@centrum.test;geen",
    )
    result = draft(request_of_three)
    assert not result.is_well and drafts(request_of_three) == ["00002-a.eml", "summary.txt"]
    told = "\n".join(result.lines)
    for words in (
        "csv:3:1: the address a@centrum.test stands on line 2 too",
        "csv:4:1: the address “c-centrum.test” is wrong",
        f"csv:5:1: d@centrum.test gets nothing: {out}/weg/klein.pdf isn't there",
        f"csv:6:1: e@centrum.test gets nothing: with {out}/groot/klein.pdf its message takes 11.0 MB, and 10 MB is",
        f"csv:7:1: f@centrum.test gets nothing: {out}/geen/klein.pdf is no PDF",
        "centres 6: 1 to be sent, 5 odd, which get nothing",
    ):
        assert words in told


def test_own_editions_are_attached_to_their_own_centres(request_of_three: Request) -> None:
    own = request_of_three.folder.parent / "gent"
    own.mkdir()
    (own / "klein.pdf").write_bytes(PDF + b"gent")
    write_list(request_of_three, "A;a@centrum.test;", "B;b@centrum.test;gent")
    draft(request_of_three)
    for name, pdf in (("00002-a.eml", PDF), ("00003-b.eml", PDF + b"gent")):
        data = (request_of_three.folder / name).read_bytes()
        (part,) = email.message_from_bytes(data, policy=email.policy.default).iter_attachments()
        assert part.get_content() == pdf


def test_what_the_ledger_knows_is_in_the_summary(request_of_three: Request) -> None:
    with opened(request_of_three.ledger) as ledger:
        ledger.note(Key("een@centrum.test", "klein 2026.1"), "refused", "0" * 64, "550 no such mailbox")
    lines = draft(request_of_three).lines
    assert "to be sent" in lines[1] and lines[0].endswith("UTC): 550 no such mailbox")


def test_a_broken_list_writes_nothing(request_of_three: Request) -> None:
    request_of_three.centres.write_bytes(b"naam;email\nCr\xe8che;a@b.be\n")
    with pytest.raises(DeckProblems, match="not UTF-8"):
        draft(request_of_three)
    assert not request_of_three.folder.exists()


def test_a_disk_without_room_is_said_before_anything_is_written(small_disk: Path) -> None:
    write_settings(small_disk, 1)
    request = make_request(small_disk, [f"n{number}" for number in range(20)])
    with pytest.raises(CantSend, match=r"the drafts take 0.* MB is free: make room on the disk"):
        draft(request)
    assert drafts(request) == []


def test_a_disk_that_fills_up_is_said(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckpress.mail.drafts._check_room", lambda folder, items: None)
    write_settings(small_disk, 1)
    request = make_request(small_disk, [f"n{number}" for number in range(40)])
    with pytest.raises(CantSend, match=r"can't write the drafts into .*No space left.*make room"):
        draft(request)
    assert not [name for name in drafts(request) if name.endswith(".part")]
