"""Drawings of the layout as SVG text: the art of a side, the cover, and QR codes. Lengths in mm."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from deckpress.theme import Theme

Paint = Callable[[str], str]  # the name of a palette colour → how it is written in SVG


def side_art(theme: Theme, part: int, parts: int, tab_on_right: bool, paint: Paint) -> str:
    """The band and the thumb tab of a side of part `part` (its place in the deck from 1), bleed and all."""
    page, look = theme.rules.page, theme.look(part)
    colour = paint(f"part-{look}")
    tab_x = page.width - page.tab_width if tab_on_right else -page.bleed
    shape_x = page.left if tab_on_right else page.width - page.left - SHAPE_SIZE
    return _svg(
        theme,
        rect(-page.bleed, -page.bleed, page.width + 2 * page.bleed, page.band + page.bleed, colour),
        rect(tab_x, page.tab_y(part - 1, parts), page.tab_width + page.bleed, page.tab_height, colour),
        shape(theme, look, shape_x, SHAPE_TOP, SHAPE_SIZE, paint("paper")),
    )


SHAPE_SIZE, SHAPE_TOP = 4.2, 5.4  # mm; level with the words in the band


def cover_art(theme: Theme, parts: int, paint: Paint) -> str:
    """The cover: a field of colour with the shape of each part, large, on a row below the title."""
    page = theme.rules.page
    field = rect(
        -page.bleed, -page.bleed, page.width + 2 * page.bleed, COVER_FIELD + page.bleed, paint("cover")
    )
    pitch = (page.width - page.left - page.right) / parts
    size = min(pitch * 0.7, 14)
    row = [
        shape(
            theme,
            theme.look(n),
            page.left + pitch * (n - 1),
            COVER_FIELD + 10,
            size,
            paint(f"part-{theme.look(n)}"),
        )
        for n in range(1, parts + 1)
    ]
    return _svg(theme, field, *row)


COVER_FIELD = 122  # mm from the top


def divider_art(theme: Theme, part: int, parts: int, tab_on_right: bool, paint: Paint) -> str:
    """A divider's front or back: as a side, with the part's shape large in a paler tone behind nothing readable."""
    page, look = theme.rules.page, theme.look(part)
    field = page.band if not tab_on_right else DIVIDER_FIELD
    tab_x = page.width - page.tab_width if tab_on_right else -page.bleed
    colour = paint(f"part-{look}")
    drawn = [
        rect(-page.bleed, -page.bleed, page.width + 2 * page.bleed, field + page.bleed, colour),
        rect(tab_x, page.tab_y(part - 1, parts), page.tab_width + page.bleed, page.tab_height, colour),
    ]
    if tab_on_right:
        drawn.append(shape(theme, look, page.left, 16, 16, paint("paper")))
    else:
        drawn.append(
            shape(theme, look, page.width - page.left - SHAPE_SIZE, SHAPE_TOP, SHAPE_SIZE, paint("paper"))
        )
    return _svg(theme, *drawn)


DIVIDER_FIELD = 92  # mm from the top


@lru_cache(maxsize=4096)
def qr_path(text: str) -> tuple[str, int]:
    """A QR code (ISO/IEC 18004, level M) as an SVG path, and its width in modules, quiet zone of 4 included."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    steps: list[str] = []
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                steps.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(steps), len(matrix)


def data_uri(svg: str) -> str:
    """An SVG as an address that needs no file, safe inside a CSS string."""
    return "data:image/svg+xml," + quote(re.sub(r"\s+", " ", svg), safe=" =:/,.()-")


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def shape(theme: Theme, look: int, x: float, y: float, size: float, fill: str) -> str:
    """The shape of a part, its box's top left corner at (x, y)."""
    path = theme.rules.parts[look - 1].shape
    return f'<path transform="translate({x:g} {y:g}) scale({size / 10:g})" d="{path}" fill="{fill}"/>'


def _svg(theme: Theme, *drawn: str) -> str:
    """A drawing as large as the page with its bleed; (0, 0) is the trim's top left corner."""
    page = theme.rules.page
    width, height = page.width + 2 * page.bleed, page.height + 2 * page.bleed
    box = f"{-page.bleed:g} {-page.bleed:g} {width:g} {height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" viewBox="{box}">'
        + "".join(drawn)
        + "</svg>"
    )
