"""Makes the pictures of README and docs from what a build makes: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
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


def main() -> None:
    output = ROOT / "output"
    screen = output / f"{NAME}.pdf"
    pages = {name: page_of(PdfReader(screen), target) for name, target in SHOWN.items()}
    pages["card-back"] = pages["card-front"] + 1
    for name, page in pages.items():
        picture(screen, [page], name, DPI)
    for name, shown in PRINTED.items():
        picture(output / f"{NAME}-{name}.pdf", shown, name, SMALL)
    with tempfile.TemporaryDirectory() as folder:
        build("--quiet", "--only", "press", "--marks", "--out", folder)
        picture(Path(folder) / f"{NAME}-press.pdf", (2, 3), "press", SMALL)
        build("calibrate", "--out", folder)
        picture(Path(folder) / "calibration.pdf", (0,), "calibration", SMALL)


if __name__ == "__main__":
    main()
