"""The press file: pages of the finished screen PDF in ink, with bleed, for a print shop.

The screen's pages end at the trim, but what they paint goes on into the bleed; so the press file needs no layout of its
own and can't differ from the screen in anything but its colours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from deckpress.pressfile.convert import Converter
from deckpress.pressfile.identity import VARIANTS, About, Variant, identify
from deckpress.pressfile.inks import Inks, inks_of
from deckpress.pressfile.paper import REGISTRATION, Paper, paper_of
from deckpress.theme import Theme

__all__ = ["VARIANTS", "About", "Order", "write_press"]

_OF_A_PAGE = ("/Type", "/Parent", "/Contents", "/Resources")
_OF_THE_CATALOG = ("/Type", "/Pages")


@dataclass(frozen=True)
class Order:
    """What to make: a variant by its name (`VARIANTS`), with or without crop marks; blank pages up to a multiple."""

    variant: str = "x-4"
    marks: bool = False
    multiple: int = 1


def write_press(
    source: Path, pages: Sequence[int], target: Path, theme: Theme, about: About, order: Order = Order()
) -> int:
    """Write the pages (numbers from 0) of the screen PDF `source` as a press file; the answer is how many it has.

    The same input gives the same bytes. A manual as a leaflet needs a multiple of four pages: blank ones are added at
    its end. Raises KeyError for an unknown variant, IndexError for a page that isn't there, OSError and PdfError for
    files that can't be read or written.
    """
    variant, paper = VARIANTS[order.variant], paper_of(theme.rules.page, order.marks)
    profile = (theme.folder / theme.rules.icc_profile).read_bytes()
    with pikepdf.open(source) as pdf:
        kept = [pdf.pages[number] for number in pages]
        _keep(pdf, kept)
        _convert(pdf, inks_of(theme), paper, variant)
        while len(pdf.pages) % order.multiple:
            _add_blank(pdf, paper)
        seed = hashlib.sha256(b"\0".join((source.read_bytes(), repr((pages, order)).encode(), profile)))
        identify(pdf, about, variant, profile, seed.hexdigest())
        pdf.remove_unreferenced_resources()
        pdf.save(
            target,
            force_version=variant.version,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,  # PDF 1.4 has none, and old RIPs read none
            deterministic_id=True,
        )
        return len(pdf.pages)


def _keep(pdf: Pdf, kept: Sequence[Any]) -> None:
    """Leave these pages and nothing of the screen: no tags, bookmarks, links, names, viewer's preferences."""
    del pdf.pages[:]
    pdf.pages.extend(kept)
    _only(pdf.Root, _OF_THE_CATALOG)
    for page in pdf.pages:
        _only(page.obj, _OF_A_PAGE)


def _only(thing: Any, keys: Sequence[str]) -> None:
    for key in [key for key in thing if key not in keys]:
        del thing[key]


def _convert(pdf: Pdf, inks: Inks, paper: Paper, variant: Variant) -> None:
    converter = Converter(inks, paper, flat=not variant.transparency)
    before, after = paper.before().encode(), paper.after().encode()
    registration = pdf.make_indirect(_registration()) if paper.marks else None
    for page in pdf.pages:
        data, resources = converter.content(page, page.obj.Resources)
        if registration is not None:
            if "/ColorSpace" not in resources:
                resources.ColorSpace = Dictionary()
            resources.ColorSpace[REGISTRATION] = registration
        page.obj.Contents = pdf.make_stream(before + data + after)
        page.obj.Resources = resources
        _set_boxes(page.obj, paper)


def _set_boxes(page: Any, paper: Paper) -> None:
    page.MediaBox = _box(paper.media_box)
    page.BleedBox = _box(paper.bleed_box)
    page.TrimBox = _box(paper.trim_box)


def _box(box: Sequence[float]) -> Array:
    return Array([round(value, 4) for value in box])


def _registration() -> Array:
    """The colour of crop marks (ISO 32000-1, 8.6.6.4): 1 is all ink there is."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _add_blank(pdf: Pdf, paper: Paper) -> None:
    data = pdf.make_stream((paper.before() + paper.after()).encode())
    blank = Dictionary(Type=Name.Page, Resources=Dictionary(), Contents=data)
    if paper.marks:
        blank.Resources.ColorSpace = Dictionary({REGISTRATION: _registration()})
    _set_boxes(blank, paper)
    pdf.pages.append(pikepdf.Page(blank))
