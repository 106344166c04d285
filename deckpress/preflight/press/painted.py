"""What the pages of a press file paint: colour, kind and size of each thing, found by following the operators.

Follows ISO 32000-1: 8.4 graphics state, 8.6 colour spaces, 8.10 forms, 9.4 text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from deckpress.preflight.press.colours import Space, picture_paint, shading_ink, space_of
from deckpress.preflight.press.geometry import SAME, Matrix, matrix_of, moved, points_of, scale, times
from deckpress.preflight.press.paint import Box, Kind, Paint, PaintedPage, effects_of

_DEEPEST = 12  # forms in forms
_START: dict[str, tuple[Space, tuple[float, ...]]] = {
    "g": ("/DeviceGray", (0.0,)),
    "rg": ("/DeviceRGB", (0.0, 0.0, 0.0)),
    "k": ("/DeviceCMYK", (0.0, 0.0, 0.0, 1.0)),
}
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_PATH = {"m", "l", "c", "v", "y", "h", "re"}
_TEXT = {"Tj", "TJ", "'", '"'}


@dataclass(frozen=True)
class _State:
    matrix: Matrix = SAME
    fill: tuple[Space, tuple[float, ...]] = _START["g"]
    stroke: tuple[Space, tuple[float, ...]] = _START["g"]
    width: float = 1.0
    type_size: float = 0.0
    mode: int = 0


def painted_pages(pdf: pikepdf.Pdf) -> tuple[PaintedPage, ...]:
    """What each page paints, in order. Raises PdfError and others where a page can't be read."""
    return tuple(_painted(page.obj) for page in pdf.pages)


def _painted(page: Any) -> PaintedPage:
    found = PaintedPage()
    _Walk(found, page.get("/Resources", pikepdf.Dictionary())).run(page_content(page))
    _group(page, found)
    return found


def page_content(page: Any) -> Any:
    """A page's instructions."""
    return pikepdf.parse_content_stream(pikepdf.Page(page))


def _group(thing: Any, found: PaintedPage) -> None:
    space = thing.get("/Group", pikepdf.Dictionary()).get("/CS")
    if space is not None:
        found.paints.add(Paint("group", space_of(space)))
    if "/Group" in thing:
        found.effects.add("a transparency group")


