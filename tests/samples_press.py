"""A small deck as a finished press file, for its tests: sound, or with one fault."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from deckpress.expect import expected
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.model import SideFit
from deckpress.preflight.press import PressExpected, check_press
from deckpress.press import Press
from deckpress.pressfile import VARIANTS, About, Order, write_press
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from deckpress.typeset import write_pdf
from tests.decks import tiny_deck

ROOT = Path(__file__).parent.parent
THEME = load_theme(ROOT / "styles")
PROFILE = THEME.folder / THEME.rules.icc_profile
ABOUT = About("Klein deck", "nl", "2026.1")
FITS = {f"1.{n}": (SideFit(11, 13, 5), SideFit(11, gap=3, lines=3)) for n in (1, 2)}  # near enough
X4 = Order()
CARDS = 6  # pages at the end of the deck: a divider and two cards


@cache
def small_screen() -> tuple[bytes, PressExpected]:
    """The small deck's screen PDF, and what a press file of all its pages has to be."""
    with tempfile.TemporaryDirectory() as name:
        folder, target = tiny_deck(Path(name) / "deck"), Path(name) / "klein.pdf"
        deck = load(folder).deck
        assert deck
        look = Look(THEME, load_labels(ROOT / "templates", "nl"), ROOT / "templates")
        renderer = Renderer(deck, look, folder)
        documents = list(Press(deck, renderer, ROOT / "styles", folder, lambda line: None).documents(FITS))
        write_pdf(documents, target)
        whole = expected(deck, renderer, len(documents[0].pages))
        wanted = PressExpected(whole.sides, whole.title, whole.language, profile=PROFILE)
        return target.read_bytes(), wanted


def pressed(
    source: bytes, pages: Sequence[int], order: Order = X4, about: About = ABOUT
) -> tuple[bytes, int]:
    """A press file of these pages, and how many pages it has."""
    with tempfile.TemporaryDirectory() as name:
        screen, target = Path(name) / "screen.pdf", Path(name) / "press.pdf"
        screen.write_bytes(source)
        count = write_press(screen, pages, target, THEME, about, order)
        return target.read_bytes(), count


@cache
def good_press(variant: str = "x-4", marks: bool = False) -> bytes:
    """The cards of the small deck, sound."""
    source, wanted = small_screen()
    first = len(wanted.sides) - CARDS
    return pressed(source, range(first, first + CARDS), Order(variant, marks))[0]


def press_expected(variant: str = "x-4", marks: bool = False) -> PressExpected:
    """What preflight has to find in `good_press(variant, marks)`."""
    whole = small_screen()[1]
    sides = whole.sides[-CARDS:]
    return PressExpected(
        sides,
        whole.title,
        whole.language,
        profile=PROFILE,
        x_version=VARIANTS[variant].x_version,
        marks=marks,
    )


def faults(change: Callable[[Pdf], object], variant: str = "x-4", marks: bool = False) -> list[str]:
    """What preflight says of the good press file with `change` made in its objects."""
    with pikepdf.open(io.BytesIO(good_press(variant, marks))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return judged(out.getvalue(), press_expected(variant, marks))


def judged(pdf: bytes, wanted: PressExpected) -> list[str]:
    """What preflight says of a press file."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "press.pdf"
        target.write_bytes(pdf)
        return [problem.message for problem in check_press(target, wanted)]


def paint(pdf: Pdf, operators: str, page: int = 2, **resources: Any) -> None:
    """Paint more on a page (from 0; 2 is the front of card 1.1), in pt from the trim's lower left corner.

    `resources`: as `XObject=Dictionary(...)`, added to those that the page has.
    """
    target: Any = pdf.pages[page].obj
    kept = Dictionary(target.Resources)
    for kind, entries in resources.items():
        there: Any = kept.get(f"/{kind}", Dictionary())
        kept[f"/{kind}"] = Dictionary(dict(there.items()) | dict(entries.items()))
    target.Resources = kept
    target.Contents = pdf.make_stream(target.Contents.read_bytes() + operators.encode())


def letters(pdf: Pdf, size: float, x: float, y: float, colour: str = "0 0 0 1 k", page: int = 2) -> None:
    """Write a letter of the page's own font, in pt."""
    stream = pikepdf.parse_content_stream(pdf.pages[page])
    used = next(each.operands[0] for each in stream if str(each.operator) == "Tf")
    glyph = next(bytes(each.operands[0][0]) for each in stream if str(each.operator) == "TJ")
    paint(pdf, f"\nBT {colour} {used} {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{glyph.hex()}> Tj ET", page)


def picture(pdf: Pdf, space: object, pixel: bytes, **entries: object) -> pikepdf.Stream:
    """A picture of one pixel."""
    stream = pdf.make_stream(pixel)
    stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, 1, 1
    stream.ColorSpace, stream.BitsPerComponent = space, 8
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def form(pdf: Pdf, operators: str, **entries: object) -> pikepdf.Stream:
    """A form as large as an A5 page."""
    stream = pdf.make_stream(operators.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 420, 596])
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream
