"""Chosen cards: their cover and list, their order, their links, and the sheets to talk about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from deckpress import pipeline, selection
from deckpress.model import DeckProblems
from deckpress.options import OF_SELECTION, Choice, stem_of
from deckpress.preflight.seen import see_pages
from deckpress.reading import Request
from deckpress.select import SelectionError
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
SITE = "https://example.org/klein/"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pipeline")]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DECKPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    deck = tiny_deck(tmp_path / "deck")
    choice = Choice(select="1.2, 1.1", name="Avond Gent")
    return Request(
        deck, tmp_path / "out", ROOT / "templates", ROOT / "styles", outputs=OF_SELECTION, choice=choice
    )


def built(request: Request) -> Path:
    pipeline.build(request, lambda line: None)
    assert request.out
    return request.out


def test_a_selection_has_a_cover_a_list_and_its_cards_in_order(request_: Request) -> None:
    pages = see_pages((built(request_) / "avond-gent.pdf").read_bytes())
    assert len(pages) == 2 + 2 * 2
    assert "Avond Gent" in pages[0].text and "Klein deck" in pages[0].text
    listed = pages[1].text
    assert listed.index("1.2 De tweede kaart") < listed.index("1.1 De eerste kaart")
    assert [code.text for code in pages[1].codes] == [f"{SITE}#kaarten=1.2,1.1"]
    assert "De tweede kaart" in pages[2].text and "De eerste kaart" in pages[4].text


def test_links_to_what_was_not_chosen_lead_to_the_site(request_: Request) -> None:
    replace_in(request_.deck / "1.1.yaml", "- Doe iets.", "- Zie Fiche 1.2 en Luik 1.")
    alone = replace(request_, choice=Choice(select="1.1"))
    reader = pypdf.PdfReader(built(alone) / "selectie.pdf")
    links = {
        link["/Contents"]: link["/A"]["/URI"] for link in reader.pages[3].annotations or () if "/A" in link
    }
    assert links["Fiche 1.2"] == f"{SITE}#1.2"
    assert links["Luik 1"] == f"{SITE}#luik-1"


def test_every_output_is_made_and_the_cover_is_a_card_among_them(request_: Request) -> None:
    out = built(request_)
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    kinds = ("-a4-duplex.pdf", "-a4-fold.pdf", "-a4-large.pdf", "-press.pdf", "-press.txt", ".pdf")
    assert names == [*(f"avond-gent{kind}" for kind in kinds), "manifest.json"]
    pages = {name: len(pypdf.PdfReader(out / name).pages) for name in names if name.endswith(".pdf")}
    assert pages["avond-gent-press.pdf"] == 6 and pages["avond-gent-a4-fold.pdf"] == 3
    assert pages["avond-gent-a4-duplex.pdf"] == 4
    ticket = (out / "avond-gent-press.txt").read_text(encoding="utf-8")
    assert "HANDLEIDING" not in ticket and "3 losse kaarten" in ticket


def test_a_handout_holds_every_question(request_: Request) -> None:
    asked = replace(request_, outputs=("screen",), choice=request_.choice._replace(handout=True))
    text = "".join(page.text for page in see_pages((built(asked) / "avond-gent-handout.pdf").read_bytes()))
    assert text.index("Denk even terug.") < text.index("Wat zie je?")
    whole = replace(request_, outputs=("screen",), choice=Choice(handout=True))
    assert (built(whole) / "klein-handout.pdf").exists()


def test_a_card_in_a_selection_is_set_as_in_the_deck(request_: Request) -> None:
    alone = built(replace(request_, choice=Choice(select="1.1")))
    whole = built(replace(request_, choice=Choice(), outputs=("cards",)))
    [front, _] = see_pages((whole / "cards" / "1.1.pdf").read_bytes())
    chosen = see_pages((alone / "selectie.pdf").read_bytes())[2]
    assert [(run.text, run.left, run.top) for run in front.runs if "Wat zie je" in run.text] == [
        (run.text, run.left, run.top) for run in chosen.runs if "Wat zie je" in run.text
    ]


def test_a_wrong_choice_is_told_before_anything_is_laid_out(request_: Request) -> None:
    with pytest.raises(SelectionError, match=r"there is no card `1\.9`"):
        built(replace(request_, choice=Choice(select="1.9")))
    with pytest.raises(SelectionError, match="can't draw 3 of 2"):
        built(replace(request_, choice=Choice(random=3)))
    assert request_.out and not request_.out.exists()


def test_a_card_that_takes_more_pages_is_a_problem(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "numbers", lambda document: {})
    with pytest.raises(DeckProblems, match="don't take two pages each"):
        built(request_)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Avond Gent", "avond-gent"),
        (None, "selectie"),
        ("Één / ../x", "een-x"),
        ("…", "selectie"),
        ("x" * 99, "x" * 60),
    ],
)
def test_what_files_are_called(name: str | None, stem: str) -> None:
    assert stem_of(name) == stem
