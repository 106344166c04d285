"""Pages painted once, so that writing them again, or in another file, paints nothing anew.

A painted page holds its operators, the fonts' glyphs that they show, and of its boxes what tags are made of. It
writes the same bytes as the page with its boxes, needs less memory, and can be pickled. Reaches into WeasyPrint's
drawing where there is no supported way; a page that uses what isn't known here stays as it is.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.document import Page
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from deckpress.skeleton import Skeleton

SCALE = 0.75  # pt a px: what write_pdf paints at

Fonts = dict[int, Font]  # each font as it was before anything was shown in it, by its key in the engine
Operators = tuple[bytes | pydyf.Dictionary, ...]


class CantKeep(Exception):
    """A page is painted with something that isn't known here."""


@dataclass(frozen=True)
class Group:
    """A form that a page draws: its operators and its entries in the PDF, without its resources; its alpha states."""

    operators: Operators
    extra: Mapping[str, Any]
    states: Mapping[str, pydyf.Dictionary]


@dataclass(frozen=True)
class Paint:
    """What painting a page adds to a PDF: forms by the operator that draws them, glyphs by font, tags by box."""

    operators: Operators
    states: Mapping[str, pydyf.Dictionary]
    groups: Mapping[bytes, Group]
    glyphs: Mapping[int, tuple[dict[int, str], dict[int, int]]]
    tags: Mapping[Any, dict[str, Any]]


class PaintedPage(Page):  # type: ignore[misc]
    """A page as it is painted, packed: as objects, thousands of them, it takes four times the room.

    Raises CantKeep for one that can't be kept.
    """

    def __init__(self, page: Page, document: Document, fonts: Fonts) -> None:
        if page.forms != {None: []}:
            raise CantKeep("a form")
        self.width, self.height, self.forms = page.width, page.height, page.forms
        # It ends at its trim; what print files need is painted beyond.
        self.bleed = dict.fromkeys(page.bleed, 0)
        self.bookmarks, self.anchors = page.bookmarks, page.anchors
        bare = Skeleton()
        box = bare.box(page._page_box)
        links = [(kind, aim, area, bare.link(box)) for kind, aim, area, box in page.links]
        paint = _paint(page, document, fonts, bare)
        self.packed = pickle.dumps((box, links, paint), pickle.HIGHEST_PROTOCOL)
        self.shows, self.fonts = tuple(paint.glyphs), fonts


class OpenPage(Page):  # type: ignore[misc]
    """A painted page as it is written, once."""

    def __init__(self, page: PaintedPage) -> None:
        self.width, self.height, self.forms, self.bleed = page.width, page.height, page.forms, page.bleed
        self.bookmarks, self.anchors, self.fonts = page.bookmarks, page.anchors, page.fonts
        self._page_box, self.links, self.painted = pickle.loads(page.packed)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page into a tagged PDF file, in the fonts of the file."""
        assert scale == SCALE, "a painted page has its size"
        painted = self.painted
        for key, (texts, widths) in painted.glyphs.items():
            font = stream._fonts.setdefault(key, fresh(self.fonts[key]))
            font.to_unicode.update(texts | font.to_unicode)
            font.widths.update(widths | font.widths)
        for name, state in painted.states.items():
            stream._resources["ExtGState"].setdefault(name, state)
        drawn = {operator: _draw(stream, group) for operator, group in painted.groups.items()}
        stream.stream += [
            drawn.get(each, each) if isinstance(each, bytes) else each for each in painted.operators
        ]
        stream._tags.update({box: dict(tag) for box, tag in painted.tags.items()})


def painted(document: Document, fonts: Fonts) -> Document:
    """The document with its pages painted, but those that can't be kept; `fonts` gets those that it shows."""
    return document.copy([_painted(page, document, fonts) for page in document.pages])


def _painted(page: Page, document: Document, fonts: Fonts) -> Page:
    try:
        return PaintedPage(page, document, fonts)
    except CantKeep:
        return page


