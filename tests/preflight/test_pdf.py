"""Page sizes, metadata, and nothing that acts by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from deckpress.model import Problem
from deckpress.preflight.finished import Finished
from deckpress.preflight.pdf import check_metadata, check_nothing_acts, check_page_sizes
from deckpress.units import mm_to_pt
from tests.samples_pdf import TITLE, changed, edited, messages, opened, sample_expected


def told(check: Callable[[Finished], list[Problem]], change: Callable[[PdfWriter], object]) -> list[str]:
    return messages(check(opened(changed(change))))


def box(width: float, height: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in (0, 0, mm_to_pt(width), mm_to_pt(height))])


def action(kind: str, **entries: Any) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(f"/{kind}")}
        | {NameObject(f"/{key}"): value for key, value in entries.items()}
    )


def put(target: Any, key: str, value: Any) -> None:
    target.get_object()[NameObject(key)] = value


def first_link(writer: PdfWriter) -> Any:
    annotations: Any = writer.pages[1]["/Annots"]
    return annotations[0]


def test_a_sound_deck_passes() -> None:
    pdf = opened()
    assert [*check_page_sizes(pdf), *check_metadata(pdf), *check_nothing_acts(pdf)] == []


@pytest.mark.parametrize("key", ["/MediaBox", "/TrimBox", "/CropBox"])
def test_a_box_of_another_size(key: str) -> None:
    [message] = told(check_page_sizes, lambda writer: put(writer.pages[2], key, box(148, 211)))
    assert message == (
        f"page 3 (part 1, divider front): its {key[1:]} is 148.0 × 211.0 mm where the card is 148 × 210 mm. "
        "Mend the page's size in the stylesheet."
    )


@pytest.mark.parametrize(
    ("width", "fits"), [(148.09, True), (147.91, True), (148.11, False), (147.89, False)]
)
def test_a_box_may_differ_by_a_tenth_of_a_millimetre(width: float, fits: bool) -> None:
    assert (
        told(check_page_sizes, lambda writer: put(writer.pages[2], "/TrimBox", box(width, 210))) == []
    ) is fits


def test_a_page_without_trim_box() -> None:
    assert told(check_page_sizes, lambda writer: writer.pages[0].pop("/TrimBox")) == [
        "page 1 (cover): has no TrimBox. Set the page's size in the stylesheet."
    ]


def test_a_bleed_makes_the_media_box_too_large() -> None:
    [*wrong] = messages(
        check_page_sizes(opened(edited("size: 148mm 210mm;", "size: 148mm 210mm; bleed: 3mm;")))
    )
    assert len(wrong) == 6
    assert "its MediaBox is 154.0 × 216.0 mm" in wrong[0]


@pytest.mark.parametrize(("key", "value"), [("/Rotate", 90), ("/UserUnit", 2)])
def test_a_page_turned_or_scaled(key: str, value: int) -> None:
    assert told(check_page_sizes, lambda writer: put(writer.pages[4], key, NumberObject(value))) == [
        "page 5 (card 1.1 front): is turned or scaled by the PDF. Take its Rotate or UserUnit out."
    ]


def test_a_box_may_be_given_for_all_pages() -> None:
    def change(writer: PdfWriter) -> None:
        put(writer.root_object["/Pages"], "/MediaBox", box(148, 210))
        for page in writer.pages:
            del page["/MediaBox"]

    assert told(check_page_sizes, change) == []


def test_another_language_and_title() -> None:
    expected = replace(sample_expected(), language="fr", title="Autre")
    assert messages(check_metadata(opened(expected=expected))) == [
        "its language is 'nl' where the deck's is 'fr'. Mend what the PDF says of itself.",
        f"its title is {TITLE!r} where the deck's is 'Autre'. Mend what the PDF says of itself.",
        "the title in its XMP metadata isn't 'Autre'. Mend what the PDF says of itself.",
    ]


def test_no_language() -> None:
    assert told(check_metadata, lambda writer: writer.root_object.pop("/Lang")) == [
        "its language is '' where the deck's is 'nl'. Mend what the PDF says of itself."
    ]


def test_not_marked_as_tagged() -> None:
    mark = DictionaryObject({NameObject("/Marked"): BooleanObject(False)})
    assert told(check_metadata, lambda writer: put(writer.root_object, "/MarkInfo", mark)) == [
        "it isn't marked as tagged. Mend what the PDF says of itself."
    ]


def test_a_reader_would_show_the_name_of_the_file() -> None:
    assert told(check_metadata, lambda writer: writer.root_object.pop("/ViewerPreferences")) == [
        "a reader shows the file's name in place of the title. Mend what the PDF says of itself."
    ]


def test_no_xmp() -> None:
    assert told(check_metadata, lambda writer: writer.root_object.pop("/Metadata")) == [
        "it has no XMP metadata. Mend what the PDF says of itself."
    ]


def with_xmp(old: bytes, new: bytes) -> list[str]:
    def change(writer: PdfWriter) -> None:
        metadata: Any = writer.root_object["/Metadata"]
        data = metadata.get_data()
        assert old in data
        stream = DecodedStreamObject()
        stream.set_data(data.replace(old, new))
        put(writer.root_object, "/Metadata", writer._add_object(stream))

    return told(check_metadata, change)


def test_xmp_of_another_standard() -> None:
    not_ua = ["its XMP metadata doesn't name PDF/UA-1. Mend what the PDF says of itself."]
    assert with_xmp(b'pdfuaid:part="1"', b'pdfuaid:part="2"') == not_ua
    assert with_xmp(b'pdfuaid:part="1"', b"") == not_ua


def test_xmp_that_names_pdfua_by_an_element() -> None:
    element = b'<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
    assert with_xmp(b'<rdf:Description rdf:about="" pdfuaid:part="1" />', element) == []


def names(key: str) -> Callable[[PdfWriter], object]:
    return lambda writer: put(writer.root_object["/Names"], key, DictionaryObject())


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(names("/JavaScript"), "holds JavaScript", id="script"),
        pytest.param(lambda w: w.add_attachment("a.txt", b"a"), "holds an embedded file", id="embedded file"),
        pytest.param(
            lambda w: put(w.root_object, "/AF", ArrayObject()), "holds an embedded file", id="associated"
        ),
        pytest.param(
            lambda w: put(w.root_object, "/AcroForm", DictionaryObject()), "holds a form", id="form"
        ),
        pytest.param(
            lambda w: put(w.root_object, "/AA", DictionaryObject()),
            "holds an action that starts by itself",
            id="on closing",
        ),
        pytest.param(
            lambda w: put(w.root_object, "/OpenAction", action("JavaScript")),
            "holds an action of the kind JavaScript",
            id="on opening",
        ),
        pytest.param(
            lambda w: put(w.root_object["/Outlines"]["/First"], "/A", action("Launch")),
            "holds an action of the kind Launch",
            id="bookmark",
        ),
        pytest.param(
            lambda w: put(w.pages[3], "/AA", DictionaryObject()),
            "page 4 (part 1, divider back): holds an action that starts by itself",
            id="on turning the page",
        ),
        pytest.param(
            lambda w: put(first_link(w), "/Subtype", NameObject("/FileAttachment")),
            "page 2 (manual): holds an annotation of the kind FileAttachment",
            id="another annotation",
        ),
        pytest.param(
            lambda w: put(first_link(w), "/AA", DictionaryObject()),
            "page 2 (manual): holds an action that starts by itself",
            id="on touching a link",
        ),
        *(
            pytest.param(
                lambda w, kind=kind: put(first_link(w), "/A", action(kind)),
                f"page 2 (manual): holds an action of the kind {kind}",
                id=kind,
            )
            for kind in ("Launch", "GoToR", "GoToE", "JavaScript", "SubmitForm", "ImportData")
        ),
        pytest.param(
            lambda w: put(first_link(w), "/A", action("URI", Next=action("Launch"))),
            "page 2 (manual): holds an action of the kind Launch",
            id="the second of two actions",
        ),
        pytest.param(
            lambda w: put(
                first_link(w), "/A", action("URI", Next=ArrayObject([action("GoTo"), action("GoToR")]))
            ),
            "page 2 (manual): holds an action of the kind GoToR",
            id="one of more actions",
        ),
    ],
)
def test_what_acts_by_itself(change: Callable[[PdfWriter], object], found: str) -> None:
    assert told(check_nothing_acts, change) == [f"{found}. Take it out."]


def test_a_page_to_open_at_is_no_action() -> None:
    def change(writer: PdfWriter) -> None:
        target = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")])
        put(writer.root_object, "/OpenAction", target)

    assert told(check_nothing_acts, change) == []


def test_actions_in_a_circle_end() -> None:
    def change(writer: PdfWriter) -> None:
        around = action("GoTo")
        put(around, "/Next", writer._add_object(around))
        put(first_link(writer), "/A", around)

    assert told(check_nothing_acts, change) == []
