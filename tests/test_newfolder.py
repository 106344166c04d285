"""A new folder is there with all its files, or what was there before is."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.model import UsageError
from deckpress.newfolder import check_target, write_folder


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_texts_and_bytes_at_their_paths(tmp_path: Path) -> None:
    write_folder(tmp_path / "een" / "twee", {"a.md": "één\n", "images/b.png": b"\x89"})
    assert contents(tmp_path) == {"een/twee/a.md": "één\n".encode(), "een/twee/images/b.png": b"\x89"}


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    write_folder(tmp_path / "deck", {"a": "1", "b": "1"})
    write_folder(tmp_path / "deck", {"a": "2"})
    assert contents(tmp_path) == {"deck/a": b"2"}


def test_a_file_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path / "deck", {"a": "1"})
    with pytest.raises(OSError, match="x" * 300):
        write_folder(tmp_path / "deck", {"a": "2", "x" * 300: "2"})
    assert contents(tmp_path) == {"deck/a": b"1"}


def test_what_would_be_lost_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="is no folder: name a new one with --to"):
            check_target(tmp_path / name, force=True)
    with pytest.raises(UsageError, match=r"is not empty: name a new folder with --to, or so$"):
        check_target(tmp_path, advice=", or so")
    check_target(tmp_path, force=True)
    check_target(tmp_path / "new")
