"""Makes the pictures of README and docs from what a build makes: `make pictures`."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from deckpress import system  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
NAME = "verbinden-met-ouders"
DPI, SMALL = 100, 50
SHOWN = {"cover": 0, "card-front": "card-3.2", "divider": "part-4"}
# Of each file for printers, the pages that are shown side by side, from 0.
PRINTED = {"a4-duplex": (2, 3), "a4-fold": (1,), "a4-large": (19,), "manual-booklet": (0,)}


def page_of(reader: PdfReader, name: str | int) -> int:
    """The page, from 0, of a destination; a number is a page."""
    if isinstance(name, int):
        return name
    number = reader.get_destination_page_number(reader.named_destinations[name])
    assert number is not None
    return number


def picture(pdf: Path, pages: Sequence[int], name: str, dpi: int) -> None:
    """Some pages side by side, each with a thin frame so that its edges show on white; few colours make it small."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = [document[page].render(scale=dpi / 72).to_pil().convert("RGB") for page in pages]
    framed = [ImageOps.expand(page, border=1, fill="#c7c7c7") for page in drawn]
    gap = dpi // 8
    width = sum(page.width for page in framed) + gap * (len(framed) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in framed)), "white")
    left = 0
    for page in framed:
        whole.paste(page, (left, 0))
        left += page.width + gap
    whole.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def build(*words: str) -> None:
    """Run a command of the builder. Raises CalledProcessError."""
    subprocess.run([sys.executable, str(ROOT / "build.py"), *words], cwd=ROOT, check=True)


def site(page: Path) -> None:
    """The site on a desk, with the list of cards, and on a phone, with a card."""
    from playwright.sync_api import sync_playwright

    shots = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system.chromium(), args=["--no-sandbox"])
        for width, anchor in ((1000, ""), (390, "#3.2")):
            opened = browser.new_page(viewport={"width": width, "height": 844})
            opened.goto(page.as_uri() + anchor)
            shots.append(Image.open(io.BytesIO(opened.screenshot())).convert("RGB"))
        browser.close()
    framed = [ImageOps.expand(shot, border=1, fill="#c7c7c7") for shot in shots]
    whole = Image.new("RGB", (sum(shot.width for shot in framed) + 24, framed[0].height), "white")
    whole.paste(framed[0], (0, 0))
    whole.paste(framed[1], (framed[0].width + 24, 0))
    whole.quantize(64).save(PICTURES / "site.png", optimize=True)


def main() -> None:
    output = ROOT / "output"
    screen = output / f"{NAME}.pdf"
    pages = {name: page_of(PdfReader(screen), target) for name, target in SHOWN.items()}
    pages["card-back"] = pages["card-front"] + 1
    for name, page in pages.items():
        picture(screen, [page], name, DPI)
    for name, shown in PRINTED.items():
        picture(output / f"{NAME}-{name}.pdf", shown, name, SMALL)
    site(output / "site" / "index.html")
    with tempfile.TemporaryDirectory() as folder:
        build("--quiet", "--only", "press", "--marks", "--out", folder)
        picture(Path(folder) / f"{NAME}-press.pdf", (2, 3), "press", SMALL)
        build("calibrate", "--out", folder)
        picture(Path(folder) / "calibration.pdf", (0,), "calibration", SMALL)


if __name__ == "__main__":
    main()