def trimmed(page: Page) -> Page:
    """A copy of a page, to be written, that ends at its trim; what print files need is painted beyond."""
    if isinstance(page, PaintedPage):
        return OpenPage(page)
    own = copy(page)
    own.bleed = dict.fromkeys(page.bleed, 0)
    return own


def fresh(font: Font) -> Font:
    """A font in which nothing is shown yet."""
    new = copy(font)
    new.to_unicode, new.widths, new.missing = {}, {}, {}
    return new


class _Used(dict[int, Font]):
    """The fonts that a page uses, in the order of their use; to open one anew that is known takes time."""

    def __init__(self, known: Fonts) -> None:
        self.known = known

    def __contains__(self, key: object) -> bool:  # what the engine asks before it shows text in a font
        if not super().__contains__(key) and isinstance(key, int) and key in self.known:
            self[key] = fresh(self.known[key])
        return super().__contains__(key)


def _paint(page: Page, document: Document, fonts: Fonts, bare: Skeleton) -> Paint:
    """Paint a page into a file of its own."""
    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds} | {"ColorSpace": b""})
    used = _Used(fonts)
    images: dict[str, Any] = {}
    tags: dict[Any, dict[str, Any]] = {}
    area = (0, 0, page.width, page.height)
    stream = Stream(used, area, resources, images, tags, document.color_profiles, document.output_intent)
    trimmed(page).paint(stream, SCALE)
    if images or not all(bare.knows(box) for box in tags):
        raise CantKeep("pictures")
    if any(font.missing for font in used.values()):
        raise CantKeep("a glyph that no font has")
    fonts.update({key: fresh(font) for key, font in used.items() if key not in fonts})
    groups = {f"/{name} Do".encode(): _group(group) for name, group in resources["XObject"].items()}
    return Paint(
        _compact(stream.stream, groups),
        _states(resources),
        groups,
        {key: (font.to_unicode, font.widths) for key, font in used.items()},
        {bare.box(box): tag for box, tag in tags.items()},
    )


def _states(resources: Mapping[str, Any]) -> dict[str, pydyf.Dictionary]:
    """The alpha states among resources. Raises CantKeep where there is more than those and groups."""
    states: dict[str, pydyf.Dictionary] = dict(resources["ExtGState"])
    if resources["Pattern"] or resources["Shading"] or any(name[0] not in "aA" for name in states):
        raise CantKeep("patterns, shadings or blending")
    return states


def _group(group: Stream) -> Group:
    """A form that was drawn. Raises CantKeep where it draws more than shapes."""
    resources = group.extra["Resources"]
    operators = _compact(group.stream, {})
    if resources["XObject"] or any(not isinstance(each, bytes) or b" Tf" in each for each in operators):
        raise CantKeep("more than shapes in a form")
    return Group(operators, {**group.extra, "Resources": None}, _states(resources))


def _draw(stream: Stream, group: Group) -> bytes:
    """Add a form to what is painted; the operator that draws it."""
    made = stream.add_group(0, 0, 0, 0)
    resources = made.extra["Resources"]
    resources["ExtGState"].update(group.states)
    made.extra = pydyf.Dictionary({**group.extra, "Resources": resources})
    made.stream = list(group.operators)
    return f"/{made.id} Do".encode()


def _compact(operators: Iterable[Any], apart: Mapping[bytes, Group]) -> Operators:
    """Operators as bytes, in few pieces; what marks content, and those in `apart`, stays by itself."""
    items = [item if isinstance(item, pydyf.Dictionary) else pydyf._to_bytes(item) for item in operators]
    marks = {at for at, item in enumerate(items) if isinstance(item, pydyf.Dictionary)}
    alone = (
        marks
        | {at - 1 for at in marks}
        | {at for at, item in enumerate(items) if at not in marks and item in apart}
    )
    pieces: list[bytes | pydyf.Dictionary] = []
    for is_alone, run in groupby(range(len(items)), alone.__contains__):
        found = [items[at] for at in run]
        pieces += found if is_alone else [b"\n".join(found)]
    return tuple(pieces)
