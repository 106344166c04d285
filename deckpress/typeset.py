"""HTML → laid-out pages → PDF, by WeasyPrint.

Every line that the engine logs is a problem, and it reads no file outside the folders that it is given.
"""

from __future__ import annotations

import io
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from math import inf
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.document import Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from deckpress.artifacts import mark_artifacts
from deckpress.doneonce import done_once
from deckpress.model import DeckProblems, Place, Problem
from deckpress.painted import Fonts, painted, trimmed
from deckpress.scratch import Scratch, writing
from deckpress.units import px_to_pt

ENGINE = threading.RLock()


class PinnedFetcher(URLFetcher):  # type: ignore[misc]
    """Fetches `data:` addresses, and files inside the given folders (links followed); all else is refused."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self.folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The response for `url`. Raises FatalURLFetchingError where it leads out of the folders."""
        parts = urlsplit(url)
        if parts.scheme == "file":
            path = Path(url2pathname(parts.path)).resolve()
            if parts.netloc or not any(path.is_relative_to(folder) for folder in self.folders):
                raise FatalURLFetchingError(f"{url} is outside the deck's folders")
        return super().fetch(url, headers)


class Typesetter:
    """Lays out HTML with one stylesheet and one set of fonts, read once. `folders`: what it may read files from.

    Raises DeckProblems for the stylesheet, MissingPart where there is no room for a copy of the fonts.
    """

    def __init__(self, stylesheet: str, folders: Sequence[Path]) -> None:
        self.fetcher = PinnedFetcher(folders)
        self.fonts, self.scratch = FontConfiguration(), Scratch()
        self.fonts._folder = self.scratch.folder  # its own would stay where the process is killed
        self.shown: Fonts = {}  # in the pages that are painted
        with engine_log("the stylesheet"), writing(self.scratch.folder):
            self.css = CSS(string=stylesheet, font_config=self.fonts, url_fetcher=self.fetcher)

    def lay_out(self, html: str, name: str) -> Document:
        """The pages of one HTML document; `name` says in problems what it is. Raises DeckProblems."""
        with engine_log(name):
            source = HTML(string=html, url_fetcher=self.fetcher)
            return source.render(stylesheets=[self.css], font_config=self.fonts, pdf_variant="pdf/ua-1")

    def painted(self, document: Document, name: str) -> Document:
        """A document of this typesetter with its pages painted, which take less memory. Raises DeckProblems."""
        with engine_log(name):
            return painted(document, self.shown)

    def heights(self, name: str, html: str, count: int = 1) -> list[float]:
        """How far down the page the anchors `end`, `end2` … stand, in pt; without end where the page was not enough."""
        ends = self.lay_out(html, name).pages[0].anchors
        names = ["end", *(f"end{number}" for number in range(2, count + 1))]
        return [px_to_pt(ends[name][1]) if name in ends else inf for name in names]


def write_pdf(documents: Sequence[Document], target: Path) -> None:
    """The documents one after the other as one PDF/UA-1 file. Raises DeckProblems for what the engine complains of."""
    _write(_joined(documents), target, target.name, _finish)


def pdf_of(documents: Sequence[Document], name: str) -> bytes:
    """What `write_pdf` writes, not written; `name` says in problems what it is. Raises DeckProblems."""
    made = io.BytesIO()
    _write(_joined(documents), made, name, _finish)
    return made.getvalue()


def _joined(documents: Sequence[Document]) -> Document:
    return documents[0].copy([trimmed(page) for document in documents for page in document.pages])


def write_excerpt(
    document: Document, pages: Sequence[Page], target: Path, title: str, elsewhere: Callable[[str], str]
) -> None:
    """Some pages of a document as a PDF/UA-1 file of its own, called `title`, its highest heading made its first level.

    A link to an anchor that isn't on these pages leads to the address that `elsewhere` gives. Raises DeckProblems.
    """
    anchors = {anchor for page in pages for anchor in page.anchors}
    own = []
    for page in map(trimmed, pages):
        page.links = [
            ("external", elsewhere(aim), *rest)
            if kind == "internal" and aim not in anchors
            else (kind, aim, *rest)
            for kind, aim, *rest in page.links
        ]
        own.append(page)
    excerpt = document.copy(own)
    excerpt.metadata = copy(document.metadata)
    excerpt.metadata.title = title
    _write(excerpt, target, target.name, _finish_excerpt)


def draft(document: Document, name: str) -> bytes:
    """The pages as a PDF to be looked at, quick to make: without tags, and without links, which may lead elsewhere.

    Raises DeckProblems, which say that they are of `name`.
    """
    pages = list(map(trimmed, document.pages))
    for page in pages:
        page.links = []
    with engine_log(name):
        pdf: bytes = document.copy(pages).write_pdf(pdf_variant=None, pdf_tags=False)
    return pdf


def _write(
    document: Document, target: Path | BinaryIO, name: str, finisher: Callable[[Document, pydyf.PDF], None]
) -> None:
    with engine_log(name), done_once():
        document.write_pdf(target, finisher=finisher, pdf_variant="pdf/ua-1")


def _finish_excerpt(document: Document, pdf: pydyf.PDF) -> None:
    """Headings start at the first level and skip none (ISO 14289-1, 7.4.2)."""
    headings = [
        item
        for item in pdf.objects
        if isinstance(item, dict) and re.fullmatch(r"/H[1-6]", str(item.get("S")))
    ]
    lift = min((int(heading["S"][2]) for heading in headings), default=1) - 1
    for heading in headings:
        heading["S"] = f"/H{int(heading['S'][2]) - lift}"
    _finish(document, pdf)


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    describe_links(document)
    mark_artifacts(pdf)
    pdf.info["Producer"] = pydyf.String("deckpress, WeasyPrint")


def describe_links(document: Document) -> None:
    """Give each link its own words, or its title, as what a screen reader says (ISO 14289-1, 7.18.5)."""
    for page in document.pages:
        for _, _, _, box in page.links:
            words = box.element.get("title") or " ".join("".join(box.element.itertext()).split())
            if box.link_annotation and words:
                box.link_annotation["Contents"] = pydyf.String(words)


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(error := sys.exc_info()[1], KeyboardInterrupt | MemoryError):
            raise error  # the engine catches whatever happens while it paints a picture, and logs that it can't
        self.messages.append(record.getMessage())


@contextmanager
def engine_log(name: str) -> Iterator[None]:
    """Make a problem of each line that WeasyPrint logs, and of each address that it was not allowed to read.

    One thread at a time: what the engine logs, and how pydyf is changed for it, is of the whole process.
    """
    logger, lines = logging.getLogger("weasyprint"), _Lines()
    with ENGINE:
        logger.addHandler(lines)
        propagate, logger.propagate = logger.propagate, False
        try:
            yield
        except FatalURLFetchingError as error:
            lines.messages.append(str(error))
        finally:
            logger.removeHandler(lines)
            logger.propagate = propagate
    if lines.messages:
        raise DeckProblems(
            [Problem(Place(name), f"the page engine says: {message}") for message in lines.messages]
        )
