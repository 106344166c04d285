"""What the page carries: fonts half as large, styles held inside a place, colours for the dark, a strict policy."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from deckpress.contrast import contrast_ratio
from deckpress.site import assets
from tests.htmls import LOOK

SCRIPTS = LOOK.templates / "site" / "script"


def test_fonts_keep_every_glyph() -> None:
    for font, rule in zip(assets.fonts(LOOK.theme), LOOK.theme.rules.fonts, strict=True):
        head, data = str(font["url"]).split(",")
        assert head == "data:font/woff2;base64" and font["weight"] == rule.weight
        packed, whole = TTFont(io.BytesIO(base64.b64decode(data))), TTFont(LOOK.theme.folder / rule.file)
        assert packed.getBestCmap() == whole.getBestCmap()


def test_fonts_are_the_same_each_time() -> None:
    assert list(assets.fonts(LOOK.theme)) == list(assets.fonts(LOOK.theme))


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_is_lifted_until_it_can_be_read_in_the_dark(rgb: tuple[int, int, int]) -> None:
    colour = "#" + "".join(f"{part:02x}" for part in rgb)
    lifted = assets.lifted(colour, assets.NIGHT, assets.AAA)
    assert contrast_ratio(lifted, assets.NIGHT) >= assets.AAA
    if contrast_ratio(colour, assets.NIGHT) >= assets.AAA:
        assert lifted == colour


@pytest.mark.parametrize(
    ("css", "made"),
    [
        ("a { color: red }", ".x a { color: red }"),
        ("a, b > c { margin: 0 }", ".x a, .x b > c { margin: 0 }"),
        ("html { margin: 0 }", ".x { margin: 0 }"),
        (":is(a, b) i { margin: 0 }", ".x :is(a, b) i { margin: 0 }"),
        ("/* a, b { } */ a { content: '}' }", '.x a { content: "}" }'),
        ("@page { size: A4 } a { margin: 0 }", ".x a { margin: 0 }"),
        ("@media print { a { margin: 0 } }", ""),
    ],
)
def test_styles_stay_inside_their_place(css: str, made: str) -> None:
    assert assets.scoped(css, ".x") == made


def test_the_policy_lets_in_this_script_only() -> None:
    policy = assets.policy("alert(1)")
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}';", policy)
    assert policy.startswith("default-src 'none'; ") and "http" not in policy
    assert assets.policy("alert(2)") != policy


def test_every_script_has_its_place() -> None:
    order = (SCRIPTS / "order.txt").read_text(encoding="utf-8").split()
    assert sorted([*order, "first"]) == sorted(file.stem for file in SCRIPTS.glob("*.js"))


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.js")), ids=lambda file: str(file.stem))
def test_a_script_is_short_and_reads_no_text_as_html(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 250
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text
    )
    assert "</script" not in text.lower()
