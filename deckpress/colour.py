"""From the printer's CMYK to the screen's sRGB, through the ICC profile that the press uses."""

from __future__ import annotations

from pathlib import Path

Cmyk = tuple[float, float, float, float]


def srgb(colours: list[Cmyk], profile: Path) -> list[str]:
    """What each CMYK colour (percent) looks like on screen, as #rrggbb.

    Relative colorimetric with black point compensation, so that bare paper is the screen's white and K alone its black.
    Raises OSError where the profile can't be read, and ImageCms.PyCMSError where it isn't one.
    """
    from PIL import Image, ImageCms  # here, as not all who ask for a theme ask for its colours

    transform = ImageCms.buildTransform(
        ImageCms.getOpenProfile(str(profile)),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    row = Image.new("CMYK", (len(colours), 1))
    row.putdata([tuple(round(value * 2.55) for value in colour) for colour in colours])
    converted = ImageCms.applyTransform(row, transform)
    assert converted is not None
    values = converted.tobytes().hex()
    return [f"#{values[at : at + 6]}" for at in range(0, len(values), 6)]


def tint(colour: Cmyk, percent: float) -> Cmyk:
    """A lighter tone of the same ink: `percent` of each."""
    cyan, magenta, yellow, black = (value * percent / 100 for value in colour)
    return cyan, magenta, yellow, black
