"""How a deck looks: `styles/theme.yaml` as data, with each colour as ink for the press and as sRGB for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deckpress.colour import Cmyk, srgb, tint
from deckpress.model import DeckProblems, Place, Problem
from deckpress.units import mm_to_pt
from deckpress.yamlfile import own

Percent = Annotated[float, Field(ge=0, le=100)]
Ink = tuple[Percent, Percent, Percent, Percent]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageRules(_Model):
    """The page and where things stand on it, in mm from the trim's top left corner."""

    width: float
    height: float
    bleed: float
    safe: float
    left: float
    right: float
    flow_top: float
    flow_bottom: float
    band: float
    tab_width: float
    tab_height: float
    tab_top: float
    tab_bottom: float

    @property
    def flow_height_pt(self) -> float:
        """The height of the column that a side's text has, in pt."""
        return mm_to_pt(self.flow_bottom - self.flow_top)

    def tab_y(self, index: int, count: int) -> float:
        """The top of the thumb tab of part `index` (from 0) of `count`, in mm: each lower than the one before."""
        room = self.tab_bottom - self.tab_height - self.tab_top
        return self.tab_top + min(self.tab_height + 2, room / max(count - 1, 1)) * index


class TypeRules(_Model):
    """Type sizes in pt, and how a side is filled."""

    family: str
    max: float
    min: float
    step: Annotated[float, Field(gt=0)]
    spread: float
    leading: Annotated[float, Field(ge=1.35)]
    quote_max: float
    quote_min_ratio: float
    line_height: float
    lines_min: int
    lines_max: int
    gap_max: float


class FontFile(_Model):
    """A font file, named from the styles folder, and the weight that it is used for."""

    file: str
    weight: int


class PartLook(_Model):
    """A part's colour in percent CMYK, and its shape as an SVG path in a box of 10 × 10."""

    colour: Ink
    shape: Annotated[str, Field(pattern=r"^[MmLlHhVvCcSsQqAaZz0-9 .,-]+$")]


class ThemeFile(_Model):
    """What `theme.yaml` holds."""

    page: PageRules
    type: TypeRules
    icc_profile: str
    fonts: tuple[FontFile, ...]
    colours: dict[str, Ink]
    tint: Percent
    parts: Annotated[tuple[PartLook, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Colour:
    """One colour in both its forms."""

    cmyk: Cmyk
    srgb: str


@dataclass(frozen=True)
class Theme:
    """The theme, and the folder that its files are named from."""

    rules: ThemeFile
    folder: Path

    @cached_property
    def palette(self) -> dict[str, Colour]:
        """Every colour by name: `ink`, `part-1`, `tint-1` …, as CMYK and as the sRGB that the profile makes of it."""
        inks: dict[str, Cmyk] = dict(self.rules.colours)
        for number, part in enumerate(self.rules.parts, start=1):
            inks[f"part-{number}"] = part.colour
            inks[f"tint-{number}"] = tint(part.colour, self.rules.tint)
        shown = srgb(list(inks.values()), self.folder / self.rules.icc_profile)
        return {name: Colour(ink, rgb) for (name, ink), rgb in zip(inks.items(), shown, strict=True)}

    @property
    def font_files(self) -> list[Path]:
        """The shipped font files."""
        return [self.folder / font.file for font in self.rules.fonts]

    @cached_property
    def glyphs(self) -> frozenset[int]:
        """The code points that every shipped font has."""
        return frozenset.intersection(*map(_characters, self.font_files))

    @cached_property
    def widths(self) -> dict[str, float]:
        """How wide each character of the running text is, in em: by the first shipped font, without kerning."""
        from fontTools.ttLib import TTFont  # here, as few who ask for a theme ask for widths

        with TTFont(self.font_files[0], lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"]
            return {chr(point): advances[name][0] / em for point, name in font.getBestCmap().items()}

    def look(self, part: int) -> int:
        """Which entry of the theme's parts, from 1, the part with this number takes: the seventh starts again."""
        return (part - 1) % len(self.rules.parts) + 1

    def contrasts(self) -> list[tuple[str, str, str, float]]:
        """Each pair of colours that carries text: what it is, fore and back as #rrggbb, and the least WCAG ratio.

        The palette promises 7:1 on paper (WCAG 1.4.6); large headings on a tint and the footer need 4.5:1 (1.4.3).
        """
        shown = {name: colour.srgb for name, colour in self.palette.items()}
        pairs = [
            ("text on paper", shown["ink"], shown["paper"], 7.0),
            ("footer", shown["grey"], shown["paper"], 4.5),
        ]
        for number in range(1, len(self.rules.parts) + 1):
            dark, pale = shown[f"part-{number}"], shown[f"tint-{number}"]
            pairs.append((f"part {number} on paper", dark, shown["paper"], 7.0))
            pairs.append((f"part {number} heading on its panel", dark, pale, 4.5))
            pairs.append((f"text on part {number}'s panel", shown["ink"], pale, 7.0))
        return pairs


def _characters(font: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # here, as not all who ask for a theme ask for its characters

    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def load_theme(folder: Path) -> Theme:
    """The theme in `folder`/theme.yaml. Raises DeckProblems with every mistake in it."""
    file = folder / "theme.yaml"
    try:
        return Theme(ThemeFile.model_validate(own(file)), folder)
    except (OSError, yaml.YAMLError) as error:
        raise DeckProblems([Problem(Place(str(file)), f"can't be read: {error}")]) from error
    except ValidationError as error:
        at = Place(str(file))
        raise DeckProblems(
            [Problem(at, f"{'.'.join(map(str, e['loc']))}: {e['msg']}") for e in error.errors()]
        ) from error
