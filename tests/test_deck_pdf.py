"""The deck in cards/nl, built by the command that users type, and judged by programs from outside."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image

from deckpress import markup
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.model import Card, Deck
from deckpress.preflight.seen import SeenPage, see_pages
from deckpress.theme import load_theme
from deckpress.units import pt_to_mm
from deckpress.words import Words

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("deck")]
RULES = load_theme(ROOT / "styles").rules
WORDS = Words.from_labels(load_labels(ROOT / "templates", "nl"))


@pytest.fixture(scope="session")
def out(built: Path) -> Path:
    return built


@pytest.fixture(scope="session")
def pdf(out: Path) -> Path:
    return out / "verbinden-met-ouders.pdf"


@pytest.fixture(scope="session")
def deck() -> Deck:
    loaded = load(ROOT / "cards" / "nl")
    assert loaded.deck and not loaded.problems
    return loaded.deck


@pytest.fixture(scope="session")
def seen(pdf: Path) -> tuple[SeenPage, ...]:
    return see_pages(pdf.read_bytes())


def sides(deck: Deck) -> Iterator[tuple[str, object]]:
    """The kinds of pages after the manual, in the order that they must have."""
    for part in deck.about.parts:
        yield "divider", part
        yield "divider", part
        for card in deck.cards_of(part.number):
            yield "front", card
            yield "back", card


@pytest.fixture(scope="session")
def manual(pdf: Path) -> int:
    """How many pages cover and manual take: as many as stand before the first divider."""
    reader = pypdf.PdfReader(pdf)
    destination = reader.named_destinations["part-1"]
    number = reader.get_destination_page_number(destination)
    assert number
    return number


def pages_of_cards(deck: Deck, seen: tuple[SeenPage, ...], manual: int) -> list[tuple[str, object, SeenPage]]:
    return [(kind, thing, seen[manual + at]) for at, (kind, thing) in enumerate(sides(deck))]


def said(text: str) -> str:
    """Words only, so that line ends, spaces and hyphens make no difference."""
    return re.sub(r"[\W_]+", "", text).lower()


def texts(card: Card, side: str) -> list[str]:
    if side == "front":
        lead = [card.reflect.lead] if card.reflect.lead else []
        return [card.title, card.quote.text, card.quote.speaker, *lead, *card.reflect.questions]
    return [text for item in (*card.inspire, *card.tools) for text in (item.text, *item.items)]


def test_the_file_is_small_and_every_page_is_a5(pdf: Path) -> None:
    assert pdf.stat().st_size < 2_000_000
    for page in pypdf.PdfReader(pdf, strict=True).pages:
        assert pt_to_mm(float(page.mediabox.width)) == pytest.approx(148, abs=0.05)
        assert pt_to_mm(float(page.mediabox.height)) == pytest.approx(210, abs=0.05)


def test_every_word_of_every_card_is_on_its_own_side_in_order(
    deck: Deck, seen: tuple[SeenPage, ...], manual: int
) -> None:
    for kind, thing, page in pages_of_cards(deck, seen, manual):
        if isinstance(thing, Card):
            rest = said(page.text)
            for text in texts(thing, kind):
                words = said(markup.plain(text, WORDS))
                assert words in rest, f"card {thing.id} {kind}: {text}"
                rest = rest[rest.index(words) + len(words) :]


def test_every_section_term_and_divider_is_in_the_pdf(deck: Deck, seen: tuple[SeenPage, ...]) -> None:
    foot = f"{deck.about.title} · editie {deck.about.edition}"
    everything = said("".join(re.sub(rf"{re.escape(foot)}\s+\d+", "", page.text) for page in seen))
    wanted = [section.title for section in deck.manual] + [term.meaning for term in deck.glossary]
    wanted += [
        text for part in deck.about.parts for text in (part.title, part.line, *part.purpose, *part.together)
    ]
    assert [text for text in wanted if said(markup.plain(text, WORDS)) not in everything] == []


def test_fronts_are_on_odd_pages_and_backs_follow(manual: int) -> None:
    assert manual % 2 == 0


def test_every_side_is_set_in_10_points_or_more_and_within_the_spread(out: Path) -> None:
    cards = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["cards"].values()
    sizes = [size for card in cards for size in (card["front"], card["back"])]
    assert len(sizes) == 56
    assert min(sizes) >= 10
    assert max(sizes) - min(sizes) <= RULES.type.spread


def test_no_text_touches_the_band_the_tab_or_the_edge(
    deck: Deck, seen: tuple[SeenPage, ...], manual: int
) -> None:
    """Words in the band stay in it; all others stay 1 mm off it, off the tab's strip, and 5 mm off the trim."""
    page = RULES.page
    for kind, thing, found in pages_of_cards(deck, seen, manual):
        if kind == "divider":
            continue
        for run in found.runs:
            left, right = pt_to_mm(run.left), pt_to_mm(run.right)
            top, bottom = page.height - pt_to_mm(run.top), page.height - pt_to_mm(run.bottom)
            where = f"card {thing.id} {kind}: {run.text!r}"  # type: ignore[attr-defined]
            assert left >= page.safe and page.width - right >= page.safe, where
            assert top >= page.safe and page.height - bottom >= page.safe, where
            in_band = bottom <= page.band - 1
            assert in_band or top >= page.band + 1, where
            tab_free = (
                right <= page.width - page.tab_width - 1 if kind == "front" else left >= page.tab_width + 1
            )
            assert in_band or tab_free, where


