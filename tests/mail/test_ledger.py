"""The ledger: what it keeps through kills, full disks and two runs at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import KILLED, Key, Ledger, alone, opened
from tests.mail.mailings import ROOT

KEY = Key("a@b.be", "klein 2026.1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mail.sqlite"


def test_it_keeps_what_it_is_told_by_edition(path: Path) -> None:
    own, next_year = Key("a@b.be", "klein 2026.1", "gent"), Key("a@b.be", "klein 2027.1")
    with opened(path) as ledger:
        ledger.note(KEY, "failed", "0" * 64, "452 full")
        ledger.note(KEY, "sent", "1" * 64, "250 ok")
        ledger.note(own, "refused", "2" * 64, "550 no")
        ledger.note(next_year, "sent", "3" * 64)
    with opened(path) as ledger:
        known = ledger.records("klein 2026.1")
    assert {key: (r.state, r.reason, r.sha256[0]) for key, r in known.items()} == {
        KEY: ("sent", "250 ok", "1"),
        own: ("refused", "550 no", "2"),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_its_owner_can_read_it(path: Path) -> None:
    with opened(path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_run_was_sending_is_unknown_to_the_next(path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from tests.mail.test_ledger import KEY\n"
        "from deckpress.mail.ledger import alone\n"
        "with alone(Path(sys.argv[1])) as ledger:\n"
        "    ledger.note(KEY, 'sending', '')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with opened(path) as ledger:
        assert ledger.records(KEY.edition)[KEY].state == "sending"
    with alone(path) as ledger:
        assert (ledger.records(KEY.edition)[KEY].state, ledger.records(KEY.edition)[KEY].reason) == (
            "unknown",
            KILLED,
        )


def test_only_one_run_can_send_by_whatever_name_it_calls_the_file(path: Path) -> None:
    link = path.with_name("link.sqlite")
    link.symlink_to(path)
    with alone(path):
        for name in (path, link):
            with pytest.raises(CantSend, match="another run is sending"), alone(name):
                pass
    with alone(link):
        pass


@pytest.mark.parametrize("data", [b"no database at all, but text", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_ledger_is_said_and_left_as_it_is(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(CantSend, match=r"mail.sqlite can't be used \(.*put a copy back"), opened(path):
        pass
    assert path.read_bytes() == data


def test_a_ledger_of_a_newer_program_is_left_alone(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 2")
    base.close()
    with pytest.raises(CantSend, match="another version"):
        Ledger(path)


def test_a_folder_that_isnt_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(CantSend, match=r"there is no folder .*none for the ledger"),
        alone(tmp_path / "none" / "x"),
    ):
        pass
    assert not (tmp_path / "none").exists()


def test_a_full_disk_is_said(path: Path) -> None:
    with opened(path) as ledger:
        ledger._base.execute("PRAGMA max_page_count = 4")
        with pytest.raises(CantSend, match=r"database or disk is full\): make room on the disk"):
            for number in range(1000):
                ledger.note(Key(f"{number}@b.be", "klein 2026.1"), "sending", "0" * 64)
    with opened(path) as ledger:
        known = ledger.records("klein 2026.1")
    assert 0 < len(known) < 1000 and {record.state for record in known.values()} == {"sending"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_ledger_that_cant_be_written_is_said(path: Path) -> None:
    with opened(path):
        pass
    path.chmod(0o400)
    with opened(path) as ledger, pytest.raises(CantSend, match="readonly"):
        ledger.note(KEY, "sending", "")
