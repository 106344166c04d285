"""Folders in the system's temporary one, for what a process needs while it runs; none outlives a kill for long."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from deckpress.model import MissingPart

try:
    import fcntl
except ImportError:  # Windows locks no folders: there what a kill left stays until the system tidies up
    fcntl = None  # type: ignore[assignment]

PREFIX = "deckpress-"
TRIES = 100


class Scratch:
    """A new folder that only this user can read. It goes by `remove`, with this object, or when the process ends;
    where that was killed, the next process removes it that makes one. Raises MissingPart where none can be made.
    """

    def __init__(self) -> None:
        with writing(None):
            _sweep()
            self.folder, self.handle = _made()
        self.remove = weakref.finalize(self, _remove, self.folder, self.handle)

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


@contextmanager
def writing(folder: Path | None) -> Iterator[None]:
    """Raises MissingPart where what is needed for a moment can't be written into a folder, or no folder made."""
    try:
        yield
    except OSError as error:
        where = folder or error.filename or "the system's temporary folder"
        advice = "make room on that disk, or name another folder in the variable TMPDIR"
        raise MissingPart(f"can't write {where} ({error.strerror}): {advice}") from error


def _made() -> tuple[Path, int]:
    """A new folder, and the handle that holds its lock: it lives as long as that is held."""
    for _ in range(TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        handle = _locked(folder)
        if handle is not None and folder.exists():
            return folder, handle
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))  # each was taken for one of the dead


def _locked(folder: Path) -> int | None:
    """A handle of a folder, locked; None where it lives, is gone, or belongs to somebody else."""
    if not fcntl:
        return -1
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(handle).st_uid == os.geteuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return handle
        except OSError:
            pass
        os.close(handle)
    return None


def _sweep() -> None:
    """Remove the folders of processes that were killed."""
    if not fcntl:
        return
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if (handle := _locked(folder)) is not None:
                _remove(folder, handle)


def _remove(folder: Path, handle: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if handle >= 0:
        os.close(handle)
