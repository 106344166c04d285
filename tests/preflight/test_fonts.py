"""Fonts that are inside the PDF, are the deck's own, and have every glyph."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from deckpress.preflight.fonts import check_fonts, check_glyphs
from tests.samples_pdf import FONTS, changed, edited, messages, opened, sample_expected

BOLD = "Atkinson-Hyperlegible-Next-Bold"
OTHER_FONT = (FONTS / "AtkinsonHyperlegibleNext_600SemiBold.ttf").as_uri()


def bold(writer: PdfWriter) -> Any:
    fonts: Any = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    [font] = [font for font in fonts.values() if font["/BaseFont"].endswith("Bold")]
    return font.get_object()


def descriptor(font: Any) -> Any:
    return font["/DescendantFonts"][0]["/FontDescriptor"]


def with_bold(change: Callable[[Any], object]) -> list[str]:
    """What is said of the good PDF with a change in its bold font, which the manual's back and divider lack."""
    return messages(check_fonts(opened(changed(lambda writer: change(bold(writer))))))


def test_a_sound_deck_passes() -> None:
    pdf = opened()
    assert all(page.fonts for page in pdf.seen)
    assert [*check_fonts(pdf), *check_glyphs(pdf)] == []


def test_a_font_that_is_not_embedded() -> None:
    told = with_bold(lambda font: descriptor(font).pop("/FontFile2"))
    assert told[0] == f"page 1 (cover): the font {BOLD} isn't embedded. Ship its file with the deck's fonts."
    assert [message.split(":")[0] for message in told] == [
        "page 1 (cover)",
        "page 2 (manual)",
        "page 3 (part 1, divider front)",
        "page 5 (card 1.1 front)",
        "page 6 (card 1.1 back)",
    ]


def test_a_font_without_its_characters() -> None:
    told = with_bold(lambda font: font.pop("/ToUnicode"))
    assert told[0] == (
        f"page 1 (cover): the font {BOLD} doesn't tell which character a glyph is. "
        "Ship its file with the deck's fonts."
    )


def test_text_in_a_font_of_this_machine() -> None:
    face = f"<style>@font-face {{ font-family: Elders; src: url({OTHER_FONT}) }}"
    pdf = edited("<style>", face + " blockquote { font-family: Elders }")
    assert messages(check_fonts(opened(pdf))) == [
        "page 5 (card 1.1 front): text is set in Elders, a font of this machine and not the deck's "
        "(Atkinson Hyperlegible Next). Use a character that the deck's font has."
    ]


def test_a_deck_may_have_more_families() -> None:
    expected = replace(sample_expected(), families=("Atkinson Hyperlegible Next", "Elders"))
    change: Callable[[PdfWriter], object] = lambda writer: descriptor(bold(writer)).update(  # noqa: E731
        {NameObject("/FontFamily"): TextStringObject("Elders")}
    )
    assert check_fonts(opened(changed(change), expected)) == []
    assert check_fonts(opened(changed(change)))


def test_a_font_without_family_goes_by_its_name() -> None:
    told = with_bold(lambda font: descriptor(font).pop("/FontFamily"))
    assert told[0].startswith(f"page 1 (cover): text is set in {BOLD}, a font of this machine")


HELVETICA = DictionaryObject(
    {NameObject("/Type"): NameObject("/Font"), NameObject("/BaseFont"): NameObject("/Helvetica")}
)


def put_at_hand(writer: PdfWriter) -> None:
    fonts: Any = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    fonts[NameObject("/Spare")] = HELVETICA


def put_in_form(writer: PdfWriter) -> None:
    form = DecodedStreamObject()
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/Spare"): HELVETICA})})
    form[NameObject("/Resources")] = fonts
    forms: Any = writer.pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    forms[NameObject("/Form")] = writer._add_object(form)


@pytest.mark.parametrize("change", [put_at_hand, put_in_form])
def test_a_font_that_no_text_uses_is_looked_at(change: Callable[[PdfWriter], None]) -> None:
    assert [message.split(".")[0] for message in messages(check_fonts(opened(changed(change))))] == [
        "the font Helvetica isn't embedded",
        "the font Helvetica doesn't tell which character a glyph is",
        "text is set in Helvetica, a font of this machine and not the deck's (Atkinson Hyperlegible Next)",
    ]


def test_a_font_of_a_drawn_group_is_looked_at() -> None:
    face = f"<style>@font-face {{ font-family: Elders; src: url({OTHER_FONT}) }}"
    pdf = edited("<style>", face + " blockquote { font-family: Elders; opacity: .9 }")
    assert [message[:60] for message in messages(check_fonts(opened(pdf)))] == [
        "page 5 (card 1.1 front): text is set in Elders, a font of th"
    ]


def test_a_character_that_no_font_has() -> None:
    pdf = opened(edited("Voor wie", "Voor \ue9f5 en \U0010fffd wie"))
    assert messages(check_glyphs(pdf)) == [
        "page 1 (cover): the character '\\ue9f5' (U+E9F5) has no glyph. Write another one.",
        "page 1 (cover): the character '\\U0010fffd' (U+10FFFD) has no glyph. Write another one.",
    ]


@pytest.mark.parametrize(("beyond", "missing"), [(-1, False), (0, True)])
def test_a_glyph_after_the_last_of_the_font_is_missing(beyond: int, missing: bool) -> None:
    def change(writer: PdfWriter) -> None:
        font = bold(writer)
        count = TTFont(io.BytesIO(descriptor(font)["/FontFile2"].get_data()))["maxp"].numGlyphs
        mapping = DecodedStreamObject()
        mapping.set_data(f"1 beginbfchar\n<{count + beyond:04x}> <0056>\nendbfchar".encode())
        font[NameObject("/ToUnicode")] = writer._add_object(mapping)

    told = messages(check_glyphs(opened(changed(change))))
    assert ("page 1 (cover): the character 'V' (U+0056) has no glyph. Write another one." in told) is missing


def test_garbled_text() -> None:
    [message] = messages(check_glyphs(opened(edited("Waarom dit", "Waarom \ufffd dit"))))
    assert (
        message
        == "page 4 (part 1, divider back): the character '�' (U+FFFD) has no glyph. Write another one."
    )


def test_what_is_not_seen_needs_no_glyph() -> None:
    spaces = "a\u00adb\u200bc\u2060d\u00a0e\u202ff\u2009g\u200dh"
    assert check_glyphs(opened(edited("Voor wie", spaces))) == []
