"""All or nothing into the output folder.

A build makes its files in a staging folder inside the output folder. `commit` puts them in their places under a
lock: it writes a journal first, so that a build killed halfway is finished by the next one, and keeps what it replaces
until it is done, so that a failure puts everything back.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from deckpress.model import BuildError

STAGING = ".staging-"
JOURNAL = ".journal.json"
LOCK = ".lock"
WAIT = 60  # seconds for another build's commit, which takes a moment


class CantWrite(BuildError):
    """The output folder can't be written; it is as it was."""

    exit_code = 3


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder for a build to make its files in; gone afterwards, whatever happens. Raises CantWrite."""
    recover(out)
    with _explained(out), _locked(out):  # so that no other build takes the folder for a dead one's
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
        living = FileLock(folder / LOCK)
        living.acquire()
    try:
        with _explained(out):
            yield folder
    finally:
        living.release()
        shutil.rmtree(folder, ignore_errors=True)


def commit(out: Path, folder: Path, names: Sequence[str]) -> None:
    """Put the files `names` (relative, in subfolders or not) from the staging folder into `out`: all or none.

    Raises CantWrite; `out` is then as it was.
    """
    with _explained(out), _locked(out):
        for name in names:
            _safe(out, name)
            _sync(folder / name)
        _write_journal(out, folder, names)
        try:
            for name in names:
                _keep_old(out, folder, name)
                _move(out, folder, name)
        except BaseException:
            _put_back(out, folder, names)
            raise
        finally:
            (out / JOURNAL).unlink(missing_ok=True)


def recover(out: Path) -> None:
    """Make the output folder, finish what a killed build had begun to put in place, and remove dead staging folders."""
    with _explained(out):
        out.mkdir(parents=True, exist_ok=True)
        with _locked(out):
            _finish(out)
            for folder in out.glob(f"{STAGING}*"):
                if not _alive(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _finish(out: Path) -> None:
    journal = out / JOURNAL
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        begun = json.loads(journal.read_text(encoding="utf-8"))
        folder = out / Path(begun["folder"]).name
        for name in begun["names"]:
            if (folder / name).is_file():
                _move(out, folder, _safe(out, name))
    journal.unlink(missing_ok=True)


def _move(out: Path, folder: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    os.replace(folder / name, out / name)


def _keep_old(out: Path, folder: Path, name: str) -> None:
    old = folder / "old" / name
    if (out / name).is_file():
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(out / name, old)


def _put_back(out: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        old = folder / "old" / name
        if (folder / name).exists():
            continue  # it was never moved
        if old.exists():
            os.replace(old, out / name)
        else:
            (out / name).unlink(missing_ok=True)


def _write_journal(out: Path, folder: Path, names: Sequence[str]) -> None:
    draft = folder / "journal"
    draft.write_text(json.dumps({"folder": folder.name, "names": list(names)}), encoding="utf-8")
    _sync(draft)
    os.replace(draft, out / JOURNAL)


def _safe(out: Path, name: str) -> str:
    """`name`, if it stays inside `out` without passing a link. Raises CantWrite."""
    path = out / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise CantWrite(f"{path} is outside {out}")
    for parent in (path, *path.parents):
        if parent == out:
            return name
        if parent.is_symlink():
            raise CantWrite(f"{parent} is a link: remove it, and build again")
    return name


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _alive(folder: Path) -> bool:
    """Does a running build still hold this staging folder?"""
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False  # it is going away just now


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    try:
        with FileLock(out / LOCK, timeout=WAIT):
            yield
    except Timeout as error:
        raise CantWrite(f"another build holds {out / LOCK}: wait until it ends, and build again") from error


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    """Turn what the system says about a file into an error that says what to do."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        where = error.filename or out
        raise CantWrite(
            f"can't write {where} ({error.strerror}): {out} is as it was; make room or see to it"
        ) from error
