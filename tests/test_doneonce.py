"""What pydyf does once instead of again and again."""

from __future__ import annotations

import zlib

import pydyf
import pytest

from deckpress import doneonce
from deckpress.doneonce import done_once


def test_a_stream_is_compressed_once_and_as_always() -> None:
    stream = pydyf.Stream([b"1 0 0 1 0 0 cm"] * 99, compress=True)
    always = stream.data
    doneonce._known.clear()
    with done_once():
        assert [stream.data, stream.data] == [always, always]
        stream.stream.append(b"Q")
        assert stream.data != always
    assert len(doneonce._known) == 2


def test_not_more_is_remembered_than_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doneonce, "REMEMBERED", 3)
    streams = [pydyf.Stream([b"%d" % number], compress=True) for number in range(9)]
    always = [stream.data for stream in streams]
    with done_once():
        assert [stream.data for stream in streams] == always
    assert 0 < len(doneonce._known) <= 3


def test_pydyf_is_as_it_was_then() -> None:
    before = pydyf.PDF.page_references
    with pytest.raises(ZeroDivisionError), done_once():
        assert pydyf.PDF.page_references is not before
        raise ZeroDivisionError
    assert pydyf.PDF.page_references is before and pydyf.zlib is zlib


def test_pages_are_listed_anew_where_there_are_more() -> None:
    pdf = pydyf.PDF()
    with done_once():
        for number in range(1, 4):
            pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert len(pdf.page_references) == number
            assert pdf.page_references is pdf.page_references
