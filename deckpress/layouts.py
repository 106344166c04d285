"""Sheet layouts: how many cards stand where on a sheet of paper, read from `styles/sheets/<name>.yaml`, in mm.

The cards stand in rows and columns in the middle of the sheet, so that a sheet turned over meets itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from deckpress.explain import held
from deckpress.model import DeckProblems, Problem, Text, UsageError
from deckpress.near import did_you_mean
from deckpress.theme import PageRules
from deckpress.yamlfile import YamlFile, read

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Paper = Annotated[float, Field(ge=50, le=2000, allow_inf_nan=False)]
Length = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=20)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Marks(_Model):
    """Crop marks, in mm. `outside`: around all cards, at a distance. `gutter`: where cards reach the sheet's edges,
    in the strips between them, from the sheet's edge inwards."""

    length: Length
    distance: Length = 0.0
    place: Literal["outside", "gutter"] = "outside"


class Gutter(_Model):
    """The strips between columns (x) and rows (y), in mm."""

    x: Length = 0.0
    y: Length = 0.0


class SheetLayout(_Model):
    """A layout: the paper's size, its cards, how large they are printed, and how far art shows beyond the trim."""

    title: Text
    width: Paper
    height: Paper
    columns: Count
    rows: Count
    gutter: Gutter = Gutter()
    scale: Annotated[float, Field(ge=0.1, le=4, allow_inf_nan=False)] = 1.0
    bleed: Length = 0.0
    margin: Length = 0.0
    marks: Marks | None = None

    @property
    def places(self) -> int:
        """How many cards a sheet takes."""
        return self.columns * self.rows


def layout_names(folder: Path) -> list[str]:
    """The layouts that there are in a folder."""
    return sorted(path.stem for path in folder.glob("*.yaml") if NAME.fullmatch(path.stem))


def load_layout(folder: Path, name: str, page: PageRules) -> SheetLayout:
    """The layout `name` in a folder, for cards of this page's size.

    Raises UsageError where there is none, DeckProblems with all that is wrong with its file.
    """
    known = layout_names(folder)
    if name not in known:
        advice = did_you_mean(name, known) or f": use {', '.join(known)}, or write {folder}/<name>.yaml"
        raise UsageError(f"there is no sheet layout `{name[:80]}`{advice}")
    path = folder / f"{name}.yaml"
    file = read(path, str(path))
    layout = held(file, SheetLayout, "the sheet layout")
    if problems := too_tight(layout, page, file):
        raise DeckProblems(problems)
    return layout


def too_tight(layout: SheetLayout, page: PageRules, file: YamlFile) -> list[Problem]:
    """What makes a layout no place for cards of this size: too small a sheet, too little art, marks on it."""
    sizes = [
        ("width", layout.width, page.width, layout.columns, layout.gutter.x),
        ("height", layout.height, page.height, layout.rows, layout.gutter.y),
    ]
    problems = []
    for side, paper, card, count, gutter in sizes:
        needed = count * card * layout.scale + (count - 1) * gutter + 2 * layout.margin
        if (short := needed - paper) > 1e-6:
            message = (
                f"too small for the cards by {_mm(short)} mm: {count} of {_mm(card * layout.scale)} mm, gutters and "
                f"margins take {_mm(needed)} mm; make `scale` smaller or the {side} larger"
            )
            problems.append(Problem(file.places[side,], message))
    if (art := page.bleed * layout.scale) < layout.bleed - 1e-6:
        message = f"the cards' art ends {_mm(art)} mm beyond the trim: make `bleed` that or less"
        problems.append(Problem(file.places["bleed",], message))
    marks = layout.marks
    if marks and marks.place == "outside" and marks.distance < layout.bleed:
        message = f"crop marks {_mm(marks.distance)} mm from the cards lie on their art: "
        advice = f"make `distance` {_mm(layout.bleed)} or more"
        place = file.places.get(("marks", "distance")) or file.places["marks",]
        problems.append(Problem(place, message + advice))
    return problems


def _mm(length: float) -> str:
    """A length rounded up to hundredths, without zeros at its end."""
    return f"{round(length + 0.0049, 2):g}"
