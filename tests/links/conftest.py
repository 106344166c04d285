"""What the tests of links share: a site, and the port at which it is served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deckpress import cli, linkcheck
from deckpress.links.asking import Means
from tests.decks import replace_in, tiny_deck
from tests.links.means import means
from tests.links.server import Site, answer, serving

Run = Callable[..., int]


@pytest.fixture(autouse=True)
def own_loop() -> Iterator[None]:
    """Whatever browser is open: it takes this thread for its own event loop, and there can't be another beside it."""
    others = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(others)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def at(site: Site) -> Iterator[str]:
    """Where the site is, as a name."""
    with serving(site) as port:
        yield f"http://huis.test:{port}"


@pytest.fixture
def deck(tmp_path: Path, at: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small deck with its site and its book at the server; the working folder is the one around it."""
    monkeypatch.chdir(tmp_path)
    folder = tiny_deck(tmp_path / "deck")
    replace_in(folder / "deck.yaml", "https://example.org/klein/", f"{at}/klein/")
    replace_in(folder / "resources.yaml", "https://example.org/boek", f"{at}/boek")
    site.acts["/klein/"] = site.acts["/boek"] = [answer()]
    return folder


@pytest.fixture
def run(deck: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with other means where the test has some."""

    def command(*words: str, with_: Means | None = None) -> int:
        monkeypatch.setattr(linkcheck, "usual_means", lambda: with_ or means())
        return cli.main(["check", "--links", "--deck", "deck", *words])

    return command
