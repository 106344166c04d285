from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from math import inf
from pathlib import Path

import pydyf
import pypdf
import pytest
from pypdf.generic import DictionaryObject, IndirectObject

from deckpress import typeset
from deckpress.model import DeckProblems
from deckpress.typeset import Typesetter, write_excerpt, write_pdf
from deckpress.units import mm_to_pt

STYLES = Path(__file__).parent.parent / "styles"
FONT = (STYLES / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf").as_uri()
CSS = f"""
@font-face {{ font-family: Any; src: url({FONT}) }}
@page {{ size: 148mm 210mm; margin: 20mm; @bottom-left {{ content: "voet"; font: 8pt Any }} }}
html {{ font: 11pt Any }} body, div {{ margin: 0 }}
"""
Write = Callable[[str], pypdf.PdfReader]


@pytest.fixture
def setter(tmp_path: Path) -> Typesetter:
    (tmp_path / "deck").mkdir()
    return Typesetter(CSS, [STYLES, tmp_path / "deck"])


@pytest.fixture
def write(setter: Typesetter, tmp_path: Path) -> Write:
    def written(body: str) -> pypdf.PdfReader:
        write_pdf([setter.lay_out(page(body), "test")], tmp_path / "out.pdf")
        return pypdf.PdfReader(tmp_path / "out.pdf", strict=True)

    return written


ENDS = ((50, ""), (30, 2), (400, 3))


def page(body: str) -> str:
    return f'<!doctype html><html lang="nl"><head><title>Titel</title></head><body>{body}</body></html>'


def objects(pdf: pypdf.PdfReader) -> list[DictionaryObject]:
    """Every dictionary of the file."""
    count = pdf.trailer["/Size"]
    assert isinstance(count, int)
    found = [pdf.get_object(IndirectObject(number, 0, pdf)) for number in range(1, count)]
    return [item for item in found if isinstance(item, DictionaryObject)]


def descriptions(pdf: pypdf.PdfReader) -> list[str]:
    return [str(link["/Contents"]) for link in pdf.pages[0].annotations or ()]


def test_height_is_in_points(setter: Typesetter) -> None:
    body = '<div style="height: 50mm"></div><div id="end"></div>'
    margin = mm_to_pt(20)
    assert setter.heights("test", page(body)) == [pytest.approx(margin + mm_to_pt(50), abs=0.01)]


def test_each_end_has_its_height_and_none_that_a_page_does_not_hold(setter: Typesetter) -> None:
    body = '<div style="height: {}mm"></div><div id="end{}"></div>'
    first, second, third = setter.heights("test", page("".join([body.format(*at) for at in ENDS])), 3)
    assert second - first == pytest.approx(mm_to_pt(30), abs=0.01)
    assert third == inf


def test_a_link_is_described_by_its_words_or_its_title(write: Write) -> None:
    pdf = write(
        '<h1 id="a">Kop</h1><p><a href="#a">Fiche  1.1</a> <a href="#a" title="Fiche 1.2">1.2</a></p>'
    )
    assert descriptions(pdf) == ["Fiche 1.1", "Fiche 1.2"]


def test_a_link_over_two_lines_says_all_its_words_twice(write: Write) -> None:
    words = "een lange link " * 12
    assert set(descriptions(write(f'<h1 id="a">Kop</h1><p><a href="#a">{words}</a></p>'))) == {words.strip()}


def test_a_page_ends_at_its_trim_and_is_painted_beyond(tmp_path: Path) -> None:
    bleeding = Typesetter(CSS + "@page { bleed: 3mm; background: #ff0000 }", [STYLES])
    write_pdf([bleeding.lay_out(page("<h1>Kop</h1>"), "test")], tmp_path / "out.pdf")
    made = pypdf.PdfReader(tmp_path / "out.pdf").pages[0]
    size = [0, 0, mm_to_pt(148), mm_to_pt(210)]
    assert list(made.mediabox) == list(made.trimbox) == list(made.bleedbox) == pytest.approx(size, abs=0.01)
    contents = made.get_contents()
    assert contents is not None
    rows = "\n".join(contents.get_data().decode("latin-1").split(" re"))
    edges = [float(number) for number in re.findall(r"^(-\d+\.?\d*)", rows, re.M)]
    assert min(edges) == pytest.approx(-mm_to_pt(3) / 0.75, abs=0.01)


def test_an_excerpt_stands_by_itself(setter: Typesetter, tmp_path: Path) -> None:
    body = (
        '<h1 id="a">Een</h1><h2 id="b" style="break-before: page">Twee</h2><h3>Drie</h3>'
        '<p><a href="#a">naar een</a> <a href="#b">naar twee</a></p>'
    )
    document = setter.lay_out(page(body), "test")
    write_excerpt(
        document, document.pages[1:], tmp_path / "b.pdf", "Twee", lambda anchor: f"https://x.be/#{anchor}"
    )
    made = pypdf.PdfReader(tmp_path / "b.pdf", strict=True)
    links = [
        (link["/Contents"], link.get("/Dest") or link["/A"]["/URI"])
        for link in made.pages[0].annotations or ()
    ]
    assert links == [("naar een", "https://x.be/#a"), ("naar twee", "b")]
    assert made.metadata and made.metadata.title == "Twee"
    kinds = [str(item.get("/S")) for item in objects(made) if item.get("/Type") == "/StructElem"]
    assert [kind for kind in kinds if kind.startswith("/H")] == ["/H1", "/H2"]
    assert [link[:2] for link in document.pages[1].links] == [("internal", "a"), ("internal", "b")]


def test_words_in_the_margin_are_artifacts(write: Write) -> None:
    contents = write("<h1>Kop</h1><p>Tekst</p>").pages[0].get_contents()
    assert contents is not None
    marks = b" ".join(contents.get_data().split())
    assert marks.count(b"/Artifact <</Type /Pagination>> BDC") == 1
    assert marks.count(b"/Span <</MCID") == 2


def test_the_same_pages_are_the_same_bytes(setter: Typesetter, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf([setter.lay_out(page("<h1>Kop</h1><p>Tekst</p>"), "test")], tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_what_is_done_once_changes_no_byte(
    setter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [setter.lay_out(page(f"<h1>Kop {n}</h1><p>Tekst</p>"), "test") for n in range(3)]
    write_pdf(documents, tmp_path / "kept.pdf")
    before = pydyf.PDF.page_references
    monkeypatch.setattr(typeset, "done_once", nullcontext)
    write_pdf(documents, tmp_path / "anew.pdf")
    assert (tmp_path / "kept.pdf").read_bytes() == (tmp_path / "anew.pdf").read_bytes()
    assert pydyf.PDF.page_references is before


@pytest.mark.parametrize(
    "body",
    [
        '<p style="colour: red">een woord</p>',
        '<p><a href="#nergens">woorden</a></p>',
        '<p><img src="data:image/png;base64,AAAA" alt="stuk"></p>',
    ],
)
def test_every_line_that_the_engine_logs_is_a_problem(write: Write, body: str) -> None:
    with pytest.raises(DeckProblems, match="the page engine says"):
        write(f"<h1>Kop</h1>{body}")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "file://example.org/etc/hostname",
        "{deck}/../outside.png",
        "{deck}/%2e%2e/outside.png",
        "{deck}/link.png",
    ],
)
def test_nothing_outside_the_folders_is_read(write: Write, tmp_path: Path, address: str) -> None:
    (tmp_path / "outside.png").write_bytes(b"secret")
    (tmp_path / "deck" / "link.png").symlink_to(tmp_path / "outside.png")
    address = address.replace("{deck}", (tmp_path / "deck").as_uri())
    with pytest.raises(DeckProblems, match=r"fetching|outside"):
        write(f'<h1>Kop</h1><p><img src="{address}" alt="x"></p>')


def test_a_picture_inside_the_folders_is_read(write: Write, tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>'
    (tmp_path / "deck" / "a.svg").write_text(picture, encoding="utf-8")
    pdf = write(f'<h1>Kop</h1><p><img src="{(tmp_path / "deck" / "a.svg").as_uri()}" alt="Een driehoek"></p>')
    assert len(pdf.pages) == 1
