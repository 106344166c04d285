"""Pages painted once: they write the bytes that pages with their boxes write."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import Document

from deckpress import pipeline
from deckpress.options import Choice
from deckpress.painted import PaintedPage
from deckpress.reading import Request, read
from deckpress.typeset import Typesetter, write_excerpt, write_pdf

ROOT = Path(__file__).parent.parent

CSS = "@page { size: A5; @bottom-left { content: 'foot' } } html { font-family: sans-serif }"
PAGE = """<html lang="nl"><title>T</title><body><h1 id="a">One <em>two</em></h1>
<ul><li>three<ul><li>four</ul><li style="list-style: none">five</ul>
<p><a href="#b">to <b>b</b></a>, <a href="https://example.org/" title="There">out</a></p>
<div style="position: absolute; bottom: 0"><p>absolute</p></div>
<table><tr><th>a<th>b<tr><td>c<td>d</table>
<svg width="9" height="9" viewBox="0 0 9 9"><title>A square</title><path d="M0 0h9v9z"/></svg>
<p id="b" style="break-before: page">Six <b>seven</b></p></body></html>"""
SHADED = "<html lang='nl'><title>T</title><p style='background: linear-gradient(red, blue)'>shaded"


def both(html: str) -> tuple[Document, Document, Typesetter]:
    setter = Typesetter(CSS, [ROOT])
    document = setter.lay_out(html, "a test")
    return document, setter.painted(document, "a test"), setter


def kept(document: Document) -> int:
    return sum(isinstance(page, PaintedPage) for page in document.pages)


def test_painted_pages_write_the_same_bytes_each_time(tmp_path: Path) -> None:
    boxes, painted, _ = both(PAGE)
    assert kept(painted) == len(boxes.pages) == 2
    for name, document in (("boxes", boxes), ("first", painted), ("again", painted)):
        write_pdf([document], tmp_path / name)
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "first").read_bytes()
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "again").read_bytes()


def test_a_font_in_which_nothing_visible_is_shown_is_in_the_file_too(tmp_path: Path) -> None:
    boxes, painted, _ = both("<html lang='nl'><title>T</title><p>one</p><p><b>&#x200b;</b></p>")
    for name, document in (("boxes", boxes), ("painted", painted)):
        write_pdf([document], tmp_path / name)
    assert kept(painted) == 1
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "painted").read_bytes()


@pytest.mark.parametrize("number", [0, 1])  # the second begins with another font than the first
def test_some_of_the_pages_write_the_same_bytes(number: int, tmp_path: Path) -> None:
    boxes, painted, _ = both(PAGE)
    for name, document in (("boxes", boxes), ("painted", painted)):
        write_excerpt(
            document, [document.pages[number]], tmp_path / name, "One", "https://example.org/{}".format
        )
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "painted").read_bytes()


def test_a_page_that_is_painted_with_more_stays_as_it_is(tmp_path: Path) -> None:
    boxes, painted, _ = both(SHADED)
    assert (kept(painted), painted.pages) == (0, boxes.pages)
    write_pdf([painted], tmp_path / "shaded")


@pytest.mark.slow
def test_all_pages_of_the_deck_are_kept_and_write_the_same_bytes(tmp_path: Path) -> None:
    request = Request(ROOT / "cards" / "nl", None, ROOT / "templates", ROOT / "styles")
    ready = read(request)
    boxes = pipeline.lay_out_boxes(pipeline.press_for(request, ready, print), ready.plan)
    painted = pipeline.lay_out(Choice(), boxes.press, ready.plan)
    assert all(kept(document) == len(document.pages) for document in painted.documents)
    for name, job in (("boxes", boxes), ("painted", painted)):
        job.write(tmp_path / name)
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "painted").read_bytes()
