"""The whole deck laid out by two: the same pages as by one, in the deck's order."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import halves
from deckpress.packing import unpacked
from deckpress.painted import PaintedPage
from deckpress.typeset import pdf_of
from tests.decks import larger_deck
from tests.presses import a_press

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of seven cards and an example."""
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return larger_deck(tmp_path / "deck", 7)


def test_the_fits_are_the_same_and_all_is_known_then(folder: Path) -> None:
    press = a_press(folder)
    assert not any(map(press.is_known, press.things))
    found, (front, folios) = halves.fitted(press, press.front_matter)
    assert found == a_press(folder).fits() and len(found) == 7
    assert folios == a_press(folder).front_matter()[1] and len(front.pages) == folios["part-1"] - 1
    assert all(map(press.is_known, press.things))


def test_what_the_other_found_out_is_not_laid_out_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = a_press(folder)
    others = a_press(folder)
    told = halves._fitted(others, others.things)
    press.kept.update(told[0])
    press.heights.tables.update(told[1])
    monkeypatch.setattr(type(press.measurer), "heights", None)  # to be called
    assert len(press.fits()) == 7


@pytest.mark.parametrize("unknown_fonts", [False, True])
def test_the_pages_are_the_same(folder: Path, unknown_fonts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    press, kept = a_press(folder), []
    if unknown_fonts:
        monkeypatch.setattr(halves, "unpacked", lambda packed, like, fonts: unpacked(packed, like, {}))
    fits, (front, folios) = press.fits(), press.front_matter()
    layouts = dict(enumerate(press.layouts(fits, front, folios)))
    made = halves.painted(press, layouts, lambda layout, document: kept.append(layout.name))
    assert [made[at].pages[0].anchors.keys() for at in (0, 1)] != [set(), set()]
    assert set(kept) == {"part 1", "examples"}
    assert all(isinstance(page, PaintedPage) for each in made.values() for page in each.pages)
    whole = list(press.documents(fits))
    assert pdf_of([front, made[0], made[1]], "halves") == pdf_of(whole, "whole")


def test_of_nothing_nothing_is_made(folder: Path) -> None:
    assert halves.painted(a_press(folder), {}, lambda layout, document: None) == {}


@pytest.mark.parametrize(
    ("sizes", "halves_"),
    [
        ((), ([], [])),
        ((5,), ([0], [])),
        ((1, 1), ([0], [1])),
        ((9, 5, 4, 1), ([0, 3], [1, 2])),
        ((1, 9, 2, 3), ([1], [3, 2, 0])),
    ],
)
def test_halves_are_about_as_large(sizes: tuple[int, ...], halves_: tuple[list[int], list[int]]) -> None:
    assert halves.halved(sizes) == halves_
