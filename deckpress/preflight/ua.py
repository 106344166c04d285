"""PDF/UA-1 (ISO 14289-1) by a validator: is the finished PDF accessible?"""

from __future__ import annotations

from pypdf.errors import PyPdfError

from deckpress.model import Problem
from deckpress.preflight.finished import Finished, as_dictionary
from deckpress.preflight.validator import ValidationFailure


def check_pdfua(pdf: Finished) -> list[Problem]:
    """A Problem for each rule that fails. Where a rule fails in one place only, it is told with its page."""
    if isinstance(pdf.accessible, str):
        return [pdf.problem(f"the PDF/UA validator can't read it: {pdf.accessible}.")]
    return [
        pdf.problem(
            f"isn't accessible (PDF/UA-1): {failure.message}. Mend the template; rule {failure.rule_id}.",
            _page(pdf, failure),
        )
        for failure in pdf.accessible
    ]


def _page(pdf: Finished, failure: ValidationFailure) -> int | None:
    """The number of the page (from 1) that the object at fault is on, where the object tells."""
    if failure.object_id is None:
        return None
    number = failure.object_id.object_number
    on_pages = {
        link.indirect_reference.idnum: page for page, link in pdf.annotations() if link.indirect_reference
    }
    if page := on_pages.get(number) or pdf.page_numbers.get(number):
        return page
    try:
        owner = as_dictionary(pdf.reader.get_object(number)).raw_get("/Pg")
    except (KeyError, PyPdfError):
        return None
    return pdf.page_numbers.get(getattr(owner, "idnum", 0))
