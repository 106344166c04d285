"""Links, bookmarks and destinations that lead where they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, TextStringObject

from deckpress.preflight.links import check_anchors, check_bookmarks, check_links
from tests.samples_pdf import changed, edited, messages, opened, sample_expected

MANUAL, BACK = 1, 5


def link(writer: PdfWriter, page: int, at: int = 0) -> DictionaryObject:
    annotations: Any = writer.pages[page]["/Annots"]
    found = annotations[at].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def with_link(page: int, **entries: object) -> list[str]:
    """What is said of the good PDF with these entries in the first link of a page."""

    def change(writer: PdfWriter) -> None:
        for key, value in entries.items():
            link(writer, page)[NameObject(f"/{key}")] = value

    return messages(check_links(opened(changed(change))))


def action(**entries: str) -> DictionaryObject:
    values = {"S": NameObject("/URI")} | {key: TextStringObject(value) for key, value in entries.items()}
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def bookmark(change: Callable[[DictionaryObject], object]) -> list[str]:
    def edit(writer: PdfWriter) -> None:
        outlines: Any = writer.root_object["/Outlines"]
        change(outlines["/First"])

    return messages(check_bookmarks(opened(changed(edit))))


def test_a_sound_deck_passes() -> None:
    pdf = opened()
    assert len(list(pdf.annotations())) == 5
    assert [*check_links(pdf), *check_anchors(pdf), *check_bookmarks(pdf)] == []


def test_a_link_to_a_destination_that_is_not_there() -> None:
    assert with_link(MANUAL, Dest=TextStringObject("card-1.2")) == [
        "page 2 (manual): the link 'Fiche 1.1' leads nowhere: the PDF has no destination 'card-1.2'. "
        "Did you mean 'card-1.1'?"
    ]


@pytest.mark.parametrize(
    "destination",
    [
        pytest.param(ArrayObject(), id="empty"),
        pytest.param(ArrayObject([NullObject(), NameObject("/Fit")]), id="no page"),
        pytest.param(NullObject(), id="nothing"),
    ],
)
def test_a_link_to_no_page(destination: object) -> None:
    assert any(
        "the link 'Fiche 1.1' leads nowhere" in message for message in with_link(MANUAL, Dest=destination)
    )


def test_a_link_that_goes_to_a_page_by_an_action() -> None:
    def change(writer: PdfWriter) -> None:
        target = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")])
        annotation = link(writer, MANUAL)
        del annotation["/Dest"]
        annotation[NameObject("/A")] = DictionaryObject(
            {NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): target}
        )

    assert check_links(opened(changed(change))) == []


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:info@example.org"]
)
def test_addresses_that_may_be(address: str) -> None:
    assert with_link(BACK, A=action(URI=address)) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "file://server/share",
        "ftp://example.org/a",
        "data:text/html,x",
        "example.org",
        "/kaart",
        "https:///kaart",
        "https://[",
        "mailto:",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    [message] = with_link(BACK, A=action(URI=address))
    assert message == (
        f"page 6 (card 1.1 back): the link 'een tekst over 1.1' has the address {address!r}. "
        "Write a whole http(s) or mailto address."
    )


@pytest.mark.parametrize("words", ["", "  "])
def test_a_link_without_description(words: str) -> None:
    assert with_link(MANUAL, Contents=TextStringObject(words)) == [
        "page 2 (manual): the link to 'card-1.1' has no description. Give the link words."
    ]


@pytest.mark.parametrize(
    ("page", "words"),
    [(MANUAL, "card-1.1"), (MANUAL, "#card-1.1"), (BACK, "https://example.org/lezen?fiche=1.1")],
)
def test_a_link_described_by_its_target(page: int, words: str) -> None:
    [message] = with_link(page, Contents=TextStringObject(words))
    assert message.endswith("is described by its bare target. Describe it in words.")


def test_an_anchor_that_is_not_there() -> None:
    pdf = opened(expected=replace(sample_expected(), anchors=("cover", "manuel")))
    assert messages(check_anchors(pdf)) == [
        "the PDF has no destination 'manuel'. Did you mean 'manual'? Mend the template."
    ]


def test_the_anchor_of_a_side_that_is_not_there() -> None:
    [message] = messages(check_anchors(opened(edited("id='part-1'", "id='chapter'"))))
    assert message == "the PDF has no destination 'part-1'. Mend the template."


def test_an_anchor_on_another_page() -> None:
    html_with_anchor_on_back = edited(
        "<section><div class=band></div><p>1.1", "<section id='x'><div></div><p>1.1"
    )
    sides = sample_expected().sides
    expected = replace(sample_expected(), sides=(*sides[:4], replace(sides[4], anchor="x"), sides[5]))
    assert messages(check_anchors(opened(html_with_anchor_on_back, expected))) == [
        "page 5 (card 1.1 front): its destination 'x' is on page 6. Is a side in the wrong place?"
    ]


def test_with_pages_out_of_step_no_anchor_has_strayed() -> None:
    assert check_anchors(opened(changed(lambda writer: writer.insert_blank_page(index=0)))) == []


def test_a_deck_without_bookmarks() -> None:
    [message] = messages(check_bookmarks(opened(changed(lambda writer: writer.root_object.pop("/Outlines")))))
    assert message.startswith("has no bookmarks")


def test_a_bookmark_without_title() -> None:
    told = bookmark(lambda item: item.update({NameObject("/Title"): TextStringObject(" ")}))
    assert told == ["a bookmark to page 1 (cover) has no title. Is a heading empty?"]


def test_a_bookmark_that_leads_nowhere() -> None:
    told = bookmark(lambda item: item.update({NameObject("/Dest"): TextStringObject("gone")}))
    assert told == [
        "the bookmark 'Een verzonnen deck' leads to no page of the PDF. Mend the heading it was made of."
    ]


def test_bookmarks_under_bookmarks_are_looked_at() -> None:
    def change(item: Any) -> None:
        item["/First"].update({NameObject("/Title"): TextStringObject("")})

    assert bookmark(change) == ["a bookmark to page 2 (manual) has no title. Is a heading empty?"]


def test_bookmarks_in_a_circle_end() -> None:
    def change(item: Any) -> None:
        item["/First"].update({NameObject("/First"): item.indirect_reference})

    assert bookmark(change) == []