@pytest.mark.tools
def test_every_qr_code_reads_back_from_a_150_dpi_picture(
    deck: Deck, pdf: Path, manual: int, tmp_path: Path
) -> None:
    subprocess.run(["pdftoppm", "-r", "150", "-gray", str(pdf), str(tmp_path / "page")], check=True)
    pictures = sorted(tmp_path.glob("page-*.pgm"))
    found = [[code.text for code in zxingcpp.read_barcodes(Image.open(path))] for path in pictures]
    wanted = [[f"{deck.about.site_url}#{t.id}"] if k == "back" else [] for k, t in sides(deck)]  # type: ignore[attr-defined]
    assert found[manual : manual + len(wanted)] == wanted
    assert not any(found[:manual] + found[manual + len(wanted) :])


@pytest.mark.tools
@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--check", "{}"],
        ["pdftoppm", "-r", "20", "{}", "{}.ppm"],
        ["mutool", "draw", "-r", "20", "-o", "{}.%d.png", "{}"],
    ],
    ids=["qpdf", "poppler", "mupdf"],
)
def test_other_programs_read_it_without_a_warning(pdf: Path, command: list[str]) -> None:
    done = subprocess.run([part.format(pdf) for part in command], capture_output=True, text=True, check=True)
    # Debian's MuPDF says of itself, whatever it opens, that it was built without colour profiles.
    complaints = [
        line for line in done.stderr.splitlines() if line != "warning: ICC support is not available"
    ]
    assert [line for line in complaints if not line.startswith("page ")] == []


def test_links_say_their_own_words_and_lead_somewhere(pdf: Path) -> None:
    reader = pypdf.PdfReader(pdf, strict=True)
    links = [link for page in reader.pages for link in page.annotations or ()]
    assert len(links) > 200
    for link in links:
        words, target = str(link["/Contents"]), str(link.get("/Dest") or link["/A"]["/URI"])
        assert words and words != target and not words.startswith("http")
        assert (
            target in reader.named_destinations
            or target.startswith("https://")
            or target.startswith("http://")
        )


def test_bookmarks_name_every_section_part_and_card(deck: Deck, pdf: Path) -> None:
    def titles(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            yield from titles(entry) if isinstance(entry, list) else [str(entry.title)]  # type: ignore[attr-defined]

    found = [" ".join(title.split()) for title in titles(list(pypdf.PdfReader(pdf).outline))]
    for wanted in [section.title for section in (*deck.manual, *deck.examples)] + [
        f"{card.id} {markup.plain(card.title, WORDS)}" for card in deck.cards
    ]:
        assert " ".join(wanted.split()) in found


def test_somebody_else_s_build_elsewhere_with_nothing_kept_gives_the_same_bytes(
    built: Path, tmp_path: Path
) -> None:
    """Another place, user, home, language and time zone, other rights of new files, another order of sets."""
    home = tmp_path / "bij één ander"
    for name in ("deckpress", "templates", "styles", "requirements", "cards/nl"):
        shutil.copytree(ROOT / name, home / "bouw" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "build.py", home / "bouw" / "build.py")
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith(("LC_", "DECKPRESS"))
    }
    environment |= {"HOME": str(home), "USER": "iemand", "LOGNAME": "iemand", "LANG": "tr_TR.UTF-8"}
    environment |= {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, "build.py", "--quiet", "--out", "elders"]
    subprocess.run(command, cwd=home / "bouw", env=environment, check=True, umask=0o077)
    made = contents(home / "bouw" / "elders")
    assert len(made) > 50 and made == contents(built)


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file that a build made, by its name, its manifest's too."""
    names = [*json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"], "manifest.json"]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
