"""All or nothing into the output folder.

A build makes its files in a staging folder inside the output folder. `commit` exchanges them for what stands there,
under a lock held for that moment only; a journal, written first, lets the next build finish what a killed one began.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from deckpress.model import BuildError

STAGING = re.compile(r"\.staging-[0-9a-f]{16}")
JOURNAL = ".journal.json"
LOCK = ".lock"
OLD = ".old"  # in a staging folder: what stood where its files go
WAIT = 60  # seconds for another build's commit, which takes a moment
NAME = re.compile(r"([^./\\:][^/\\:]*/)*[^./\\:][^/\\:]*")  # inside the folder, no part hidden, on any system

FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
TAKEN = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY)


class CantWrite(BuildError):
    """The output folder can't be written; it is as it was, unless the message says otherwise."""

    exit_code = 3


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder for a build to make its files in; gone afterwards, whatever happens. Makes `out`. Raises CantWrite."""
    recover(out)
    folder = out / f".staging-{secrets.token_hex(8)}"
    living = FileLock(folder / LOCK)
    try:
        with _explained(out), FileLock(out / LOCK, timeout=WAIT):
            folder.mkdir()
            living.acquire()  # before another build can take it for a dead one's
        with _explained(out, folder):
            yield folder
    finally:
        living.release()
        with suppress(CantWrite):
            recover(out)


def commit(
    out: Path, folder: Path, names: Sequence[str], outdated: Callable[[], Iterable[str]] = tuple
) -> None:
    """Put the files `names` (as `cards/1.1.pdf`) from the staging folder into `out`: all or none.

    `outdated` names files of an earlier build that go away with it; it is asked once no other build can commit.
    Raises CantWrite; `out` is then as it was.
    """
    with _explained(out), FileLock(out / LOCK, timeout=WAIT):
        for name in names:
            _check(out, name)
            _sync(folder / name)
        gone = [name for name in outdated() if name not in names and not _refused(out, name)]
        _Exchange(out, folder, tuple(names), tuple(gone)).run()


def recover(out: Path) -> None:
    """Make `out`; finish or undo what a killed build began; remove what dead builds left. Raises CantWrite."""
    with _explained(out):
        out.mkdir(parents=True, exist_ok=True)
    with _explained(out), FileLock(out / LOCK, timeout=WAIT):
        if begun := _begun(out):
            with suppress(CantWrite, OSError):
                begun.run()
            if (out / JOURNAL).exists():
                begun.undo()
        (out / JOURNAL).unlink(missing_ok=True)
        for folder in filter(_dead, list(out.iterdir())):
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class _Exchange:
    """The files that one build puts into the output folder, and those that it takes out of it.

    At every moment a new file is either staged or in its place, and an old one either in its place or in OLD. So a
    process may be killed anywhere, on the way back too, and `run` or `undo` can be begun again from the start.
    """

    out: Path
    folder: Path
    names: tuple[str, ...]
    gone: tuple[str, ...]

    def run(self) -> None:
        """Exchange the files, or leave all as it was. Raises CantWrite and OSError."""
        try:
            self._write_journal()
            for name in (*self.names, *self.gone):
                self._exchange(name)
            self._sync_folders()
        except BaseException:
            self.undo()
            raise
        self._end()

    def undo(self) -> None:
        """Put everything back. Raises CantWrite where that can't be done now: then the journal stays."""
        try:
            for name in (*self.names, *self.gone):
                if not _refused(self.out, name):
                    self._put_back(name)
            self._sync_folders()
            self._end()
        except OSError as error:
            raise CantWrite(f"can't put back {_told(error, self.out)}. Then build again") from error

    def _exchange(self, name: str) -> None:
        new, old, place = self.folder / name, self.folder / OLD / name, self.out / name
        if name in self.names and not new.exists():
            return  # a killed build had put it in
        _check(self.out, name)
        if place.is_file():
            _move(place, old)
        if name in self.names:
            _move(new, place)
        else:
            _remove_empty(place.parent)

    def _put_back(self, name: str) -> None:
        new, old, place = self.folder / name, self.folder / OLD / name, self.out / name
        if name in self.names and not new.exists() and place.exists():
            _move(place, new)
        if old.exists():
            _move(old, place)
        _remove_empty(place.parent)

    def _write_journal(self) -> None:
        draft = self.folder / JOURNAL
        begun = {"folder": self.folder.name, "names": self.names, "gone": self.gone}
        draft.write_text(json.dumps(begun), encoding="utf-8")
        _sync(draft)
        self._sync_folders()
        os.replace(draft, self.out / JOURNAL)
        _sync(self.out)

    def _end(self) -> None:
        (self.out / JOURNAL).unlink(missing_ok=True)
        _sync(self.out)

    def _sync_folders(self) -> None:
        names = (JOURNAL, *self.names, *self.gone)
        for folder in {(top / name).parent for top in (self.folder, self.out) for name in names}:
            if folder.is_dir():
                _sync(folder)


def _begun(out: Path) -> _Exchange | None:
    """What the journal says was begun; None where there is none, or none that can be true."""
    try:
        begun = json.loads((out / JOURNAL).read_text(encoding="utf-8"))
        folder, names, gone = out / begun["folder"], tuple(begun["names"]), tuple(begun["gone"])
        inside = all(map(NAME.fullmatch, names + gone)) and not folder.is_symlink()
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    ours = inside and STAGING.fullmatch(begun["folder"]) and folder.is_dir()
    return _Exchange(out, folder, names, gone) if ours else None


def _dead(folder: Path) -> bool:
    """Is this a staging folder whose build runs no more?"""
    if not STAGING.fullmatch(folder.name) or folder.is_symlink() or not folder.is_dir():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0):
            return True
    except OSError:  # held by its build (a Timeout), or going away just now
        return False


def _check(out: Path, name: str) -> None:
    if refused := _refused(out, name):
        raise CantWrite(f"{refused}. {out} is as it was")


def _refused(out: Path, name: str) -> str:
    """Why `name` leads out of `out`, by itself or by a link on its way; nothing where it doesn't."""
    if not NAME.fullmatch(name):
        return f"`{name}` is no name for a file inside {out}"
    paths = [out / name, *(out / name).parents]
    links = [path for path in paths[: paths.index(out)] if path.is_symlink()]
    return f"{links[0]} is a link: remove it, and build again" if links else ""


def _move(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, to)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        os.removedirs(folder)  # those around it too, up to the output folder, which holds the lock


def _sync(path: Path) -> None:
    """Have a file's bytes or a folder's names on the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _explained(out: Path, folder: Path | None = None) -> Iterator[None]:
    """Turn what the system says of a file into CantWrite; with `folder` only where that couldn't be written."""
    try:
        yield
    except Timeout as error:
        raise CantWrite(
            f"another build holds {error.lock_file}: wait until it ends, and build again"
        ) from error
    except OSError as error:
        if folder and error.errno not in FULL and folder not in _where(error, out).parents:
            raise
        raise CantWrite(f"can't write {_told(error, out)}. {out} is as it was") from error


def _where(error: OSError, out: Path) -> Path:
    """The file that an error is about, or the output folder where it doesn't say."""
    name = error.filename2 or error.filename
    return Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else out


def _told(error: OSError, out: Path) -> str:
    """What an error is about, what the system says of it, and what to do."""
    advice = "close it where it is open, and see to its permissions"
    if error.errno in FULL + TAKEN:
        advice = "make room on the disk" if error.errno in FULL else "move away what stands there"
    return f"{_where(error, out)} ({error.strerror}): {advice}, or write elsewhere with --out"
