"""The command `mail` as it is typed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import cli
from tests.decks import replace_in
from tests.mail.mailings import ROOT, address
from tests.mail.servers import PASSWORD, Mailbox
from tests.mail.storm import Weather, prepare

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> Run:
    prepare(tmp_path, port, Weather(3, 1, 1))
    monkeypatch.chdir(tmp_path)
    return lambda *words: cli.main(["mail", "centres.csv", "--deck", "deck", *words])


def test_drafts_then_the_mailing_then_nothing(
    run: Run, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-3] == "centres 3: 3 to be sent" and told[-1].startswith(
        "nothing was sent: look at output/mail"
    )
    assert not mailbox.tried
    assert run("--send") == 0
    assert capsys.readouterr().out == "centres 3: 3 has had it\n"
    assert sorted(mailbox.recipients) == [address(f"c{number}") for number in range(3)]
    assert run("--send") == 0 and len(mailbox.kept) == 3
    assert Path("mail.sqlite").exists()


def test_what_isnt_delivered_is_a_problem(
    run: Run, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox.fate = lambda recipient, number: "kept" if recipient == address("c1") else "ok"
    assert run("--send") == 1
    out = capsys.readouterr().out
    assert "centres.csv:3:1: Opvang c1 <c1@centrum.test>: may have had it" in out
    assert "look at the server, before they get it twice): --resend-unknown" in out
    mailbox.fate = lambda recipient, number: "ok"
    assert run("--send", "--resend-unknown") == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--config", "none.yaml"), 2, "none.yaml isn't there: write it as docs/versturen.md shows"),
        (("--deck", "none"), 1, "none"),
        (("--out", "none"), 2, "nothing is built in none: run `python build.py` first"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_sent(
    run: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, message: str
) -> None:
    assert run("--send", *words) == code
    error = capsys.readouterr().err
    assert message in error and error.endswith("nothing was sent\n")


def test_another_edition_than_was_built_is_not_sent(
    run: Run, mailbox: Mailbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(tmp_path / "deck" / "deck.yaml", '"2026.1"', '"2026.2"')
    assert run("--send") == 2
    assert "output holds klein 2026.1, and the deck is klein 2026.2: run" in capsys.readouterr().err
    (tmp_path / "output" / "manifest.json").write_text(json.dumps([]), encoding="utf-8")
    assert run("--send") == 2
    assert "manifest.json can't be read" in capsys.readouterr().err
    assert not mailbox.tried


def test_a_wrong_password_stops_it_and_is_not_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DECKPRESS_MAIL_PASSWORD", "verkeerd-woord")
    assert run("--send") == 3
    told = capsys.readouterr()
    assert "stopped: 127.0.0.1 doesn't let fiches@opvang.test in: wrong user or password" in told.err
    assert "verkeerd" not in told.out + told.err


def test_ctrl_c_ends_the_command_between_messages(run: Run, mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.fate = lambda recipient, number: "slow"
    command = [sys.executable, str(ROOT / "build.py"), "mail", "centres.csv", "--deck", "deck", "--send"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not mailbox.tried and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    assert b"centres 3: 2 to be sent, 1 has had it\nto go on with the others: run the same again" in out
    assert len(mailbox.kept) == 1
    assert PASSWORD.encode() not in out + error and b"Traceback" not in error
