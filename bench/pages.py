"""The HTML of a deck's pages, as a build renders it, for what lays it out without the builder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deckpress.model import SideFit
from deckpress.press import Press
from deckpress.reading import Request, read_deck
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme

ROOT = Path(__file__).parent.parent
Fits = tuple[SideFit, SideFit]


@dataclass(frozen=True)
class Pages:
    """How a deck is set, by card and by part; the pages of its contents, manual (with cover), and examples.

    `documents`: the HTML of the manual, of each part, and of the examples where there are any.
    """

    fits: dict[str, Fits]
    dividers: dict[int, Fits]
    notes: bool
    contents: int
    manual: int
    examples: int
    documents: tuple[str, ...]


def press_of(folder: Path) -> Press:
    """The deck, ready to be laid out."""
    request = Request(folder, None, ROOT / "templates", ROOT / "styles")
    theme = load_theme(request.styles)
    deck, labels = read_deck(request, theme)
    renderer = Renderer(deck, Look(theme, labels, request.templates), folder)
    return Press(deck, renderer, request.styles, folder, lambda line: None)


def pages_of(press: Press) -> Pages:
    """What the builder finds out before it lays a deck's pages out for good; kept for the next that asks."""
    fits, (front, folios), dividers = press.fits(), press.front_matter(), press.dividers()
    renderer, deck, count = press.renderer, press.deck, len(front.pages)
    bare = press.typesetter.lay_out(renderer.manual(folios, notes=False), "manual.md")
    notes = len(bare.pages) < count
    documents = [renderer.manual(folios, notes)]
    documents += [renderer.part(part, fits, dividers[part.number], folios) for part in deck.about.parts]
    last = press.last_before_examples(count)
    if deck.examples:
        documents.append(renderer.examples(last))
    examples = len(press.examples(last).pages) if deck.examples else 0
    press.kept.save()
    first = folios[deck.manual[0].id]  # behind cover and contents
    return Pages(fits, dividers, notes, first - 2, count - first + 1, examples, tuple(documents))


def body(document: str) -> str:
    """What a document shows."""
    return document.partition("<body>")[2].partition("</body>")[0]


def one_document(documents: Sequence[str], head: str = "") -> str:
    """Documents as one, with the first one's head and what is added to it."""
    begin = documents[0].split("</head>")[0]
    return f"{begin}{head}</head>\n<body>{''.join(map(body, documents))}</body>\n</html>\n"
