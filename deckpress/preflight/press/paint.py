"""What is known of the paint on a page of a press file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pikepdf

from deckpress.preflight.press.colours import Space

Kind = Literal["text", "line", "area", "picture", "shading", "group"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Paint:
    """One kind of paint on a page.

    `colour`: the components from 0 to 1; `ink`: the most of all inks together in percent. `size` in pt: the type size
    of text, the width of a line, the lesser side of a rectangle that is filled. `box`: where a line is, in pt.
    """

    kind: Kind
    space: Space
    colour: tuple[float, ...] = ()
    size: float = math.inf
    ink: float = 0.0
    box: Box | None = None


@dataclass
class PaintedPage:
    """All that a page paints, and what its graphics states ask for beside plain opaque paint, in words."""

    paints: set[Paint] = field(default_factory=set)
    effects: set[str] = field(default_factory=set)


def effects_of(state: Any) -> Iterator[str]:
    """What a graphics state (ISO 32000-1, 8.4.5) asks for beside plain opaque paint."""
    if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        yield "paint that lets through what is below it"
    if isinstance(state.get("/SMask"), pikepdf.Dictionary):
        yield "a soft mask"
    blend = state.get("/BM", pikepdf.Name.Normal)
    modes = [blend] if isinstance(blend, pikepdf.Name) else list(blend)
    if any(mode not in ("/Normal", "/Compatible") for mode in modes):
        yield "a blend mode"
    if any(bool(state.get(key, False)) for key in ("/OP", "/op")):
        yield "overprint"
