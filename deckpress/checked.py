"""Files of a cache, which tell by their first line whether they are whole: a hash of all that follows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT = 10  # seconds for another build that is writing, which takes a moment


def read_checked(file: Path) -> bytes:
    """What was written. Raises OSError, and ValueError where it was damaged, or cut off by a failing disk."""
    checked, _, data = file.read_bytes().partition(b"\n")
    if _sum(data) != checked:
        raise ValueError("damaged")
    return data


def write_checked(file: Path, draft: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raises OSError.

    Only who holds the lock makes its draft, so one that a kill left is written over.
    """
    try:
        draft.write_bytes(_sum(data) + b"\n" + data)
        os.replace(draft, file)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Nobody else writes meanwhile; makes the folder of the lock. Raises OSError, also for a wait that is too long."""
    from filelock import FileLock  # here, as not all who read have something to write

    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock, timeout=WAIT):
        yield


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
