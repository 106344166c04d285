"""A broken sample for each rule on what is painted: screen colours, ink, black text, thin lines, small type, bleed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.samples_press import ROOT, faults, form, letters, paint, picture

Change = Callable[[Pdf], object]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press-samples")]

FRONT = "page 3 (card 1.1 front): "
SQUARE = "100 300 9 9 re f"
NOT_INK = "is in {}, not in ink"


def _profile(pdf: Pdf, components: int) -> Array:
    profile = pdf.make_stream(b"profile")
    profile.N = components
    return Array([Name.ICCBased, pdf.make_indirect(profile)])


def _space(values: str, make: Callable[[Pdf], object]) -> Change:
    return lambda pdf: paint(
        pdf, f"\n/Cs cs {values} scn {SQUARE}", ColorSpace=Dictionary({"/Cs": make(pdf)})
    )


def _tiling(pdf: Pdf) -> None:
    tile = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 9, 9]), 9, 9, Dictionary()
    paint(pdf, f"\n/Pattern cs /Pt scn {SQUARE}", Pattern=Dictionary(Pt=tile))


def _shading(space: str, start: list[float], end: list[float]) -> Change:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)
    made = Dictionary(ShadingType=2, ColorSpace=Name(space), Coords=[0, 0, 9, 9], Function=function)
    return lambda pdf: paint(pdf, f"\nq {SQUARE[:-1]} W n /Sh sh Q", Shading=Dictionary(Sh=made))


def _drawn(make: Callable[[Pdf], Stream]) -> Change:
    return lambda pdf: paint(pdf, "\n/New Do", XObject=Dictionary(New=make(pdf)))


def _nested(pdf: Pdf) -> Stream:
    inner = form(pdf, f"0 0 1 rg {SQUARE}")
    return form(pdf, "/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))


def _state(**entries: object) -> Change:
    states = Dictionary(Gs=Dictionary({f"/{key}": value for key, value in entries.items()}))
    return lambda pdf: paint(pdf, f"\nq /Gs gs {SQUARE} Q", ExtGState=states)


def _masked(pdf: Pdf) -> Stream:
    return picture(pdf, Name.DeviceGray, b"\0", SMask=picture(pdf, Name.DeviceGray, b"\x80"))


def _soft(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = Dictionary(S=Name.Luminosity, G=form(pdf, f"1 0 0 rg {SQUARE}", Group=group))
    _state(SMask=mask)(pdf)


PAINT: dict[str, tuple[Change, str]] = {
    "rgb": (lambda pdf: paint(pdf, f"\n1 0 0 rg {SQUARE}"), "an area " + NOT_INK.format("DeviceRGB")),
    "rgb-line": (
        lambda pdf: paint(pdf, "\n1 0 0 RG 9 w 100 300 m 200 300 l S"),
        "a line " + NOT_INK.format("DeviceRGB"),
    ),
    "rgb-text": (lambda pdf: letters(pdf, 12, 100, 300, "1 0 0 rg"), "text " + NOT_INK.format("DeviceRGB")),
    "rgb-profile": (_space("1 0 0", lambda pdf: _profile(pdf, 3)), NOT_INK.format("ICCBased 3")),
    "calibrated": (
        _space("1 0 0", lambda pdf: Array([Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1])])),
        NOT_INK.format("CalRGB"),
    ),
    "lab": (
        _space("50 9 9", lambda pdf: Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])])),
        NOT_INK.format("Lab"),
    ),
    "spot": (
        _space(
            "1", lambda pdf: Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=2)])
        ),
        NOT_INK.format("Separation /Gold"),
    ),
    "rgb-pattern": (_tiling, NOT_INK.format("DeviceRGB")),
    "rgb-shading": (_shading("/DeviceRGB", [1, 0, 0], [0, 0, 1]), "a shading " + NOT_INK.format("DeviceRGB")),
    "rgb-nested": (_drawn(_nested), "an area " + NOT_INK.format("DeviceRGB")),
    "rgb-picture": (
        _drawn(lambda pdf: picture(pdf, Name.DeviceRGB, b"\xff\0\0")),
        "a picture " + NOT_INK.format("DeviceRGB"),
    ),
    "rgb-table": (
        _drawn(lambda pdf: picture(pdf, Array([Name.Indexed, Name.DeviceRGB, 0, b"\xff\0\0"]), b"\0")),
        "a picture " + NOT_INK.format("Indexed /DeviceRGB"),
    ),
    "rgb-inline": (
        lambda pdf: paint(pdf, "\nq 9 0 0 9 100 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
        "a picture " + NOT_INK.format("DeviceRGB"),
    ),
    "rgb-group": (
        _drawn(lambda pdf: form(pdf, SQUARE, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
        "a transparency group " + NOT_INK.format("DeviceRGB"),
    ),
    "rgb-soft-mask": (_soft, NOT_INK.format("DeviceRGB")),
    "registration": (
        _space(
            "1", lambda pdf: Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary(FunctionType=2)])
        ),
        NOT_INK.format("Separation /All"),
    ),
    "ink": (lambda pdf: paint(pdf, f"\n1 1 .5 .6 k {SQUARE}"), "an area has 310 % ink"),
    "ink-picture": (
        _drawn(lambda pdf: picture(pdf, Name.DeviceCMYK, bytes([255, 255, 255, 26]))),
        "a picture has 310 % ink",
    ),
    "ink-shading": (_shading("/DeviceCMYK", [0, 0, 0, 0], [1, 1, 1, 0.1]), "a shading has 310 % ink"),
    "black-text": (
        lambda pdf: letters(pdf, 12, 100, 300, ".75 .68 .67 .9 k"),
        "black or grey text is mixed from 75 68 67 90 CMYK",
    ),
    "thin-line": (lambda pdf: paint(pdf, "\n0 0 0 1 K .2 w 100 300 m 200 300 l S"), "has a line of 0.2 pt"),
    "thin-by-scale": (
        lambda pdf: paint(pdf, "\nq .1 0 0 .1 0 0 cm 0 0 0 1 K 1 w 100 300 m 200 300 l S Q"),
        "has a line of 0.1 pt",
    ),
    "thin-by-form": (
        _drawn(
            lambda pdf: form(pdf, "0 0 0 1 K 1 w 100 300 m 200 300 l S", Matrix=Array([0.1, 0, 0, 0.1, 0, 0]))
        ),
        "has a line of 0.1 pt",
    ),
    "thin-bar": (lambda pdf: paint(pdf, "\n0 0 0 1 k 100 300 50 .1 re f"), "has a line of 0.1 pt"),
    "small-text": (lambda pdf: letters(pdf, 5.5, 100, 300), "has text of 5.5 pt"),
    "multiply": (_state(BM=Name.Multiply), "is painted with a blend mode"),
    "overprint": (_state(OP=True, op=True), "is painted with overprint"),
    "bleed": (
        lambda pdf: paint(pdf, "\n0 0 0 0 k -20 -20 20 700 re f 0 1 0 0 k 0 100 50 50 re f"),
        "its art stops at the left edge",
    ),
}


@pytest.mark.parametrize("name", PAINT)
def test_paint(name: str) -> None:
    change, message = PAINT[name]
    found = faults(change)
    assert any(fault.startswith(FRONT) and message in fault for fault in found), found


@pytest.mark.parametrize("variant", ["x-1a", "x-3"])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_state(ca=0.5), "paint that lets through what is below it"),
        (_soft, "a soft mask"),
        (_drawn(_masked), "a picture that lets through what is below it"),
        (
            _drawn(lambda pdf: form(pdf, SQUARE, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))),
            "a transparency group",
        ),
    ],
    ids=["alpha", "mask", "picture", "group"],
)
def test_transparency_only_in_x4(variant: str, change: Change, message: str) -> None:
    assert any(fault.startswith(f"{FRONT}is painted with {message}") for fault in faults(change, variant))
    assert not any(message in fault for fault in faults(change, "x-4"))


def test_an_rgb_colour_space_that_nothing_is_painted_in() -> None:
    change = lambda pdf: paint(pdf, "", ColorSpace=Dictionary(Cs=Array([Name.CalRGB, Dictionary()])))  # noqa: E731
    assert faults(change) == ["an object of it names CalRGB. Make the file anew from its screen PDF."]


def _no_marks(pdf: Pdf) -> None:
    page = pdf.pages[2].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().split(b"/Registration CS")[0])


def test_crop_marks_that_are_missing() -> None:
    found = faults(_no_marks, marks=True)
    assert any(fault.startswith(f"{FRONT}has 0 crop marks") for fault in found), found


def test_a_crop_mark_in_the_bleed() -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[2].obj
        content = page.Contents.read_bytes()
        at = content.index(b" m ", content.index(b"/Registration CS"))
        start = content.rindex(b"\n", 0, at)
        page.Contents = pdf.make_stream(content[:start] + b"\n-5 0" + content[at:])

    found = faults(change, marks=True)
    assert any(fault.startswith(f"{FRONT}has a crop mark in the bleed") for fault in found), found


def test_the_profile_is_shipped_with_its_licence() -> None:
    folder = ROOT / "styles" / "icc"
    assert (folder / "FOGRA39L_coated.icc").exists() and (folder / "FOGRA39L_coated.LICENSE.txt").exists()
