"""A finished PDF, opened again: what it should hold and what it holds. Preflight's checks look at these."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Literal

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, TextStringObject

from deckpress.model import Place, Problem
from deckpress.preflight.seen import Drawn, SeenPage, see_pages
from deckpress.preflight.validator import Failures

Kind = Literal["cover", "manual", "divider-front", "divider-back", "card-front", "card-back", "example"]


@dataclass(frozen=True)
class PageSide:
    """What one page has to be.

    `id` is the card's id or the part's number, empty on a cover or manual page; `qr` the exact text of the QR
    code, None for none; `words` short plain texts that the page prints; `anchor` the destination on this page.
    """

    kind: Kind
    id: str = ""
    qr: str | None = None
    words: tuple[str, ...] = ()
    anchor: str | None = None

    def __str__(self) -> str:
        thing, _, face = self.kind.partition("-")
        name = f"part {self.id}, divider" if thing == "divider" else f"{thing} {self.id}".strip()
        return f"{name} {face}".strip()


@dataclass(frozen=True)
class Expected:
    """What the whole PDF has to be: its sides in page order, destinations that must exist, lengths in mm."""

    sides: tuple[PageSide, ...]
    title: str
    language: str
    anchors: tuple[str, ...] = ()
    families: tuple[str, ...] = ("Atkinson Hyperlegible Next",)
    width: float = 148.0
    height: float = 210.0
    safe: float = 5.0


@dataclass(frozen=True)
class Finished:
    """An opened PDF: its name for the user, what it has to be, its bytes, its objects, its pages as seen."""

    name: str
    expected: Expected
    data: bytes
    reader: PdfReader
    pages: tuple[PageObject, ...]
    seen: tuple[SeenPage, ...]
    accessible: Failures | str  # by the rules of PDF/UA-1 that it fails

    def problem(self, message: str, page: int | None = None) -> Problem:
        """A Problem with this PDF, on page number `page` (from 1) or on no page."""
        return Problem(Place(self.name), message if page is None else f"{self.where(page)}: {message}")

    def where(self, page: int) -> str:
        """Page number `page` (from 1) in words: "page 7 (card 1.1 front)"."""
        return f"page {page} ({self.expected.sides[page - 1]})" if self.is_in_step else f"page {page}"

    @property
    def is_in_step(self) -> bool:
        """Whether there are as many pages as sides; if not, some page isn't the side that its number says."""
        return len(self.pages) == len(self.expected.sides)

    def sides(self) -> Iterator[tuple[int, PageSide, SeenPage]]:
        """Each page's number (from 1), the side it has to be, and what it shows."""
        return zip(count(1), self.expected.sides, self.seen)

    @property
    def catalog(self) -> DictionaryObject:
        """The root of the PDF's objects."""
        return as_dictionary(self.reader.trailer["/Root"])

    def annotations(self) -> Iterator[tuple[int, DictionaryObject]]:
        """Every annotation, with the number of its page (from 1)."""
        for number, page in enumerate(self.pages, 1):
            for annotation in as_array(page.get("/Annots")):
                yield number, as_dictionary(annotation)

    def outline_items(self) -> Iterator[DictionaryObject]:
        """Every bookmark, from the first to the last, a bookmark before those under it."""
        seen: set[int] = set()
        waiting = [as_dictionary(self.catalog.get("/Outlines")).get("/First")]
        while waiting:
            item = as_dictionary(waiting.pop())
            if item and id(item) not in seen:
                seen.add(id(item))
                yield item
                waiting += [item.get("/Next"), item.get("/First")]

    @cached_property
    def page_numbers(self) -> dict[int, int]:
        """The number of a page (from 1) by the number of its object."""
        references = (page.indirect_reference for page in self.pages)
        return {ref.idnum: number for number, ref in enumerate(references, 1) if ref is not None}

    @cached_property
    def anchors(self) -> dict[str, int]:
        """The page number (from 1) of each named destination that leads to a page of this PDF."""
        pages = {
            name: self._page_of(dest.dest_array) for name, dest in self.reader.named_destinations.items()
        }
        return {name: page for name, page in pages.items() if page is not None}

    def lands_on(self, destination: object) -> int | None:
        """The page number (from 1) that a destination, named or written out, leads to, or None."""
        destination = resolved(destination)
        if isinstance(destination, str):
            return self.anchors.get(destination)
        return self._page_of(destination)

    def _page_of(self, destination: object) -> int | None:
        first = next(iter(as_array(destination)), None)
        return self.page_numbers.get(first.idnum) if isinstance(first, IndirectObject) else None


def open_finished(
    name: str, data: bytes, expected: Expected, drawn: Drawn | None = None, accessible: Failures | str = ()
) -> Finished:
    """Opens a PDF strictly, and looks at each of its pages. `drawn`: as for `see_pages`; `accessible`: what is known.

    Raises pypdf's PyPdfError or pypdfium2's PdfiumError where it can't be read.
    """
    reader = PdfReader(io.BytesIO(data), strict=True)
    return Finished(name, expected, data, reader, tuple(reader.pages), see_pages(data, drawn), accessible)


def resolved(value: object) -> object:
    """The object itself, where `value` refers to one."""
    return value.get_object() if isinstance(value, PdfObject) else value


def as_dictionary(value: object) -> DictionaryObject:
    """`value` as a PDF dictionary; an empty one where it is something else."""
    value = resolved(value)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def as_array(value: object) -> ArrayObject:
    """`value` as a PDF array; an empty one where it is something else."""
    value = resolved(value)
    return value if isinstance(value, ArrayObject) else ArrayObject()


def as_text(value: object) -> str:
    """`value` as text; empty where it is something else."""
    value = resolved(value)
    return str(value) if isinstance(value, TextStringObject) else ""
