"""Screen colours → ink: the theme's back to the ink that they were computed from, all others by the profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageMath

from deckpress.colour import Cmyk, srgb
from deckpress.theme import Colour, Theme

MOST_INK = 300  # percent, of the four together: what print shops take on coated paper
_GREY = 3  # of 255: a colour whose red, green and blue lie no further apart is grey


@dataclass(frozen=True)
class Inks:
    """What ink a screen colour takes: `palette` by name, and for other colours the ICC profile of the press."""

    palette: Mapping[str, Colour]
    profile: Path
    known: dict[str, Cmyk] = field(default_factory=dict, compare=False)

    def of(self, rgb: Sequence[float]) -> Cmyk:
        """The ink in percent for red, green and blue from 0 to 1.

        A colour of the palette is its own ink, exactly. Greys are black alone, so that small text and thin lines
        need no second plate to land on the first. Others go through the profile, with at most `MOST_INK`.
        """
        red, green, blue = (min(max(round(value * 255), 0), 255) for value in rgb)
        name = f"#{red:02x}{green:02x}{blue:02x}"
        if name not in self.known:
            self.known[name] = self._by_palette.get(name) or self._other(red, green, blue)
        return self.known[name]

    @cached_property
    def _by_palette(self) -> dict[str, Cmyk]:
        # Where two names look the same, the one that stands first is meant.
        return {colour.srgb: colour.cmyk for colour in reversed(list(self.palette.values()))}

    def _other(self, red: int, green: int, blue: int) -> Cmyk:
        if max(red, green, blue) - min(red, green, blue) <= _GREY:
            return 0.0, 0.0, 0.0, float(self._black_for(green))
        picture = self.picture(Image.new("RGB", (1, 1), (red, green, blue)))
        cyan, magenta, yellow, black = (value / 2.55 for value in picture.tobytes())
        return cyan, magenta, yellow, black

    def _black_for(self, grey: int) -> int:
        """How much black alone, in percent, is nearest to a grey of the screen (0 to 255)."""
        return min(range(101), key=lambda percent: abs(self._greys[percent] - grey))

    @cached_property
    def _greys(self) -> list[int]:
        shown = srgb([(0, 0, 0, percent) for percent in range(101)], self.profile)
        return [int(name[3:5], 16) for name in shown]

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture in grey (L) or ink (CMYK, at most `MOST_INK`); one that shows no colour becomes grey."""
        if picture.mode != "CMYK":
            picture = picture.convert("RGB")
            if _is_grey(picture):
                return picture.convert("L")
            converted = ImageCms.applyTransform(picture, self._transform)
            assert converted is not None
            picture = converted
        return limited(picture)

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.getOpenProfile(str(self.profile)),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )


def inks_of(theme: Theme) -> Inks:
    """The inks of a theme."""
    return Inks(theme.palette, theme.folder / theme.rules.icc_profile)


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    spread = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(isinstance(high := each.getextrema()[1], int) and high <= _GREY for each in spread)


def limited(picture: Image.Image) -> Image.Image:
    """A CMYK picture with at most `MOST_INK`: where there is more, cyan, magenta and yellow give way, not black."""
    cyan, magenta, yellow, black = picture.split()

    def less(args: dict[str, Any]) -> Any:
        colour, room = args["c"] + args["m"] + args["y"], MOST_INK * 255 // 100 - args["k"]
        # Whole numbers, rounded down, so that the sum stays below; where there is room it is the larger of the two.
        return args["convert"](args["min"](args["ink"], args["ink"] * room / args["max"](colour, 1)), "L")

    plates = [
        ImageMath.lambda_eval(less, c=cyan, m=magenta, y=yellow, k=black, ink=ink)
        for ink in (cyan, magenta, yellow)
    ]
    return Image.merge("CMYK", (*plates, black))
