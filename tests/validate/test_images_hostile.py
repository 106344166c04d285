"""Whatever stands in the file of a picture, the check ends in one sentence about it, without a stop or a warning."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from deckpress import pictures as images

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><style>a { fill: url(#x) }</style><g fill="url(#x)">e</g></svg>'
)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SENTENCES = (
    "holds a",
    "refers to",
    "is damaged: save it anew",
    "is not a PNG",
    "is not sound SVG (",
    "has more than",
)


def pictures() -> Iterator[bytes]:
    """One of each kind, with what may stand in a file beside the pixels."""
    picture = Image.effect_noise((20, 20), 50).convert("RGB")
    about, camera = PngImagePlugin.PngInfo(), Image.Exif()
    about.add_text("Titel", "x" * 50, zip=True)
    camera[0x0112], camera[0x010E] = 6, "Een plaat"
    for kind, extra in (
        ("PNG", {"pnginfo": about, "exif": camera, "dpi": (300, 300)}),
        ("PNG", {"save_all": True, "append_images": [Image.new("RGB", (9, 9))]}),
        ("JPEG", {"exif": camera, "progressive": True}),
    ):
        file = io.BytesIO()
        picture.save(file, kind, **extra)
        yield file.getvalue()
    yield SVG


PICTURES = list(pictures())


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG."""
    start = len(SIGNATURE)
    while start < len(data):
        end = start + 8 + int.from_bytes(data[start : start + 4], "big")
        yield data[start + 4 : start + 8], data[start + 8 : end]
        start = end + 4


CHUNKS = list(chunks(PICTURES[0])) + list(chunks(PICTURES[1]))


def judged(data: bytes) -> str | None:
    answer = images._content_fault(data)
    assert answer is None or answer.startswith(SENTENCES)
    assert "\n" not in (answer or "")
    return answer


@pytest.mark.parametrize("data", PICTURES, ids=["PNG", "animated PNG", "JPEG", "SVG"])
def test_they_are_sound_before_they_are_damaged(data: bytes) -> None:
    assert judged(data) is None


@given(st.sampled_from(PICTURES), st.integers(0, 2000), st.integers(0, 8), st.binary(max_size=6))
def test_no_damage_stops_the_check(data: bytes, start: int, length: int, put: bytes) -> None:
    start %= len(data)
    judged(data[:start] + put + data[start + length :])


@given(st.lists(st.tuples(st.sampled_from(CHUNKS), st.integers(0, 40), st.binary(max_size=4)), max_size=6))
def test_no_chunk_of_a_png_stops_the_check(changes: list[tuple[tuple[bytes, bytes], int, bytes]]) -> None:
    """Chunks in any order, each changed somewhere, with the checksum that fits."""
    made = (chunk(name, data[:at] + put + data[at + len(put) :]) for (name, data), at, put in changes)
    judged(SIGNATURE + chunk(*CHUNKS[0]) + b"".join(made) + chunk(*CHUNKS[-1]))


def test_an_odd_but_whole_picture_is_sound_without_a_warning() -> None:
    """A warning would stand among the messages, and says nothing that an author can mend: as here, of no animation."""
    first, *rest = chunks(PICTURES[0])
    odd = [first, (b"acTL", bytes(8)), *rest]
    assert judged(SIGNATURE + b"".join(chunk(*each) for each in odd)) is None
