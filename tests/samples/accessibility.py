"""PDFs that break one rule of PDF/UA-1 (ISO 14289-1) each, and one that breaks none."""

from __future__ import annotations

from dataclasses import dataclass

from weasyprint import HTML

HEADING = "<h1>Een kop</h1>"
DOT = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
GOOD_BODY = f"""{HEADING}
<h2>Een kop eronder</h2>
<p style="color: rgba(0, 0, 0, .7)">Bleke tekst.
<ul><li>Een punt</ul>
<p><b><a href="https://example.org/">Een vette link</a></b>
<p><img src="{DOT}" alt="Een stip">
"""


@dataclass(frozen=True)
class Sample:
    """HTML, and the rule that its PDF breaks: as veraPDF names it (clause and test), and as page-validation does."""

    name: str
    rule: str
    page_rule: str | None
    body: str = GOOD_BODY
    title: str = "<title>Een titel</title>"
    lang: str = "lang=nl"

    def pdf(self) -> bytes:
        """The sample as a PDF that says it is PDF/UA-1."""
        html = f"<!doctype html><html {self.lang}><meta charset=utf-8>{self.title}<body>{self.body}"
        data = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
        assert isinstance(data, bytes)
        return data


GOOD = Sample("good", "", None)

BROKEN = (
    # The one that page-validation 0.11 misses.
    Sample("opacity", "7.1-3", None, f"{HEADING}<p style='opacity: .5'>Bleke tekst."),
    Sample("no language", "7.2-29", "PDFUA1-LANGUAGE-TAG-001", lang=""),
    Sample("no title", "7.1-9", "PDFUA1-METADATA-TITLE-001", title=""),
    Sample("skipped heading", "7.4.2-1", "PDFUA1-HEADING-NESTING-001", f"{HEADING}<h3>Te diep</h3>"),
    Sample("paragraph in list item", "7.2-20", "PDFUA1-LI-KIDS-001", f"{HEADING}<ul><li><p>Een punt</ul>"),
    Sample(
        "image without alt",
        "7.3-1",
        "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001",
        f'{HEADING}<p><img src="{DOT}">',
    ),
    Sample(
        "bold in link",
        "7.18.5-1",
        "PDFUA1-LINK-LINK-TAG-001",
        f"{HEADING}<p><a href='https://example.org/'><b>Vet</b></a>",
    ),
)
