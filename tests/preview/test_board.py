"""What an open page hears: all that there is, then what changes, and the end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deckpress.model import Place, Problem
from deckpress.preview import board
from deckpress.preview.board import Board, Leaf, Side

CARD = Leaf("1.1 Eerste", "card", (Side("/sides/a/0", "woorden"),))


def test_a_page_that_comes_late_hears_all() -> None:
    shown = Board()
    shown.order(["card-1.1", "card-1.2"])
    shown.show("card-1.1", CARD)
    shown.complain([(Problem(Place("deck/1.2.yaml", 3, 1), "mend it"), "card-1.2")])
    shown.left(1)
    assert json.loads(next(shown.listen())) == {
        "order": ["card-1.1", "card-1.2"],
        "leaves": {
            "card-1.1": {
                "title": "1.1 Eerste",
                "kind": "card",
                "sides": [{"picture": "/sides/a/0", "words": "woorden"}],
                "stale": False,
            }
        },
        "problems": [{"place": "deck/1.2.yaml:3:1", "message": "mend it", "leaf": "card-1.2"}],
        "left": 1,
    }


def test_every_page_hears_each_change_once() -> None:
    shown = Board()
    pages = [shown.listen(), shown.listen()]
    for page in pages:
        next(page)
    shown.order(["card-1.1"])
    shown.order(["card-1.1"])
    shown.show("card-1.1", CARD)
    shown.show("card-1.1", CARD)
    shown.complain([])
    shown.left(2)
    shown.close()
    for page in pages:
        heard = [json.loads(text) for text in page if text]
        assert [list(news) for news in heard] == [["order"], ["leaves"], ["left"]]


def test_pages_turn_to_a_leaf_whose_file_was_saved() -> None:
    def heard(*, changed: bool) -> dict[str, Any]:
        shown = Board()
        page = shown.listen()
        next(page)
        shown.show("card-1.1", CARD, changed)
        found: dict[str, Any] = json.loads(next(page))
        return found

    assert heard(changed=True)["changed"] == "card-1.1"
    assert "changed" not in heard(changed=False)


def test_a_leaf_that_is_no_more_is_forgotten() -> None:
    shown = Board()
    shown.show("card-1.1", CARD)
    shown.order(["card-1.2"])
    assert shown.leaf("card-1.1") is None
    assert json.loads(next(shown.listen()))["leaves"] == {}


def test_a_page_that_goes_away_is_noticed_by_a_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "HEARTBEAT", 0.01)
    shown = Board()
    page = shown.listen()
    next(page)
    assert next(page) == ""
    assert len(shown._pages) == 1
    page.close()  # type: ignore[attr-defined]  # a generator
    assert not shown._pages
