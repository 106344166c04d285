from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckpress import cache
from deckpress.cache import Cache


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_saved_is_there_next_time() -> None:
    first = Cache("fit")
    first.put("a", [1.5, "x"])
    first.save()
    assert Cache("fit").get("a") == [1.5, "x"]
    assert Cache("fit").get("b") is None


def test_caches_have_names() -> None:
    first = Cache("fit")
    first.put("a", 1)
    first.save()
    assert Cache("qr").get("a") is None


def test_two_builds_keep_each_others_values() -> None:
    one, two = Cache("fit"), Cache("fit")
    one.put("a", 1)
    two.put("b", 2)
    one.save()
    two.save()
    both = Cache("fit")
    assert (both.get("a"), both.get("b")) == (1, 2)


@pytest.mark.parametrize("text", ["", "{", "[]", "nul", "\0", "[" * 100_000, '{"a": "not what was put"}'])
def test_a_broken_cache_is_an_empty_one(home: Path, text: str) -> None:
    home.mkdir()
    (home / "fit.json").write_text(text, encoding="utf-8")
    kept = Cache("fit")
    assert kept.get("a") is None
    kept.put("a", 1)
    kept.save()
    assert Cache("fit").get("a") == 1


def test_a_cache_that_cant_be_written_is_no_error(home: Path) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    kept = Cache("fit")
    kept.put("a", 1)
    kept.save()
    assert home.read_text(encoding="utf-8") == "a file where the folder should be"


def test_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for key in "abcd":
        kept = Cache("fit")
        kept.put(key, key)
        kept.save()
    left = Cache("fit")
    assert [left.get(key) for key in "abcd"] == [None, "b", "c", "d"]


def test_what_is_used_stays_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for key in "abcd":
        kept = Cache("fit")
        kept.get("a")
        kept.put(key, key)
        kept.save()
    left = Cache("fit")
    assert [left.get(key) for key in "abcd"] == ["a", None, "c", "d"]


def test_a_damaged_value_is_no_value(home: Path) -> None:
    kept = Cache("fit")
    kept.put("a", 12.5)
    kept.save()
    text = (home / "fit.json").read_bytes()
    (home / "fit.json").write_bytes(text.replace(b"12.5", b"92.5"))
    assert Cache("fit").get("a") is None


def test_nothing_new_writes_nothing(home: Path) -> None:
    kept = Cache("fit")
    kept.put("a", [1])
    kept.save()
    (home / "fit.json").unlink()
    kept.get("a")
    kept.put("a", [1])
    kept.save()
    assert not (home / "fit.json").exists()


def test_two_builds_at_once_never_break_it(home: Path) -> None:
    code = "import sys; from deckpress.cache import Cache\n"
    code += (
        "for n in range(50): kept = Cache('fit'); kept.put(sys.argv[1], n); kept.save(); assert kept._read()"
    )
    root = Path(__file__).parent.parent
    both = [subprocess.Popen([sys.executable, "-c", code, word], cwd=root) for word in ("one", "two")]
    assert [process.wait() for process in both] == [0, 0]
    assert sorted(os.listdir(home)) == ["fit.json", "fit.lock"]
    assert [Cache("fit").get(word) for word in ("one", "two")] == [49, 49]


def test_no_draft_is_left_behind(home: Path) -> None:
    kept = Cache("fit")
    kept.put("a", 1)
    kept.save()
    (home / "fit.draft").write_text("left by a build that was killed", encoding="utf-8")
    kept.put("a", 2)
    kept.save()
    assert sorted(os.listdir(home)) == ["fit.json", "fit.lock"] and Cache("fit").get("a") == 2


def test_no_draft_is_left_behind_where_writing_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    kept = Cache("fit")
    kept.put("a", 1)
    kept.save()
    assert os.listdir(home) == ["fit.lock"]


HOMES = [
    ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/deckpress"),
    ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/me/.cache/deckpress"),
    ("linux", {}, "/home/me/.cache/deckpress"),
    ("darwin", {"XDG_CACHE_HOME": "/x"}, "/home/me/Library/Caches/deckpress"),
    ("win32", {"LOCALAPPDATA": "/local"}, "/local/deckpress"),
    ("win32", {}, "/home/me/AppData/Local/deckpress"),
    ("linux", {"DECKPRESS_CACHE": "/mine", "XDG_CACHE_HOME": "/x"}, "/mine"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="its paths look otherwise")
@pytest.mark.parametrize(("system", "settings", "found"), HOMES)
def test_the_folder_is_where_each_system_has_it(
    system: str, settings: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"HOME": "/home/me"} | settings)
    monkeypatch.setattr(sys, "platform", system)
    assert cache.folder() == Path(found)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no user without a home")
def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    kept = Cache("fit")
    kept.put("a", 1)
    kept.save()
    assert Cache("fit").get("a") is None
    assert not Path("~").exists()
