"""The calibration sheet: printed by a printer that misses and held to the light, it says by how much."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from deckpress.calibrate import (
    EDGE,
    MOST,
    PITCH,
    STEP,
    TICK,
    Sheet,
    back_lines,
    calibration_css,
    calibration_html,
    front_lines,
    labels,
)
from deckpress.duplex import FLIPS, Flip, Offset, axis_of
from deckpress.theme import load_theme
from deckpress.typeset import Typesetter, write_pdf
from deckpress.units import mm_to_pt, mm_to_px
from tests.paper import DPI, printed, through_the_paper
from tests.verapdf import validate

ROOT = Path(__file__).parent.parent
A4, A3 = Sheet(), Sheet(297, 420)
MISSES = [(0.0, 0.0), (1.5, -0.5), (-0.5, 3.0), (-4.5, 4.5), (2.0, 0.0)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calibrate")


@cache
def pdf_of(sheet: Sheet, folder: Path) -> bytes:
    setter = Typesetter(calibration_css(load_theme(ROOT / "styles"), sheet), [ROOT / "styles"])
    document = setter.lay_out(calibration_html(ROOT / "templates", sheet, "kantoor"), "calibrate")
    write_pdf([document], folder / "sheet.pdf")
    return (folder / "sheet.pdf").read_bytes()


def centres(picture: Image.Image, where: tuple[float, float, float, float], lying: bool) -> list[float]:
    """Where lines cross a thin strip of a picture (left, top, right, bottom in mm), in mm from its start."""
    left, top, right, bottom = (round(mm_to_px(n, DPI)) for n in where)
    strip = picture.crop((left, top, right, bottom))
    long = strip.resize((strip.width, 1)) if lying else strip.resize((1, strip.height))
    dark = [at for at, grey in enumerate(long.tobytes()) if grey < 140]
    runs: list[list[int]] = []
    for at in dark:
        if runs and at - runs[-1][-1] == 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0] + run[-1] + 1) / 2 / DPI * 25.4 for run in runs]


def reading(front: list[float], back: list[float], texts: list[str]) -> str:
    """What a reader sees: the label of the front's line that one of the back's runs straight on from."""
    gaps = [min(abs(line - other) for other in back) for line in front]
    return texts[gaps.index(min(gaps))]


def read_off(sheet: Sheet, flip: Flip, miss: tuple[float, float], folder: Path) -> Offset:
    front, back = printed(pdf_of(sheet, folder))
    behind = through_the_paper(back, axis_of(flip, sheet.width, sheet.height), miss)
    (left, top), (x, y) = EDGE, miss
    middle, centre = sheet.width / 2, sheet.height / 2
    texts = [label.text for label in labels(sheet) if not label.upright]
    # The strips run through the middle of the ticks, and on the front not through the letters X and Y.
    lying = [
        centres(picture, (middle - reach, at, middle + reach, at + 0.3), True)
        for picture, reach, at in ((front, 95, top - TICK / 2), (behind, 101, top + TICK / 2 + y))
    ]
    upright = [
        centres(picture, (at, max(centre - reach, 0), at + 0.3, centre + reach), False)
        for picture, reach, at in ((front, 95, left - TICK / 2), (behind, 101, left + TICK / 2 + x))
    ]
    across = reading([at - 95 for at in lying[0]], [at - 101 for at in lying[1]], texts)
    down = reading([at - 95 for at in upright[0]], [at - min(101, centre) for at in upright[1]], texts)
    assert len(lying[0]) == len(upright[0]) == len(texts) == 2 * MOST + 1
    return Offset(float(across), float(down))


@pytest.mark.slow
@pytest.mark.parametrize("sheet", [A4, A3], ids=["a4", "a3"])
@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("miss", MISSES)
def test_the_reading_is_what_the_back_must_be_moved_by(
    sheet: Sheet, flip: Flip, miss: tuple[float, float], folder: Path
) -> None:
    offset = read_off(sheet, flip, miss, folder)
    assert offset == Offset(-miss[0], -miss[1])


@pytest.mark.slow
@pytest.mark.parametrize("flip", FLIPS)
def test_printed_again_with_what_was_read_it_says_nought(flip: Flip, folder: Path) -> None:
    miss = (-1.5, 1.0)
    offset = read_off(A4, flip, miss, folder)
    assert read_off(Sheet(offset=offset, flip=flip), flip, miss, folder) == Offset(0, 0)


@pytest.mark.parametrize("sheet", [A4, A3], ids=["a4", "a3"])
def test_only_one_line_runs_straight_on(sheet: Sheet) -> None:
    """For every offset that has a label, its line meets the back's, and no other line comes nearer than half a step."""
    steps = range(-MOST, MOST + 1)
    for wanted in steps:
        gaps = {
            step: min(abs(PITCH * step - ((PITCH + STEP) * other - STEP * wanted)) for other in steps)
            for step in steps
        }
        assert [step for step, gap in gaps.items() if gap < STEP / 2] == [wanted]


@pytest.mark.parametrize("sheet", [A4, A3], ids=["a4", "a3"])
@pytest.mark.parametrize("lines", [front_lines, back_lines], ids=["front", "back"])
def test_every_line_is_where_a_printer_can_print(sheet: Sheet, lines: object) -> None:
    for line in lines(sheet):  # type: ignore[operator]
        assert all(5 <= x <= sheet.width - 5 for x in (line.x1, line.x2))
        assert all(5 <= y <= sheet.height - 5 for y in (line.y1, line.y2))


@pytest.mark.parametrize(("sheet", "upright"), [(A4, "KORTE KANT"), (A3, "LANGE KANT")], ids=["a4", "a3"])
def test_the_word_that_stands_upright_is_that_of_a_page_turned_like_a_books(
    sheet: Sheet, upright: str, folder: Path
) -> None:
    """Read in the upper half of the back's page; the other word is in the lower half, on its head."""
    page = pypdfium2.PdfDocument(pdf_of(sheet, folder))[1]
    text, middle, width = page.get_textpage(), mm_to_pt(sheet.height / 2), mm_to_pt(sheet.width)
    upper = text.get_text_bounded(0, middle, width, 2 * middle)
    assert upright in upper
    flip: Flip = "short-edge" if upright == "KORTE KANT" else "long-edge"
    assert f"--flip {flip}" in upper
    assert axis_of(flip, sheet.width, sheet.height) == "vertical"


def test_it_says_what_to_type(folder: Path) -> None:
    text = pypdfium2.PdfDocument(pdf_of(A4, folder))[0].get_textpage().get_text_range()
    assert "python build.py calibrate --printer kantoor --flip long-edge --back-offset 1.5,-0.5" in text
    assert "ware grootte" in text and "dubbelzijdig" in text


def test_a_printers_name_is_no_markup() -> None:
    html = calibration_html(ROOT / "templates", A4, "<i>x")
    assert "--printer &lt;i&gt;x" in html and "<i>" not in html


def test_it_is_black_alone(folder: Path) -> None:
    page = pypdfium2.PdfDocument(pdf_of(A4, folder))[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(1 << 24) or [])


@pytest.mark.slow
@pytest.mark.verapdf
def test_it_is_accessible(folder: Path) -> None:
    file = folder / "accessible.pdf"
    file.write_bytes(pdf_of(A4, folder))
    report = validate([file], "ua1")[file]
    assert report.compliant and not report.failures
