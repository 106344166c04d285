"""How long the pages of a deck take to lay out, in seconds, fit results known: by the builder, or by bare WeasyPrint.

usage: laying.py ours|bare DECK
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.pages import one_document, pages_of, press_of  # noqa: E402
from deckpress.press import Press  # noqa: E402
from deckpress.typeset import Typesetter  # noqa: E402


def ours(press: Press, pages: Sequence[str]) -> int:
    """Lay the pages out as a build does; how many there are."""
    typesetter = Typesetter(press.renderer.stylesheet, press.folders)
    return sum(len(typesetter.lay_out(html, "bench").pages) for html in pages)


def bare(press: Press, pages: Sequence[str]) -> int:
    """Lay the same pages out as one document, by WeasyPrint alone; how many there are."""
    html = one_document(pages)
    fonts = FontConfiguration()
    sheets = [CSS(string=press.renderer.stylesheet, font_config=fonts)]
    return len(HTML(string=html).render(stylesheets=sheets, font_config=fonts).pages)


def main() -> None:
    press = press_of(Path(sys.argv[2]))
    pages = pages_of(press).documents
    begin = time.perf_counter()
    count = {"ours": ours, "bare": bare}[sys.argv[1]](press, pages)
    print(f"{time.perf_counter() - begin:.3f} {count}")


if __name__ == "__main__":
    main()
