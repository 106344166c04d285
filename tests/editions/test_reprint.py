"""A reprint in every form of print: exactly what changed, each back on its front, and first what to do with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from deckpress.duplex import FLIPS, Flip, axis_of
from deckpress.folded import SPREAD
from deckpress.layouts import load_layout
from deckpress.preflight.seen import SeenPage, see_pages
from deckpress.slots import Box, slots_of
from deckpress.theme import load_theme
from deckpress.units import mm_to_pt
from tests import verapdf
from tests.decks import replace_in
from tests.editions.decks import ADDED, CHANGED, WITHDRAWN, card, next_edition, six_cards
from tests.paper import through_the_paper

ROOT = Path(__file__).parent.parent.parent
PAGE = load_theme(ROOT / "styles").rules.page
STEM = "herdruk-2025.2"
DPI = 150
CARDS = sorted((*CHANGED, ADDED))
TITLES = {"1.1": "De eerste kaart", "1.3": "De kaart koala", "1.5": "De kaart otter", "2.1": "De kaart mol"}
SWAP, DIVIDER = "Van editie 2025.2 naar editie 2026.1", "Waarom dit luik er is."
FRONTS = [SWAP, *(f"{card} {TITLES[card]}" for card in CARDS), DIVIDER]  # of the paper, in order
BACKS = ["", *CARDS, ""]  # what their QR codes say
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("editions")]


def typed(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words, "--deck", "deck"],
        cwd=home,
        env=os.environ | {"DECKPRESS_CACHE": str(home / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a deck was released, changed and printed again in every form, and built whole."""
    home = tmp_path_factory.mktemp("home")
    deck = six_cards(home / "deck")
    typed(home, "release", "2025.2")
    next_edition(deck)
    for flip in FLIPS:
        typed(home, "reprint", "--since", "2025.2", "--flip", flip, "--out", flip)
    typed(home, "build", "--only", "screen")
    return home


@pytest.fixture(scope="module")
def out(home: Path) -> Path:
    return home / "long-edge" / STEM


def pages(file: Path) -> tuple[SeenPage, ...]:
    return see_pages(file.read_bytes())


def front_on(text: str) -> str:
    """Which of the fronts has this text; "" where none has, or more than one. Cards are named on the first and last."""
    said = plain(text)
    found = [front for front in FRONTS if front in said]
    listed = [front for front in (SWAP, DIVIDER) if front in found]
    found = listed or found
    return found[0] if len(found) == 1 else ""


def plain(text: str) -> str:
    return " ".join(text.split())


def code_on(page: SeenPage) -> str:
    return page.codes[0].text.split("#")[1] if page.codes else ""


@pytest.mark.parametrize("name", ["", "-press", "-a4-large"])
def test_each_page_for_itself_has_exactly_these_cards_in_order(out: Path, name: str) -> None:
    seen = pages(out / f"{STEM}{name}.pdf")
    assert [front_on(page.text) for page in seen[::2]] == FRONTS
    assert [code_on(page) for page in seen[1::2]] == BACKS


@pytest.mark.parametrize("flip", FLIPS)
def test_on_sheets_for_two_sides_each_back_lies_behind_its_front(home: Path, flip: Flip) -> None:
    layout = load_layout(ROOT / "styles" / "sheets", "a4-2up", PAGE)
    sheets = pypdfium2.PdfDocument((home / flip / STEM / f"{STEM}-a4-duplex.pdf").read_bytes())
    slots = [slot.trim for slot in slots_of(layout, PAGE)]
    axis = axis_of(flip, layout.width, layout.height)
    found = []
    for at in range(0, len(sheets), 2):
        behind = through_the_paper(picture(sheets[at + 1]), axis)
        fronts = [front_on(words_in(sheets[at], slot, layout.height)) for slot in slots]
        found.append(list(zip(fronts, (code_in(behind, slot) for slot in slots), strict=True)))
    # Cut and stacked: the left stack, then the right one. No slot of a sheet is empty.
    stacked = [sheet[place] for place in range(layout.places) for sheet in found]
    assert stacked == list(zip(FRONTS, BACKS, strict=True))


def test_to_fold_each_front_has_its_back_beside_it(out: Path) -> None:
    sheets = pypdfium2.PdfDocument((out / f"{STEM}-a4-fold.pdf").read_bytes())
    left, right = (slot.trim for slot in slots_of(SPREAD, PAGE))
    found = [
        (front_on(words_in(sheet, left, SPREAD.height)), code_in(picture(sheet), right)) for sheet in sheets
    ]
    assert found == list(zip(FRONTS, BACKS, strict=True))


def words_in(page: pypdfium2.PdfPage, box: Box, height: float) -> str:
    left, right = mm_to_pt(box.x), mm_to_pt(box.x + box.width)
    top, bottom = mm_to_pt(height - box.y), mm_to_pt(height - box.y - box.height)
    return str(page.get_textpage().get_text_bounded(left, bottom, right, top))


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    found: Image.Image = page.render(scale=DPI / 72, grayscale=True).to_pil()
    return found


def code_in(side: Image.Image, box: Box) -> str:
    crop = [round(mm / 25.4 * DPI) for mm in (box.x, box.y, box.x + box.width, box.y + box.height)]
    read = zxingcpp.read_barcodes(side.crop((crop[0], crop[1], crop[2], crop[3])))
    return read[0].text.split("#")[1] if read else ""


