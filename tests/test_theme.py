from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from deckpress.colour import srgb, tint
from deckpress.model import DeckProblems
from deckpress.theme import load_theme

STYLES = Path(__file__).parent.parent / "styles"


def test_black_ink_alone_is_dark_and_paper_is_white() -> None:
    ink, paper = srgb([(0, 0, 0, 100), (0, 0, 0, 0)], STYLES / "icc" / "FOGRA39L_coated.icc")
    assert paper == "#ffffff"
    assert max(int(ink[at : at + 2], 16) for at in (1, 3, 5)) < 40


def test_a_tint_is_the_same_ink_thinner() -> None:
    assert tint((50, 20, 0, 10), 10) == (5, 2, 0, 1)


def test_the_palette_has_ink_and_screen_of_each_colour() -> None:
    palette = load_theme(STYLES).palette
    assert palette["part-1"].cmyk == (15, 85, 85, 36)
    assert palette["part-1"].srgb.startswith("#") and palette["tint-6"].srgb.startswith("#")
    assert palette["ink"].cmyk == (0, 0, 0, 100)


def test_all_shipped_fonts_hold_what_dutch_needs() -> None:
    glyphs = load_theme(STYLES).glyphs
    assert set(map(ord, "abcABCëïéèöüçñ‘’“”…–—•€0123456789\u00a0")) <= glyphs


def test_running_text_keeps_its_leading() -> None:
    """Line height of at least 1.35, as the design asks."""
    assert load_theme(STYLES).rules.type.leading >= 1.35


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tint": 400}, "tint"),
        ({"colours": {"ink": [0, 0, 0]}}, "colours.ink"),
        ({"glitter": 1}, "glitter"),
        ({"parts": [{"colour": [0, 0, 0, 0], "shape": 'M0 0"/><script>'}]}, "parts.0.shape"),
    ],
)
def test_a_mistake_in_the_theme_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    theme = yaml.safe_load((STYLES / "theme.yaml").read_text(encoding="utf-8"))
    (tmp_path / "theme.yaml").write_text(yaml.safe_dump(theme | change), encoding="utf-8")
    with pytest.raises(DeckProblems, match=said):
        load_theme(tmp_path)


def test_a_theme_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DeckProblems, match=r"theme\.yaml: can't be read"):
        load_theme(tmp_path)


def test_widths_are_in_em() -> None:
    widths = load_theme(STYLES).widths
    assert 0 < widths["i"] < widths["n"] < widths["m"] < 1
    assert widths["é"] == widths["e"]
