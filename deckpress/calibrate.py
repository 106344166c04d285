"""The calibration sheet: a two-sided page that, held to the light, says how a printer turns the paper and misses.

Two combs of lines meet, one on each side of the paper, as on a vernier. The front's lines stand 10 mm apart, the
back's 10.5 mm; so a back that missed by half a millimetre to the left lets the next line run straight on, and each
line carries what the back must be moved by. The back has its combs twice, for either way of turning the paper: the
ones that are not meant lie where the front has none.

The sheet lies as the card sheets lie (A4 landscape): printers differ in which way they turn a landscape page, so that
a miss to the right on a portrait sheet may be one upwards or one downwards on a landscape one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deckpress.duplex import FLIPS, Axis, Flip, Offset, axis_of
from deckpress.theme import Theme

PITCH = 10.0  # mm between the front's lines
STEP = 0.5  # mm of offset from line to line
MOST = 9  # lines on either side of the middle one, so ± 4.5 mm: beyond it two lines would run on at a time
TICK = 7.0  # mm, a line's length on each side of the paper
EDGE = 25.0, 30.0  # mm from the sheet's left edge to the upright comb, from its top to the lying one
CROSSES = 110.0, 88.0  # mm from the sheet's middle to the crosses near its corners


@dataclass(frozen=True)
class Line:
    """A line from one point to another, in mm from the page's top left corner."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Label:
    """A line's reading, and where it stands: the middle of its foot for the lying comb, of its end for the upright."""

    x: float
    y: float
    text: str
    upright: bool


@dataclass(frozen=True)
class Sheet:
    """A calibration sheet: its size in mm, and the offset that its back is printed with, to see that it is right."""

    width: float = 297.0
    height: float = 210.0
    offset: Offset | None = None
    flip: Flip = "long-edge"

    def shift(self) -> tuple[float, float]:
        """How far all that is on the back's page is moved, right and down, in mm."""
        offset = self.offset or Offset()
        return offset.on_the_back(axis_of(self.flip, self.width, self.height))


def front_lines(sheet: Sheet) -> list[Line]:
    """The combs of the front: their lines end where the back's begin."""
    return [*_comb(sheet, PITCH, -TICK, 0.0), *_crosses(sheet)]


def back_lines(sheet: Sheet) -> list[Line]:
    """The combs of the back's page, for either way of turning the paper; lines that meet those of the front."""
    comb = _comb(sheet, PITCH + STEP, 0.0, TICK)
    both = [_across(line, sheet, axis) for axis in ("vertical", "horizontal") for line in comb]
    return list(dict.fromkeys([*both, *_crosses(sheet)]))


def _comb(sheet: Sheet, pitch: float, start: float, end: float) -> list[Line]:
    """Both combs as seen from the front: lines from `start` to `end` beyond where the sides meet."""
    left, top = EDGE
    steps = [pitch * step for step in range(-MOST, MOST + 1)]
    across, down = sheet.width / 2, sheet.height / 2
    lying = [Line(across + at, top + start, across + at, top + end) for at in steps]
    return lying + [Line(left + start, down + at, left + end, down + at) for at in steps]


def _across(line: Line, sheet: Sheet, axis: Axis) -> Line:
    """Where on the back's page a line must be to lie behind this place of the front."""
    if axis == "vertical":
        return Line(sheet.width - line.x1, line.y1, sheet.width - line.x2, line.y2)
    return Line(line.x1, sheet.height - line.y1, line.x2, sheet.height - line.y2)


def _crosses(sheet: Sheet) -> list[Line]:
    """Crosses that lie on each other however the paper is turned: the same on both sides."""
    lines = []
    for x in (sheet.width / 2 - CROSSES[0], sheet.width / 2 + CROSSES[0]):
        for y in (sheet.height / 2 - CROSSES[1], sheet.height / 2 + CROSSES[1]):
            lines += [Line(x - 4, y, x + 4, y), Line(x, y - 4, x, y + 4)]
    return lines


def labels(sheet: Sheet) -> list[Label]:
    """What each of the front's lines says: the offset, as it is typed."""
    left, top = EDGE
    readings = [(PITCH * step, f"{STEP * step:g}") for step in range(-MOST, MOST + 1)]
    lying = [Label(sheet.width / 2 + at, top - TICK, text, False) for at, text in readings]
    return lying + [Label(left - TICK, sheet.height / 2 + at, text, True) for at, text in readings]


def calibration_html(templates: Path, sheet: Sheet, printer: str) -> str:
    """The sheet's two pages as HTML. `printer`: the name that the command on it is shown with."""
    loader = FileSystemLoader(templates)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    right, down = sheet.shift()
    return environment.get_template("calibrate.html.j2").render(
        sheet=sheet,
        printer=printer,
        front=path(front_lines(sheet)),
        back=path(back_lines(sheet)),
        labels=labels(sheet),
        right=right,
        down=down,
        upright=_turned_about("vertical", sheet),
        upside_down=_turned_about("horizontal", sheet),
    )


def _turned_about(axis: Axis, sheet: Sheet) -> Flip:
    """The flip whose back stands upright when the sheet is turned like a page in a book, or on its head."""
    return next(flip for flip in FLIPS if axis_of(flip, sheet.width, sheet.height) == axis)


def calibration_css(theme: Theme, sheet: Sheet) -> str:
    """The sheet's stylesheet: its size and the theme's fonts."""
    rules = theme.rules
    faces = "".join(
        f'@font-face {{ font-family: "{rules.type.family}"; font-weight: {font.weight}; '
        f"src: url({(theme.folder / font.file).resolve().as_uri()}) }}\n"
        for font in rules.fonts
    )
    page = f"@page {{ size: {sheet.width}mm {sheet.height}mm; margin: 0 }}\n"
    return faces + page + f'html {{ font: 11pt/1.4 "{rules.type.family}"; color: #000 }}\n' + _CSS


def path(lines: Iterable[Line]) -> str:
    """Lines as the data of an SVG path, in mm."""
    return "".join(f"M{line.x1:.6g} {line.y1:.6g}L{line.x2:.6g} {line.y2:.6g}" for line in lines)


_CSS = """
body { margin: 0 }
section { position: relative; break-after: page; overflow: hidden }
section:last-child { break-after: auto }
svg, .label, .text, .word { position: absolute }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 3mm }
h2 { font-size: 34pt; line-height: 1.1; margin: 0 0 2mm }
p { margin: 0 }
.steps { counter-reset: step }
.steps p { padding-left: 8mm; margin-bottom: 2mm }
.steps b { font-weight: 700 }
.number { display: inline-block; width: 8mm; margin-left: -8mm; font-weight: 700 }
.label { font-size: 7.5pt; line-height: 3mm; width: 10mm; height: 3mm }
code { font-family: inherit; font-weight: 600 }
.word { text-align: center }
.turned { transform: rotate(180deg) }
"""
