"""The fonts of a finished PDF: all inside it, all the deck's own, with a glyph for each character."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from fontTools.ttLib import TTFont
from pypdf.generic import DictionaryObject, StreamObject

from deckpress.model import Problem
from deckpress.preflight.finished import Finished, as_array, as_dictionary, as_text, resolved

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s*<((?:[0-9a-fA-F]{4})+)>")


def check_fonts(pdf: Finished) -> list[Problem]:
    """Every font is embedded, tells which characters its glyphs are, and is of a family that the deck ships.

    A font of another family means that the deck's fonts lack a character, which another machine would set in
    another font.
    """
    return [
        pdf.problem(message, page)
        for font in _fonts(pdf)
        for page in _pages_with(pdf, font)
        for message in _font_faults(pdf, font)
    ]


def _fonts(pdf: Finished) -> list[DictionaryObject]:
    """The fonts that pages and the forms drawn on them have at hand, each once."""
    fonts: dict[int, DictionaryObject] = {}
    waiting, seen = [page.get("/Resources") for page in pdf.pages], set[int]()
    while waiting:
        resources = as_dictionary(waiting.pop())
        if not resources or id(resources) in seen:
            continue
        seen.add(id(resources))
        for font in map(as_dictionary, as_dictionary(resources.get("/Font")).values()):
            fonts.setdefault(id(font), font)
        for kind in ("/XObject", "/Pattern"):
            waiting += [
                as_dictionary(drawn).get("/Resources")
                for drawn in as_dictionary(resources.get(kind)).values()
            ]
    return list(fonts.values())


def _pages_with(pdf: Finished, font: DictionaryObject) -> list[int | None]:
    """The numbers of the pages with text in this font; [None] where no page has any."""
    name = _base_name(font)
    return [number for number, page in enumerate(pdf.seen, 1) if name in page.fonts] or [None]


def _base_name(font: DictionaryObject) -> str:
    return str(resolved(font.get("/BaseFont", "/without a name")))[1:]


def _descriptor(font: DictionaryObject) -> DictionaryObject:
    inner = next(iter(as_array(font.get("/DescendantFonts"))), font)
    return as_dictionary(as_dictionary(inner).get("/FontDescriptor"))


def _font_faults(pdf: Finished, font: DictionaryObject) -> Iterator[str]:
    name = _SUBSET_TAG.sub("", _base_name(font))
    family = as_text(_descriptor(font).get("/FontFamily")) or name
    if _font_file(font) is None:
        yield f"the font {name} isn't embedded. Ship its file with the deck's fonts."
    if not isinstance(resolved(font.get("/ToUnicode")), StreamObject):
        yield f"the font {name} doesn't tell which character a glyph is. Ship its file with the deck's fonts."
    if family not in pdf.expected.families:
        shipped = ", ".join(pdf.expected.families)
        yield (
            f"text is set in {family}, a font of this machine and not the deck's ({shipped}). "
            "Use a character that the deck's font has."
        )


def _font_file(font: DictionaryObject) -> StreamObject | None:
    for key in ("/FontFile2", "/FontFile3"):
        if isinstance(stream := resolved(_descriptor(font).get(key)), StreamObject):
            return stream
    return None


def check_glyphs(pdf: Finished) -> list[Problem]:
    """No character is an empty box because no font has it, and none is U+FFFD, a sign of garbled text."""
    missing = {char for font in _fonts(pdf) for char in _characters_without_glyph(font)} | {"\ufffd"}
    return [
        pdf.problem(f"the character {_describe(char)} has no glyph. Write another one.", number)
        for number, page in enumerate(pdf.seen, 1)
        for char in sorted(missing)
        if char in page.text
    ]


def _describe(char: str) -> str:
    return f"{char!r} ({' '.join(f'U+{ord(letter):04X}' for letter in char)})"


def _characters_without_glyph(font: DictionaryObject) -> Iterator[str]:
    """The characters that text refers to by a glyph beyond the last that the font file holds.

    That is how the typesetter writes what no font has: it numbers them on, after the font's last glyph.
    """
    font_file, to_unicode = _font_file(font), resolved(font.get("/ToUnicode"))
    if font_file is None or not isinstance(to_unicode, StreamObject):
        return
    count = TTFont(io.BytesIO(font_file.get_data()), lazy=True)["maxp"].numGlyphs
    for glyph, character in _MAPPED.findall(to_unicode.get_data()):
        if int(glyph, 16) >= count:
            yield bytes.fromhex(character.decode()).decode("utf-16-be", "replace")
