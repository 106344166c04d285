"""The ink of a press file: no screen colours anywhere, not too much of it, black text on the black plate alone.

How much ink there is on a spot is known from what is painted: paint is opaque and laid on with neither overprint nor
blend modes (both are problems here), so no spot has more than the richest colour on its page. A spot where paint lets
through what is below it has less than the richer of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from deckpress.colour import srgb
from deckpress.model import Problem
from deckpress.preflight.press.colours import INK_SPACES, REGISTRATION, space_of
from deckpress.preflight.press.opened import PressPdf
from deckpress.preflight.press.paint import Paint

_ROUNDING = 1.0  # percent: an ink is one of 255 steps in a picture
_GREY = 0x20  # of 255: how far apart a grey's red, green and blue may be
_NAMES = {"text": "text", "line": "a line", "area": "an area", "picture": "a picture", "shading": "a shading"}


def check_no_screen_colours(pdf: PressPdf) -> list[Problem]:
    """All paint is in process inks, but for crop marks in registration colour (ISO 15930-7, 6.2)."""
    allowed = (*INK_SPACES, *([REGISTRATION] if pdf.wanted.marks else []))
    return _per_paint(
        pdf,
        lambda paint: paint.space not in (*allowed, "/Pattern", "none"),
        lambda paint: (
            f"{_named(paint)} is in {paint.space[1:]}, not in ink. "
            "Use a colour of the theme, or a picture in plain red, green and blue."
        ),
    )


def check_no_rgb_objects(pdf: PressPdf) -> list[Problem]:
    """Nothing in the file so much as names an RGB colour space, drawn or not."""
    found = sorted({space for each in pdf.objects.objects for space in _rgb_in(each)})
    return [
        pdf.problem(f"an object of it names {space}. Make the file anew from its screen PDF.")
        for space in found
    ]


def _rgb_in(thing: Any) -> Iterator[str]:
    """The RGB colour spaces that an object names, in itself and in what stands inside it."""
    if isinstance(thing, pikepdf.Name):
        if thing in ("/DeviceRGB", "/CalRGB"):
            yield str(thing)[1:]
    elif isinstance(thing, pikepdf.Array):
        if len(thing) == 2 and thing[0] == "/ICCBased" and space_of(thing) == "/ICCBased 3":
            yield "an RGB profile"
        yield from (space for each in thing if not _refers(each) for space in _rgb_in(each))
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (space for _, value in thing.items() if not _refers(value) for space in _rgb_in(value))


def _refers(value: Any) -> bool:
    """Whether a value is an object of its own, which is looked at in its turn."""
    return isinstance(value, pikepdf.Object) and value.is_indirect


def check_ink_coverage(pdf: PressPdf) -> list[Problem]:
    """No colour, picture or shading has more ink than the paper takes."""
    most = pdf.wanted.most_ink
    return _per_paint(
        pdf,
        lambda paint: paint.ink > most + _ROUNDING,
        lambda paint: (
            f"{_named(paint)} has {paint.ink:.0f} % ink, and the paper takes {most:g} %. "
            "Make the colour lighter in the theme."
        ),
    )


def check_plain_paint(pdf: PressPdf) -> list[Problem]:
    """No overprint or blend mode, and where the PDF/X version knows no transparency (6.3 of X-1a and X-3) none."""
    flat = pdf.wanted.x_version in ("PDF/X-1a:2003", "PDF/X-3:2003")
    return [
        pdf.problem(f"is painted with {effect}. Make the picture without it{_or_x4(flat)}.", number)
        for number, page in enumerate(pdf.painted, 1)
        for effect in sorted(page.effects)
        if flat or effect in ("a blend mode", "overprint")
    ]


def _or_x4(flat: bool) -> str:
    return ", or ask for x-4" if flat else ""


def check_black_text(pdf: PressPdf) -> list[Problem]:
    """Black and grey text takes black ink alone: small letters from four plates come out blurred."""
    mixed = {
        paint.colour
        for page in pdf.painted
        for paint in page.paints
        if paint.kind == "text" and paint.space == "/DeviceCMYK" and any(paint.colour[:3])
    }
    grey = _greys(sorted(mixed), pdf.wanted.profile)
    return _per_paint(
        pdf,
        lambda paint: paint.kind == "text" and paint.colour in grey,
        lambda paint: f"black or grey text is mixed from {_percent(paint.colour)} CMYK. Give it black alone.",
    )


def _greys(colours: list[tuple[float, ...]], profile: Path) -> set[tuple[float, ...]]:
    """Those of these inks (0 to 1) that look black or grey."""
    if not colours:
        return set()
    shown = srgb([(100 * c, 100 * m, 100 * y, 100 * k) for c, m, y, k in colours], profile)
    spread = [max(rgb) - min(rgb) for rgb in (bytes.fromhex(name[1:]) for name in shown)]
    return {colour for colour, apart in zip(colours, spread, strict=True) if apart < _GREY}


def _percent(colour: tuple[float, ...]) -> str:
    return " ".join(f"{value * 100:.0f}" for value in colour)


def _named(paint: Paint) -> str:
    return _NAMES.get(paint.kind, "a transparency group")


def _per_paint(pdf: PressPdf, wrong: Callable[[Paint], bool], told: Callable[[Paint], str]) -> list[Problem]:
    """A problem for each page and each thing that is told of it."""
    return [
        pdf.problem(message, number)
        for number, page in enumerate(pdf.painted, 1)
        for message in sorted({told(paint) for paint in page.paints if wrong(paint)})
    ]
