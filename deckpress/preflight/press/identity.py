"""What a press file says of itself: PDF/X version, output intent, title, dates, Trapped, and its id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypdf.generic import DictionaryObject, StreamObject

from deckpress.model import Problem
from deckpress.preflight.finished import as_array, as_dictionary, as_text, resolved
from deckpress.preflight.press.opened import CONDITION, PressPdf

_LATEST_PDF = {"PDF/X-4": "1.6", "PDF/X-3:2003": "1.4", "PDF/X-1a:2003": "1.4"}
_REGISTRY = "http://www.color.org"


def check_identity(pdf: PressPdf) -> list[Problem]:
    """Version, title, dates and Trapped in the Info dictionary, the same in XMP, and an id (ISO 15930-7, 6.5, 6.6)."""
    faults = (*_info_faults(pdf), *_xmp_faults(pdf), *_file_faults(pdf))
    return [pdf.problem(f"{fault}. Make the file anew from its screen PDF.") for fault in faults]


def _info(pdf: PressPdf) -> DictionaryObject:
    return as_dictionary(pdf.reader.trailer.get("/Info"))


def _info_faults(pdf: PressPdf) -> Iterator[str]:
    info, wanted = _info(pdf), pdf.wanted
    if as_text(info.get("/GTS_PDFXVersion")) != wanted.x_version:
        yield f"its Info doesn't name {wanted.x_version}"
    if as_text(info.get("/Title")) != wanted.title:
        yield f"its title is {as_text(info.get('/Title'))!r} where the deck's is {wanted.title!r}"
    if resolved(info.get("/Trapped")) != "/False":
        yield "its Info doesn't say that it isn't trapped"
    yield from (
        f"its Info has no {key[1:]}" for key in ("/CreationDate", "/ModDate") if not as_text(info.get(key))
    )


def _xmp_faults(pdf: PressPdf) -> Iterator[str]:
    stream = resolved(pdf.catalog.get("/Metadata"))
    if not isinstance(stream, StreamObject):
        yield "it has no XMP metadata"
        return
    text = stream.get_data().decode("utf-8", "replace")
    if f"<pdfxid:GTS_PDFXVersion>{pdf.wanted.x_version}<" not in text:
        yield f"its XMP metadata don't name {pdf.wanted.x_version}"
    if "<pdf:Trapped>False<" not in text:
        yield "its XMP metadata don't say that it isn't trapped"
    xmp = pdf.reader.xmp_metadata
    if xmp is None or as_text(_info(pdf).get("/Title")) not in (xmp.dc_title or {}).values():
        yield "its title isn't the same in Info and XMP"
    info_dates = [_digits(as_text(_info(pdf).get(key))) for key in ("/CreationDate", "/ModDate")]
    if [_digits(date) for date in re.findall(r"<xmp:(?:Create|Modify)Date>([^<]*)<", text)] != info_dates:
        yield "its dates aren't the same in Info and XMP"


def _digits(date: str) -> str:
    """Year to second of a date as Info or XMP writes it."""
    return re.sub(r"\D", "", date)[:14]


def _file_faults(pdf: PressPdf) -> Iterator[str]:
    if len(as_array(pdf.reader.trailer.get("/ID"))) != 2:
        yield "it has no id"
    version = pdf.reader.pdf_header.removeprefix("%PDF-")
    if version > _LATEST_PDF[pdf.wanted.x_version]:
        yield f"it is PDF {version}, which {pdf.wanted.x_version} isn't written in"


def check_output_intent(pdf: PressPdf) -> list[Problem]:
    """One output intent, for coated paper by FOGRA39, with the profile in the file (ISO 15930-7, 6.9)."""
    return [pdf.problem(f"{fault}. Make the file anew from its screen PDF.") for fault in _intent_faults(pdf)]


def _intent_faults(pdf: PressPdf) -> Iterator[str]:
    intents = [as_dictionary(intent) for intent in as_array(pdf.catalog.get("/OutputIntents"))]
    if len(intents) != 1:
        yield f"it has {len(intents)} output intents, not one"
        return
    intent = intents[0]
    if resolved(intent.get("/S")) != "/GTS_PDFX":
        yield "its output intent isn't for PDF/X"
    if as_text(intent.get("/OutputConditionIdentifier")) != CONDITION:
        yield f"its output intent isn't {CONDITION}"
    if as_text(intent.get("/RegistryName")) != _REGISTRY:
        yield f"its output intent doesn't name the registry {_REGISTRY}"
    profile = resolved(intent.get("/DestOutputProfile"))
    if not isinstance(profile, StreamObject):
        yield "its output intent has no profile in it"
    # ISO 15076-1, 7.2: the profile's class, its colour space, and the mark of every profile.
    elif (data := profile.get_data())[12:20] != b"prtrCMYK" or data[36:40] != b"acsp":
        yield "the profile of its output intent isn't one for CMYK printing"
