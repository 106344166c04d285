from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from deckpress import svg
from deckpress.theme import load_theme

STYLES = Path(__file__).parent.parent / "styles"
THEME = load_theme(STYLES)


def drawn(path: str, modules: int, scale: int = 6) -> Image.Image:
    """A path of `svg.qr_path`, drawn by reading its `M x y h w v 1 h -w z` steps."""
    image = Image.new("L", (modules * scale, modules * scale), 255)
    pen = ImageDraw.Draw(image)
    for step in path.split("M")[1:]:
        place, rest = step.split("h", 1)
        x, y = map(int, place.split())
        width = int(rest.split("v")[0])
        pen.rectangle([x * scale, y * scale, (x + width) * scale - 1, (y + 1) * scale - 1], fill=0)
    return image


@pytest.mark.parametrize("text", ["https://example.org/#1.1", "https://example.org/" + "a" * 200 + "#6.6"])
def test_a_qr_code_reads_back(text: str) -> None:
    path, modules = svg.qr_path(text)
    assert [code.text for code in zxingcpp.read_barcodes(drawn(path, modules))] == [text]


def test_a_qr_code_has_its_quiet_zone() -> None:
    path, modules = svg.qr_path("x")
    picture = drawn(path, modules, scale=1)
    assert picture.point(lambda value: 255 - value).getbbox() == (4, 4, modules - 4, modules - 4)


def test_tabs_go_down_part_by_part_and_stay_on_the_page() -> None:
    page = THEME.rules.page
    for count in (1, 6, 9):
        tops = [page.tab_y(index, count) for index in range(count)]
        assert tops == sorted(set(tops))
        assert tops[-1] + page.tab_height <= page.tab_bottom + 0.001


def test_a_tab_is_on_the_same_paper_on_both_sides() -> None:
    """The front's right edge is the back's left edge."""
    front, back = (svg.side_art(THEME, 3, 6, on_right, lambda name: name) for on_right in (True, False))
    page = THEME.rules.page
    y = f'y="{page.tab_y(2, 6):g}"'
    assert f'<rect x="{page.width - page.tab_width:g}" {y} width="{page.tab_width + page.bleed:g}"' in front
    assert f'<rect x="{-page.bleed:g}" {y} width="{page.tab_width + page.bleed:g}"' in back


def test_a_data_uri_holds_no_character_that_ends_a_css_string() -> None:
    uri = svg.data_uri('<svg a="b"><path fill="#fff" d="M1 1\n z"/></svg>')
    assert not set(uri) & set("\"'\\\n#<>")


def test_every_part_has_a_shape_of_its_own() -> None:
    shapes = [part.shape for part in THEME.rules.parts]
    assert len(set(shapes)) == len(shapes)


def test_the_reader_sees_no_code_where_there_is_none() -> None:
    assert zxingcpp.read_barcodes(Image.new("L", (200, 200), 255)) == []
