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

from deckpress import pipeline  # noqa: E402
from deckpress.press import Press  # noqa: E402
from deckpress.render import Look, Renderer  # noqa: E402
from deckpress.theme import load_theme  # noqa: E402


def press_of(folder: Path) -> Press:
    """The deck, ready to be laid out."""
    request = pipeline.Request(folder, None, ROOT / "templates", ROOT / "styles")
    theme = load_theme(request.styles)
    deck, labels = pipeline.read_deck(request, theme)
    renderer = Renderer(deck, Look(theme, labels, request.templates), folder)
    return Press(deck, renderer, request.styles, folder, lambda line: None)


def one_document(press: Press) -> str:
    """All the deck's pages as one HTML document, with just the sizes and numbers that the builder found."""
    fits, (_, folios) = press.fits(), press.front_matter()
    pages = [press.renderer.manual(folios, notes=False)]
    for part in press.deck.about.parts:
        pages.append(press.renderer.divider(part, folios[f"part-{part.number}"]))
        for card in press.deck.cards_of(part.number):
            pages.append(press.renderer.card(card, *fits[card.id], folios[f"card-{card.id}"]))
    bodies = [page.split("<body>")[1].split("</body>")[0] for page in pages]
    return pages[0].split("<body>")[0] + "<body>" + "".join(bodies) + "</body></html>"


def ours(press: Press) -> int:
    """Lay the deck out as a build does; the number of pages."""
    return sum(len(document.pages) for document in press.documents(press.fits()))


def bare(html: str, stylesheet: str) -> int:
    """Lay the same pages out as one document, with nothing kept; the number of pages."""
    fonts = FontConfiguration()
    document = HTML(string=html).render(
        stylesheets=[CSS(string=stylesheet, font_config=fonts)], font_config=fonts
    )
    return len(document.pages)


def main() -> None:
    press = press_of(Path(sys.argv[2]))
    press.fits()
    press.kept.save()
    html = one_document(press)
    fresh = press_of(Path(sys.argv[2]))
    begin = time.perf_counter()
    pages = ours(fresh) if sys.argv[1] == "ours" else bare(html, press.renderer.stylesheet)
    print(f"{time.perf_counter() - begin:.3f} {pages}")


if __name__ == "__main__":
    main()
