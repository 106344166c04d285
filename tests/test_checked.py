"""Files that tell whether they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import checked
from deckpress.checked import locked, read_checked, write_checked


def test_of_a_file_with_any_other_byte_nothing_is_read(tmp_path: Path) -> None:
    file, draft = tmp_path / "file", tmp_path / "draft"
    write_checked(file, draft, b"what\nwas written")
    assert read_checked(file) == b"what\nwas written" and not draft.exists()
    right = file.read_bytes()
    for at in range(len(right)):
        file.write_bytes(right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :])
        with pytest.raises(ValueError, match="damaged"):
            read_checked(file)


def test_no_draft_stays_of_what_cant_be_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "file" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="file"):
        write_checked(tmp_path / "file", tmp_path / "draft", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "WAIT", 0.01)
    lock = tmp_path / "a folder" / "lock"
    with locked(lock), pytest.raises(OSError, match="lock"), locked(lock):
        raise AssertionError("two at once")
