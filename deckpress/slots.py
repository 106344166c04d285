"""The places of cards on a sheet's front, and the marks to cut along: all in mm from the sheet's top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

from deckpress.layouts import SheetLayout
from deckpress.theme import PageRules
from deckpress.units import pt_to_mm

HAIRLINE_PT = 0.25  # a crop mark's thickness

Line = tuple[float, float, float, float]
Spans = list[tuple[float, float]]  # where each column or row starts and ends


@dataclass(frozen=True)
class Box:
    """A rectangle on a sheet side: left, top, width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Placement:
    """A page on a sheet side: which, where its trim is, what of it may be seen, upright (0) or upside down (180)."""

    page: int
    trim: Box
    seen: Box
    scale: float = 1.0
    rotation: int = 0


@dataclass(frozen=True)
class Mark:
    """A crop mark: a line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class SheetSide:
    """One printed side of a sheet."""

    placements: tuple[Placement, ...]
    marks: tuple[Mark, ...] = ()


def slots_of(layout: SheetLayout, page: PageRules) -> list[Placement]:
    """The places of a sheet's front, row by row from the left; their page is to be filled in.

    Art shows as far beyond a trim as the layout's bleed, but between two cards to the middle of the strip at most.
    """
    columns, rows = spans(layout, page)
    trims = _boxes(columns, rows)
    seen = _boxes(_bled(columns, layout.bleed, layout.gutter.x), _bled(rows, layout.bleed, layout.gutter.y))
    return [Placement(0, trim, box, layout.scale) for trim, box in zip(trims, seen, strict=True)]


def _boxes(columns: Spans, rows: Spans) -> list[Box]:
    return [
        Box(left, top, right - left, bottom - top) for (top, bottom), (left, right) in product(rows, columns)
    ]


def spans(layout: SheetLayout, page: PageRules) -> tuple[Spans, Spans]:
    """Where each column starts and ends, and each row."""
    return (
        _spans(layout.width, layout.columns, page.width * layout.scale, layout.gutter.x),
        _spans(layout.height, layout.rows, page.height * layout.scale, layout.gutter.y),
    )


def _spans(paper: float, count: int, card: float, gutter: float) -> Spans:
    first = (paper - count * card - (count - 1) * gutter) / 2
    starts = [first + index * (card + gutter) for index in range(count)]
    return [(start, start + card) for start in starts]


def _bled(spans: Spans, bleed: float, gutter: float) -> Spans:
    inside = min(bleed, gutter / 2)
    last = len(spans) - 1
    return [
        (start - (inside if index else bleed), end + (inside if index < last else bleed))
        for index, (start, end) in enumerate(spans)
    ]


def crop_marks(layout: SheetLayout, page: PageRules) -> tuple[Mark, ...]:
    """The crop marks of a sheet's front: each a line along a cut, outside the trims."""
    if not layout.marks:
        return ()
    columns, rows = spans(layout, page)
    draw = _outside if layout.marks.place == "outside" else _in_gutters
    along_columns = draw(layout, columns, rows, layout.height)
    along_rows = draw(layout, rows, columns, layout.width)
    return tuple(
        dict.fromkeys(
            [Mark(*line) for line in along_columns] + [Mark(y, x, v, u) for x, y, u, v in along_rows]
        )
    )


def _outside(layout: SheetLayout, across: Spans, along: Spans, paper: float) -> list[Line]:
    """For each cut at right angles to `across`, a line before the cards and one after them, on the sheet."""
    assert layout.marks
    near, length = layout.marks.distance, layout.marks.length
    before, after = along[0][0] - near, along[-1][1] + near
    cuts = [edge for span in across for edge in span]
    lines = [(cut, max(before - length, 0.0), cut, before) for cut in cuts]
    lines += [(cut, after, cut, min(after + length, paper)) for cut in cuts]
    return [line for line in lines if line[1] < line[3]]  # no room beside the cards, no line


def _in_gutters(layout: SheetLayout, across: Spans, along: Spans, paper: float) -> list[Line]:
    """In each strip between `across`, lines along both its edges from the sheet's edges inwards, and one across it for
    each place where the cards `along` it touch. The ink is in the strip, not on the cards."""
    assert layout.marks
    half, length = pt_to_mm(HAIRLINE_PT) / 2, layout.marks.length
    strips = [(left[1], right[0]) for left, right in pairwise(across)]
    touching = [before[1] for before, after in pairwise(along) if after[0] - before[1] < 1e-6]
    lines = []
    for start, end in ((start, end) for start, end in strips if end - start > 2 * half):
        for cut in (start + half, end - half):
            lines += [(cut, 0.0, cut, length), (cut, paper - length, cut, paper)]
        lines += [(start, cut, end, cut) for cut in touching]
    return lines
