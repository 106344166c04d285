"""The boxes of a laid-out page, down to what a PDF's tags are made of: kinds, elements, sizes of pictures."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SVG = "{http://www.w3.org/2000/svg}"
KEPT = ("title", "alt", "src", "scope")  # attributes of an element


class Skeleton:
    """The boxes of one page without all that laying out needed."""

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
        if box.element_tag in ("img", f"{SVG}svg"):
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
            title = element.find(f"{SVG}title")
            if title is not None:
                SubElement(bare, title.tag).text = title.text
        return self.elements[id(element)]
