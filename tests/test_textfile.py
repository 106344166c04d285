"""Files as they come from strangers, and from editors of three systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.textfile import MAX_BYTES, place_of, read_text


def told(folder: Path, data: bytes) -> list[str]:
    (folder / "f.md").write_bytes(data)
    text, problems = read_text(folder / "f.md", "f.md")
    assert text == ""
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"een\ntwee\n", "een\ntwee\n"),
        (b"\xef\xbb\xbfeen\n", "een\n"),
        (b"een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("’s avonds 😀 שלום".encode(), "’s avonds 😀 שלום"),
        (b"x" * MAX_BYTES, "x" * MAX_BYTES),
    ],
    ids=["plain", "byte order mark", "line ends", "beyond ASCII", "as large as may be"],
)
def test_a_sound_file_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "f.md").write_bytes(data)
    assert read_text(tmp_path / "f.md", "f.md") == (text, [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.md: the file is empty: write its text, or remove it"),
        (b"\xef\xbb\xbf \r\n", "f.md: the file is empty: write its text, or remove it"),
        (b"x" * (MAX_BYTES + 1), "f.md: holds 256 KiB, and 256 KiB is the most: make it shorter"),
        (b"x" * 10_000_000, "f.md: holds 9,766 KiB, and 256 KiB is the most: make it shorter"),
        (b"een\r\ntw\xe9e", "f.md:2:3: byte 8 of the file is not UTF-8: save the file as UTF-8"),
        (b"\xef\xbb\xbf\xff", "f.md:1:1: byte 4 of the file is not UTF-8: save the file as UTF-8"),
        ("één".encode("utf-16"), "f.md:1:1: byte 1 of the file is not UTF-8: save the file as UTF-8"),
        (b"a\n b\tc", "f.md:2:3: a tab: write spaces instead"),
        (b"\ta\n\tb\nc\t\t", "f.md:1:1: a tab: write spaces instead, and so on 2 more lines"),
        (b"a\n\x00", "f.md:2:1: the control character U+0000: delete it"),
        ("a\u2028b".encode(), "f.md:1:2: the control character U+2028: delete it"),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    assert told(tmp_path, data) == [message]


def test_each_control_character_is_named_once(tmp_path: Path) -> None:
    assert told(tmp_path, b"\x1b[31m\x07\x1b[0m") == [
        "f.md:1:1: the control character U+001B: delete it",
        "f.md:1:6: the control character U+0007: delete it",
    ]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f.md").mkdir()
    [problem] = read_text(tmp_path / "f.md", "f.md")[1]
    assert str(problem) == "f.md: this is not a file: remove it, or put the file in its place"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "f.md").write_text("x")
    monkeypatch.setattr(Path, "open", refuse)
    [problem] = read_text(tmp_path / "f.md", "f.md")[1]
    assert str(problem) == "f.md: can't be read (Permission denied): see to its permissions"


def test_a_place_counts_characters_from_one() -> None:
    assert str(place_of("é😀\nxyz", 5, "f")) == "f:2:3"
    assert str(place_of("\nx", 1, "f")) == "f:2:1"


def test_a_file_holds_a_quarter_of_a_megabyte() -> None:
    assert MAX_BYTES == 262_144
