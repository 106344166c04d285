"""Pages painted once, so that writing them again, or in another file, paints nothing anew.

A painted page holds its operators, the fonts' glyphs that they show, and of its boxes what tags are made of. It takes
a tenth of the memory of the boxes that it was laid out in, can be pickled, and writes the same bytes. Reaches into
WeasyPrint's drawing where there is no supported way; a page that uses what isn't known here stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pydyf
from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

SCALE = 0.75  # pt a px: what write_pdf paints at
SVG = "{http://www.w3.org/2000/svg}svg"
KEPT = ("title", "alt", "src", "scope")  # attributes that tags are made of

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


@dataclass
class Paint:
    """What painting a page adds to a PDF."""

    operators: Operators = ()
    states: Mapping[str, pydyf.Dictionary] = field(default_factory=dict)
    groups: Mapping[bytes, Group] = field(default_factory=dict)  # by the operator that draws them
    glyphs: Mapping[int, tuple[dict[int, str], dict[int, int]]] = field(
        default_factory=dict
    )  # text and width by font
    tags: Mapping[Any, dict[str, Any]] = field(default_factory=dict)  # by box


class PaintedPage(Page):  # type: ignore[misc]
    """A page as it is painted. Raises CantKeep for one that can't be kept."""

    def __init__(self, page: Page, document: Document, fonts: Fonts) -> None:
        if page.forms != {None: []}:
            raise CantKeep("a form")
        self.width, self.height, self.forms = page.width, page.height, page.forms
        self.bleed = dict.fromkeys(
            page.bleed, 0
        )  # it ends at its trim; what print files need is painted beyond
        self.bookmarks, self.anchors = page.bookmarks, page.anchors
        bare = _Bare()
        self._page_box = bare.box(page._page_box)
        self.links = [(kind, aim, area, bare.link(box)) for kind, aim, area, box in page.links]
        self.fonts = fonts
        self.painted = _paint(page, document, fonts, bare)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page into a PDF file, in the fonts of the file."""
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
        if stream._tags is not None:
            stream._tags.update({box: dict(tag) for box, tag in painted.tags.items()})


def painted(document: Document, fonts: Fonts) -> Document:
    """The document with its pages painted, but those that can't be kept; `fonts` gets those that it shows."""
    return document.copy([_painted(page, document, fonts) for page in document.pages])


def _painted(page: Page, document: Document, fonts: Fonts) -> Page:
    try:
        return PaintedPage(page, document, fonts)
    except CantKeep:
        return page


def fresh(font: Font) -> Font:
    """A font in which nothing is shown yet."""
    new = copy(font)
    new.to_unicode, new.widths, new.missing = {}, {}, {}
    return new


def _paint(page: Page, document: Document, fonts: Fonts, bare: _Bare) -> Paint:
    """Paint a page into a file of its own."""
    resources = _resources(b"")
    used = {key: fresh(font) for key, font in fonts.items()}  # to open a font anew for each page takes time
    images: dict[str, Any] = {}
    tags: dict[Any, dict[str, Any]] = {}
    area = (0, 0, page.width, page.height)
    stream = Stream(used, area, resources, images, tags, document.color_profiles, document.output_intent)
    trimmed = copy(page)
    trimmed.bleed = dict.fromkeys(page.bleed, 0)
    trimmed.paint(stream, SCALE)
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
        {key: (font.to_unicode, font.widths) for key, font in used.items() if font.widths},
        {bare.box(box): tag for box, tag in tags.items()},
    )


def _resources(colours: bytes) -> pydyf.Dictionary:
    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    kept: dict[str, Any] = {kind: pydyf.Dictionary() for kind in kinds}
    return pydyf.Dictionary({**kept, "ColorSpace": colours})


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
    pieces: list[bytes | pydyf.Dictionary] = []
    run: list[bytes] = []
    items = list(operators)
    marks = {at for at, item in enumerate(items) if isinstance(item, pydyf.Dictionary)}
    for at, item in enumerate(items):
        if at in marks or at + 1 in marks or (isinstance(item, bytes) and item in apart):
            pieces += [b"\n".join(run)] if run else []
            pieces.append(item if isinstance(item, pydyf.Dictionary) else pydyf._to_bytes(item))
            run = []
        else:
            run.append(pydyf._to_bytes(item))
    return tuple([*pieces, b"\n".join(run)] if run else pieces)


class _Bare:
    """Boxes without all that laying out needed: what the tags of a PDF are made of."""

    def __init__(self) -> None:
        self.boxes: dict[int, Any] = {}
        self.elements: dict[int, Any] = {}

    def knows(self, box: Any) -> bool:
        """Whether a box is one of the page's."""
        return id(box) in self.boxes

    def box(self, box: Any) -> Any:
        """What there is of a box, the same each time."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if id(box) not in self.boxes:
            self.boxes[id(box)] = bare = object.__new__(type(box))
            bare.element_tag, bare.element = box.element_tag, self._element(box)
            bare.children = (
                [] if isinstance(box, boxes.TextBox) else [self.box(each) for each in box.children]
            )
            bare.style = {name: box.style[name] for name in self._styles(box)}
            self._measures(bare, box)
        return self.boxes[id(box)]

    def link(self, box: Any) -> Any:
        """What there is of a box that is a link, with its words."""
        bare = self.box(box)
        if not len(bare.element):
            bare.element.text = "".join(box.element.itertext())
        return bare

    @staticmethod
    def _styles(box: Any) -> tuple[str, ...]:
        return ("display", "list_style_type") if box.element_tag == "li" else ()

    @staticmethod
    def _measures(bare: Any, box: Any) -> None:
        """What of a table or picture its tags tell; all else has a class's usual values."""
        for name in ("is_table_wrapper", "colspan", "rowspan"):
            if name in box.__dict__:
                setattr(bare, name, getattr(box, name))
        if box.element_tag in ("img", SVG):
            bare.position_x, bare.position_y = box.content_box_x(), box.content_box_y()
            bare.width, bare.height = box.width, box.height
            for side in ("left", "top"):
                for part in ("margin_{}", "padding_{}", "border_{}_width"):
                    setattr(bare, part.format(side), 0)

    def _element(self, box: Any) -> Any:
        """Of an element its name, what it is called, and of a link its words."""
        element = box.element
        if element is None:
            return None
        if id(element) not in self.elements:
            kept = {name: element.get(name) for name in KEPT if element.get(name) is not None}
            self.elements[id(element)] = bare = Element(element.tag, kept)
            title = element.find(SVG.replace("svg}svg", "svg}title"))
            if title is not None:
                SubElement(bare, title.tag).text = title.text
        return self.elements[id(element)]
