"""The example documents of a deck: behind its cards, and each as a sheet of A4 by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from weasyprint import Document

from deckpress.fit import largest
from deckpress.model import DeckProblems, Problem, Section
from deckpress.press import Press

SIZES = (10.0, 10.5, 11.0, 11.5, 12.0, 12.5)  # pt, of a sheet's type
LINES = (8.0, 9.0, 10.0, 11.0)  # mm between writing lines; a sheet's spare room goes to them


def sheets(press: Press) -> Iterator[tuple[Section, Document]]:
    """Each example as one sheet. Raises DeckProblems for those that are longer at the smallest size."""
    problems: list[Problem] = []
    for example in press.deck.examples:
        document = sheet(press, example)
        if document is None:
            place = press.deck.places.at("example", example.id)
            message = (
                f"too long for one sheet of A4 at {SIZES[0]:g} pt: shorten it, or ask for fewer `@lines`"
            )
            problems.append(Problem(place, message))
        elif not problems:
            yield example, document
    if problems:
        raise DeckProblems(problems)


def sheet(press: Press, example: Section) -> Document | None:
    """An example in the largest type at which it is one page, then with the most room to write; None where none is."""
    key = press.key("sheet", press.renderer.stylesheet, press.renderer.example(example, 0, 0))

    @cache
    def laid(size: float, line: float) -> Document:
        html = press.renderer.example(example, size, line)
        return press.typesetter.lay_out(html, f"examples/{example.id}.md")

    def fits(size: float, line: float) -> bool:
        return len(laid(size, line).pages) == 1

    kept = press.kept.get(key)
    found = kept if kept and fits(*kept) else roomiest(fits)
    if found is None:
        return None
    press.kept.put(key, list(found))
    return laid(*found)


def roomiest(fits: Callable[[float, float], bool]) -> tuple[float, float] | None:
    """The largest type size in pt at which a sheet fits, and then the most mm between its lines; None where none does.

    What fits is taken to fit with smaller type and less between lines too.
    """
    size = largest(SIZES, lambda size: fits(size, LINES[0]), SIZES[3])
    line = largest(LINES, lambda line: fits(size, line), LINES[1]) if size else None
    return (size, line) if size and line else None
