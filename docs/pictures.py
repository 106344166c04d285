"""Makes the README's pictures from the deck that was built: `make pictures`."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
PDF = ROOT / "output" / "verbinden-met-ouders.pdf"
DPI = 100
SHOWN = {"cover": 0, "card-front": "card-3.2", "divider": "part-4"}


def page_of(reader: PdfReader, name: str | int) -> int:
    """The page, from 0, of a destination; a number is a page."""
    if isinstance(name, int):
        return name
    number = reader.get_destination_page_number(reader.named_destinations[name])
    assert number is not None
    return number


def picture(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
    """A page with a thin frame, so that its edges show on white; few colours make it small."""
    drawn = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
    return ImageOps.expand(drawn, border=1, fill="#c7c7c7").quantize(64)


def main() -> None:
    reader, document = PdfReader(PDF), pypdfium2.PdfDocument(PDF)
    pages = {name: page_of(reader, target) for name, target in SHOWN.items()}
    pages["card-back"] = pages["card-front"] + 1
    for name, page in pages.items():
        picture(document, page).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