class _Walk:
    """Follows one content stream. What it paints goes into `found`."""

    def __init__(self, found: PaintedPage, resources: Any, state: _State = _State(), depth: int = 0) -> None:
        self.found, self.resources, self.state, self.depth = found, resources, state, depth
        self.kept: list[_State] = []
        self.path: list[tuple[str, list[float]]] = []
        self.text: Matrix = SAME

    def run(self, instructions: Any) -> None:
        """Follow the instructions to the end."""
        for each in instructions:
            self._step(str(each.operator), each.operands)

    def _step(self, name: str, operands: Any) -> None:
        if name in _PATH:
            self.path.append((name, [float(value) for value in operands]))
        elif name in _TEXT:
            self._paint_text()
        elif name in _FILLS or name in _STROKES or name == "n":
            self._paint_path(name)
        elif method := getattr(self, f"_op_{name}", None):
            method(operands)
        elif name in ("g", "rg", "k", "G", "RG", "K"):
            self._set(name, (_START[name.lower()][0], tuple(float(value) for value in operands)))
        elif name in ("cs", "CS"):
            self._set(name, (self._space(operands[0]), ()))
        elif name in ("sc", "scn", "SC", "SCN"):
            self._colour(name, operands)
        elif name == "INLINE IMAGE":
            self._inline(operands[0])

    def _set(self, name: str, colour: tuple[Space, tuple[float, ...]]) -> None:
        if name[0].islower():
            self.state = replace(self.state, fill=colour)
        else:
            self.state = replace(self.state, stroke=colour)

    def _space(self, name: Any) -> Space:
        return space_of(self.resources.get("/ColorSpace", {}).get(str(name), name))

    def _colour(self, name: str, operands: Any) -> None:
        space = (self.state.fill if name.islower() else self.state.stroke)[0]
        values = [value for value in operands if not isinstance(value, pikepdf.Name)]
        self._set(name, (space, tuple(float(value) for value in values)))
        if len(values) < len(operands):
            self._pattern(self.resources.Pattern[str(operands[-1])])

    def _op_q(self, _operands: Any) -> None:
        self.kept.append(self.state)

    def _op_Q(self, _operands: Any) -> None:
        if self.kept:
            self.state = self.kept.pop()

    def _op_cm(self, operands: Any) -> None:
        self.state = replace(self.state, matrix=times(matrix_of(operands), self.state.matrix))

    def _op_w(self, operands: Any) -> None:
        self.state = replace(self.state, width=float(operands[0]))

    def _op_Tf(self, operands: Any) -> None:
        self.state = replace(self.state, type_size=float(operands[1]))

    def _op_Tr(self, operands: Any) -> None:
        self.state = replace(self.state, mode=int(operands[0]))

    def _op_BT(self, _operands: Any) -> None:
        self.text = SAME

    def _op_Tm(self, operands: Any) -> None:
        self.text = matrix_of(operands)

    def _op_gs(self, operands: Any) -> None:
        state = self.resources.ExtGState[str(operands[0])]
        if "/LW" in state:
            self.state = replace(self.state, width=float(state.LW))
        self.found.effects |= set(effects_of(state))
        if isinstance(mask := state.get("/SMask"), pikepdf.Dictionary):
            self._form(mask.G)

    def _op_sh(self, operands: Any) -> None:
        self._shading(self.resources.Shading[str(operands[0])])

    def _op_Do(self, operands: Any) -> None:
        thing = self.resources.XObject[str(operands[0])]
        if thing.get("/Subtype") == "/Image":
            self._picture(thing)
        else:
            self._form(thing)

    def _form(self, form: Any) -> None:
        if self.depth > _DEEPEST:
            raise ValueError("forms are drawn in each other too deep")
        _group(form, self.found)
        matrix = times(matrix_of(form.get("/Matrix", (1, 0, 0, 1, 0, 0))), self.state.matrix)
        state = replace(self.state, matrix=matrix)
        resources = form.get("/Resources", self.resources)
        _Walk(self.found, resources, state, self.depth + 1).run(pikepdf.parse_content_stream(form))

    def _pattern(self, pattern: Any) -> None:
        if "/Shading" in pattern:
            self._shading(pattern.Shading)
        else:
            self._form(pattern)

    def _shading(self, shading: Any) -> None:
        space = space_of(shading.get("/ColorSpace"))
        self.found.paints.add(Paint("shading", space, ink=shading_ink(shading)))

    def _picture(self, picture: Any) -> None:
        if picture.get("/ImageMask"):
            return
        space, ink = picture_paint(picture)
        self.found.paints.add(Paint("picture", space, ink=ink))
        if "/SMask" in picture:
            self.found.effects.add("a picture that lets through what is below it")

    def _inline(self, picture: pikepdf.PdfInlineImage) -> None:
        if not picture.image_mask:
            space = space_of(pikepdf.Name(picture.colorspace or "/DeviceGray"))
            self.found.paints.add(Paint("picture", space))

    def _paint_text(self) -> None:
        size = self.state.type_size * scale(times(self.text, self.state.matrix))
        if self.state.mode in (0, 2, 4, 6):
            self._add("text", self.state.fill, size)
        if self.state.mode in (1, 2, 5, 6):
            self._add("text", self.state.stroke, size)

    def _paint_path(self, name: str) -> None:
        factor = scale(self.state.matrix)
        if name in _FILLS:
            self._add("area", self.state.fill, min(self._thinnest(), default=math.inf) * factor)
        if name in _STROKES and self.path:
            self._add("line", self.state.stroke, self.state.width * factor, self._box())
        self.path.clear()

    def _thinnest(self) -> Iterator[float]:
        return (min(abs(at[2]), abs(at[3])) for name, at in self.path if name == "re")

    def _box(self) -> Box:
        points = [moved(self.state.matrix, x, y) for name, at in self.path for x, y in points_of(name, at)]
        across, up = zip(*points, strict=True)
        return min(across), min(up), max(across), max(up)

    def _add(
        self,
        kind: Kind,
        colour: tuple[Space, tuple[float, ...]],
        size: float,
        box: Box | None = None,
    ) -> None:
        space, values = colour
        ink = {"/DeviceCMYK": sum(values), "/DeviceGray": 1 - sum(values)}.get(space, 0.0) * 100
        self.found.paints.add(Paint(kind, space, values, round(size, 3), ink, box))
