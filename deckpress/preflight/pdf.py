"""What a finished PDF says of itself: its pages' sizes, its metadata, and that nothing acts by itself."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import DictionaryObject, RectangleObject

from deckpress.model import Problem
from deckpress.preflight.finished import Finished, as_array, as_dictionary, as_text, resolved
from deckpress.units import pt_to_mm

_SIZE_TOLERANCE_MM = 0.1
_PDFUA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
_HARMLESS_ACTIONS = ("/URI", "/GoTo")


def check_page_sizes(pdf: Finished) -> list[Problem]:
    """Every page the trim size, upright, with no bleed: the screen's page is the card as it is cut."""
    return [
        pdf.problem(message, number)
        for number, page in enumerate(pdf.pages, 1)
        for message in _boxes(pdf, page)
    ]


def _boxes(pdf: Finished, page: DictionaryObject) -> Iterator[str]:
    wanted = (pdf.expected.width, pdf.expected.height)
    for key in ("/MediaBox", "/CropBox", "/TrimBox"):
        box = as_array(page.get(key))
        if not box and key == "/CropBox":
            continue
        if len(box) != 4:
            yield f"has no {key[1:]}. Set the page's size in the stylesheet."
            continue
        rectangle = RectangleObject(tuple(float(value) for value in box))
        size = (pt_to_mm(float(rectangle.width)), pt_to_mm(float(rectangle.height)))
        if any(abs(found - want) > _SIZE_TOLERANCE_MM for found, want in zip(size, wanted, strict=True)):
            yield (
                f"its {key[1:]} is {size[0]:.1f} × {size[1]:.1f} mm "
                f"where the card is {wanted[0]:g} × {wanted[1]:g} mm. Mend the page's size in the stylesheet."
            )
    if resolved(page.get("/Rotate")) not in (None, 0) or resolved(page.get("/UserUnit")) not in (
        None,
        1,
    ):
        yield "is turned or scaled by the PDF. Take its Rotate or UserUnit out."


def check_metadata(pdf: Finished) -> list[Problem]:
    """Language, title (shown in the window's bar), tags, PDF/UA-1 in the XMP (ISO 14289-1, 7.1)."""
    language, title = (
        as_text(pdf.catalog.get("/Lang")),
        as_text(as_dictionary(pdf.reader.trailer.get("/Info")).get("/Title")),
    )
    wrong = []
    if language != pdf.expected.language:
        wrong.append(f"its language is {language!r} where the deck's is {pdf.expected.language!r}")
    if title != pdf.expected.title:
        wrong.append(f"its title is {title!r} where the deck's is {pdf.expected.title!r}")
    if not _is_true(as_dictionary(pdf.catalog.get("/MarkInfo")).get("/Marked")):
        wrong.append("it isn't marked as tagged")
    if not _is_true(as_dictionary(pdf.catalog.get("/ViewerPreferences")).get("/DisplayDocTitle")):
        wrong.append("a reader shows the file's name in place of the title")
    return [
        pdf.problem(f"{fault}. Mend what the PDF says of itself.") for fault in (*wrong, *_xmp_faults(pdf))
    ]


def _is_true(value: object) -> bool:
    return getattr(resolved(value), "value", None) is True


def _xmp_faults(pdf: Finished) -> Iterator[str]:
    xmp = pdf.reader.xmp_metadata
    if xmp is None:
        yield "it has no XMP metadata"
        return
    parts = [_node_text(node) for node in xmp.get_element("", _PDFUA_NAMESPACE, "part")]
    if parts != ["1"]:
        yield "its XMP metadata doesn't name PDF/UA-1"
    if pdf.expected.title not in (xmp.dc_title or {}).values():
        yield f"the title in its XMP metadata isn't {pdf.expected.title!r}"


def _node_text(node: object) -> str:
    """The text of an XML attribute, or of an element that holds only text."""
    value = getattr(node, "nodeValue", None)
    return (
        value
        if value is not None
        else "".join(_node_text(child) for child in getattr(node, "childNodes", ()))
    )


def check_nothing_acts(pdf: Finished) -> list[Problem]:
    """No script, no program to start, no other file to open or inside: links are the only thing to press."""
    return [
        *(pdf.problem(f"holds {found}. Take it out.") for found in _catalog_hazards(pdf)),
        *(pdf.problem(f"holds {found}. Take it out.", page) for page, found in _page_hazards(pdf)),
    ]


def _catalog_hazards(pdf: Finished) -> Iterator[str]:
    names = as_dictionary(pdf.catalog.get("/Names"))
    if "/JavaScript" in names:
        yield "JavaScript"
    if "/EmbeddedFiles" in names or "/AF" in pdf.catalog:
        yield "an embedded file"
    if "/AcroForm" in pdf.catalog:
        yield "a form"
    if "/AA" in pdf.catalog:
        yield "an action that starts by itself"
    yield from _actions(pdf.catalog.get("/OpenAction"))
    for item in pdf.outline_items():
        yield from _actions(item.get("/A"))


def _page_hazards(pdf: Finished) -> Iterator[tuple[int, str]]:
    for number, page in enumerate(pdf.pages, 1):
        if "/AA" in page:
            yield number, "an action that starts by itself"
    for number, annotation in pdf.annotations():
        kind = resolved(annotation.get("/Subtype"))
        if kind != "/Link":
            yield number, f"an annotation of the kind {str(kind)[1:]}"
        if "/AA" in annotation:
            yield number, "an action that starts by itself"
        for found in _actions(annotation.get("/A")):
            yield number, found


def _actions(value: object) -> Iterator[str]:
    """The actions, one after the other, that aren't a link within the PDF or to the web."""
    waiting, seen = [value], set[int]()
    while waiting:
        action = as_dictionary(waiting.pop())
        if not action or id(action) in seen:
            continue
        seen.add(id(action))
        kind = resolved(action.get("/S"))
        if kind not in _HARMLESS_ACTIONS:
            yield f"an action of the kind {str(kind)[1:]}"
        following = resolved(action.get("/Next"))
        waiting += as_array(following) or [following]
