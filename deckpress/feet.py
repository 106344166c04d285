"""The foot of pages that are laid out already, changed without laying them out anew.

What stands in a page's margin moves nothing else on it, so a page with another foot is the same page with another box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from weasyprint import Document
from weasyprint.document import Page

FOOT = "@bottom-left"
Spot = tuple[float, float]  # where a foot begins, in px from the page's top left corner


def with_feet(pages: Sequence[Page], feet: Document) -> list[Page]:
    """The pages with the foot of the page of `feet` whose foot begins at the same place; without one it stays away.

    Raises KeyError where `feet` has none for a page.
    """
    boxes = {_spot(box): box for page in feet.pages for box in _feet(page)}
    return [_with_foot(page, boxes) for page in pages]


def _with_foot(page: Page, boxes: Mapping[Spot, Any]) -> Page:
    own = {id(box): boxes[_spot(box)] for box in _feet(page)}
    changed = copy(page)
    changed._page_box = copy(page._page_box)
    changed._page_box.children = [own.get(id(box), box) for box in page._page_box.children]
    return changed


def _feet(page: Page) -> list[Any]:
    """The box of a page's foot; none on a cover."""
    return [box for box in page._page_box.children if getattr(box, "at_keyword", "") == FOOT]


def _spot(box: Any) -> Spot:
    return round(box.position_x, 1), round(box.position_y, 1)
