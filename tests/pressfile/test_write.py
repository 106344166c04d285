"""Press files as written: pages, blank ones, repeatable, and pictures of strangers in ink."""

from __future__ import annotations

import base64
import io
import time
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from deckpress.preflight.finished import PageSide
from deckpress.preflight.press import PressExpected
from deckpress.pressfile import Order
from deckpress.units import mm_to_pt
from tests.samples_press import PROFILE, good_press, judged, pressed, small_screen

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press-samples")]
ROOT = Path(__file__).parent.parent.parent

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60" width="100" height="60">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset=".5" stop-color="#0f0"/>
<stop offset="1" stop-color="blue"/></linearGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#00f"/></pattern>
</defs><rect width="50" height="30" fill="url(#g)"/><rect y="30" width="50" height="30" fill="url(#p)"/>
<rect x="50" width="50" height="30" stroke="rgb(90,90,90)" fill="teal"/>%s</svg>"""
SEE_THROUGH = '<g opacity=".5"><rect x="50" y="30" width="30" height="20" fill="green"/></g>'


def uri(data: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def saved(picture: Image.Image, kind: str) -> str:
    out = io.BytesIO()
    picture.save(out, kind)
    return uri(out.getvalue(), kind.lower())


@cache
def strangers(more: str = "") -> bytes:
    """A screen page with pictures of all kinds; `more` is added to the drawing among them."""
    ramp = Image.linear_gradient("L").resize((40, 40))
    colours = Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180)))
    half_red = Image.new("RGBA", (40, 40), (255, 0, 0, 128))
    pictures = [
        saved(half_red, "PNG"),
        saved(colours, "PNG"),
        saved(colours, "JPEG"),
        saved(colours.quantize(8), "PNG"),
        saved(Image.new("CMYK", (40, 40), (255, 255, 255, 128)), "JPEG"),
        saved(ramp, "PNG"),
        saved(Image.merge("LA", (ramp, ramp)), "PNG"),
        uri((SVG % more).encode(), "svg+xml"),
    ]
    font = (ROOT / "styles" / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf").as_uri()
    shown = "".join(f'<img alt="a" src="{each}">' for each in pictures)
    html = f"""<html lang=nl><title>x</title><style>
        @font-face {{ font-family: "Atkinson Hyperlegible Next"; src: url({font}) }}
        @page {{ size: 148mm 210mm; margin: 15mm }} body {{ font: 12pt "Atkinson Hyperlegible Next"; margin: 0 }}
        img {{ width: 40mm; height: 20mm; float: left }}
        </style>{shown}"""
    pdf = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def wanted(x_version: str) -> PressExpected:
    return PressExpected((PageSide("manual"),), "Klein deck", "nl", profile=PROFILE, x_version=x_version)


@pytest.mark.parametrize(("variant", "x_version"), [("x-4", "PDF/X-4"), ("x-1a", "PDF/X-1a:2003")])
def test_pictures_of_strangers_come_out_in_ink(variant: str, x_version: str) -> None:
    assert judged(pressed(strangers(), [0], Order(variant))[0], wanted(x_version)) == []


def test_a_drawing_that_lets_through_needs_x4() -> None:
    source = strangers(SEE_THROUGH)
    assert judged(pressed(source, [0])[0], wanted("PDF/X-4")) == []
    faults = judged(pressed(source, [0], Order("x-1a"))[0], wanted("PDF/X-1a:2003"))
    assert faults and all("or ask for x-4" in fault for fault in faults)


def test_a_picture_with_a_soft_mask_is_laid_on_white_where_none_may_be() -> None:
    """At the picture of half red: about as pale in a file without transparency as in one with it."""
    reds = []
    for variant in ("x-4", "x-1a"):
        page = pypdfium2.PdfDocument(pressed(strangers(), [0], Order(variant))[0])[0]
        drawn = page.render(scale=1).to_pil().convert("RGB")
        reds.append(drawn.getpixel((100, 80)))
    assert all(red[0] > 220 and 90 < red[1] < 170 for red in reds), reds


def test_a_file_without_what_is_only_for_screens() -> None:
    with pikepdf.open(io.BytesIO(good_press())) as pdf:
        assert sorted(pdf.Root.keys()) == ["/Lang", "/Metadata", "/OutputIntents", "/Pages", "/Type"]
        for page in pdf.pages:
            assert sorted(page.obj.keys()) == [
                "/BleedBox", "/Contents", "/MediaBox", "/Parent", "/Resources", "/TrimBox", "/Type",
            ]  # fmt: skip
            assert b"BDC" not in page.obj.Contents.read_bytes()


def painted(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.obj.Contents.read_bytes() for page in pdf.pages]


def test_pages_come_in_the_order_that_is_asked() -> None:
    source, whole = small_screen()
    _, count = pressed(source, [3, 1])
    assert count == 2
    straight, turned = painted(pressed(source, [0, 1])[0]), painted(pressed(source, [1, 0])[0])
    assert straight == turned[::-1] and straight != turned
    with pytest.raises(IndexError):
        pressed(source, [len(whole.sides)])


@pytest.mark.parametrize(("pages", "becomes"), [(1, 4), (4, 4), (5, 8)])
@pytest.mark.parametrize("marks", [False, True])
def test_blank_pages_make_a_leaflet(pages: int, becomes: int, marks: bool) -> None:
    source, whole = small_screen()
    data, count = pressed(source, range(pages), Order(marks=marks, multiple=4))
    assert count == becomes
    drawn = pypdfium2.PdfDocument(data)
    assert len(drawn) == becomes
    blank = PageSide("manual")
    sides = (*whole.sides[:pages], *[blank] * (becomes - pages))
    expected = PressExpected(sides, whole.title, whole.language, profile=PROFILE, marks=marks)
    assert [fault for fault in judged(data, expected) if "its back isn't the next" not in fault] == []


def test_nothing_is_painted_beyond_the_bleed() -> None:
    block = "<div style='position: absolute; left: -80mm; width: 300mm; height: 300mm; background: #9a3825'></div>"
    html = f"<html lang=nl><title>x</title><style>@page {{ size: 148mm 210mm; margin: 0 }}</style>{block}"
    source = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(source, bytes)
    page = pypdfium2.PdfDocument(pressed(source, [0], Order(marks=True))[0])[0]
    row = [pixel[1] for pixel in _row(page.render(scale=2).to_pil().convert("RGB"), 300)]
    bleed, white = round(mm_to_pt(10 - 3) * 2), 255
    assert set(row[: bleed - 1]) == {white} and white not in row[bleed + 1 : 200]


def _row(picture: Image.Image, y: int) -> list[tuple[int, int, int]]:
    data = picture.crop((0, y, picture.width, y + 1)).tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def test_the_same_input_gives_the_same_bytes() -> None:
    source, _ = small_screen()
    first = pressed(source, range(4))[0]
    time.sleep(1.1)  # an id that is made from the clock changes by the second
    assert pressed(source, range(4))[0] == first
    assert pressed(source, range(3))[0] != first


def test_an_unknown_variant() -> None:
    with pytest.raises(KeyError):
        pressed(small_screen()[0], [0], Order("x-5"))
