"""The example documents of a deck: behind its cards, and each as a sheet of A4 by itself."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import Document

from deckpress.model import DeckProblems, Problem, Section
from deckpress.press import Press

SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0)  # pt, of a sheet's type
LINES = (11.0, 10.0, 9.0, 8.0)  # mm between writing lines; a sheet's spare room goes to them


def sheets(press: Press) -> Iterator[tuple[Section, Document]]:
    """Each example as one sheet. Raises DeckProblems for those that are longer at the smallest size."""
    problems: list[Problem] = []
    for example in press.deck.examples:
        document = sheet(press, example)
        if document is None:
            place = press.deck.places.at("example", example.id)
            message = (
                f"too long for one sheet of A4 at {SIZES[-1]:g} pt: shorten it, or ask for fewer `@lines`"
            )
            problems.append(Problem(place, message))
        elif not problems:
            yield example, document
    if problems:
        raise DeckProblems(problems)


def sheet(press: Press, example: Section) -> Document | None:
    """An example in the largest type at which it is one page, then with the most room to write; None where none is."""
    key = press.key("sheet", press.renderer.stylesheet, press.renderer.example(example, 0, 0))
    kept = press.kept.get(key)
    for size, line in [kept] if kept else [(size, line) for size in SIZES for line in LINES]:
        html = press.renderer.example(example, size, line)
        document = press.typesetter.lay_out(html, f"examples/{example.id}.md")
        if len(document.pages) == 1:
            press.kept.put(key, [size, line])
            return document
    return None
