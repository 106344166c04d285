"""A deck kept laid out: what stands isn't looked at again; the whole of it is had as one PDF, or waited for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deckpress.model import Card
from deckpress.press import Press
from tests.decks import replace_in, tiny_deck
from tests.warm import ROOT, Shown, whole

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return Shown(tiny_deck(tmp_path / "deck"))


def test_the_whole_deck_is_had_when_all_of_it_is_sound(deck: Shown) -> None:
    deck.follow()
    first = deck.whole.pdf(0)
    assert first
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je? [x](card:9.9)")
    deck.follow("1.1.yaml")
    assert deck.problems and deck.whole.pdf(0) is None
    replace_in(deck.folder / "1.1.yaml", " [x](card:9.9)", "")
    deck.follow("1.1.yaml")
    assert deck.whole.pdf(0) is not None and deck.whole.pdf(0).tag == first.tag  # type: ignore[union-attr]


def test_who_asks_for_the_whole_deck_waits_for_what_is_being_laid_out(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je nu?")
    deck.left = 0  # something else was saved meanwhile
    deck.follow("1.1.yaml")
    with pytest.raises(TimeoutError):
        deck.whole.pdf(0.01)
    deck.left = 100
    deck.follow("1.1.yaml")
    assert b"%PDF-" in whole(deck)[:10]


def test_a_card_that_stands_is_not_even_rendered(deck: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    deck.follow()
    looked: list[str] = []
    find = deck.agreement.find

    def noted(press: Press, card: Card) -> list[float]:
        looked.append(card.id)
        return find(press, card)

    monkeypatch.setattr(deck.agreement, "find", noted)
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je nu?")
    deck.follow("1.1.yaml")
    assert looked == ["1.1"]
    replace_in(deck.folder / "1.1.yaml", "De eerste kaart", "De eerste")  # others may name it
    deck.follow("1.1.yaml")
    assert looked == ["1.1", "1.1", "1.2"]


def test_a_template_or_style_that_changed_lays_out_what_stood(deck: Shown, tmp_path: Path) -> None:
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    deck.templates, deck.styles = tmp_path / "templates", tmp_path / "styles"
    deck.follow()
    replace_in(
        tmp_path / "templates" / "blocks.html.j2",
        "card.title | inline | unbroken_tail }}",
        "card.title | inline | unbroken_tail }}!",
    )
    assert {"1.1 De eerste kaart", "1.2 De tweede kaart"} <= set(deck.follow())
    assert "De tweede kaart!" in deck.words("card-1.2")
    replace_in(tmp_path / "styles" / "deck.css", "line-height: 1.36", "line-height: 1.37")
    assert {"1.1 De eerste kaart", "1.2 De tweede kaart"} <= set(deck.follow())


def test_a_card_that_could_not_be_shown_for_a_while_is_sound_again(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "deck.yaml", "slug: klein", "sluk: klein")
    deck.follow("deck.yaml")
    assert deck.board.leaf("card-1.2").stale  # type: ignore[union-attr]
    replace_in(deck.folder / "deck.yaml", "sluk: klein", "slug: klein")
    deck.follow("deck.yaml")
    assert not deck.board.leaf("card-1.2").stale and not deck.problems  # type: ignore[union-attr]
