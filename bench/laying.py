"""How long the pages of a deck take to lay out, in seconds, fit results known: by the builder, or by bare WeasyPrint.

usage: laying.py ours|bare DECK
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from deckpress.press import Press  # noqa: E402
from deckpress.reading import Request, read_deck  # noqa: E402
from deckpress.render import Look, Renderer  # noqa: E402
from deckpress.theme import load_theme  # noqa: E402
from deckpress.typeset import Typesetter  # noqa: E402


def press_of(folder: Path) -> Press:
    """The deck, ready to be laid out."""
    request = Request(folder, None, ROOT / "templates", ROOT / "styles")
    theme = load_theme(request.styles)
    deck, labels = read_deck(request, theme)
    renderer = Renderer(deck, Look(theme, labels, request.templates), folder)
    return Press(deck, renderer, request.styles, folder, lambda line: None)


def pages_of(press: Press) -> list[str]:
    """The HTML of the deck's pages, a document for the manual and one for each part, as a build renders it."""
    fits, (_, folios) = press.fits(), press.front_matter()
    dividers = press.dividers()
    parts = [press.renderer.part(p, fits, dividers[p.number], folios) for p in press.deck.about.parts]
    return [press.renderer.manual(folios, notes=False), *parts]


def ours(press: Press, pages: list[str]) -> int:
    """Lay the pages out as a build does; how many there are."""
    typesetter = Typesetter(press.renderer.stylesheet, [ROOT])
    return sum(len(typesetter.lay_out(html, "bench").pages) for html in pages)


def bare(press: Press, pages: list[str]) -> int:
    """Lay the same pages out as one document, by WeasyPrint alone; how many there are."""
    bodies = [page.split("<body>")[1].split("</body>")[0] for page in pages]
    html = pages[0].split("<body>")[0] + "<body>" + "".join(bodies) + "</body></html>"
    fonts = FontConfiguration()
    sheets = [CSS(string=press.renderer.stylesheet, font_config=fonts)]
    return len(HTML(string=html).render(stylesheets=sheets, font_config=fonts).pages)


def main() -> None:
    press = press_of(Path(sys.argv[2]))
    pages = pages_of(press)
    press.kept.save()
    begin = time.perf_counter()
    count = {"ours": ours, "bare": bare}[sys.argv[1]](press, pages)
    print(f"{time.perf_counter() - begin:.3f} {count}")


if __name__ == "__main__":
    main()
