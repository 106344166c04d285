"""What the terminal says while a deck is watched, and that a fault of the builder doesn't end it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from deckpress.model import DeckProblems, Place, Problem
from deckpress.preview import drawings
from deckpress.typeset import Typesetter, draft
from deckpress.warmdeck import Asked, WarmDeck
from deckpress.watching import Watch
from tests.decks import tiny_deck

ROOT = Path(__file__).parent.parent
NONE: frozenset[Path] = frozenset()
FIRST, SECOND = Problem(Place("a.yaml", 1, 1), "mend a"), Problem(Place("b.yaml", 2, 1), "mend b")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watch(tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch) -> Watch:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    made = Watch(Asked(tiny_deck(tmp_path / "deck"), ROOT / "templates", ROOT / "styles"), said.append)
    made.watcher.stop()
    return made


def test_a_problem_is_said_once_and_its_end_too(
    watch: Watch, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    watch.tell([(FIRST, "card-1.1")])
    watch.tell([(FIRST, "card-1.1"), (SECOND, "")])
    watch.tell([(SECOND, "")])
    assert capsys.readouterr().err == "a.yaml:1:1: mend a\nb.yaml:2:1: mend b\n"
    assert said == []
    watch.tell([])
    watch.tell([])
    assert said == ["no problems left"]


def test_a_fault_of_the_builder_is_said_and_the_watch_goes_on(
    watch: Watch, said: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([ZeroDivisionError("oops"), DeckProblems([FIRST])])

    def broken(self: WarmDeck, files: object, say: object) -> bool:
        if fault := next(faults, None):
            raise fault
        self.tell([])
        return True

    monkeypatch.setattr(WarmDeck, "catch_up", broken)
    watch.board.left(7)
    watch.follow(NONE)
    heard = next(watch.board.listen())
    assert '"left": 0' in heard
    assert "a fault of the builder: ZeroDivisionError: oops" in heard
    assert "Traceback" in capsys.readouterr().err
    watch.follow(NONE)
    assert "mend a" in next(watch.board.listen())
    watch.follow(NONE)
    assert said == ["no problems left"]


def test_ctrl_c_is_no_fault(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: WarmDeck, files: object, say: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(WarmDeck, "catch_up", stopped)
    with pytest.raises(KeyboardInterrupt):
        watch.follow(NONE)


def test_the_page_speaks_the_language_of_the_deck_or_dutch(watch: Watch) -> None:
    assert watch.words()[0] == "nl"
    assert watch.words()[1]["preview_title"] == "Meekijken"


def test_it_ends_when_what_is_being_drawn_is_drawn(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing, drawn = threading.Event(), threading.Event()

    def slow(pdf: bytes, page: int, dpi: int) -> bytes:
        drawing.set()
        return str(drawn.wait(30)).encode()

    monkeypatch.setattr(drawings, "_draw", slow)
    watch.deck.drawings.put("a", draft(Typesetter("", []).lay_out("<p>Wat zie je?", "a page"), "a page"))
    with ThreadPoolExecutor() as requests:
        picture = requests.submit(watch.deck.drawings.picture, "a", 0, "small")
        assert drawing.wait(30)
        ending = requests.submit(watch.end)
        assert wait([ending], 0.2).not_done
        drawn.set()
        assert picture.result(30) == b"True" and ending.result(30) is None
    with pytest.raises(KeyError):
        watch.deck.drawings.picture("a", 0, "large")
