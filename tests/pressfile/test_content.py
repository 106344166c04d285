"""Content streams in ink."""

from __future__ import annotations

import pikepdf
import pytest

from deckpress.pressfile.content import Rewriter, ink_operands
from deckpress.pressfile.inks import inks_of
from tests.samples_press import THEME

ICC = frozenset({"/Screen"})


def rewritten(content: str) -> tuple[str, dict[str, set[str]]]:
    """A content stream in ink, on one line, and the names that it uses."""
    with pikepdf.new() as pdf:
        rewriter = Rewriter(inks_of(THEME), ICC)
        data = rewriter.rewrite(pdf.make_stream(content.encode()))
        return " ".join(data.decode().split()), dict(rewriter.used)


@pytest.mark.parametrize(
    ("screen", "press"),
    [
        ("0 0 0 rg", "0 0 0 1 k"),
        ("1 1 1 RG", "0 0 0 0 K"),
        (".6 .219608 .141176 rg", "0.15 0.85 0.85 0.36 k"),
        ("/DeviceRGB cs 0 0 0 sc", "/DeviceCMYK cs 0 0 0 1 sc"),
        ("/Screen CS 0 0 0 SCN", "/DeviceCMYK CS 0 0 0 1 SCN"),
        # q keeps the colour space, and Q brings it back.
        (
            "/Screen cs q /Other cs 1 2 3 scn Q 0 0 0 scn",
            "/DeviceCMYK cs q /Other cs 1 2 3 scn Q 0 0 0 1 scn",
        ),
        ("Q 0 0 0 rg", "Q 0 0 0 1 k"),
        ("0 0 0 rg 0 0 0 sc", "0 0 0 1 k 0 0 0 1 sc"),
        ("0 0 0 RG 0 0 0 1 K 1 2 3 SC", "0 0 0 1 K 0 0 0 1 K 1 2 3 SC"),
        (".5 g 0 0 0 1 k", ".5 g 0 0 0 1 k"),
        ("/Span <</MCID 3>> BDC BT ET EMC /Artifact BMC EMC", "BT ET"),
        ("(1 0 0 rg) Tj", "(1 0 0 rg) Tj"),
    ],
)
def test_screen_colours_become_ink_and_tags_go(screen: str, press: str) -> None:
    assert rewritten(screen)[0] == press


def test_what_is_used_is_noted() -> None:
    _, used = rewritten("/F 9 Tf /G gs /X Do /S sh /Pattern cs /P scn /C CS 1 SCN /Screen cs")
    assert used == {
        "/Font": {"/F"},
        "/ExtGState": {"/G"},
        "/XObject": {"/X"},
        "/Shading": {"/S"},
        "/Pattern": {"/P"},
        "/ColorSpace": {"/Pattern", "/C"},
    }


def test_numbers_are_no_longer_than_they_have_to_be() -> None:
    assert [str(value) for value in ink_operands((100, 0, 12.5, 1.0 / 3))] == ["1", "0", "0.125", "0.0033"]
