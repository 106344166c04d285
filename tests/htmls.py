"""HTML as a browser reads it, for tests of what the templates make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]

from deckpress.labels import load_labels
from deckpress.model import Deck, SideFit
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme

ROOT = Path(__file__).parent.parent
LOOK = Look(load_theme(ROOT / "styles"), load_labels(ROOT / "templates", "nl"), ROOT / "templates")
FIT = (SideFit(11, 13, 2), SideFit(10.5, 0, 1, 3))


def renderer(deck: Deck, look: Look = LOOK) -> Renderer:
    return Renderer(deck, look, Path("/deck"))


def documents(deck: Deck, notes: bool = True) -> list[Element]:
    """Every document of the deck as a browser reads it: the manual, then the parts."""
    rendered, folios = renderer(deck), {f"part-{part.number}": 9 for part in deck.about.parts}
    folios |= {f"card-{card.id}": 11 for card in deck.cards}
    fits = {card.id: FIT for card in deck.cards}
    htmls = [
        rendered.manual(folios, notes),
        *(rendered.part(part, fits, FIT, folios) for part in deck.about.parts),
    ]
    return [parsed(html) for html in htmls]


def parsed(html: str) -> Element:
    """The document's root element, all names without their namespace."""
    root: Element = tinyhtml5.parse(html)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def words(element: Element) -> str:
    """All text of an element, spaces as one."""
    return " ".join("".join(element.itertext()).split())


def elements(root: Element, *names: str) -> list[Element]:
    """All elements with these names, or all elements, in the document's order."""
    return [element for element in root.iter() if not names or element.tag in names]


def within(root: Element, outer: str) -> Iterator[tuple[Element, Element]]:
    """Each element inside an element named `outer`, with that one."""
    for element in elements(root, outer):
        for inner in list(element.iter())[1:]:
            yield element, inner


def skeleton(root: Element, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """Every element's name in order, but for those left out: what a text must never change."""
    return [str(element.tag) for element in root.iter() if element.tag not in leave_out]
