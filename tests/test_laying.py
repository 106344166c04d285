"""The whole deck laid out: only what wasn't before, and the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import laying
from deckpress.packing import OtherFont
from deckpress.painted import PaintedPage
from deckpress.typeset import pdf_of
from tests.decks import larger_deck, replace_in
from tests.presses import a_press, laid_out_names

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of three cards and an example."""
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return larger_deck(tmp_path / "deck", 3)


def made_of(folder: Path) -> bytes:
    """The deck laid out, and what is known then kept."""
    press = a_press(folder)
    _, made = laying.laid_out(press)
    press.kept.save()
    return pdf_of(made, "the deck")


def test_the_pages_are_the_same(folder: Path) -> None:
    found, made = laying.laid_out(a_press(folder))
    assert len(made) == 3 and all(isinstance(page, PaintedPage) for each in made for page in each.pages)
    assert found == a_press(folder).fits()
    assert pdf_of(made, "made") == pdf_of(list(a_press(folder).documents(found)), "whole")


def test_what_was_laid_out_before_is_not_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made_of(folder)
    names = laid_out_names(monkeypatch)
    assert made_of(folder) == first
    assert names == ["part 1"]  # to have all fonts


CHANGED = {
    "part 1": ("1.2.yaml", "Wat hoorde je?", "Wat zag je?"),
    "manual.md": ("manual.md", "Voor wie wil proberen.", "Voor wie wil."),
    "examples": ("examples/boek.md", "Een zin.", "Twee zinnen."),
}
# What is laid out again for a font that what changed doesn't show.
LACKING = {"manual.md": ["part 1"], "examples": ["part 1"]}


@pytest.mark.parametrize("name", CHANGED)
def test_only_what_changed_is(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of(folder)
    file, old, new = CHANGED[name]
    replace_in(folder / file, old, new)
    press = a_press(folder)
    press.fits()
    press.front_matter()  # where its contents look for pages
    press.kept.save()
    names = laid_out_names(monkeypatch)
    made = made_of(folder)
    assert names == [name, *LACKING.get(name, ())]
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "another"))
    assert made_of(folder) == made and len(names) > 3


def test_in_other_fonts_all_is_laid_out_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made_of(folder)

    def other(*given: object) -> None:
        raise OtherFont

    names = laid_out_names(monkeypatch)
    monkeypatch.setattr(laying, "unpacked", other)
    assert made_of(folder) == first
    assert names == ["part 1", "manual.md", "part 1", "examples"]
