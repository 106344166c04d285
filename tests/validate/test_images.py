"""Pictures of the manual are the deck's own files, of a kind that can be set, and do nothing by themselves."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.decks import tiny_deck
from tests.validate.checking import in_manual, said

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
ANOTHER_KIND = "is not a PNG, JPEG or SVG: save it as one of these"
NOT_PLAIN = "holds a DOCTYPE or a style sheet: save it as plain SVG"


def picture(kind: str, size: tuple[int, int] = (2, 2)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size).save(made, kind)
    return made.getvalue()


def of(deck: Path, name: str, data: bytes | None = None, markdown: str = "![Een plaat]({})") -> list[str]:
    """What is said of a picture in the manual, its file written where there is data."""
    tiny_deck(deck)
    if data is not None:
        (deck / name).parent.mkdir(exist_ok=True)
        (deck / name).write_bytes(data)
    return said(deck, in_manual(markdown.format(name)))


def fault(deck: Path, data: bytes) -> str:
    """What is wrong with the data of a picture."""
    [message] = of(deck, "images/a", data)
    return message.removeprefix("deck/manual.md:5:14: the picture “images/a” ")


@pytest.mark.parametrize(
    "data",
    [
        picture("PNG"),
        picture("JPEG"),
        SVG.format('<path d="M0 0h1"/>').encode(),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n' + SVG.format("<g/>").encode(),
        SVG.format('<a xlink:href="#x"/><rect fill="url(#x)" style="fill: url( \'#x\' )"/>').encode(),
        SVG.format("<title>Één</title><style>a { fill: url(#x) }</style>").encode(),
    ],
    ids=["PNG", "JPEG", "SVG", "SVG with a prologue", "SVG that refers to itself", "SVG with a style"],
)
def test_a_sound_picture(deck: Path, data: bytes) -> None:
    assert of(deck, "images/een plaat.bin", data, "![Een plaat](<{}>)") == []


@pytest.mark.parametrize(
    "name",
    [
        "https://a.b/c.png",
        "file:///etc/passwd",
        "data:image/png,x",
        "/etc/passwd",
        "//a.b/c",
        "C:/x.png",
        "images\\y.png",
    ],
)
def test_a_name_that_is_no_file_of_the_deck(deck: Path, name: str) -> None:
    assert of(deck, name) == [
        f"deck/manual.md:5:14: the picture “{name}” is not named from the deck's folder: "
        "copy it there, and write its name, as images/plaat.png"
    ]


def test_a_picture_outside_the_deck(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    assert of(deck, "images/../../a.png") == [
        "deck/manual.md:5:14: the picture “images/../../a.png” is outside the deck's folder: copy it there"
    ]


@pytest.mark.parametrize("linked", ["images", "images/a.png"])
def test_a_link_that_leads_out_of_the_deck(deck: Path, tmp_path: Path, linked: str) -> None:
    tiny_deck(deck)
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    (deck / linked).parent.mkdir(exist_ok=True)
    (deck / linked).symlink_to(tmp_path if linked == "images" else tmp_path / "a.png")
    assert said(deck, in_manual("![Een plaat](images/a.png)")) == [
        "deck/manual.md:5:14: the picture “images/a.png” is outside the deck's folder: copy it there"
    ]


def test_a_picture_that_is_not_there(deck: Path) -> None:
    assert of(deck, "images/praat.png") == [
        "deck/manual.md:5:14: the picture “images/praat.png” isn't there: copy it to the deck's folder"
    ]
    (deck / "images").mkdir()
    (deck / "images" / "plaat.png").write_bytes(picture("PNG"))
    assert said(deck) == [
        "deck/manual.md:5:14: the picture “images/praat.png” isn't there: did you mean `images/plaat.png`?"
    ]


def test_a_name_that_no_system_takes(deck: Path) -> None:
    [message] = of(deck, "x" * 5000)
    assert message == (
        f"deck/manual.md:5:14: the picture “{'x' * 59}…” "
        "can't be read (File name too long): see to its name and permissions"
    )


def test_a_picture_without_words(deck: Path) -> None:
    assert of(deck, "a.png", picture("PNG"), "![]({})") == [
        "deck/manual.md:5:5: the picture has no words: describe it between the brackets, as ![what it shows](…)"
    ]


@pytest.mark.parametrize(
    "markdown",
    ["Zie ![een plaat]({}).", "- ![een plaat]({})", "Zie\n![een plaat]({})", "## ![een plaat]({})"],
)
def test_a_picture_amid_text(deck: Path, markdown: str) -> None:
    [message] = of(deck, "a.png", picture("PNG"), markdown)
    assert message == (
        "deck/manual.md:5:1: a picture amid text: give it a paragraph of its own, with an empty line before and after"
    )


def test_a_picture_of_many_bytes(deck: Path) -> None:
    heavy = b"\x89PNG\r\n\x1a\n" + bytes(5 * 1024 * 1024)
    assert fault(deck, heavy) == "holds 5.0 MB, and 5 MB is the most: make it smaller"


@pytest.mark.parametrize("side", [7_100, 12_000, 60_000])
def test_a_picture_of_many_pixels_is_not_unpacked(deck: Path, side: int) -> None:
    small = picture("PNG")
    header = small[12:29].replace((2).to_bytes(4, "big") * 2, side.to_bytes(4, "big") * 2)
    bomb = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]
    assert fault(deck, bomb) == (
        "has more than 50 million pixels, far more than a page can show: make it smaller"
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_picture(deck: Path, kind: str) -> None:
    data = picture(kind, (200, 200))
    assert fault(deck, data[: len(data) // 2]) == "is damaged: save it anew"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"geen beeld", ANOTHER_KIND),
        (b"", ANOTHER_KIND),
        (b"GIF89a", ANOTHER_KIND),
        (b"%PDF-1.7", ANOTHER_KIND),
        (b"<html><svg></svg></html>", ANOTHER_KIND),
        (b"<svg></svg>", ANOTHER_KIND),
        (b'<?xml-stylesheet href="b.css"?>' + SVG.format("").encode(), NOT_PLAIN),
        (b'<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.format("&x;").encode(), NOT_PLAIN),
    ],
)
def test_what_is_no_picture(deck: Path, data: bytes, message: str) -> None:
    assert fault(deck, data) == message


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script>x</script>", "holds a <script>: remove it from the SVG"),
        ("<foreignObject/>", "holds a <foreignObject>: remove it from the SVG"),
        ('<set attributeName="href" to="x"/>', "holds a <set>: remove it from the SVG"),
        ('<g onload="x()"/>', "holds a script (onload): remove it from the SVG"),
    ],
)
def test_an_svg_that_runs_something(deck: Path, inside: str, message: str) -> None:
    assert fault(deck, SVG.format(inside).encode()) == message


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ('<image href="https://a.b/c.png"/>', "https://a.b/c.png"),
        ('<use xlink:href="b.svg#x"/>', "b.svg#x"),
        ('<image href="data:image/png;base64,AA"/>', "data:image/png;base64,AA"),
        ('<a href=" javascript:x"/>', " javascript:x"),
        ('<g fill="url(b.svg#x)"/>', "url(b.svg#x)"),
        ("<g style=\"fill: url( 'b.svg#x')\"/>", "fill: url( 'b.svg#x')"),
        ('<g style="fill: u\\72l(b.svg)"/>', "fill: u\\72l(b.svg)"),
        ("<style>@import 'b.css';</style>", "@import"),
        ("<style>a { fill: URL(b.svg) }</style>", "URL("),
    ],
)
def test_an_svg_that_reaches_outside_itself(deck: Path, inside: str, named: str) -> None:
    assert fault(deck, SVG.format(inside).encode()) == (
        f"refers to something outside itself ({named}): draw that in the SVG"
    )


@pytest.mark.parametrize("data", [SVG.format("<g>").encode(), SVG.format("é").encode("latin-1")])
def test_an_svg_that_is_not_sound(deck: Path, data: bytes) -> None:
    assert fault(deck, data).startswith("is not sound SVG (")


def test_a_use_of_a_use_is_refused(deck: Path) -> None:
    """Ten groups that each use the next one twice are a thousand shapes; thirty would never be drawn."""
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    nested = '<g id="a"><path d="M0 0h1"/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'
    assert "<use> of what holds a <use>" in fault(deck, f"{head}{nested}</svg>".encode())
    flat = '<g id="a"><path d="M0 0h1"/></g><use href="#a"/><use href="#a"/>'
    assert of(deck, "images/a", f"{head}{flat}</svg>".encode()) == []
