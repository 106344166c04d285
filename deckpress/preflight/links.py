"""Where a finished PDF leads: its links, its bookmarks, its named destinations."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pypdf.generic import DictionaryObject

from deckpress.model import Problem
from deckpress.preflight.finished import Finished, as_dictionary, as_text, resolved


def check_links(pdf: Finished) -> list[Problem]:
    """Every link leads to a page of this PDF, or to the web or an e-mail address, and is described in words.

    The description (/Contents) is what a screen reader says (ISO 14289-1, 7.18.5): the bare target is none.
    """
    return [
        pdf.problem(message, number)
        for number, annotation in pdf.annotations()
        if resolved(annotation.get("/Subtype")) == "/Link"
        for message in _link_faults(pdf, annotation)
    ]


def _link_faults(pdf: Finished, link: DictionaryObject) -> Iterator[str]:
    action = as_dictionary(link.get("/A"))
    destination = resolved(link.get("/Dest") or action.get("/D"))
    address = as_text(action.get("/URI"))
    words, target = as_text(link.get("/Contents")).strip(), address or as_text(destination)
    if address:
        if not _is_on_the_web(address):
            yield f"the link {words!r} has the address {address!r}. Write a whole http(s) or mailto address."
    elif pdf.lands_on(destination) is None:
        yield f"the link {words!r} leads nowhere: {_missing(target, pdf.anchors)}"
    if not words:
        yield f"the link to {target!r} has no description. Give the link words."
    elif words in (target, f"#{target}"):
        yield f"the link to {target!r} is described by its bare target. Describe it in words."


def _is_on_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        bool(parts.netloc)
        if parts.scheme in ("http", "https")
        else parts.scheme == "mailto" and "@" in parts.path
    )


def _missing(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"the PDF has no destination {name!r}" + (f". Did you mean {near[0]!r}?" if near else ".")


def check_anchors(pdf: Finished) -> list[Problem]:
    """Every destination that something may point at exists, and a side's own lands on that side."""
    own = [side.anchor for side in pdf.expected.sides if side.anchor is not None]
    gone = [name for name in dict.fromkeys((*pdf.expected.anchors, *own)) if name not in pdf.anchors]
    problems = [pdf.problem(f"{_missing(name, pdf.anchors)} Mend the template.") for name in gone]
    if pdf.is_in_step:
        problems += [pdf.problem(message, number) for number, message in _strayed(pdf)]
    return problems


def _strayed(pdf: Finished) -> Iterator[tuple[int, str]]:
    for number, side, _ in pdf.sides():
        page = pdf.anchors.get(side.anchor or "", number)
        if page != number:
            yield number, f"its destination {side.anchor!r} is on page {page}. Is a side in the wrong place?"


def check_bookmarks(pdf: Finished) -> list[Problem]:
    """There are bookmarks, each with a title, each to a page of this PDF."""
    items = list(pdf.outline_items())
    if not items:
        return [pdf.problem("has no bookmarks. Give its headings a bookmark level in the stylesheet.")]
    return [pdf.problem(message) for item in items for message in _bookmark_faults(pdf, item)]


def _bookmark_faults(pdf: Finished, item: DictionaryObject) -> Iterator[str]:
    title = as_text(item.get("/Title")).strip()
    page = pdf.lands_on(item.get("/Dest") or as_dictionary(item.get("/A")).get("/D"))
    if not title:
        yield f"a bookmark to {pdf.where(page) if page else 'nowhere'} has no title. Is a heading empty?"
    if page is None:
        yield f"the bookmark {title!r} leads to no page of the PDF. Mend the heading it was made of."
