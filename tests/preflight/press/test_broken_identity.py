"""A broken sample for each rule on what a press file says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Name, Pdf

from tests.samples_press import faults, good_press, judged, press_expected

Change = Callable[[Pdf], object]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press-samples")]


def info(key: str, value: object) -> Change:
    return lambda pdf: pdf.trailer.Info.__setitem__(key, value)


def intent(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(key, value)


def xmp(old: str, new: str) -> Change:
    def change(pdf: Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new).encode())

    return change


def _srgb_profile(pdf: Pdf) -> None:
    data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    data[16:20] = b"RGB "
    pdf.Root.OutputIntents[0].DestOutputProfile.write(bytes(data))


IDENTITY = {
    "info-version": (info("/GTS_PDFXVersion", "PDF/X-3:2003"), "its Info doesn't name PDF/X-4"),
    "info-title": (info("/Title", "Iets anders"), "its title is 'Iets anders'"),
    "trapped": (info("/Trapped", Name("/True")), "its Info doesn't say that it isn't trapped"),
    "no-date": (lambda pdf: pdf.trailer.Info.__delitem__("/CreationDate"), "its Info has no CreationDate"),
    "other-date": (info("/ModDate", "D:20200101000000Z"), "its dates aren't the same in Info and XMP"),
    "xmp-version": (
        xmp("<pdfxid:GTS_PDFXVersion>PDF/X-4", "<pdfxid:GTS_PDFXVersion>"),
        "its XMP metadata don't name",
    ),
    "xmp-trapped": (
        xmp("<pdf:Trapped>False", "<pdf:Trapped>True"),
        "its XMP metadata don't say that it isn't trapped",
    ),
    "xmp-title": (xmp(">Klein deck<", ">Groot deck<"), "its title isn't the same in Info and XMP"),
    "no-xmp": (lambda pdf: pdf.Root.__delitem__("/Metadata"), "it has no XMP metadata"),
    "no-intent": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "it has 0 output intents"),
    "intent-kind": (intent("/S", Name.GTS_PDFA1), "its output intent isn't for PDF/X"),
    "condition": (intent("/OutputConditionIdentifier", "FOGRA47"), "its output intent isn't FOGRA39"),
    "registry": (intent("/RegistryName", "x"), "its output intent doesn't name the registry"),
    "profile": (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "its output intent has no profile",
    ),
    "rgb-profile": (_srgb_profile, "the profile of its output intent isn't one for CMYK printing"),
}


@pytest.mark.parametrize("name", IDENTITY)
def test_identity_and_output_intent(name: str) -> None:
    change, message = IDENTITY[name]
    found = faults(change)
    assert any(fault.startswith(message) for fault in found), found


def test_no_id() -> None:
    data = good_press()
    assert b"/ID [" in data
    found = judged(data.replace(b"/ID [", b"/IX ["), press_expected())
    assert any(fault.startswith("it has no id") for fault in found), found


def test_a_later_pdf_version_than_the_variant_has() -> None:
    assert good_press("x-1a").startswith(b"%PDF-1.4")
    found = judged(good_press("x-1a").replace(b"%PDF-1.4", b"%PDF-1.7", 1), press_expected("x-1a"))
    assert found == [
        "it is PDF 1.7, which PDF/X-1a:2003 isn't written in. Make the file anew from its screen PDF."
    ]
