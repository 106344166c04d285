"""Content streams (ISO 32000-1, 7.8.2): screen colours become ink, tags go, and what is used is noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from deckpress.colour import Cmyk
from deckpress.pressfile.inks import Inks

Step = tuple[Sequence[Any], Any]  # operands, operator

_TAGS = ("BDC", "BMC", "EMC", "DP", "MP")
_RGB = {"rg": pikepdf.Operator("k"), "RG": pikepdf.Operator("K")}
# These choose a colour space too, which sc and SC then keep to.
_DEVICE = {"g": "fill", "rg": "fill", "k": "fill", "G": "stroke", "RG": "stroke", "K": "stroke"}
_SPACE = {"cs": "fill", "CS": "stroke"}
_COLOUR = {"sc": "fill", "scn": "fill", "SC": "stroke", "SCN": "stroke"}
# Which resources an operator names, as its last operand.
_NAMES = {
    "gs": "/ExtGState",
    "Do": "/XObject",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
}


@dataclass
class Rewriter:
    """Rewrites one content stream. `rgb_spaces`: those colour spaces of its resources that are RGB, and go."""

    inks: Inks
    rgb_spaces: frozenset[str]
    used: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _now: dict[str, bool] = field(default_factory=dict)
    _kept: list[dict[str, bool]] = field(default_factory=list)

    def rewrite(self, stream: Any) -> bytes:
        """The stream (a page, form or pattern) in ink and without tags; `used` then holds the names it uses."""
        return pikepdf.unparse_content_stream(self.steps(pikepdf.parse_content_stream(stream)))

    def steps(self, instructions: Iterable[Any]) -> list[Any]:
        """The instructions in ink, one for one, but for the tags."""
        return [
            self._step(each, str(each.operator)) for each in instructions if str(each.operator) not in _TAGS
        ]

    def _step(self, each: Any, name: str) -> Any:
        if name in _DEVICE:
            self._now[_DEVICE[name]] = name in _RGB
        if name in _RGB:
            return ink_operands(self.inks.of([float(value) for value in each.operands])), _RGB[name]
        if name in ("q", "Q"):
            self._turn(name)
        elif name in _SPACE:
            return self._space(each, name)
        elif name in _COLOUR and self._now.get(_COLOUR[name]) and len(each.operands) == 3:
            return ink_operands(self.inks.of([float(value) for value in each.operands])), each.operator
        self._note(each, name)
        return each

    def _turn(self, name: str) -> None:
        """Colour spaces are part of the graphics state, which q keeps and Q brings back."""
        if name == "q":
            self._kept.append(dict(self._now))
        elif self._kept:
            self._now = self._kept.pop()

    def _space(self, each: Any, name: str) -> Any:
        space = str(each.operands[0])
        self._now[_SPACE[name]] = space in self.rgb_spaces or space == "/DeviceRGB"
        if self._now[_SPACE[name]]:
            return (pikepdf.Name.DeviceCMYK,), each.operator
        self._note(each, name)
        return each

    def _note(self, each: Any, name: str) -> None:
        if name == "Tf":
            self.used["/Font"].add(str(each.operands[0]))
        elif name in _NAMES and each.operands and isinstance(each.operands[-1], pikepdf.Name):
            self.used[_NAMES[name]].add(str(each.operands[-1]))


def ink_operands(ink: Cmyk) -> tuple[Decimal, ...]:
    """Ink in percent as the operands of `k`: from 0 to 1, no longer than they have to be."""
    return tuple(Decimal(f"{value / 100:.4f}").normalize() + 0 for value in ink)
