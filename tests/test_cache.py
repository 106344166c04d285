from __future__ import annotations

import os
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


@pytest.mark.parametrize("text", ["", "{", "[]", "nul", "\0"])
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


def test_no_draft_is_left_behind(home: Path) -> None:
    kept = Cache("fit")
    kept.put("a", 1)
    kept.save()
    assert os.listdir(home) == ["fit.json"]


def test_the_folder_follows_the_users_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DECKPRESS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache.folder() == tmp_path / "deckpress"
