"""Editions on the disk, beside the deck: `editions/2026.1.json`, written once, all or nothing, never over another."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deckpress.editions.form import KEEP, Edition, parsed, written
from deckpress.loaded import leads_out
from deckpress.model import BuildError, DeckProblems, Place, Problem, UsageError
from deckpress.near import did_you_mean
from deckpress.options import EDITIONS, is_edition

MAX_BYTES = 16 * 1024 * 1024


class CantKeep(BuildError):
    """The file of an edition can't be written; what was there is as it was."""

    exit_code = 3


def path_of(deck: Path, name: str) -> Path:
    """The file of an edition. Raises UsageError for what can't be an edition's name."""
    if not is_edition(name):
        advice = "write letters and digits, with a dot or a hyphen between, as in 2026.1"
        raise UsageError(f"{name[:60]!r} can't be the name of an edition: {advice}")
    return deck / EDITIONS / f"{name}.json"


def known(deck: Path) -> list[str]:
    """The names of the editions that were released of a deck."""
    with suppress(OSError):
        return sorted(path.stem for path in (deck / EDITIONS).glob("*.json") if is_edition(path.stem))
    return []


def is_known(deck: Path, name: str) -> bool:
    """Whether there is something under the name of an edition. Raises UsageError for what can't be one."""
    return os.path.lexists(path_of(deck, name))


def read(deck: Path, name: str) -> Edition:
    """An edition that was released. Raises UsageError where there is none, DeckProblems where its file is damaged."""
    path = path_of(deck, name)
    if not is_known(deck, name):
        names = known(deck)
        there = f"known are {', '.join(names)}" if names else f"none was; type `build.py release {name}`"
        meant = did_you_mean(name, names).removeprefix(": ")
        raise UsageError(f"edition {name} of {deck} was not released: {f'{meant} ' if meant else ''}{there}")
    return parsed(_bytes(path, deck), name, str(path))


def record(deck: Path, edition: Edition) -> Path:
    """Keep what is released; the file. Raises CantKeep, also where there is an edition of that name already."""
    path, data = path_of(deck, edition.name), written(edition)
    if len(data) > MAX_BYTES:
        raise CantKeep(f"the texts take more than {MAX_BYTES >> 20} MiB: leave some out of the deck")
    if leads_out(path, deck):
        raise CantKeep(f"{path.parent} leads out of the deck's folder: remove that link")
    with _told(path):
        path.parent.mkdir(exist_ok=True)
        for left in path.parent.glob(".*.draft"):  # by a release that was killed
            left.unlink(missing_ok=True)
        draft = path.parent / f".{path.name}.{secrets.token_hex(4)}.draft"
        try:
            _write(draft, data)
            _name(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return path


def _bytes(path: Path, deck: Path) -> bytes:
    def refused(message: str) -> DeckProblems:
        return DeckProblems([Problem(Place(str(path)), message)])

    if leads_out(path, deck):
        raise refused("this leads out of the deck's folder: put the file itself here")
    if not path.is_file():
        raise refused("this is not a file: remove it, or put the file in its place")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refused(f"can't be read ({error.strerror}): see to its permissions") from error
    if len(data) > MAX_BYTES:
        raise refused(f"holds more than {MAX_BYTES >> 20} MiB, so it is no edition: {KEEP}")
    return data


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _name(draft: Path, path: Path) -> None:
    """Give a whole file its name, if nothing has that name yet: a link is made in one step, or not at all."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(draft, path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise CantKeep(
            f"{path} can't be made, for there is something: nothing was written over it"
        ) from error
    except OSError as error:
        advice = "make room on the disk, and see to the permissions of the folder"
        raise CantKeep(f"can't write {path} ({error.strerror}): {advice}. Nothing was changed") from error
