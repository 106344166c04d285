"""The messages as files to look at: one `.eml` per centre, which every mail program opens, and a summary."""

from __future__ import annotations

import datetime
import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from deckpress.mail.errors import CantSend
from deckpress.mail.letters import Letters
from deckpress.mail.plan import LETTER, Item, coded

SUMMARY = "summary.txt"
NAME = re.compile(r"\d{5}-[a-z0-9-]+\.eml")  # what a draft's file is called
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


def write_drafts(
    folder: Path, items: Sequence[Item], letters: Letters, now: datetime.datetime, show: Callable[[int], None]
) -> list[int]:
    """Write each message into the folder, and take away the drafts of an earlier list; their sizes in bytes.

    `show` is told how many are done. Raises CantSend where the folder can't be written or the disk is too full.
    """
    names = [draft_name(item) for item in items]
    sizes = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # they hold addresses
        for path in folder.iterdir():
            if NAME.fullmatch(path.name) or path.name == SUMMARY:
                path.unlink()
        _check_room(folder, items)
        for done, (name, item) in enumerate(zip(names, items, strict=True), start=1):
            data = letters.write(item.centre, item.attachment, now)
            _write(folder / name, data)
            sizes.append(len(data))
            show(done)
    except OSError as error:
        raise _cant_write(folder, error) from error
    return sizes


def write_summary(folder: Path, lines: Sequence[str]) -> None:
    """Write the summary beside the drafts. Raises CantSend."""
    try:
        _write(folder / SUMMARY, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise _cant_write(folder, error) from error


def draft_name(item: Item) -> str:
    """A name for a draft that is a file's on every system: the line of the list, and the centre's name."""
    plain = unicodedata.normalize("NFKD", item.centre.name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    return f"{item.centre.place.line:05}-{words or 'centre'}.eml"


def _check_room(folder: Path, items: Sequence[Item]) -> None:
    needed = sum(coded(item.attachment.size) + LETTER for item in items)
    free = shutil.disk_usage(folder).free
    if needed > free:
        what = f"the drafts take {needed / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB is free"
        raise CantSend(f"{what}: make room on the disk, or draft a shorter list")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _cant_write(folder: Path, error: OSError) -> CantSend:
    advice = "make room on the disk" if error.errno in FULL else "see to its permissions"
    return CantSend(f"can't write the drafts into {folder} ({error.strerror}): {advice}")
