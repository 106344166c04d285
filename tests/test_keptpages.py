"""Painted documents kept on disk: whole or not at all, and never more than there is room for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckpress import keptpages
from deckpress.keptpages import KeptPages
from deckpress.packing import Packed, packed, written
from tests.test_painted import PAGE, SHADED, both

ROOT = Path(__file__).parent.parent
KEY = "a" * 64


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The cache, which isn't there yet."""
    return tmp_path / "cache"


@pytest.fixture
def kept(home: Path) -> KeptPages:
    return KeptPages(home / "pages")


@pytest.fixture(scope="module")
def document() -> Packed:
    return packed(both(PAGE)[1])


def test_what_was_kept_is_there_next_time(kept: KeptPages, document: Packed, home: Path) -> None:
    kept.put(KEY, document)
    found = kept.get(KEY)
    assert found and written(found) == written(document)
    assert kept.get("b" * 64) is None
    assert [path.name for path in (home / "pages").iterdir()] == [f"{KEY}.pages"]


def test_pages_that_stay_as_they_are_are_not_kept(kept: KeptPages, home: Path) -> None:
    kept.put(KEY, packed(both(SHADED)[1]))
    assert not home.exists()


def test_of_what_is_damaged_nothing_is_believed(kept: KeptPages, document: Packed, home: Path) -> None:
    kept.put(KEY, document)
    file = home / "pages" / f"{KEY}.pages"
    right = file.read_bytes()
    for at in range(0, len(right), 7):
        file.write_bytes(right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :])
        assert kept.get(KEY) is None, at
    for end in range(0, len(right), 97):
        file.write_bytes(right[:end])
        assert kept.get(KEY) is None, end
    kept.put(KEY, document)
    assert file.read_bytes() == right


@pytest.mark.parametrize("name", ["", "pages", "pages.lock"])
def test_where_nothing_can_be_written_nothing_is_kept(
    kept: KeptPages, document: Packed, home: Path, name: str
) -> None:
    """A folder stands where a file should be, or the other way round."""
    home.parent.mkdir(exist_ok=True)
    if name.endswith(".lock"):
        (home / name).mkdir(parents=True)
    else:
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("a file", encoding="utf-8")
    kept.put(KEY, document)
    assert kept.get(KEY) is None


def test_a_draft_that_a_kill_left_is_written_over(kept: KeptPages, document: Packed, home: Path) -> None:
    (home / "pages").mkdir(parents=True)
    (home / "pages" / "draft").write_text("half", encoding="utf-8")
    kept.put(KEY, document)
    assert [path.name for path in (home / "pages").iterdir()] == [f"{KEY}.pages"]


def test_a_draft_that_cant_be_put_in_place_is_taken_away(
    kept: KeptPages, document: Packed, home: Path
) -> None:
    (home / "pages" / f"{KEY}.pages" / "in the way").mkdir(parents=True)
    kept.put(KEY, document)
    assert [path.name for path in (home / "pages").iterdir()] == [f"{KEY}.pages"]


def test_the_longest_unused_go_first(
    kept: KeptPages, document: Packed, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [letter * 64 for letter in "abcd"]
    for name in names[:3]:
        kept.put(name, document)
    files = [home / "pages" / f"{name}.pages" for name in names]
    for at, file in enumerate(files[:3]):
        os.utime(file, (at, at))
    monkeypatch.setattr(keptpages, "MOST", 3 * files[0].stat().st_size)
    assert kept.get(names[0])  # used now
    kept.put(names[3], document)
    assert [file.exists() for file in files] == [True, False, True, True]


def test_one_that_has_no_room_is_not_kept(
    kept: KeptPages, document: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keptpages, "MOST", 10)
    kept.put(KEY, document)
    assert kept.get(KEY) is None


@pytest.mark.slow
def test_two_builds_at_once_never_break_it(kept: KeptPages, document: Packed, home: Path) -> None:
    kept.put(KEY, document)
    code = f"""
from pathlib import Path
from deckpress.keptpages import KeptPages
kept = KeptPages(Path({str(kept.folder)!r}))
found = kept.get({KEY!r})
for number in range(40):
    kept.put({KEY!r}, found)
    assert kept.get({KEY!r})
"""
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    until = time.monotonic() + 60
    while any(process.poll() is None for process in both) and time.monotonic() < until:
        assert kept.get(KEY)
    assert [process.wait() for process in both] == [0, 0]
    assert sorted(path.name for path in home.rglob("*")) == [f"{KEY}.pages", "pages", "pages.lock"]
