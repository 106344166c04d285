"""Small PDFs, written by hand: one font, and pages with the contents that are given."""

from __future__ import annotations

from collections.abc import Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(contents: Sequence[bytes], **more: bytes) -> bytes:
    """A PDF with a page for each content stream; `more`: other objects, by what the trailer calls them."""
    pages = [4 + 2 * at for at in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        FONT,
    ]
    for number, content in zip(pages, contents, strict=True):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        objects += [page % (number + 1), b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)]
    names = b"".join(
        b"/%s %d 0 R" % (name.encode(), len(objects) + at) for at, name in enumerate(more, start=1)
    )
    return written([*objects, *more.values()], names)


def written(objects: Sequence[bytes], names: bytes = b"") -> bytes:
    """The objects as a file, numbered from 1; the first is its catalog."""
    made, places = b"%PDF-1.7\n", []
    parts = []
    at = len(made)
    for number, data in enumerate(objects, start=1):
        places.append(at)
        parts.append(b"%d 0 obj%s\nendobj\n" % (number, data))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, names, at)
    return made + b"".join(parts) + head + table + trailer


def shown(*lines: str) -> bytes:
    """The content of a page with these lines."""
    rows = b"".join(b"0 -14 Td (%s) Tj\n" % line.encode("latin-1") for line in lines)
    return b"BT /F 10 Tf 40 560 Td\n%sET" % rows
