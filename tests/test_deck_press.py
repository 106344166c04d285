"""The deck in cards/nl as files for a print shop, judged from outside: separations, PDF/A, other readers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageMath

from deckpress.expect import expected
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.preflight import Expected
from deckpress.preflight.finished import PageSide
from deckpress.preflight.press import PressExpected, check_press
from deckpress.preflight.seen import see_pages
from deckpress.pressfile import VARIANTS, About, Order, write_press
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from deckpress.units import PT_PER_INCH, mm_to_pt, mm_to_px
from tests import verapdf

ROOT = Path(__file__).parent.parent
THEME = load_theme(ROOT / "styles")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("deck")]

DPI = 100
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
FULL = 100 * 2.55  # a plate's white; ink is what is darker
SLUG = mm_to_pt(10)  # from the trim to the edge of a page with crop marks, in pt
DARK = round(FULL * 0.15)  # on the black plate: darker than any ink of the theme but black


@dataclass(frozen=True)
class Made:
    """The press files of the deck, by what they are, and what each has to be."""

    files: dict[str, Path]
    wanted: dict[str, Expected]


@pytest.fixture(scope="session")
def whole(built: Path) -> tuple[Path, Expected, int]:
    """The screen PDF, what it has to be, and how many pages its manual takes."""
    deck = load(ROOT / "cards" / "nl").deck
    assert deck
    pdf = built / f"{deck.about.slug}.pdf"
    look = Look(THEME, load_labels(ROOT / "templates", "nl"), ROOT / "templates")
    reader = pypdf.PdfReader(pdf)
    pages = reader.get_destination_page_number(reader.named_destinations["part-1"])
    assert pages
    return pdf, expected(deck, Renderer(deck, look, ROOT / "cards" / "nl"), pages), pages


@pytest.fixture(scope="session")
def made(whole: tuple[Path, Expected, int], tmp_path_factory: pytest.TempPathFactory) -> Made:
    screen, wanted, manual = whole
    folder, made = tmp_path_factory.mktemp("press"), Made({}, {})
    about = About(wanted.title, wanted.language, "2026.1")
    for variant in VARIANTS:
        for marks in (False, True):
            name = f"{variant}{'-marks' if marks else ''}"
            for kind, pages, multiple in (
                ("cards", range(manual, len(wanted.sides)), 1),
                ("manual", range(manual), 4),
            ):
                target = folder / f"{name}-{kind}.pdf"
                count = write_press(screen, pages, target, THEME, about, Order(variant, marks, multiple))
                sides = [wanted.sides[page] for page in pages]
                sides += [PageSide("manual")] * (count - len(sides))
                made.files[target.stem] = target
                made.wanted[target.stem] = press_expected(wanted, tuple(sides), variant, marks)
    return made


def press_expected(wanted: Expected, sides: tuple[PageSide, ...], variant: str, marks: bool) -> PressExpected:
    profile = THEME.folder / THEME.rules.icc_profile
    x_version = VARIANTS[variant].x_version
    return PressExpected(
        sides, wanted.title, wanted.language, profile=profile, x_version=x_version, marks=marks
    )


def test_preflight_finds_no_fault(made: Made) -> None:
    for name, path in made.files.items():
        wanted = made.wanted[name]
        assert isinstance(wanted, PressExpected)
        if wanted.x_version:
            assert check_press(path, wanted) == [], name


def test_the_manual_is_a_leaflet(made: Made) -> None:
    for name, path in made.files.items():
        if name.endswith("manual"):
            assert len(pypdf.PdfReader(path).pages) % 4 == 0


def test_the_words_are_those_of_the_screen(whole: tuple[Path, Expected, int], made: Made) -> None:
    screen, _, manual = whole
    shown = [page.text for page in see_pages(screen.read_bytes())]
    printed = [page.text for page in see_pages(made.files["x-4-marks-cards"].read_bytes())]
    assert printed == shown[manual : manual + len(printed)]


@pytest.mark.verapdf
def test_verapdf_finds_no_fault_in_the_twins(made: Made) -> None:
    twins = [path for name, path in made.files.items() if name.startswith("a-2b")]
    assert len(twins) == 4
    for path, report in verapdf.validate(twins, "2b").items():
        assert report.compliant and not report.failures, path


@pytest.mark.tools
@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--check", "{}"],
        ["pdftoppm", "-r", "20", "{}", "{}.ppm"],
        ["mutool", "draw", "-r", "20", "-o", "{}.%d.png", "{}"],
        [
            "gs",
            "-q",
            "-dBATCH",
            "-dNOPAUSE",
            "-dSAFER",
            "-r20",
            "-sDEVICE=pgmraw",
            "-sOutputFile={}.pgm",
            "{}",
        ],
    ],
    ids=["qpdf", "poppler", "mupdf", "ghostscript"],
)
@pytest.mark.parametrize("name", ["x-4-marks-cards", "x-4-manual", "x-3-cards", "x-1a-cards"])
def test_other_programs_read_it_without_a_warning(made: Made, command: list[str], name: str) -> None:
    path = made.files[name]
    done = subprocess.run([part.format(path) for part in command], capture_output=True, text=True, check=True)
    said = (done.stderr + ("" if command[0] == "qpdf" else done.stdout)).splitlines()
    complaints = [line for line in said if line != "warning: ICC support is not available"]
    assert [line for line in complaints if not line.startswith("page ")] == []


@dataclass(frozen=True)
class Separated:
    """A page as its four plates, at `DPI`, and where on them a box in pt from the trim's lower left is."""

    plates: dict[str, Image.Image]

    def pixels(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
        height = self.plates["Black"].height
        across = [(x + SLUG) / PT_PER_INCH * DPI for x in (left, right)]
        down = [height - (y + SLUG) / PT_PER_INCH * DPI for y in (top, bottom)]
        return round(across[0]), round(down[0]), round(across[1]), round(down[1])


@pytest.fixture(scope="session")
def separated(made: Made, tmp_path_factory: pytest.TempPathFactory) -> list[Separated]:
    """Every page of the cards with crop marks, on plates as Ghostscript makes them."""
    folder = tmp_path_factory.mktemp("plates")
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
    source = made.files["x-4-marks-cards"]
    subprocess.run([*command, f"-sOutputFile={folder}/%d.tif", str(source)], check=True)
    pages = range(1, len(pypdf.PdfReader(source).pages) + 1)
    return [
        Separated({plate: Image.open(folder / f"{page}({plate}).tif").convert("L") for plate in PLATES})
        for page in pages
    ]


def has_no_ink_of_its_own(plate: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether nothing in a box of a plate is darker than the ground around it; a tint may leave out black letters."""
    around = (box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3)
    counts = plate.crop(around).histogram()
    ground = counts.index(max(counts))
    return not any(plate.crop(box).histogram()[: max(ground - 2, 0)])


@pytest.mark.tools
def test_no_spot_has_more_than_300_percent_ink(separated: list[Separated]) -> None:
    edge = round(mm_to_px(10 - THEME.rules.page.bleed, DPI)) + 1  # crop marks are outside
    for number, page in enumerate(separated, 1):
        width, height = page.plates["Black"].size
        inside = {
            name[0]: plate.crop((edge, edge, width - edge, height - edge))
            for name, plate in page.plates.items()
        }
        total = ImageMath.lambda_eval(lambda a: 4 * 255 - a["C"] - a["M"] - a["Y"] - a["B"], **inside)
        assert total.getextrema()[1] / 2.55 <= 300.5, f"page {number}"


@pytest.mark.tools
def test_black_text_is_on_the_black_plate_alone(made: Made, separated: list[Separated]) -> None:
    runs = 0
    seen = see_pages(made.files["x-4-marks-cards"].read_bytes())
    for number, (page, text) in enumerate(zip(separated, seen, strict=True), 1):
        for run in text.runs:
            box = page.pixels(run.left, run.bottom, run.right, run.top)
            low, _ = page.plates["Black"].crop(box).getextrema()
            if run.text and isinstance(low, int) and low < DARK:
                runs += 1
                others = [page.plates[plate] for plate in PLATES[:3]]
                assert all(has_no_ink_of_its_own(plate, box) for plate in others), (
                    f"page {number}: {run.text}"
                )
    assert runs > 800


@pytest.mark.tools
def test_qr_codes_are_on_the_black_plate_alone(made: Made, separated: list[Separated]) -> None:
    wanted = [side.qr for side in made.wanted["x-4-marks-cards"].sides]
    for page, address in zip(separated, wanted, strict=True):
        codes = zxingcpp.read_barcodes(page.plates["Black"])
        assert [code.text for code in codes] == ([address] if address else [])
        for code in codes:
            at = code.position
            box = (at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y)
            for plate in PLATES[:3]:
                assert page.plates[plate].crop(box).getextrema() == (255, 255)


def slugs(page: Separated, plate: str) -> Iterator[Image.Image]:
    """What is outside the bleed, in four strips."""
    picture = page.plates[plate]
    width, height = picture.size
    edge = round(mm_to_px(10 - THEME.rules.page.bleed, DPI)) - 1
    yield picture.crop((0, 0, width, edge))
    yield picture.crop((0, height - edge, width, height))
    yield picture.crop((0, 0, edge, height))
    yield picture.crop((width - edge, 0, width, height))


@pytest.mark.tools
def test_crop_marks_are_on_all_four_plates_and_nothing_else_is_outside_the_bleed(
    separated: list[Separated],
) -> None:
    for page in separated:
        strips = [[strip.tobytes() for strip in slugs(page, plate)] for plate in PLATES]
        assert strips[1:] == strips[:1] * 3
        assert all(strip.getextrema()[0] == 0 for strip in slugs(page, "Black"))
        gap = page.pixels(
            *(mm_to_pt(mm) for mm in (-3.7, -3.7, 148 + 3.7, -3.3))
        )  # from the bleed to the marks
        assert page.plates["Black"].crop(gap).getextrema() == (255, 255)
