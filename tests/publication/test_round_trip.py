"""What a deck says comes back whole from its printed form and from its own PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.model import Deck
from deckpress.publication.reading import Import, import_publication
from tests.decks import replace_in, tiny_deck
from tests.publication.plain import ROOT, rows
from tests.publication.printing import FORMS, Form, printed

# The dictionary takes seconds to read, so one worker takes all that read it.
pytestmark = [pytest.mark.slow, pytest.mark.spelling, pytest.mark.xdist_group("spelling")]


def brought_back(source: Path, to: Path, strict: bool = True) -> Deck:
    import_publication(Import(source, to, strict=strict), lambda line: None)
    loaded = load(to)
    assert loaded.deck and not loaded.problems
    return loaded.deck


@pytest.fixture(scope="module")
def whole() -> Deck:
    deck = load(ROOT / "cards" / "nl").deck
    assert deck
    return deck


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_the_shipped_deck_comes_back_from_its_printed_form(whole: Deck, form: Form, tmp_path: Path) -> None:
    source = tmp_path / "gedrukt.txt"
    source.write_bytes(b"\xef\xbb\xbf" + printed(whole, form))
    back = brought_back(source, tmp_path / "deck")
    assert rows(back) == rows(whole)
    assert [part.title for part in back.about.parts] == [part.title for part in whole.about.parts]


def test_the_dictionary_changes_nothing_in_whole_words(whole: Deck, tmp_path: Path) -> None:
    source = tmp_path / "gedrukt.txt"
    source.write_bytes(printed(whole))
    assert rows(brought_back(source, tmp_path / "deck", strict=False)) == rows(whole)


def test_cards_out_of_order_and_one_more_are_read(tmp_path: Path) -> None:
    deck = load(tiny_deck(tmp_path / "klein")).deck
    assert deck
    text = printed(deck).decode()
    first, second = text.index("\n1.1\n"), text.index("\n1.2\n")
    swapped = (
        text[:first] + text[second:] + text[first:second] + "\n" + text[first:second].replace("1.1", "1.7")
    )
    source = tmp_path / "gedrukt.txt"
    source.write_text(swapped, encoding="utf-8")
    back = rows(brought_back(source, tmp_path / "deck"))
    assert list(back) == ["1.1", "1.2", "1.7"]
    assert {key: back[key] for key in ("1.1", "1.2")} == rows(deck)
    assert back["1.7"] == back["1.1"]


@pytest.mark.parametrize("kind", ["shipped", "imported"])
def test_a_deck_comes_back_from_its_own_pdf(kind: str, whole: Deck, built: Path, tmp_path: Path) -> None:
    if kind == "shipped":
        deck, pdf = whole, built / "verbinden-met-ouders.pdf"
    else:
        folder = tiny_deck(tmp_path / "klein")
        replace_in(
            folder / "1.1.yaml",
            "- Doe iets.",
            "- Doe iets, en nog iets; lees op je gemak wat er staat.",
        )
        (tmp_path / "gedrukt.txt").write_bytes(printed(_loaded(folder)))
        deck, pdf = (
            brought_back(tmp_path / "gedrukt.txt", tmp_path / "een"),
            _built(tmp_path / "een", tmp_path / "out"),
        )
    assert rows(brought_back(pdf, tmp_path / "deck")) == rows(deck)


def _loaded(folder: Path) -> Deck:
    deck = load(folder).deck
    assert deck
    return deck


def _built(folder: Path, out: Path) -> Path:
    from deckpress import pipeline
    from deckpress.reading import Request

    request = Request(folder, out, ROOT / "templates", ROOT / "styles", outputs=("screen",))
    pipeline.build(request, lambda line: None)
    [pdf] = out.glob("*.pdf")
    return pdf
