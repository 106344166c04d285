"""What was sent to whom: one SQLite file, written before and after each message.

`sending` is written before the end of a message goes out, and on the disk before that. So whatever stops a run, a
message that isn't in the ledger, or is `failed`, was not delivered, and one that is `sending` may have been.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from deckpress.mail.errors import CantSend

State = Literal["sending", "sent", "refused", "failed", "unknown"]

SCHEMA = 1
TABLE = """
CREATE TABLE IF NOT EXISTS message (
    address TEXT NOT NULL,
    edition TEXT NOT NULL,
    own TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'failed', 'unknown')),
    reason TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (address, edition, own)
)
"""
WRITE = "INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?, ?, ?)"
KILLED = "the run that sent it was stopped before the server answered"


@dataclass(frozen=True)
class Key:
    """What a centre gets once: an address in small letters, the deck's edition (`slug 2026.1`), its own edition."""

    address: str
    edition: str
    own: str = ""


@dataclass(frozen=True)
class Record:
    """What became of a message: its state, why, the hash of the PDF that it had, and when (UTC)."""

    state: State
    reason: str
    sha256: str
    changed: str


class Ledger:
    """The open ledger. Each note is on the disk when `note` returns. Raises CantSend where the file can't be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._explained():
            path.touch(mode=0o600)  # it holds addresses: for its owner's eyes only
            self._base = sqlite3.connect(path, timeout=10, isolation_level=None)
        try:
            with self._explained():
                self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._base.execute("PRAGMA synchronous = EXTRA")  # a power cut undoes no commit
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version not in (0, SCHEMA):
            raise CantSend(f"{self.path} is of another version of this program: use that one")
        if version == 0:
            # Both or none, should the power go in between.
            self._base.executescript(f"BEGIN; {TABLE}; PRAGMA user_version = {SCHEMA}; COMMIT")
        (fault,) = self._base.execute("PRAGMA quick_check(1)").fetchone()
        if fault != "ok":
            raise sqlite3.DatabaseError(fault)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def records(self, edition: str) -> Mapping[Key, Record]:
        """All that is known of an edition."""
        ask = "SELECT address, own, state, reason, sha256, changed FROM message WHERE edition = ?"
        with self._explained():
            rows = self._base.execute(ask, (edition,)).fetchall()
        return {Key(address, edition, own): Record(*rest) for address, own, *rest in rows}

    def note(self, key: Key, state: State, sha256: str, reason: str = "") -> None:
        """Keep what became of a message."""
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        with self._explained():
            self._base.execute(WRITE, (key.address, key.edition, key.own, state, reason, sha256, now))

    def settle(self) -> None:
        """Call `unknown` what an earlier run left `sending`. Only under the lock, when no other run is alive."""
        with self._explained():
            self._base.execute(
                "UPDATE message SET state = 'unknown', reason = ? WHERE state = 'sending'", (KILLED,)
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            advice = (
                "make room on the disk, see to its permissions, or put a copy back that you kept; "
                "without it nobody knows who has had the message"
            )
            raise CantSend(f"the ledger {self.path} can't be used ({error}): {advice}") from error


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """The ledger, to look into it."""
    with closing(Ledger(path)) as ledger:
        yield ledger


@contextmanager
def alone(path: Path) -> Iterator[Ledger]:
    """The ledger, to send by: no other run can. Raises CantSend where one does."""
    real = Path(os.path.realpath(path))
    if not real.parent.is_dir():  # the lock would make it, and the mailing begin anew
        raise CantSend(f"there is no folder {real.parent} for the ledger: see to its name")
    lock = FileLock(real.with_name(f"{real.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CantSend(f"another run is sending by {path}: wait until it ends") from error
    except OSError as error:
        raise CantSend(f"can't write {lock.lock_file} ({error.strerror}): see to its permissions") from error
    try:
        with opened(path) as ledger:
            ledger.settle()
            yield ledger
    finally:
        lock.release()
