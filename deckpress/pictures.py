"""The files of pictures that strangers give: of a kind and size that can be set, inside their folder, without tricks.

An SVG is a program as much as a picture: nothing in it may run, or reach outside the file.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from deckpress.loaded import leads_out
from deckpress.near import did_you_mean

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_DEPTH = 100  # of an SVG

_TOO_MANY_PIXELS = (
    f"has more than {MAX_PIXELS // 1_000_000} million pixels, far more than a page can show: make it smaller"
)

_USE = "{http://www.w3.org/2000/svg}use"
_SVG_NAME = "{http://www.w3.org/2000/svg}svg"
_RUNS = re.compile(r"script|foreignobject|iframe|object|embed|handler|set|animate.*", re.IGNORECASE)
# A backslash could spell these otherwise.
_REACHES = re.compile(r"@import|url\((?!\s*[\"']?\s*#)|javascript:|\\", re.IGNORECASE)


def picture_fault(folder: Path, name: str) -> str | None:
    """What is wrong with the file of a picture, to follow its name."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", name) or "\\" in name:
        return "is not named from the deck's folder: copy it there, and write its name, as images/plaat.png"
    try:
        return _path_fault(folder, folder / name, name)
    except OSError as error:
        return f"can't be read ({error.strerror}): see to its name and permissions"


def _path_fault(folder: Path, path: Path, name: str) -> str | None:
    if leads_out(path, folder):
        return "is outside the deck's folder: copy it there"
    if not path.is_file():
        there = [file.relative_to(folder).as_posix() for file in path.parent.glob("*") if file.is_file()]
        return "isn't there" + (did_you_mean(name, there) or ": copy it to the deck's folder")
    if path.stat().st_size > MAX_BYTES:
        return f"holds {path.stat().st_size / 1024 / 1024:.1f} MB, and 5 MB is the most: make it smaller"
    return _content_fault(path.read_bytes())


def _content_fault(data: bytes) -> str | None:
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _bitmap_fault(data)
    if b"<svg" in data[:4096]:
        return _svg_fault(data)
    return "is not a PNG, JPEG or SVG: save it as one of these"


def _bitmap_fault(data: bytes) -> str | None:
    import io
    import warnings

    from PIL import Image, ImageFile  # slow to import, and most decks have no pictures

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it for all
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MAX_PIXELS:
                    return _TOO_MANY_PIXELS
                image.load()
    except Image.DecompressionBombError:
        return _TOO_MANY_PIXELS
    except (OSError, SyntaxError, ValueError):
        return "is damaged: save it anew"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return None


def _svg_fault(data: bytes) -> str | None:
    if b"<!DOCTYPE" in data or b"<?xml-stylesheet" in data:
        return "holds a DOCTYPE or a style sheet: save it as plain SVG"
    try:
        root = ElementTree.fromstring(data.decode())
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError) as error:
        return f"is not sound SVG ({error}): save it anew"
    if root.tag != _SVG_NAME:
        return "is not a PNG, JPEG or SVG: save it as one of these"
    return _tree_fault(root)


def _tree_fault(root: ElementTree.Element) -> str | None:
    if _is_deep(root):
        return f"holds more than {MAX_DEPTH} elements in one another: save it as plain SVG"
    for element in root.iter():
        if fault := _element_fault(element):
            return fault
    if _uses_of_uses(root):
        return "holds a <use> of what holds a <use>, which can grow without end: draw that in the SVG"
    return None


def _is_deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
    return bool(level)


def _uses_of_uses(root: ElementTree.Element) -> bool:
    holders = {element.get("id") for element in root.iter() if element.find(f".//{_USE}") is not None}
    holders |= {use.get("id") for use in root.iter(_USE)}
    targets = {value for use in root.iter(_USE) for key, value in use.attrib.items() if key.endswith("href")}
    return any(f"#{name}" in {target.strip() for target in targets} for name in holders if name)


def _element_fault(element: ElementTree.Element) -> str | None:
    """What an element of an SVG does that it may not: run something, or name something outside the file."""
    name = element.tag.rpartition("}")[2]
    if _RUNS.fullmatch(name):
        return f"holds a <{name}>: remove it from the SVG"
    if name.lower() == "style" and (reaching := _REACHES.search(element.text or "")):
        return f"refers to something outside itself ({reaching[0]}): draw that in the SVG"
    faults = (
        _attribute_fault(key.rpartition("}")[2].lower(), value) for key, value in element.attrib.items()
    )
    return next((fault for fault in faults if fault), None)


def _attribute_fault(name: str, value: str) -> str | None:
    if name.startswith("on"):
        return f"holds a script ({name}): remove it from the SVG"
    if (name in ("href", "src", "base") and not value.strip().startswith("#")) or _REACHES.search(value):
        return f"refers to something outside itself ({value[:40]}): draw that in the SVG"
    return None
