"""A press page: its boxes (ISO 15930-7, 6.8) and crop marks. Lengths in pt, from the trim's lower left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deckpress.theme import PageRules
from deckpress.units import PT_PER_INCH, PX_PER_INCH, mm_to_pt

MARK_GAP_MM = 1.0  # from the bleed to a crop mark, so that none is seen on a card that is cut askew
MARK_LENGTH_MM = 5.0
MARK_WIDTH = 0.25  # pt
EDGE_MM = 1.0  # of paper beyond the marks
PX_PER_PT = PX_PER_INCH / PT_PER_INCH
_NEAR = 0.01  # px
REGISTRATION = "/Registration"  # the colour that prints on every plate

Box = tuple[float, float, float, float]
Line = tuple[float, float, float, float]


@dataclass(frozen=True)
class Paper:
    """The boxes of a press page, the same on all: trim, bleed, and the media with room for marks where asked."""

    width: float
    height: float
    bleed: float
    marks: bool

    @property
    def trim_box(self) -> Box:
        """The card as it is cut."""
        return 0.0, 0.0, self.width, self.height

    @property
    def bleed_box(self) -> Box:
        """How far the art is painted on beyond the cut."""
        return self._grown(self.bleed)

    @property
    def media_box(self) -> Box:
        """The whole page."""
        beyond = MARK_GAP_MM + MARK_LENGTH_MM + EDGE_MM if self.marks else 0.0
        return self._grown(self.bleed + mm_to_pt(beyond))

    def _grown(self, by: float) -> Box:
        return -by, -by, self.width + by, self.height + by

    def opened(self, box: Sequence[float]) -> Sequence[float]:
        """The box of a form in px: one as large as the page is opened to the end of the bleed, others stay.

        The typesetter draws a page's art as such a form, which clips at the trim what is painted on beyond it.
        """
        whole = (0.0, 0.0, self.width * PX_PER_PT, self.height * PX_PER_PT)
        if any(abs(one - other) > _NEAR for one, other in zip(box, whole, strict=True)):
            return box
        by = self.bleed * PX_PER_PT
        return -by, -by, whole[2] + by, whole[3] + by

    def crop_marks(self) -> list[Line]:
        """Two lines at each corner, in line with the cuts, all outside the bleed; none where none are asked."""
        if not self.marks:
            return []
        near = self.bleed + mm_to_pt(MARK_GAP_MM)
        far = near + mm_to_pt(MARK_LENGTH_MM)
        across = [(x, y) for y in (0.0, self.height) for x in (0.0, self.width)]
        sideways = [(x - near, y, x - far, y) if x == 0 else (x + near, y, x + far, y) for x, y in across]
        upright = [(x, y - near, x, y - far) if y == 0 else (x, y + near, x, y + far) for x, y in across]
        return sideways + upright

    def before(self) -> str:
        """What stands before a page's own content: nothing of it is seen beyond the bleed."""
        left, bottom, right, top = self.bleed_box
        return f"q {_listed((left, bottom, right - left, top - bottom))} re W n\n"

    def after(self) -> str:
        """What stands after a page's own content: the crop marks in registration colour."""
        lines = "".join(f"{_listed(line[:2])} m {_listed(line[2:])} l S\n" for line in self.crop_marks())
        return f"\nQ\nq {REGISTRATION} CS 1 SCN {MARK_WIDTH:g} w 0 J [] 0 d\n{lines}Q\n" if lines else "\nQ\n"


def paper_of(page: PageRules, marks: bool) -> Paper:
    """The paper that a theme's pages take."""
    return Paper(mm_to_pt(page.width), mm_to_pt(page.height), mm_to_pt(page.bleed), marks)


def _listed(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4f}" for value in values)
