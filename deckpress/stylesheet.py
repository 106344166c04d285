"""The theme and a deck's parts → what the CSS templates are filled with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deckpress import svg
from deckpress.model import Part
from deckpress.svg import Paint
from deckpress.theme import Theme


def css_values(theme: Theme, paint: Paint, parts: Sequence[Part]) -> dict[str, Any]:
    """Fonts, colours, and the kinds of pages with their art, by the names that the templates know."""
    rules, count = theme.rules, len(parts)
    return {
        "page": rules.page,
        "type": rules.type,
        "fonts": [
            {"weight": f.weight, "url": (theme.folder / f.file).resolve().as_uri()} for f in rules.fonts
        ],
        "colours": {name: paint(name) for name in theme.palette},
        "cover": svg.data_uri(svg.cover_art(theme, count, paint)),
        "parts": [
            {"number": part.number, "look": theme.look(index), "pages": _pages(theme, paint, index, count)}
            for index, part in enumerate(parts, start=1)
        ],
    }


def _pages(theme: Theme, paint: Paint, index: int, count: int) -> list[tuple[str, str, float, float]]:
    """Each kind of page of a part (by its place in the deck): its name, art, and left and right margin in mm."""
    page = theme.rules.page
    kinds = [("", svg.side_art), ("divider-", svg.divider_art)]
    return [
        (
            f"{kind}{side}",
            svg.data_uri(draw(theme, index, count, side == "front", paint)),
            *((page.left, page.right) if side == "front" else (page.right, page.left)),
        )
        for kind, draw in kinds
        for side in ("front", "back")
    ]
