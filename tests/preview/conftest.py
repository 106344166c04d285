"""The preview of a small deck, watched by the command itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.decks import tiny_deck
from tests.preview.watched import Watched


@pytest.fixture
def home(tmp_path: Path) -> Path:
    tiny_deck(tmp_path / "deck")
    return tmp_path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all, so that the same card is fitted once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def watch(home: Path, cache: Path) -> Iterator[Callable[..., Watched]]:
    """Starts the command; what still runs at the end is ended."""
    started: list[Watched] = []

    def start(*words: str, builder: Path | None = None) -> Watched:
        given = {"builder": builder} if builder else {}
        started.append(Watched(home, cache, *(words or ("--port", "0")), **given))
        return started[-1]

    yield start
    for one in started:
        one.kill()
