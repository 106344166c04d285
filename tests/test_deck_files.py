"""The files beside the deck's PDF: its examples, each part, each card."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from deckpress import markup
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.model import Deck
from deckpress.preflight.seen import see_pages
from deckpress.words import Words
from tests import verapdf

ROOT = Path(__file__).parent.parent
WORDS = Words.from_labels(load_labels(ROOT / "templates", "nl"))
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("deck")]


@pytest.fixture(scope="session")
def deck() -> Deck:
    loaded = load(ROOT / "cards" / "nl")
    assert loaded.deck and not loaded.problems
    return loaded.deck


@pytest.fixture(scope="session")
def pdf(built: Path) -> Path:
    return built / "verbinden-met-ouders.pdf"


def said(text: str) -> str:
    """Words only, so that line ends, spaces and hyphens make no difference."""
    return re.sub(r"[\W_]+", "", text).lower()


def test_every_example_is_behind_the_cards_and_on_one_sheet(deck: Deck, pdf: Path) -> None:
    reader = pypdf.PdfReader(pdf)
    first = reader.get_destination_page_number(reader.named_destinations["examples"])
    behind = said("".join(page.text for page in see_pages(pdf.read_bytes())[first:]))
    for example in deck.examples:
        [sheet] = see_pages((pdf.parent / "examples" / f"{example.id}.pdf").read_bytes())
        for _, text in markup.plain_blocks(re.sub(r"^(@.*|!.*)$", "", example.body, flags=re.M), WORDS):
            assert said(text) in said(sheet.text) and said(text) in behind, f"{example.id}: {text}"


def test_cards_that_call_for_an_example_link_to_it(deck: Deck, pdf: Path) -> None:
    reader = pypdf.PdfReader(pdf)
    links = [link.get("/Dest") for page in reader.pages for link in page.annotations or ()]
    assert {f"example-{example.id}" for example in deck.examples} <= set(map(str, links))
    assert len(deck.examples) == 10


def test_each_card_and_part_is_a_file_with_its_pages(deck: Deck, pdf: Path) -> None:
    for part in deck.about.parts:
        reader = pypdf.PdfReader(pdf.parent / "parts" / f"{part.number}.pdf", strict=True)
        assert len(reader.pages) == 2 + 2 * len(deck.cards_of(part.number))
    for card in deck.cards:
        front, back = see_pages((pdf.parent / "cards" / f"{card.id}.pdf").read_bytes())
        assert said(card.quote.text) in said(front.text)
        assert [code.text for code in back.codes] == [f"{deck.about.site_url}#{card.id}"]
        reader = pypdf.PdfReader(pdf.parent / "cards" / f"{card.id}.pdf")
        links = [
            link["/A"]["/URI"] for page in reader.pages for link in page.annotations or () if "/A" in link
        ]
        assert all("://" in link for link in links)


@pytest.mark.verapdf
def test_verapdf_finds_no_fault(pdf: Path) -> None:
    files = [pdf, *sorted(pdf.parent.glob("*/*.pdf"))]
    reports = verapdf.validate(files, "ua1")
    assert len(reports) == 1 + 10 + 28 + 6
    assert [path.name for path, report in reports.items() if not report.compliant or report.failures] == []