def test_the_first_page_says_what_to_do_with_each(out: Path) -> None:
    said = plain(pages(out / f"{STEM}.pdf")[0].text)
    heads = ["Haal eruit", "Wissel om", "Steek erbij", "Nieuwe bladen"]
    steps = {head: said[said.index(head) : said.index(after)] for head, after in pairwise(heads)}
    assert f"Fiche {WITHDRAWN} De kaart lynx" in steps["Haal eruit"]
    assert [f"Fiche {card} {TITLES[card]}" in steps["Wissel om"] for card in CHANGED] == [True] * 3
    assert "Tussenblad Luik 1 Eerste luik (lijst van fiches)" in steps["Wissel om"]
    assert f"Fiche {ADDED} {TITLES[ADDED]}" in steps["Steek erbij"]
    assert [said.count(f"Fiche {card} ") for card in ("1.2", "2.2")] == [0, 0]
    assert [step.count("Fiche ") for step in steps.values()] == [1, 3, 1]
    assert "Fiches: 6. Tussenbladen: 2." in said and "Fiches: 4. Tussenbladen: 1." in said


def test_a_card_of_a_reprint_is_the_card_of_the_whole_deck(home: Path, out: Path) -> None:
    """In its words, where they stand, and its page number."""
    whole = {side[0].text: side for side in _sides(pages(home / "output" / "klein.pdf"))}
    for front, back in list(_sides(pages(out / f"{STEM}.pdf")))[1:]:
        same = whole[front.text]
        assert [(run.text, run.left, run.top) for page in same for run in page.runs] == [
            (run.text, run.left, run.top) for page in (front, back) for run in page.runs
        ]


def _sides(seen: tuple[SeenPage, ...]) -> Iterator[tuple[SeenPage, SeenPage]]:
    yield from zip(seen[::2], seen[1::2], strict=True)


def test_its_links_lead_to_its_cards_or_to_the_site(out: Path) -> None:
    reader = pypdf.PdfReader(out / f"{STEM}.pdf")
    first = {str(link.get("/Dest")) for link in reader.pages[0].annotations or ()}
    assert first == {f"card-{card}" for card in CARDS} | {"part-1"}
    back = {
        link["/Contents"]: link["/A"]["/URI"] for link in reader.pages[3].annotations or () if "/A" in link
    }
    assert back["Fiche 1.2"] == "https://example.org/klein/#1.2"


@pytest.mark.verapdf
def test_it_is_accessible(out: Path) -> None:
    files = [out / f"{STEM}.pdf", out / f"{STEM}-a4-large.pdf"]
    reports = verapdf.validate(files, "ua1")
    assert [path.name for path, report in reports.items() if not report.compliant or report.failures] == []


def test_the_order_for_a_print_shop_counts_the_first_page_too(out: Path) -> None:
    ticket = (out / f"{STEM}-press.txt").read_text(encoding="utf-8")
    assert "6 losse kaarten" in ticket and "editie 2026.1" in ticket and "HANDLEIDING" not in ticket


def test_cards_that_only_moved_are_printed_under_their_new_number(tmp_path: Path) -> None:
    deck = six_cards(tmp_path / "deck")
    typed(tmp_path, "release", "2025.2")
    replace_in(deck / "deck.yaml", "2025.2", "2026.1")
    (deck / "2.2.yaml").unlink()
    card(deck, "2.5", "noordkaper")
    done = typed(tmp_path, "reprint", "--since", "2025.2", "--only", "screen")
    assert "to print: 2 cards and dividers; 0 withdrawn" in done.stdout
    seen = pages(tmp_path / "output" / STEM / f"{STEM}.pdf")
    assert len(seen) == 2 + 2 * 2 and code_on(seen[3]) == "2.5"
    assert "Fiche 2.5 De kaart noordkaper (vroeger Fiche 2.2)" in " ".join(
        seen[0].text.replace("\xa0", " ").split()
    )


def test_where_nothing_is_to_be_printed_the_page_is_there_all_the_same(tmp_path: Path) -> None:
    """The manual has changed, and the only card of a part went with the part."""
    deck = six_cards(tmp_path / "deck")
    typed(tmp_path, "release", "2025.2")
    for name in ("2.1.yaml", "2.2.yaml"):
        (deck / name).unlink()
    text = (deck / "deck.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - number: 2"), text.index("themes:\n")
    (deck / "deck.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    replace_in(deck / "manual.md", "wil proberen", "durft")
    done = typed(tmp_path, "reprint", "--since", "2025.2")
    assert "to print: 0 cards and dividers; 3 withdrawn" in done.stdout
    seen = pages(tmp_path / "output" / STEM / f"{STEM}-press.pdf")
    said = plain(seen[0].text)
    assert len(seen) == 2 and "Tussenblad Luik 2 Tweede luik" in said
    assert "Ook veranderd" in said and "Handleiding Klein deck (veranderd)" in said


def test_a_title_of_an_old_edition_is_no_markup(tmp_path: Path) -> None:
    deck = six_cards(tmp_path / "deck")
    replace_in(deck / "1.4.yaml", "De kaart lynx", r"De \<b>vette\</b> kaart")
    typed(tmp_path, "release", "2025.2")
    (deck / "1.4.yaml").unlink()
    typed(tmp_path, "reprint", "--since", "2025.2", "--only", "screen")
    seen = pages(tmp_path / "output" / STEM / f"{STEM}.pdf")
    assert "De <b>vette</b> kaart" in seen[0].text
