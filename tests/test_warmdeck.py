"""A deck kept laid out: what a change lays out again, in which order, and that it is what a build lays out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from deckpress.model import DeckProblems
from deckpress.press import Press
from deckpress.render import Look, Renderer
from deckpress.typeset import write_pdf
from tests.decks import replace_in, tiny_deck
from tests.warm import Shown, whole

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]
ALL = ["Handleiding", "Luik 1 · Eerste luik", "1.1 De eerste kaart", "1.2 De tweede kaart"]
LONG = "Welke woorden van het gezin en van het team hoorde je deze week, en wat deed je daarmee? "


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return Shown(tiny_deck(tmp_path / "deck"))


def test_all_is_laid_out_once(deck: Shown) -> None:
    assert deck.follow() == ALL
    assert deck.follow() == []
    assert deck.follow("1.1.yaml") == []  # saved, but the same


def test_only_what_changed_is_laid_out_again(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je nu?")
    front, back = deck.keys["card-1.1"]
    assert deck.follow("1.1.yaml") == ["1.1 De eerste kaart"]
    assert "Wat zie je nu?" in deck.words("card-1.1")
    assert deck.keys["card-1.1"][0] != front and deck.keys["card-1.1"][1] == back


def test_a_title_stands_on_its_divider_and_in_the_contents_too(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "1.2.yaml", "De tweede kaart", "Een andere naam")
    assert deck.follow("1.2.yaml") == ["1.2 Een andere naam", "Handleiding", "Luik 1 · Eerste luik"]


def test_what_is_looked_at_comes_after_what_was_saved(deck: Shown) -> None:
    deck.follow()
    deck.board.looking = "part-1"
    replace_in(deck.folder / "deck.yaml", "title: Klein deck", "title: Groot deck")
    replace_in(deck.folder / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je nu?")
    assert deck.follow("deck.yaml", "1.2.yaml") == [ALL[3], ALL[1], ALL[0], ALL[2]]


def test_a_longer_manual_moves_the_page_numbers_of_all(deck: Shown) -> None:
    deck.follow()
    before = deck._start
    replace_in(deck.folder / "manual.md", "@glossary", f"@glossary\n\n{LONG * 60}")
    assert sorted(deck.follow("manual.md")) == sorted(ALL)
    assert deck._start > before
    assert deck.words("part-1").split("2026.1 ")[1].startswith(str(deck._start))


def test_page_numbers_are_right_where_a_card_was_laid_out_before_the_manual(deck: Shown) -> None:
    deck.follow()
    deck.board.looking = "card-1.2"
    replace_in(deck.folder / "manual.md", "@glossary", f"@glossary\n\n{LONG * 60}")
    replace_in(deck.folder / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je nu?")
    assert deck.follow()[:2] == ["1.2 De tweede kaart", "Handleiding"]
    assert same_as_a_build(deck)


def test_a_picture_is_laid_out_again_where_it_stands(deck: Shown) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path fill="{}" d="M0 0h40v40H0z"/></svg>'
    (deck.folder / "images").mkdir()
    (deck.folder / "images" / "plaat.svg").write_text(svg.format("#f00"), encoding="utf-8")
    replace_in(deck.folder / "manual.md", "@parts", "![Een vlak](images/plaat.svg)\n\n@parts")
    deck.follow()
    (deck.folder / "images" / "plaat.svg").write_text(svg.format("#0f0"), encoding="utf-8")
    assert deck.follow("images/plaat.svg") == ["Handleiding"]
    assert same_as_a_build(deck)


def test_a_card_that_is_too_long_keeps_its_last_sides(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "1.1.yaml", "  - Wat zie je?", "\n".join(f"  - {LONG}" for _ in range(60)))
    assert deck.follow("1.1.yaml") == []
    leaf = deck.board.leaf("card-1.1")
    assert leaf and leaf.stale and "Wat zie je?" in deck.words("card-1.1")
    [(problem, name)] = deck.problems
    assert name == "card-1.1" and "card 1.1, front: too long by" in problem.message


def test_a_card_that_needs_small_type_makes_the_others_smaller(deck: Shown) -> None:
    deck.follow()
    questions = "\n".join(f"  - {LONG}" for _ in range(26))
    replace_in(deck.folder / "1.1.yaml", "  - Wat zie je?", questions)
    laid = deck.follow("1.1.yaml")
    assert laid[0] == "1.1 De eerste kaart" and "1.2 De tweede kaart" in laid
    assert same_as_a_build(deck)


def test_a_page_is_what_a_build_makes_of_it(deck: Shown) -> None:
    deck.follow()
    assert same_as_a_build(deck)
    replace_in(deck.folder / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je nu van wie?")
    replace_in(deck.folder / "manual.md", "Voor wie wil proberen.", "Voor jou.")
    deck.follow("1.2.yaml", "manual.md")
    assert same_as_a_build(deck)


def same_as_a_build(deck: Shown) -> bool:
    """Whether every page that is shown is to the pixel the page that a build makes, with a press of its own."""
    assert deck.press and deck.theme
    look = Look(deck.theme, deck.press.renderer.look.labels, deck.templates)
    renderer = Renderer(deck.press.deck, look, deck.folder)
    press = Press(deck.press.deck, renderer, deck.styles, deck.folder, lambda line: None)
    target = deck.folder.parent / "all.pdf"
    write_pdf(list(press.documents(press.fits())), target)
    keys = [key for name in ("manual", "part-1", "card-1.1", "card-1.2") for key in deck.keys[name]]
    shown = [page for key in keys for page in pages_of(deck.drawings._files[key])]
    built = list(pages_of(target.read_bytes()))
    assert len(shown) == len(built) >= 8
    return shown == built and whole(deck) == target.read_bytes()


def pages_of(pdf: bytes) -> Iterator[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=1.5, draw_annots=False).to_pil().tobytes()


def test_a_broken_card_keeps_its_last_good_sides_and_the_others_go_on(deck: Shown) -> None:
    deck.follow()
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je <b>nu?")
    replace_in(deck.folder / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je nu?")
    assert deck.follow("1.1.yaml", "1.2.yaml") == ["1.2 De tweede kaart"]
    assert "Wat zie je?" in deck.words("card-1.1")
    first, second = deck.board.leaf("card-1.1"), deck.board.leaf("card-1.2")
    assert first and first.stale and second and not second.stale
    assert [leaf for _, leaf in deck.problems] == ["card-1.1"]
    tiny_deck(deck.folder)
    assert deck.follow("1.1.yaml", "1.2.yaml") == ["1.2 De tweede kaart"]
    first = deck.board.leaf("card-1.1")
    assert first and not first.stale and deck.problems == []


def test_a_deck_that_starts_broken_shows_what_is_sound(deck: Shown) -> None:
    replace_in(deck.folder / "1.1.yaml", "Wat zie je?", "Wat zie je <b>nu?")
    assert deck.follow() == [ALL[0], ALL[1], ALL[3]]
    tiny_deck(deck.folder)
    assert deck.follow("1.1.yaml") == [ALL[2]]


def test_where_there_is_no_deck_at_all_everything_stays(deck: Shown) -> None:
    deck.follow()
    (deck.folder / "deck.yaml").rename(deck.folder / "away")
    with pytest.raises(DeckProblems, match=r"there is no deck\.yaml in this folder"):
        deck.follow("deck.yaml")
    assert "Wat zie je?" in deck.words("card-1.1")
    (deck.folder / "away").rename(deck.folder / "deck.yaml")
    assert deck.follow("deck.yaml") == []


def test_what_is_saved_meanwhile_comes_first_and_nothing_is_laid_out_twice(deck: Shown) -> None:
    deck.left = 1
    assert deck.follow() == ["Handleiding"]
    replace_in(deck.folder / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je nu?")
    assert deck.follow("1.2.yaml") == ["1.2 De tweede kaart"]
    deck.left = 100
    assert deck.follow() == ["Luik 1 · Eerste luik", "1.1 De eerste kaart"]


def test_what_is_no_longer_shown_is_not_kept(deck: Shown) -> None:
    deck.follow()
    for number in range(5):
        replace_in(deck.folder / "1.1.yaml", "title: De eerste kaart", "title: De eerste kaart x")
        deck.follow("1.1.yaml")
        assert len(deck.drawings._files) == 7, number
    (deck.folder / "1.2.yaml").unlink()
    tiny = (deck.folder / "1.1.yaml").read_text(encoding="utf-8").replace("Fiche 1.2 en ", "")
    (deck.folder / "1.1.yaml").write_text(tiny, encoding="utf-8")
    replace_in(deck.folder / "deck.yaml", " Zie Fiche 1.2.", "")
    deck.follow("1.2.yaml", "1.1.yaml", "deck.yaml")
    assert deck.problems == [] and deck.keys.keys() == {"manual", "part-1", "card-1.1"}
    assert len(deck.drawings._files) == 5
