"""Colour spaces of a press file (ISO 32000-1, 8.6) and the ink that pictures and shadings take."""

from __future__ import annotations

from typing import Any

import pikepdf
from PIL import Image, ImageMath

Space = str  # as "/DeviceCMYK", "/ICCBased 3", "/Separation /All", "/Indexed /DeviceRGB"

INK_SPACES = ("/DeviceCMYK", "/DeviceGray")
REGISTRATION = "/Separation /All"
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}  # in inline pictures


def space_of(space: Any) -> Space:
    """A colour space by its name, with what it is based on."""
    if isinstance(space, pikepdf.Name):
        return _SHORT.get(str(space), str(space))
    if not isinstance(space, pikepdf.Array) or not len(space):
        return "none"
    return _family(str(space[0]), space[1] if len(space) > 1 else None)


def _family(family: str, base: Any) -> Space:
    if family == "/ICCBased":
        return f"/ICCBased {base.get('/N')}"
    if family in ("/Indexed", "/I", "/Pattern") and base is not None:
        name = space_of(base)
        return name if name in INK_SPACES else f"{family} {name}"
    return f"/Separation {base}" if family == "/Separation" else family


def picture_paint(picture: Any) -> tuple[Space, float]:
    """A picture's colour space, and the most ink of its pixels in percent."""
    space = space_of(picture.get("/ColorSpace"))
    return space, _most_ink(picture) if space == "/DeviceCMYK" else 0.0


def _most_ink(picture: Any) -> float:
    shown = _bare(picture).convert("CMYK")
    plates = dict(zip("cmyk", shown.split(), strict=True))
    total = ImageMath.lambda_eval(lambda args: args["c"] + args["m"] + args["y"] + args["k"], **plates)
    return float(total.getextrema()[1]) / 2.55


def _bare(picture: Any) -> Image.Image:
    """A picture as it is stored: its mask, which would make it one for screens, is set aside for the moment."""
    masks = {key: picture[key] for key in ("/SMask", "/Mask") if key in picture}
    for key in masks:
        del picture[key]
    try:
        return pikepdf.PdfImage(picture).as_pil_image()
    finally:
        for key, mask in masks.items():
            picture[key] = mask


def shading_ink(shading: Any) -> float:
    """The most ink in percent at an end of a shading of inks; between the ends it is between."""
    if space_of(shading.get("/ColorSpace")) != "/DeviceCMYK":
        return 0.0
    return max((sum(colour) for colour in _ends(shading.get("/Function"))), default=0.0) * 100


def _ends(function: Any) -> list[list[float]]:
    """The colours at the ends of a function (ISO 32000-1, 7.10); those of each part where it is stitched."""
    if not isinstance(function, pikepdf.Dictionary):
        return []
    if "/Functions" in function:
        return [end for part in function.Functions for end in _ends(part)]
    return [[float(value) for value in function[key]] for key in ("/C0", "/C1") if key in function]
