"""The decks beside cards/nl are whole translations of it, and a deck's language is that of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest

from deckpress import cli
from deckpress.load import load
from deckpress.preflight.seen import see_pages
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
TRANSLATIONS = sorted(file.parent for file in (ROOT / "cards").glob("*/translated.yaml"))


def test_the_english_deck_is_one_of_them() -> None:
    assert ROOT / "cards" / "en" in TRANSLATIONS


@pytest.mark.parametrize("folder", TRANSLATIONS, ids=lambda folder: folder.name)
def test_nothing_is_missing_stale_or_too_much(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--translations", "--deck", str(folder), "--source", str(ROOT / "cards" / "nl")]
    assert cli.main(words) == 0, capsys.readouterr().err
    assert "complete and up to date: 28 cards" in capsys.readouterr().out


@pytest.mark.parametrize("folder", TRANSLATIONS, ids=lambda folder: folder.name)
def test_it_is_in_its_own_language_and_has_files_of_its_own(folder: Path) -> None:
    deck, dutch = load(folder).deck, load(ROOT / "cards" / "nl").deck
    assert deck and dutch
    assert deck.about.language == folder.name
    assert deck.about.slug != dutch.about.slug and deck.about.site_url != dutch.about.site_url


@pytest.mark.slow
def test_a_french_deck_has_french_signs_and_says_that_it_is_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    deck = tiny_deck(Path("deck"))
    replace_in(deck / "deck.yaml", "language: nl", "language: fr")
    for file in deck.iterdir():
        text = file.read_text(encoding="utf-8").replace("Fiche 1.2 en Luik 1", "Fiche 1.2 et Volet 1")
        file.write_text(text, encoding="utf-8")
    replace_in(deck / "1.1.yaml", "  - Wat zie je?", '  - >-\n    Que vois-tu ? Et quoi: "rien" !')
    assert cli.main(["--deck", "deck", "--only", "screen", "--quiet"]) == 0
    reader = pypdf.PdfReader("output/klein.pdf")
    assert str(reader.root_object["/Lang"]) == "fr"
    pages = see_pages(Path("output/klein.pdf").read_bytes())
    text = " ".join(" ".join(page.text for page in pages).split())
    assert "Que vois-tu ? Et quoi : « rien » !" in text
    assert "« Zo zei iemand het. »" in text
    assert "Volet 1 : Eerste luik" in text
    assert "Qu’est-ce qui peut vous aider ?" in text
    names = {str(font["/BaseFont"]) for page in reader.pages for font in fonts(page)}
    assert names and all("Atkinson" in name for name in names)


def fonts(page: pypdf.PageObject) -> list[Any]:
    """The fonts of a page."""
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources.get("/Font", {}).values()]
