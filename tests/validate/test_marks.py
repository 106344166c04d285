"""Texts hold words: no HTML, no template marks, no pictures, and no character that can't be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validate.checking import GLYPHS, in_manual, said

HTML = "is HTML, which texts don't hold: write **bold** for bold, and \\< to show the sign <"
TEMPLATE = "is a template mark, which texts don't hold: write \\{} to show it"


@pytest.mark.parametrize(
    ("words", "messages"),
    [
        ("<b>x</b>", [f"`</b>` {HTML}", f"`<b>` {HTML}"]),
        ("<img src=x onerror=alert(1)>", [f"`<img src=x onerror=alert(1)>` {HTML}"]),
        ("<!-- x -->", [f"`<!-- x -->` {HTML}"]),
        ("<https://a.b>", ["`<https://a.b>` can't be linked so: write [words](https://…)"]),
        ("{{ x }}", [f"`{{{{` {TEMPLATE.format('{{')}"]),
        ("{% x %}", [f"`{{%` {TEMPLATE.format('{%')}"]),
        ("{# x #}", [f"`{{#` {TEMPLATE.format('{#')}"]),
        ("![x](a.png)", ["the picture “a.png” can't stand here: only the manual holds pictures"]),
        ("a < b, \\<b>, \\{{", []),
    ],
)
def test_marks_in_a_text(deck: Path, words: str, messages: list[str]) -> None:
    assert said(deck, ("1.1.yaml", "- Doe iets.", f"- '{words}'")) == [
        f"deck/1.1.yaml:14:5: {message}" for message in messages
    ]


def test_marks_in_the_manual_have_a_line_and_column(deck: Path) -> None:
    assert said(deck, in_manual("Een\nen <i> {{")) == [
        f"deck/manual.md:6:4: `<i>` {HTML}",
        f"deck/manual.md:6:8: `{{{{` {TEMPLATE.format('{{')}",
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Doe 😀 en 😀.", "“😀” (U+1F600 GRINNING FACE)"),
        ("Doe ☃ 😀.", "“☃” (U+2603 SNOWMAN), “😀” (U+1F600 GRINNING FACE)"),
        ("Doe &#9731;.", "“☃” (U+2603 SNOWMAN)"),
        ("[Doe ☃](card:1.2)", "“☃” (U+2603 SNOWMAN)"),
        ("Doe \ue000.", "“\ue000” (U+E000 without a name)"),
        ("Doe e\u0301.", "“\u0301” (U+0301 COMBINING ACUTE ACCENT)"),
    ],
)
def test_a_character_that_the_font_lacks(deck: Path, words: str, names: str) -> None:
    assert said(deck, ("1.1.yaml", "- Doe iets.", f"- '{words}'")) == [
        f"deck/1.1.yaml:14:5: Deze letter has no {names}: write it with other characters"
    ]


def test_a_character_in_the_manual_has_a_line_and_column(deck: Path) -> None:
    assert said(deck, in_manual("- een\n- twee ☃")) == [
        "deck/manual.md:6:8: Deze letter has no “☃” (U+2603 SNOWMAN): write it with other characters"
    ]


def test_what_needs_no_glyph(deck: Path) -> None:
    assert ord(" ") not in GLYPHS
    assert said(deck, ("1.1.yaml", "- Doe iets.", "- Doe iets\u00ad\u00a0…")) == []


def test_the_quotes_that_typography_makes_are_checked_too(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.validate.checking.GLYPHS", GLYPHS - {ord("’")})
    [message] = said(deck, ("1.1.yaml", "- Doe iets.", "- foto's"))
    assert "“’” (U+2019 RIGHT SINGLE QUOTATION MARK)" in message
