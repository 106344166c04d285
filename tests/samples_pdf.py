"""A small deck as a finished PDF, for the tests of preflight: sound, or with one fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pydyf
import qrcode
from pypdf import PdfWriter
from weasyprint import HTML, Document

from deckpress.model import Problem
from deckpress.preflight.finished import Expected, Finished, PageSide, open_finished
from deckpress.preflight.validator import failures

FONTS = Path(__file__).parent.parent / "styles" / "fonts"
TITLE = "Een verzonnen deck"
SITE = "https://deck.example.org/fiches/"
CARD_TITLE = "Een titel van een fiche"
QR_MM = 18

_STYLE = f"""
@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: 400;
  src: url({(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf").as_uri()}) }}
@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: 700;
  src: url({(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf").as_uri()}) }}
@page {{ size: 148mm 210mm; margin: 12mm }}
html {{ font: 10pt/1.4 "Atkinson Hyperlegible Next" }}
body {{ margin: 0 }}
section {{ break-after: page; position: relative; height: 185mm }}
section:last-child {{ break-after: auto }}
h1, h2, h3 {{ font-size: 14pt }}
.band {{ position: absolute; left: -12mm; right: -12mm; top: -12mm; height: 9mm; background: #9a3825 }}
.qr {{ position: absolute; right: 0; bottom: 0; width: {QR_MM}mm; height: {QR_MM}mm; padding: 3mm; background: #fff }}
svg {{ display: block; width: 100%; height: 100% }}
"""


def qr_svg(text: str) -> str:
    """`text` as the QR code of an inline SVG with a title, one path, no border of its own."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    modules = code.get_matrix()
    path = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(modules)
        for column, dark in enumerate(line)
        if dark
    )
    size = len(modules)
    return f'<svg viewBox="0 0 {size} {size}"><title>QR-code</title><path d="{path}"/></svg>'


def card_ids(parts: int, cards: int) -> list[str]:
    """The ids of a deck of `parts` parts with `cards` cards each."""
    return [f"{part}.{number}" for part in range(1, parts + 1) for number in range(1, cards + 1)]


def sample_html(parts: int = 1, cards: int = 1) -> str:
    """A cover, a page of manual, and per part a divider and its cards; each side one A5 page."""
    pages = [
        f"<section id='cover'><div class=band></div><h1>{TITLE}</h1><p>Voor wie begeleidt.</p></section>",
        _manual(card_ids(parts, cards)),
    ]
    for part in range(1, parts + 1):
        pages += _divider(part, cards)
        for number in range(1, cards + 1):
            pages += _card(f"{part}.{number}")
    return (
        f"<html lang=nl><head><title>{TITLE}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(pages)}</body></html>"
    )


def _manual(ids: list[str]) -> str:
    links = "".join(f"<li><a href='#card-{card_id}'>Fiche {card_id}</a></li>" for card_id in ids)
    site = "<p>Meer op <a href='https://example.org/'>de website</a>.</p>"
    return f"<section id='manual'><h2>Handleiding</h2><ul>{links}</ul>{site}</section>"


def _divider(part: int, cards: int) -> list[str]:
    links = "".join(f"<li><a href='#card-{part}.{n}'>Fiche {part}.{n}</a></li>" for n in range(1, cards + 1))
    return [
        f"<section id='part-{part}'><div class=band></div><h2>Luik {part}: onderwerp</h2><ul>{links}</ul></section>",
        f"<section><p>Luik {part}</p><p>Waarom dit luik er is, en hoe de fiches samenhangen.</p></section>",
    ]


def _card(card_id: str) -> list[str]:
    questions = "<li>Hoe gaat dat bij jullie, en wat zou een ouder daarvan merken?</li>" * 5
    tips = "<li>Maak er samen tijd voor, en kijk na een maand wat er veranderd is voor de kinderen.</li>" * 7
    qr = f"<div class=qr>{qr_svg(f'{SITE}#{card_id}')}</div>"
    return [
        f"<section id='card-{card_id}'><div class=band></div><h3>{card_id} {CARD_TITLE}</h3>"
        f"<blockquote><p>‘Ik had niet verwacht dat het zo zou lopen, maar het was fijn.’</p></blockquote>"
        f"<h4>Reflecteren</h4><ul>{questions}</ul></section>",
        f"<section><div class=band></div><p>{card_id} {CARD_TITLE}</p><h4>Inspireren</h4><ul>{tips}</ul>"
        f"<p>Lees ook <a href='https://example.org/lezen?fiche={card_id}'>een tekst over {card_id}</a> "
        f"en <a href='#manual'>de handleiding</a>.</p>{qr}</section>",
    ]


def describe_links(document: Document, _pdf: pydyf.PDF) -> None:
    """The finisher: a link is described by its own words."""
    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String("".join(box.element.itertext()))


def sample_pdf(html: str) -> bytes:
    """The HTML as PDF/UA-1."""
    pdf = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", finisher=describe_links)
    assert isinstance(pdf, bytes)
    return pdf


@cache
def good_pdf() -> bytes:
    """A sound deck of one part and one card: cover, manual, divider front and back, card front and back."""
    return sample_pdf(sample_html())


def sample_expected(parts: int = 1, cards: int = 1) -> Expected:
    """What preflight has to find in `sample_pdf(sample_html(parts, cards))`."""
    sides = [PageSide("cover", words=(TITLE,)), PageSide("manual", words=("Handleiding",))]
    for part in range(1, parts + 1):
        sides.append(PageSide("divider-front", str(part), words=(f"Luik {part}",), anchor=f"part-{part}"))
        sides.append(PageSide("divider-back", str(part), words=(f"Luik {part}",)))
        for number in range(1, cards + 1):
            card_id = f"{part}.{number}"
            sides.append(PageSide("card-front", card_id, words=(CARD_TITLE,), anchor=f"card-{card_id}"))
            sides.append(PageSide("card-back", card_id, qr=f"{SITE}#{card_id}", words=(CARD_TITLE,)))
    return Expected(sides=tuple(sides), title=TITLE, language="nl", anchors=("cover", "manual"))


def changed(change: Callable[[PdfWriter], object]) -> bytes:
    """The good PDF with `change` made in its objects."""
    writer = PdfWriter(clone_from=io.BytesIO(good_pdf()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def edited(old: str, new: str) -> bytes:
    """The good deck with `old` replaced by `new` in its HTML, set anew."""
    html = sample_html()
    assert old in html
    return sample_pdf(html.replace(old, new))


def opened(pdf: bytes | None = None, expected: Expected | None = None) -> Finished:
    """A PDF (the good one) as the checks get it."""
    data = good_pdf() if pdf is None else pdf
    return open_finished("deck.pdf", data, expected or sample_expected(), accessible=failures(data))


def messages(problems: list[Problem]) -> list[str]:
    """What the problems say, without the name of the file."""
    return [problem.message for problem in problems]
