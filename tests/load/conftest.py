"""The small deck, in a current directory of its own, so that messages name its files as `deck/…`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import tiny_deck


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tiny_deck(Path("deck"))
