"""PDF/UA-1 by the validator: one broken PDF per kind of fault, so that a validator that stopped working is noticed."""

from __future__ import annotations

import importlib
import sys
import types
from dataclasses import replace

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject
from weasyprint import HTML

from deckpress.model import MissingPart
from deckpress.preflight.ua import check_pdfua
from deckpress.preflight.validator import failures
from tests.samples_pdf import changed, edited, messages, opened, sample_expected, sample_html, sample_pdf


def test_a_sound_deck_passes() -> None:
    assert check_pdfua(opened()) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<li>Hoe", "<li><p>Hoe", "isn't accessible (PDF/UA-1): an LI structure element"),
        (
            "<h4>Refl",
            "<h6>Refl",
            "page 5 (card 1.1 front): isn't accessible (PDF/UA-1): heading level H6 skips",
        ),
        ("lang=nl", "", "isn't accessible (PDF/UA-1): document catalog /Lang"),
        (
            "'>een tekst",
            "'><b>een</b> tekst",
            "page 6 (card 1.1 back): isn't accessible (PDF/UA-1): annotation 1",
        ),
        ("<title>QR-code</title>", "", "page 6 (card 1.1 back): isn't accessible (PDF/UA-1): a Figure"),
        ("Voor wie", "\ue9f5", "references the .notdef glyph"),
    ],
)
def test_a_failed_rule_is_told_with_its_page(old: str, new: str, told: str) -> None:
    found = messages(check_pdfua(opened(edited(old, new))))
    assert any(told in message for message in found), found


def test_each_failed_rule_is_told_once() -> None:
    html = sample_html(cards=2).replace("<h4>", "<h6>").replace("<title>QR-code</title>", "")
    found = messages(check_pdfua(opened(sample_pdf(html), sample_expected(cards=2))))
    assert [message.partition("; ")[2] for message in found] == [
        "rule PDFUA1-FIGURE-ALTERNATIVE-TEXT-001.",
        "rule PDFUA1-HEADING-NESTING-001.",
    ]


def test_a_pdf_without_tags() -> None:
    untagged = HTML(string=sample_html()).write_pdf()
    found = messages(check_pdfua(opened(untagged)))
    assert any("page 1 contains text that is neither" in message for message in found)


def test_a_link_without_description_is_told_on_its_page() -> None:
    def change(writer: PdfWriter) -> None:
        annotation = writer.pages[1]["/Annots"][0].get_object()  # type: ignore[index]
        annotation[NameObject("/Contents")] = TextStringObject("")

    [message] = messages(check_pdfua(opened(changed(change))))
    assert message.startswith("page 2 (manual): isn't accessible")


def test_what_the_validator_cannot_read_is_a_problem() -> None:
    [message] = messages(check_pdfua(replace(opened(), accessible=failures(b"%PDF-1.7 nothing"))))
    assert message.startswith("the PDF/UA validator can't read it: ")


def test_another_package_called_page_is_not_the_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "page", types.ModuleType("page"))
    monkeypatch.delitem(sys.modules, "deckpress.preflight.validator")
    with pytest.raises(MissingPart, match="python -m pip install page-validation") as caught:
        importlib.import_module("deckpress.preflight.validator")
    assert caught.value.exit_code == 3
