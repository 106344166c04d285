"""Painted documents told to another process: the same bytes are written of them there."""

from __future__ import annotations

import os
import pickle
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deckpress.packing import OtherFont, Packed, packed, read, unpacked, written
from deckpress.painted import fresh
from deckpress.typeset import write_pdf
from tests.test_painted import PAGE, SHADED, both


def told(document: Packed) -> bytes:
    data = written(document)
    assert data
    return data


def test_a_painted_page_needs_no_engine_beside_it(tmp_path: Path) -> None:
    """It can be kept as bytes, and shown in the fonts of another process."""
    boxes, painted, setter = both(PAGE)
    again = read(told(packed(painted)))
    for name, document in (("boxes", boxes), ("thawed", unpacked(again, boxes, setter.shown))):
        write_pdf([document], tmp_path / name)
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "thawed").read_bytes()


@pytest.mark.parametrize("name", ["name", "ascent", "descent"])
def test_in_other_fonts_it_cant_be_shown(name: str) -> None:
    boxes, painted, setter = both(PAGE)
    with pytest.raises(OtherFont):
        unpacked(packed(painted), boxes, {})
    others = {key: fresh(font) for key, font in setter.shown.items()}
    setattr(next(iter(others.values())), name, 0)
    with pytest.raises(OtherFont):
        unpacked(packed(painted), boxes, others)


def test_a_page_that_stays_as_it_is_is_not_written() -> None:
    assert written(packed(both(SHADED)[1])) is None


class Runs:
    """What runs something when it is unpickled as Python does."""

    def __init__(self, what: Any, *given: object) -> None:
        self.what, self.given = what, given

    def __reduce__(self) -> tuple[Any, ...]:
        return self.what, self.given


def with_page(packed_page: object) -> bytes:
    """A document that is whole but for what its first page is packed into."""
    document = packed(both(PAGE)[1])
    document.pages[0].packed = packed_page
    return pickle.dumps(document)


STRANGE: dict[str, Callable[[str], bytes]] = {
    "nothing": lambda ran: b"",
    "no pickle": lambda ran: b"What is this?",
    "something else": lambda ran: pickle.dumps([1, 2]),
    "a folder made": lambda ran: pickle.dumps(Runs(os.mkdir, ran)),
    "a folder made by a page": lambda ran: with_page(pickle.dumps(Runs(os.mkdir, ran))),
    "a class that is harmless, but not known": lambda ran: pickle.dumps(OrderedDict(a=1)),
    "an attribute of a box": lambda ran: (
        b"\x80\x04\x8c)weasyprint.formatting_structure.boxes\x8c\x07Box.Box\x93."
    ),
    "what boxes import": lambda ran: b"cweasyprint.formatting_structure.boxes\ncopy\n.",
    "no pages": lambda ran: pickle.dumps(Packed([1], None, {})),
    "a page that is no bytes": lambda ran: with_page(None),
}


@pytest.mark.parametrize("name", STRANGE)
def test_of_what_a_stranger_wrote_nothing_runs(name: str, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    with pytest.raises(ValueError, match="no packed document"):
        read(STRANGE[name](str(ran)))
    assert not ran.exists()


@pytest.fixture(scope="module")
def whole() -> bytes:
    return told(packed(both(PAGE)[1]))


@given(at=some.integers(0, 10**6), bit=some.integers(0, 7))
def test_of_what_was_damaged_there_is_a_document_or_a_reason(whole: bytes, at: int, bit: int) -> None:
    damaged = bytearray(whole)
    damaged[at % len(whole)] ^= 1 << bit
    try:
        read(bytes(damaged))
    except ValueError as error:
        assert "no packed document" in str(error)
