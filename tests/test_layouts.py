"""Sheet layouts: those that are shipped, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.layouts import layout_names, load_layout
from deckpress.model import DeckProblems, UsageError
from deckpress.slots import slots_of
from deckpress.theme import load_theme
from tests.paper import PAGE

STYLES = Path(__file__).parent.parent / "styles"
SHEETS = STYLES / "sheets"
GOOD = "title: T\nwidth: 297\nheight: 210\ncolumns: 2\nrows: 1\ngutter: {x: 1}\nbleed: 0.5\n"
LAYOUT_KEYS = "title, width, height, columns, rows, gutter, scale, bleed, margin, marks"


def told(folder: Path, text: str) -> list[str]:
    (folder / "eigen.yaml").write_text(text, encoding="utf-8")
    try:
        load_layout(folder, "eigen", PAGE)
    except DeckProblems as error:
        return [str(problem).removeprefix(f"{folder}/eigen.yaml:") for problem in error.problems]
    return []


def test_the_shipped_layouts_take_the_cards_of_the_theme() -> None:
    assert layout_names(SHEETS) == ["a3-4up", "a4-2up", "letter-2up", "sra3-4up"]
    page = load_theme(STYLES).rules.page
    for name in layout_names(SHEETS):
        layout = load_layout(SHEETS, name, page)
        assert layout.places == len(slots_of(layout, page)) == int(name.split("-")[1][0])


def test_a_layout_of_ones_own_needs_no_code(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == []
    assert told(tmp_path, "title: T\nwidth: 210\nheight: 297\ncolumns: 1\nrows: 1\n") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "width: 297", "width: 290",
            "2:8: too small for the cards by 7 mm: 2 of 148 mm, gutters and margins take 297 mm; "
            "make `scale` smaller or the width larger",
        ),
        (
            "rows: 1", "rows: 2",
            "3:9: too small for the cards by 210 mm: 2 of 210 mm, gutters and margins take 420 mm; "
            "make `scale` smaller or the height larger",
        ),
        (
            "width: 297", "width: 296.992",
            "2:8: too small for the cards by 0.01 mm: 2 of 148 mm, gutters and margins take 297 mm; "
            "make `scale` smaller or the width larger",
        ),
        ("bleed: 0.5", "bleed: 4", "7:8: the cards' art ends 3 mm beyond the trim: make `bleed` that or less"),
        (
            "bleed: 0.5", "bleed: 2\nmarks: {length: 3, distance: 1}",
            "8:30: crop marks 1 mm from the cards lie on their art: make `distance` 2 or more",
        ),
        ("columns: 2", "colums: 2", "4:1: unknown key `colums`: did you mean `columns`?"),
        ("columns: 2\n", "", "1:1: the sheet layout lacks `columns`: add it"),
        ("columns: 2", "columns: 0", "4:10: expected a whole number from 1 to 20, found the number 0"),
        ("columns: 2", "columns: 2.5", "4:10: expected a whole number from 1 to 20, found the number 2.5"),
        ("columns: 2", "columns: twee", "4:10: expected a whole number from 1 to 20, found the text “twee”"),
        ("width: 297", "width: 29,7", "2:8: expected a number from 50 to 2000, found the text “29,7”"),
        ("width: 297", "width: .inf", "2:8: expected a number from 50 to 2000, found the number .inf"),
        ("width: 297", "width: .nan", "2:8: expected a number from 50 to 2000, found the number .nan"),
        ("width: 297", "width: 1e9", "2:8: expected a number from 50 to 2000, found the text “1e9”"),
        ("{x: 1}", "1", "6:9: expected keys with values under it, as in `key: value`, found the number 1"),
        ("{x: 1}", "{z: 1}", "6:10: unknown key `z`: known here are x, y"),
        ("{x: 1}", "{x: -1}", "6:13: expected a number from 0 to 100, found the number -1"),
        ("bleed: 0.5", "marks: {length: 3, place: in}", "7:27: expected outside or gutter, found the text “in”"),
        ("bleed: 0.5", "xyz: 1", f"7:1: unknown key `xyz`: known here are {LAYOUT_KEYS}"),
        ("title: T", "title: !!python/name:os.system", "1:8: the tag `!!python/name:os.system` is not allowed: "
         "remove it, or put the text in quotes"),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    assert told(tmp_path, GOOD.replace(old, new)) == [message]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a4-2-up", "there is no sheet layout `a4-2-up`: did you mean `a4-2up`?"),
        ("x", "use a3-4up, a4-2up, letter-2up, sra3-4up, or write "),
        ("../theme", r"there is no sheet layout `\.\./theme`"),
    ],
)
def test_a_layout_that_is_not_there_is_refused(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_layout(SHEETS, name, PAGE)
